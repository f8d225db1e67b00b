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

    /// <summary>Whether a node is a type with any attribute.</summary>
    public static bool HasAny(SyntaxNode node) => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 };

    /// <summary>Whether an attribute of a type is called like one of <paramref name="names"/>, or by an alias, which may stand for anything.</summary>
    /// <param name="names">Without suffix.</param>
    public static bool MayHave(TypeDeclarationSyntax type, IReadOnlyList<string> names, Compilation compilation, CancellationToken cancellation)
    {
        foreach (AttributeListSyntax list in type.AttributeLists)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                string name = SimpleName(attribute.Name);
                if (names.Contains(name)
                    || (name.EndsWith(Suffix, StringComparison.Ordinal) && names.Contains(name.Substring(0, name.Length - Suffix.Length)))
                    || IsAlias(name, TreeNames.Of(type.SyntaxTree, cancellation).Aliases)
                    || IsAlias(name, NameIndex.Of(compilation, cancellation).Aliases))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether the first of the language's attributes on a type is one of <paramref name="names"/> and stands at <paramref name="node"/>: several parts, or several attributes, declare a type once.</summary>
    public static bool IsDeclaredBy(INamedTypeSymbol type, SyntaxNode node, IReadOnlyList<string> names)
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

    private static bool IsAlias(string name, HashSet<string> aliases) => aliases.Count > 0 && (aliases.Contains(name) || aliases.Contains(name + Suffix));

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => string.Empty,
    };
}
