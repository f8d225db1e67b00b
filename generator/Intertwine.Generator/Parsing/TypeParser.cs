using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Generator.Parsing;

/// <summary>A declared type, without its attributes and members → <see cref="TypeSpec"/>.</summary>
internal static class TypeParser
{
    private static readonly SymbolDisplayFormat NameFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    public static TypeSpec Parse(INamedTypeSymbol type, bool canEmit) => new(
        FullName(type),
        type.ContainingNamespace is { IsGlobalNamespace: false } ns ? ns.ToDisplayString() : "",
        Containers(type),
        type.Name,
        TypeParameters(type),
        Keyword(type),
        type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        canEmit);

    public static string FullName(INamedTypeSymbol type)
    {
        string name = type.ToDisplayString(NameFormat);
        return type.Arity == 0 ? name : $"{name}-{type.Arity.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    /// <summary>Names of the type and of those around it that lack <c>partial</c>, from the inside out.</summary>
    public static IEnumerable<string> NotPartial(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (!IsPartial(part))
            {
                yield return part.Name;
            }
        }
    }

    /// <summary>Metadata has no declarations, and needs none: its generated half is there already.</summary>
    private static bool IsPartial(INamedTypeSymbol type)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return false;
            }
        }

        return true;
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private static EquatableArray<string> Containers(INamedTypeSymbol type)
    {
        List<string> containers = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containers.Insert(0, $"partial {Keyword(outer)} {outer.Name}{TypeParameters(outer)}");
        }

        return containers.ToEquatable();
    }

    private static string TypeParameters(INamedTypeSymbol type)
    {
        if (type.TypeParameters.Length == 0)
        {
            return "";
        }

        var text = new StringBuilder("<");
        foreach (ITypeParameterSymbol parameter in type.TypeParameters)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(parameter.Name);
        }

        return text.Append('>').ToString();
    }
}
