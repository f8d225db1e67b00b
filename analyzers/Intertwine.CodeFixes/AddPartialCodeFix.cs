using System.Collections.Immutable;
using System.Composition;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>EQV0001, EQV0016: adds <c>partial</c> to a class and to every type around it, or to a property and to the types around that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddPartialCodeFix)), Shared]
public sealed class AddPartialCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.ClassNotPartial, ProblemIds.PropertyNotPartial];

    public override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(static (context, document, diagnostics) => AddAsync(document, diagnostics, context.CancellationToken));

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is not null && Positions(root, diagnostic).Any())
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Make partial", async cancellation => (await AddAsync(context.Document, [diagnostic], cancellation).ConfigureAwait(false))!, nameof(AddPartialCodeFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document?> AddAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null)
        {
            return document;
        }

        // Several diagnostics may ask for the same modifier: once.
        var positions = new SortedSet<int>(diagnostics.SelectMany(diagnostic => Positions(root, diagnostic)));
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(positions.Select(position => new TextChange(new TextSpan(position, 0), "partial "))));
    }

    /// <summary>Where the modifier goes: it is the last one, before the keyword of a type or the type of a property.</summary>
    private static IEnumerable<int> Positions(SyntaxNode root, Diagnostic diagnostic)
    {
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan);
        if (diagnostic.Id == ProblemIds.PropertyNotPartial)
        {
            if (node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { Initializer: null, ExpressionBody: null } property)
            {
                yield break;
            }

            yield return property.Type.SpanStart;
        }

        for (TypeDeclarationSyntax? type = node.FirstAncestorOrSelf<TypeDeclarationSyntax>(); type is not null; type = type.Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>())
        {
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                yield return type.Keyword.SpanStart;
            }
        }
    }
}
