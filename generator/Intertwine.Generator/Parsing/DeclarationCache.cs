using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>
/// What was read from a declaration stays right as long as nothing changes that it can depend on: the files that it reaches by names (<see cref="NameIndex"/>), what holds in all files, and the references. An edit somewhere else in a
/// solution of hundreds of models then costs a comparison for each, and not the binding of all their attributes, which are new symbols after every edit.
/// </summary>
/// <typeparam name="T">What is read; without symbols or syntax.</typeparam>
internal sealed class DeclarationCache<T>
    where T : class
{
    /// <summary>By the node of the declaration: the same object as long as its file is unchanged.</summary>
    private readonly ConditionalWeakTable<SyntaxNode, Entry> _entries = new();

    /// <param name="node">One part of the type; the others are declared under the name that it mentions.</param>
    /// <param name="read">Null where the type turns out to be no declaration: that is remembered as well.</param>
    public T? GetOrRead(SyntaxNode node, Compilation compilation, Func<T?> read, CancellationToken cancellation)
    {
        var index = NameIndex.Of(compilation, cancellation);
        List<SyntaxTree> files = index.Reached(node.SyntaxTree, cancellation);
        if (_entries.TryGetValue(node, out Entry? known)
            && known.Everywhere == index.Everywhere
            && (known.References == compilation.ExternalReferences || known.References.SequenceEqual(compilation.ExternalReferences))
            && known.Files.SequenceEqual(files))
        {
            return known.Value;
        }

        var entry = new Entry(read(), files, index.Everywhere, compilation.ExternalReferences);
        _entries.Remove(node);
        return _entries.GetValue(node, _ => entry).Value;
    }

    private sealed record Entry(T? Value, List<SyntaxTree> Files, string Everywhere, ImmutableArray<MetadataReference> References);
}
