using System.Collections.Immutable;
using System.Composition;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.CodeFixes;

/// <summary>EQV1003: removes <c>Bias = true</c>. Exact: by default scalars of a result have a bias and nothing else has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveBiasCodeFix)), Shared]
public sealed class RemoveBiasCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.BiasOnNonScalar];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals: not null } bias)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Remove the bias",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.RemoveNode(bias, SyntaxRemoveOptions.KeepNoTrivia)!)),
                        nameof(RemoveBiasCodeFix)),
                    diagnostic);
            }
        }
    }
}
