using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>The outputs of the network, and its features in the order of their declaration.</summary>
internal sealed partial class GraphInference
{
    private List<GraphOutput> Outputs(Scope root)
    {
        List<GraphOutput> outputs = [];
        bool any = false;
        bool anyInput = root.Class.IsBlock;
        foreach (MemberSpec member in root.Class.Members)
        {
            any |= member.IsOutput;
            anyInput |= member.Layer is LayerSpec.Input or null;
            if (member.IsOutput && root.Resolved.TryGetValue(member.Name, out Resolution resolution))
            {
                if (resolution.IsFeature)
                {
                    outputs.Add(new GraphOutput(member.Name, resolution.Feature));
                }
                else if (resolution.Kind == ResolutionKind.Absent && !root.Class.IsBlock)
                {
                    Report(root, member, ProblemIds.AbsentSource, Place.Declaration, member.Name, "the result");
                }
            }
        }

        if (!any)
        {
            ReportClass(ProblemIds.NoOutputOrInput, root.Class.Name, "output");
        }

        if (!anyInput)
        {
            ReportClass(ProblemIds.NoOutputOrInput, root.Class.Name, "input");
        }

        return outputs;
    }

    /// <summary>Walks the declarations in order: which feature belongs to which property, and which properties stand for features of others.</summary>
    private void Collect(Scope scope, HashSet<int> seen, List<int> declared, List<FeatureAlias> aliases)
    {
        foreach (MemberSpec member in scope.Class.Members)
        {
            if (scope.Uses.TryGetValue(member.Name, out Scope[]? copies) && copies is not null)
            {
                foreach (Scope copy in copies)
                {
                    Collect(copy, seen, declared, aliases);
                }
            }
            else if (scope.Resolved.TryGetValue(member.Name, out Resolution resolution) && resolution.IsFeature)
            {
                string path = scope.Path + member.Name;
                if (_features[resolution.Feature].Path == path)
                {
                    if (seen.Add(resolution.Feature))
                    {
                        declared.Add(resolution.Feature);
                    }
                }
                else if (scope.IsDescribed)
                {
                    aliases.Add(new FeatureAlias(path, resolution.Feature));
                }
            }
        }
    }
}
