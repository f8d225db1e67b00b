using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Generator.Parsing;

/// <summary>
/// The types with <c>[Representation&lt;TGroup&gt;]</c> of a declared group. They stand in the group's project: in source they are found by the names of their attributes, once for each file and compilation; of a
/// referenced assembly the generated half of the group lists them.
/// </summary>
internal static class RepresentationTypes
{
    private static readonly ConditionalWeakTable<SyntaxTree, TypeDeclarationSyntax[]> Candidates = new();
    private static readonly ConditionalWeakTable<Compilation, IReadOnlyList<INamedTypeSymbol>> Declared = new();

    public static IReadOnlyList<INamedTypeSymbol> Of(INamedTypeSymbol group, Compilation compilation, CancellationToken cancellation)
    {
        if (group.DeclaringSyntaxReferences.Length == 0)
        {
            return DeclaredGroupParser.Attribute(group, "GroupRepresentations")?.TypeArray(0) ?? [];
        }

        List<INamedTypeSymbol> found = [];
        foreach (INamedTypeSymbol type in All(compilation, cancellation))
        {
            if (SymbolEqualityComparer.Default.Equals(DeclaredGroupParser.Attribute(type, "Representation")?.TypeArgument, group))
            {
                found.Add(type);
            }
        }

        return found;
    }

    /// <summary>Every type of the project with the attribute, each once.</summary>
    private static IReadOnlyList<INamedTypeSymbol> All(Compilation compilation, CancellationToken cancellation)
    {
        if (Declared.TryGetValue(compilation, out IReadOnlyList<INamedTypeSymbol>? known))
        {
            return known;
        }

        List<INamedTypeSymbol> types = [];
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Candidates.TryGetValue(tree, out TypeDeclarationSyntax[]? candidates))
            {
                candidates = [.. Find(tree.GetRoot(cancellation))];
                Candidates.GetValue(tree, _ => candidates);
            }

            foreach (TypeDeclarationSyntax candidate in candidates)
            {
                if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(candidate, cancellation) is INamedTypeSymbol type
                    && DeclaredGroupParser.Attribute(type, "Representation") is not null
                    && seen.Add(type))
                {
                    types.Add(type);
                }
            }
        }

        return Declared.GetValue(compilation, _ => types);
    }

    private static IEnumerable<TypeDeclarationSyntax> Find(SyntaxNode root) => root
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
        .OfType<TypeDeclarationSyntax>()
        .Where(type => type.AttributeLists.Any(list => list.Attributes.Any(attribute => attribute.Name.ToString().IndexOf("Representation", StringComparison.Ordinal) >= 0)));
}
