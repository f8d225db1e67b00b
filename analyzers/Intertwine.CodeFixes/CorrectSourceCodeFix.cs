using System.Collections.Immutable;
using System.Composition;
using Intertwine.Analyzers.Reporting;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.CodeFixes;

/// <summary>
/// EQV0002: names the feature that was meant, with <c>nameof</c>: <c>nameof(Position)</c>, or <c>$"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}"</c> for an output of a block.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectSourceCodeFix)), Shared]
public sealed class CorrectSourceCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.UnknownSource];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is null || !diagnostic.Properties.TryGetValue(ProblemReporter.Suggestion, out string? name) || name is null || Source(root, diagnostic) is not { } source)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Change to '{name}'",
                    async cancellation =>
                    {
                        SemanticModel? model = await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
                        ExpressionSyntax corrected = SyntaxFactory.ParseExpression(Expression(name, source, model)).WithTriviaFrom(source);
                        return context.Document.WithSyntaxRoot(root.ReplaceNode(source, corrected));
                    },
                    nameof(CorrectSourceCodeFix)),
                diagnostic);
        }
    }

    private static ExpressionSyntax? Source(SyntaxNode root, Diagnostic diagnostic)
    {
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return node as ExpressionSyntax ?? (node as AttributeArgumentSyntax)?.Expression;
    }

    private static string Expression(string name, ExpressionSyntax source, SemanticModel? model)
    {
        int dot = name.IndexOf('.');
        if (dot < 0)
        {
            return $"nameof({name})";
        }

        string use = name.Substring(0, dot);
        string output = name.Substring(dot + 1);
        return $"$\"{{nameof({use})}}.{{nameof({BlockType(use, source, model)}.{output})}}\"";
    }

    /// <summary>The type of the property that uses the block, as short as the place allows; the property's own name works as well, where the type cannot be told.</summary>
    private static string BlockType(string use, ExpressionSyntax source, SemanticModel? model)
    {
        TypeDeclarationSyntax? declaration = source.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        INamedTypeSymbol? type = declaration is null ? null : model?.GetDeclaredSymbol(declaration);
        return type?.GetMembers(use).OfType<IPropertySymbol>().FirstOrDefault()?.Type.ToMinimalDisplayString(model!, source.SpanStart) ?? use;
    }
}
