using Intertwine.Algebra;
using Intertwine.Generator.Parsing;

namespace Intertwine.Analyzers.Reporting;

/// <summary>The names that a source may have in a class, and the one that was perhaps meant.</summary>
internal static class SourceNames
{
    /// <summary>Features, and outputs of blocks as <c>Block.Output</c>, in the order of declaration.</summary>
    public static IReadOnlyList<string> Features(ModelSpec model, ClassSpec type)
    {
        List<string> names = [];
        foreach (MemberSpec member in type.Members)
        {
            if (member.Layer is LayerSpec.Block use)
            {
                ClassSpec? block = model.Blocks.FirstOrDefault(candidate => candidate.FullName == use.Class);
                names.AddRange((block?.Members ?? []).Where(output => output.IsOutput).Select(output => $"{member.Name}.{output.Name}"));
            }
            else if (member.Kind == MemberKind.Feature)
            {
                names.Add(member.Name);
            }
        }

        return names;
    }

    /// <summary>What a condition may name: options and optional inputs.</summary>
    public static IReadOnlyList<string> Conditions(ClassSpec type) =>
        [.. type.Members.Where(member => member.Layer is LayerSpec.Option or LayerSpec.Input { Optional: true }).Select(member => member.Name)];

    /// <summary>The candidate that was meant: an output named without its block, else the one with the nearest spelling.</summary>
    public static string? Nearest(string name, IReadOnlyList<string> candidates)
    {
        string output = "." + name.Substring(name.LastIndexOf('.') + 1);
        return candidates.FirstOrDefault(candidate => candidate.EndsWith(output, StringComparison.Ordinal)) ?? NearestName.Of(name, candidates, caseMatters: false);
    }
}
