using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>What a name in a declaration stands for.</summary>
internal sealed partial class GraphInference
{
    private Resolution Alias(Scope scope, MemberSpec member, SourceSpec source)
    {
        Resolution resolution = Lookup(scope, scope, member, source.Name, new Place("Output", source.Parameter));
        if (resolution.Kind == ResolutionKind.Absent)
        {
            Report(scope, member, ProblemIds.AbsentSource, new Place("Output", source.Parameter), source.Name!, member.Name);
            return Resolution.Failed;
        }

        return resolution;
    }

    /// <summary>The feature that a name stands for, seen from <paramref name="scope"/>; problems are reported at a member of <paramref name="reporter"/>.</summary>
    private Resolution Lookup(Scope scope, Scope reporter, MemberSpec member, string? name, Place place)
    {
        if (name is null)
        {
            return Resolution.Failed;
        }

        int dot = name.IndexOf('.');
        string first = dot < 0 ? name : name.Substring(0, dot);
        if (!scope.Members.TryGetValue(first, out MemberSpec? target))
        {
            Report(reporter, member, ProblemIds.UnknownSource, place, name, scope.Class.Name);
            return Resolution.Failed;
        }

        switch (target.Layer)
        {
            case null:
                return Resolution.Failed;
            case LayerSpec.Option or LayerSpec.Graph:
                Report(reporter, member, ProblemIds.NotAFeature, place, name, target.Layer is LayerSpec.Option ? "an option" : "the graph", "a feature");
                return Resolution.Failed;
            case LayerSpec.AllPairs or LayerSpec.Nearest:
                Report(reporter, member, ProblemIds.NotAFeature, place, name, "an edge set", "a feature");
                return Resolution.Failed;
            case LayerSpec.Block block when dot < 0:
                Report(reporter, member, ProblemIds.NotAFeature, place, name, "a block", $"one of its outputs, $\"{{nameof({name})}}.{{nameof({ShortName(block.Class)}.Output)}}\"");
                return Resolution.Failed;
            case LayerSpec.Block:
                return LookupOutput(scope, reporter, member, target, name.Substring(dot + 1), place);
            case var _ when dot >= 0:
                Report(reporter, member, ProblemIds.UnknownSource, place, name, scope.Class.Name);
                return Resolution.Failed;
            default:
                return Resolve(scope, target);
        }
    }

    private Resolution LookupOutput(Scope scope, Scope reporter, MemberSpec member, MemberSpec use, string output, Place place)
    {
        if (Use(scope, use) is not { } copies)
        {
            return Resolution.Failed;
        }

        if (copies.Length == 0)
        {
            return Resolution.Absent;
        }

        Scope last = copies[copies.Length - 1];
        if (!last.Members.TryGetValue(output, out MemberSpec? result) || !result.IsOutput)
        {
            Report(reporter, member, ProblemIds.BlockUse, place, last.Class.Name, $"'{output}' is not one of its outputs ({string.Join(", ", Names(last, m => m.IsOutput))})");
            return Resolution.Failed;
        }

        // Copy by copy: the last one would reach the first through all between.
        foreach (Scope copy in copies)
        {
            foreach (MemberSpec carried in copy.Class.Members)
            {
                if (carried is { IsOutput: true, Next: not null, Layer: not (null or LayerSpec.Block or LayerSpec.Graph or LayerSpec.Option) } && copy != last)
                {
                    Resolve(copy, carried);
                }
            }
        }

        return Resolve(last, result);
    }

    /// <summary>The features of a list of sources, and whether all of them could be resolved. Features that do not exist are left out where <paramref name="mayBeAbsent"/>, else they are a problem.</summary>
    private bool Sources(Scope scope, MemberSpec member, LayerSpec layer, bool mayBeAbsent, out List<(SourceSpec Spec, int Feature)> features)
    {
        features = [];
        bool complete = true;
        foreach (SourceSpec source in layer.Sources)
        {
            var place = new Place(layer.Attribute, source.Parameter, source.Element);
            Resolution resolution = Lookup(scope, scope, member, source.Name, place);
            if (resolution.IsFeature)
            {
                features.Add((source, resolution.Feature));
            }
            else if (resolution.Kind == ResolutionKind.Failed)
            {
                complete = false;
            }
            else if (!mayBeAbsent && !source.MayBeAbsent)
            {
                Report(scope, member, ProblemIds.AbsentSource, place, source.Name!, member.Name);
                complete = false;
            }
        }

        if (complete && features.Count == 0)
        {
            var place = new Place(layer.Attribute, "sources");
            if (layer.Sources.Count == 0)
            {
                Report(scope, member, ProblemIds.WrongValue, place, "sources", "at least one feature", "none");
            }
            else
            {
                Report(scope, member, ProblemIds.AbsentSource, place, string.Join(", ", layer.Sources.Select(s => s.Name)), member.Name);
            }

            return false;
        }

        return complete;
    }

    private static IEnumerable<string> Names(Scope scope, Func<MemberSpec, bool> which) => scope.Class.Members.Where(which).Select(m => m.Name);

    private static string ShortName(string? fullName) => fullName is null ? "Block" : fullName.Substring(fullName.LastIndexOf('.') + 1);
}
