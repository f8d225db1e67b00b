using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Analyzers.Locating;

/// <summary>The arguments that an attribute, as written, gives to one parameter or property.</summary>
internal static class AttributeArguments
{
    /// <summary>In the order written; several for a params parameter, none where it is left out.</summary>
    public static IReadOnlyList<AttributeArgumentSyntax> For(AttributeSyntax syntax, AttributeData data, string name)
    {
        List<AttributeArgumentSyntax> found = [];
        if (syntax.ArgumentList is null)
        {
            return found;
        }

        ImmutableArray<IParameterSymbol> parameters = Parameters(data, name);
        int position = 0;
        foreach (AttributeArgumentSyntax argument in syntax.ArgumentList.Arguments)
        {
            string? given = argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText ?? NameAt(parameters, position);
            position += argument.NameEquals is null ? 1 : 0;
            if (given == name)
            {
                found.Add(argument);
            }
        }

        return found;
    }

    /// <summary>The expression for one element of a params parameter: an argument of its own, or an element of the array that is the argument.</summary>
    public static ExpressionSyntax? Element(IReadOnlyList<AttributeArgumentSyntax> arguments, int index)
    {
        if (arguments.Count == 1 && Elements(arguments[0].Expression) is { } elements)
        {
            return index < elements.Count ? elements[index] : null;
        }

        return index < arguments.Count ? arguments[index].Expression : null;
    }

    private static IReadOnlyList<ExpressionSyntax>? Elements(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        CollectionExpressionSyntax collection => [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression)],
        _ => null,
    };

    private static string? NameAt(ImmutableArray<IParameterSymbol> parameters, int position)
    {
        if (position < parameters.Length)
        {
            return parameters[position].Name;
        }

        return parameters.Length > 0 && parameters[parameters.Length - 1] is { IsParams: true } last ? last.Name : null;
    }

    /// <summary>Of the constructor called; half-written code calls none, then of one that knows the name.</summary>
    private static ImmutableArray<IParameterSymbol> Parameters(AttributeData data, string name)
    {
        if (data.AttributeConstructor is { } constructor)
        {
            return constructor.Parameters;
        }

        foreach (IMethodSymbol candidate in data.AttributeClass?.InstanceConstructors ?? [])
        {
            if (candidate.Parameters.Any(parameter => parameter.Name == name))
            {
                return candidate.Parameters;
            }
        }

        return [];
    }
}
