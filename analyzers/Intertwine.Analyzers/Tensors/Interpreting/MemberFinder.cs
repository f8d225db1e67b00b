using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>What a field or property is made with, where its initializer and the constructors of its class are all that write it.</summary>
internal static class MemberFinder
{
    /// <summary>The only value that is ever assigned; null where there are several, or others than the class's own constructors may write it.</summary>
    public static IOperation? Value(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        if (member is not (IFieldSymbol or IPropertySymbol) || member is IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: not Accessibility.Private } or IPropertySymbol { SetMethod.DeclaredAccessibility: not Accessibility.Private })
        {
            return null;
        }

        ExpressionSyntax? found = null;
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            EqualsValueClauseSyntax? initializer = reference.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax field => field.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            found = initializer?.Value ?? found;
        }

        foreach (SyntaxReference type in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (AssignmentExpressionSyntax assignment in type.GetSyntax(cancellation).DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(assignment => Names(assignment.Left, member.Name)))
            {
                bool isConstructor = assignment.FirstAncestorOrSelf<MemberDeclarationSyntax>() is ConstructorDeclarationSyntax && assignment.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is null;
                if (found is not null || !isConstructor || !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
                {
                    return null;
                }

                found = assignment.Right;
            }
        }

        return found is not null && compilation.ContainsSyntaxTree(found.SyntaxTree) ? Operation(found, compilation, cancellation) : null;
    }

    /// <summary>Whether a method writes into one of its parameters.</summary>
    public static bool IsAssigned(IParameterSymbol parameter, CancellationToken cancellation) => parameter.ContainingSymbol.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax(cancellation).DescendantNodes().Any(node => node is AssignmentExpressionSyntax assignment && Names(assignment.Left, parameter.Name)));

    private static bool Names(ExpressionSyntax target, string name) => target switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var member } => member.Identifier.ValueText == name,
        TupleExpressionSyntax tuple => tuple.Arguments.Any(argument => Names(argument.Expression, name)),
        _ => false,
    };

#pragma warning disable RS1030 // What a member is made with stands in another place of the class than the method that uses it, at times in another file.
    private static IOperation? Operation(ExpressionSyntax expression, Compilation compilation, CancellationToken cancellation) =>
        compilation.GetSemanticModel(expression.SyntaxTree).GetOperation(expression, cancellation);
#pragma warning restore RS1030
}
