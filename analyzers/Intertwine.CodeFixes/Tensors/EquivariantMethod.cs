using Intertwine.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Group = Intertwine.Algebra.Group;

namespace Intertwine.CodeFixes.Tensors;

/// <summary>A method or local function with <c>[Equivariant]</c>, as it is written.</summary>
internal sealed record EquivariantMethod(SyntaxNode Declaration, SyntaxList<AttributeListSyntax> Attributes, ParameterListSyntax Parameters, LiteralExpressionSyntax Written, Group Group)
{
    /// <summary>The innermost one around a node whose group is a literal that can be read; null where there is none.</summary>
    public static EquivariantMethod? Around(SyntaxNode node)
    {
        foreach (SyntaxNode declaration in node.AncestorsAndSelf())
        {
            (SyntaxList<AttributeListSyntax> attributes, ParameterListSyntax? parameters) = declaration switch
            {
                MethodDeclarationSyntax method => (method.AttributeLists, method.ParameterList),
                LocalFunctionStatementSyntax local => (local.AttributeLists, local.ParameterList),
                _ => (default, null),
            };
            if (parameters is not null && Find(attributes, "Equivariant").FirstOrDefault()?.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } written)
            {
                return Group.Parse(written.Token.ValueText).TryGet(out Group? group, out _) ? new EquivariantMethod(declaration, attributes, parameters, written, group) : null;
            }
        }

        return null;
    }

    /// <summary>The representations of the parameters and of the return value.</summary>
    public IEnumerable<LiteralExpressionSyntax> Representations =>
        Find(Attributes, "Rep").Concat(Parameters.Parameters.SelectMany(parameter => Find(parameter.AttributeLists, "Rep"))).Select(Representation).OfType<LiteralExpressionSyntax>();

    /// <summary>The attributes of a parameter or method that have this name.</summary>
    public static IEnumerable<AttributeSyntax> Find(SyntaxList<AttributeListSyntax> lists, string name) =>
        lists.SelectMany(list => list.Attributes).Where(attribute => FixSite.Name(attribute)?.Identifier.ValueText is { } text && (text == name || text == name + "Attribute"));

    public static LiteralExpressionSyntax? Representation(AttributeSyntax rep) =>
        rep.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal ? literal : null;
}
