using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>Which files of a compilation the declarations of a file can depend on, by names alone: those that declare a type which it mentions, those that declare a type which they mention, and so on.</summary>
internal sealed class NameIndex
{
    private static readonly ConditionalWeakTable<Compilation, NameIndex> Known = new();

    /// <summary>The last index made: most compilations are an edit of one file away from the one before.</summary>
    private static readonly WeakReference<NameIndex?> Last = new(null);

    private readonly ImmutableArray<SyntaxTree> _trees;

    /// <summary>The files that declare a name, by their places among the trees.</summary>
    private readonly Dictionary<string, List<int>> _declaring;

    /// <summary>Files with global usings: a global "using static" or alias brings names into every file, and whatever such directives mention, every file does.</summary>
    private readonly List<int> _global;

    private NameIndex(ImmutableArray<SyntaxTree> trees, CancellationToken cancellation)
    {
        _trees = trees;
        _declaring = new(StringComparer.Ordinal);
        _global = [];
        Aliases = new(StringComparer.Ordinal);
        var everywhere = new SortedSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < trees.Length; i++)
        {
            TreeNames names = TreeNames.Of(trees[i], cancellation);
            everywhere.UnionWith(names.Everywhere);
            Aliases.UnionWith(names.GlobalAliases);
            foreach (string name in names.Declared)
            {
                if (!_declaring.TryGetValue(name, out List<int>? files))
                {
                    _declaring.Add(name, files = []);
                }

                files.Add(i);
            }

            if (names.Everywhere.Any(text => text.StartsWith("global", StringComparison.Ordinal)))
            {
                _global.Add(i);
            }
        }

        Everywhere = string.Join("\n", everywhere);
    }

    /// <summary>The same names in other files.</summary>
    private NameIndex(NameIndex index, ImmutableArray<SyntaxTree> trees) =>
        (_trees, _declaring, _global, Aliases, Everywhere) = (trees, index._declaring, index._global, index.Aliases, index.Everywhere);

    /// <summary>Namespaces and directives that hold in all files.</summary>
    public string Everywhere { get; }

    /// <summary>Names that global usings give to types.</summary>
    public HashSet<string> Aliases { get; }

    public static NameIndex Of(Compilation compilation, CancellationToken cancellation)
    {
        if (!Known.TryGetValue(compilation, out NameIndex? index))
        {
            ImmutableArray<SyntaxTree> trees = [.. compilation.SyntaxTrees];
            index = Last.TryGetTarget(out NameIndex? last) && last is not null && last.HasNamesOf(trees, cancellation) ? new NameIndex(last, trees) : new NameIndex(trees, cancellation);
            index = Known.GetValue(compilation, _ => index);
            Last.SetTarget(index);
        }

        return index;
    }

    /// <summary>The files, in an order that depends on their content only.</summary>
    public List<SyntaxTree> Reached(SyntaxTree from, CancellationToken cancellation)
    {
        List<SyntaxTree> reached = [from, .. _global.Select(i => _trees[i]).Where(tree => tree != from)];
        var seen = new HashSet<SyntaxTree>(reached);
        for (int i = 0; i < reached.Count; i++)
        {
            foreach (string name in TreeNames.Of(reached[i], cancellation).Mentioned)
            {
                if (_declaring.TryGetValue(name, out List<int>? files))
                {
                    foreach (int file in files)
                    {
                        if (seen.Add(_trees[file]))
                        {
                            reached.Add(_trees[file]);
                        }
                    }
                }
            }
        }

        return reached;
    }

    /// <summary>Whether as many files declare the same names in the same places.</summary>
    private bool HasNamesOf(ImmutableArray<SyntaxTree> trees, CancellationToken cancellation)
    {
        if (trees.Length != _trees.Length)
        {
            return false;
        }

        for (int i = 0; i < trees.Length; i++)
        {
            if (trees[i] != _trees[i] && !TreeNames.Of(trees[i], cancellation).DeclaresAs(TreeNames.Of(_trees[i], cancellation)))
            {
                return false;
            }
        }

        return true;
    }
}
