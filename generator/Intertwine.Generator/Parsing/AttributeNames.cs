using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Generator.Parsing;

/// <summary>
/// Finds the types that may carry one of the language's attributes by their syntax alone, aliases included, so that no symbol is made and no attribute bound of the others, nor of those that are known already (<see cref="DeclarationCache{T}"/>).
/// Roslyn's own search by attribute binds the attributes of every type it finds after every edit, which in a solution of hundreds of models takes longer than everything else together.
/// </summary>
internal static class AttributeNames
{
    private const string Suffix = "Attribute";

    /// <summary>The types of a file with an attribute that is called like one of <paramref name="names"/>, or by an alias, which may stand for anything.</summary>
    /// <param name="names">Without suffix.</param>
    public static IEnumerable<TypeDeclarationSyntax> Candidates(SyntaxTree tree, string[] names, Compilation compilation, CancellationToken cancellation)
    {
        TreeNames file = TreeNames.Of(tree, cancellation);
        if (file.Attributed.Count == 0)
        {
            yield break;
        }

        HashSet<string> everywhere = NameIndex.Of(compilation, cancellation).Aliases;
        foreach ((TypeDeclarationSyntax type, string[] attributes) in file.Attributed)
        {
            if (attributes.Any(attribute => IsOneOf(attribute, names) || IsAlias(attribute, file.Aliases) || IsAlias(attribute, everywhere)))
            {
                yield return type;
            }
        }
    }

    /// <summary>Whether the first of the language's attributes on a type is one of <paramref name="names"/> and stands at <paramref name="node"/>: several parts, or several attributes, declare a type once.</summary>
    public static bool IsDeclaredBy(INamedTypeSymbol type, SyntaxNode node, string[] names)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (new AttributeReader(attribute).Name is { } name && name is "EquivariantModel" or "EquivariantBlock" or "Group" or "Representation")
            {
                return names.Contains(name) && attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == node.SyntaxTree && node.FullSpan.Contains(reference.Span);
            }
        }

        return false;
    }

    private static bool IsOneOf(string attribute, string[] names) =>
        Array.IndexOf(names, attribute) >= 0 || (attribute.EndsWith(Suffix, StringComparison.Ordinal) && Array.IndexOf(names, attribute.Substring(0, attribute.Length - Suffix.Length)) >= 0);

    private static bool IsAlias(string attribute, HashSet<string> aliases) => aliases.Count > 0 && (aliases.Contains(attribute) || aliases.Contains(attribute + Suffix));
}
