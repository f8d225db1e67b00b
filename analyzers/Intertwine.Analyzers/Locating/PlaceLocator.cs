using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.Analyzers.Locating;

/// <summary>
/// From a <see cref="Place"/>, which knows no syntax, to source text: the characters inside a string literal, else the argument, else the attribute, else the name. Each falls back on the next, because in
/// half-written code any of them may be missing.
/// </summary>
internal static class PlaceLocator
{
    /// <param name="type">The declared class.</param>
    /// <param name="member">One of its properties; null for the class itself.</param>
    /// <param name="place">Where at it.</param>
    /// <param name="cancellation">Stops reading syntax.</param>
    public static Location Locate(INamedTypeSymbol type, string? member, Place place, CancellationToken cancellation)
    {
        ISymbol symbol = member is null ? type : type.GetMembers(member).FirstOrDefault(candidate => candidate is IPropertySymbol) ?? type.GetMembers(member).FirstOrDefault(candidate => candidate is not IMethodSymbol) ?? type;
        return place.Attribute is not null && Find(symbol, place) is { } data && data.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
            ? LocateIn(syntax, data, place)
            : Name(symbol, cancellation);
    }

    private static AttributeData? Find(ISymbol symbol, Place place)
    {
        int occurrence = 0;
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if (new AttributeReader(data).Name == place.Attribute && occurrence++ == place.Occurrence)
            {
                return data;
            }
        }

        return null;
    }

    private static Location LocateIn(AttributeSyntax syntax, AttributeData data, Place place)
    {
        if (place.Parameter is null)
        {
            return syntax.GetLocation();
        }

        IReadOnlyList<AttributeArgumentSyntax> arguments = AttributeArguments.For(syntax, data, place.Parameter);
        if (arguments.Count == 0)
        {
            return syntax.GetLocation();
        }

        if (place.Element >= 0)
        {
            return (AttributeArguments.Element(arguments, place.Element) ?? (SyntaxNode)syntax).GetLocation();
        }

        if (place.Start >= 0 && StringLiteral.Locate(arguments[0].Expression, place.Start, place.Length) is { } characters)
        {
            return Location.Create(syntax.SyntaxTree, characters);
        }

        if (arguments[0].NameEquals is not null)
        {
            return arguments[0].GetLocation();
        }

        return Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(arguments[0].Expression.SpanStart, arguments[arguments.Count - 1].Expression.Span.End));
    }

    /// <summary>The name of the property, or of the class in the part that carries the attribute.</summary>
    private static Location Name(ISymbol symbol, CancellationToken cancellation)
    {
        if (symbol is INamedTypeSymbol)
        {
            foreach (AttributeData data in symbol.GetAttributes())
            {
                if (new AttributeReader(data).Name is "EquivariantModel" or "EquivariantBlock" or "Group" or "Representation"
                    && data.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is { } declaration)
                {
                    return declaration.Identifier.GetLocation();
                }
            }
        }

        return symbol.Locations.FirstOrDefault(location => location.IsInSource) ?? Location.None;
    }
}
