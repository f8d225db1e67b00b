using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>Which files of a compilation the declarations of a file can depend on, by names alone: those that declare a type which it mentions, those that declare a type which they mention, and so on.</summary>
internal sealed class NameIndex
{
    private static readonly ConditionalWeakTable<Compilation, NameIndex> Known = new();

    private readonly Dictionary<string, List<SyntaxTree>> _declaring = new(StringComparer.Ordinal);

    private NameIndex(Compilation compilation, CancellationToken cancellation)
    {
        var everywhere = new SortedSet<string>(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            TreeNames names = TreeNames.Of(tree, cancellation);
            everywhere.UnionWith(names.Everywhere);
            foreach (string name in names.Declared)
            {
                if (!_declaring.TryGetValue(name, out List<SyntaxTree>? trees))
                {
                    _declaring.Add(name, trees = []);
                }

                trees.Add(tree);
            }

            // A global "using static" or alias brings names into every file: whatever such directives mention, every file does.
            if (names.Everywhere.Any(text => text.StartsWith("global", StringComparison.Ordinal)))
            {
                Global.Add(tree);
            }

            Aliases.UnionWith(names.GlobalAliases);
        }

        Everywhere = string.Join("\n", everywhere);
    }

    /// <summary>Namespaces and directives that hold in all files.</summary>
    public string Everywhere { get; }

    /// <summary>Names that global usings give to types.</summary>
    public HashSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Files with global usings.</summary>
    private List<SyntaxTree> Global { get; } = [];

    public static NameIndex Of(Compilation compilation, CancellationToken cancellation)
    {
        if (!Known.TryGetValue(compilation, out NameIndex? index))
        {
            index = new NameIndex(compilation, cancellation);
            index = Known.GetValue(compilation, _ => index);
        }

        return index;
    }

    /// <summary>The files, in an order that depends on their content only.</summary>
    public List<SyntaxTree> Reached(SyntaxTree from, CancellationToken cancellation)
    {
        List<SyntaxTree> reached = [from, .. Global.Where(tree => tree != from)];
        var seen = new HashSet<SyntaxTree>(reached);
        for (int i = 0; i < reached.Count; i++)
        {
            foreach (string name in TreeNames.Of(reached[i], cancellation).Mentioned)
            {
                if (_declaring.TryGetValue(name, out List<SyntaxTree>? trees))
                {
                    foreach (SyntaxTree tree in trees)
                    {
                        if (seen.Add(tree))
                        {
                            reached.Add(tree);
                        }
                    }
                }
            }
        }

        return reached;
    }
}
