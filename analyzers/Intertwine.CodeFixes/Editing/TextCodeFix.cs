using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes.Editing;

/// <summary>
/// A fix made of changes of the text around a diagnostic. All occurrences in a document are fixed in one go: a change that several ask for is made once, and where two contradict each other the first one counts.
/// </summary>
public abstract class TextCodeFix : CodeFixProvider
{
    public sealed override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create((context, document, diagnostics) => FixAllAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken));

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await FixSite.CreateAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } site)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (FixOffer offer in Offers(site, diagnostic))
            {
                context.RegisterCodeFix(CodeAction.Create(offer.Title, cancellation => ApplyAsync(context.Document, [offer], cancellation), offer.Key), diagnostic);
            }
        }
    }

    /// <summary>The ways to fix a diagnostic, the best one first; none where the text around it is not as it should be.</summary>
    internal abstract IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic);

    private async Task<Document?> FixAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellation) =>
        await FixSite.CreateAsync(document, cancellation).ConfigureAwait(false) is { } site
            ? await ApplyAsync(document, diagnostics.Select(diagnostic => Offers(site, diagnostic).FirstOrDefault(offer => offer.Key == key)).OfType<FixOffer>(), cancellation).ConfigureAwait(false)
            : document;

    private static async Task<Document> ApplyAsync(Document document, IEnumerable<FixOffer> offers, CancellationToken cancellation)
    {
        List<TextChange> changes = [];
        foreach (FixOffer offer in offers)
        {
            List<TextChange> more = [.. offer.Changes.Where(change => !changes.Contains(change))];
            if (!more.Exists(change => changes.Exists(other => Contradict(change, other))))
            {
                changes.AddRange(more);
            }
        }

        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    /// <summary>Insertions at one place may follow each other.</summary>
    private static bool Contradict(TextChange left, TextChange right) => left.Span.OverlapsWith(right.Span) || (left.Span.Length > 0 && left.Span == right.Span);
}
