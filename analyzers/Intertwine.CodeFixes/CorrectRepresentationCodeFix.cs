using System.Collections.Immutable;
using System.Composition;
using Intertwine.Analyzers.Rules;
using Intertwine.CodeFixes.Editing;
using Intertwine.CodeFixes.Tensors;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>
/// EQV0004, EQV0061, EQV1007: corrects a representation. Pieces that the group does not have become the nearest ones; where a parity is missing there are two ways, <c>1o</c> as of vectors and <c>1e</c> as of pseudo-vectors.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectRepresentationCodeFix)), Shared]
public sealed class CorrectRepresentationCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.MalformedRepresentation, ProblemIds.WrongGroup, TensorRuleIds.WrongAnnotation];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (site.Literal(diagnostic) is not { } literal)
        {
            yield break;
        }

        Hint[] hints = diagnostic.Id == TensorRuleIds.WrongAnnotation
            ? EquivariantMethod.Around(literal)?.Group is { } group ? [.. GraphInference.Corrections(group, literal.Token.ValueText, allowWildcard: true)] : []
            : [.. diagnostic.Properties.Select(property => new Hint(property.Key, property.Value ?? ""))];
        string? corrected = hints.FirstOrDefault(hint => hint.Name == Hint.Suggestion)?.Value;
        string? other = hints.FirstOrDefault(hint => hint.Name == Hint.Alternative)?.Value;
        if (corrected is null)
        {
            yield break;
        }

        bool lacksParity = other is not null;
        yield return Offer(corrected, lacksParity ? "Parity" : "Nearest");
        if (lacksParity)
        {
            yield return Offer(other!, "OtherParity");
        }

        FixOffer Offer(string text, string key) =>
            new(lacksParity ? $"Add the parity: '{text}'" : $"Change to '{text}'", nameof(CorrectRepresentationCodeFix) + key, [new TextChange(literal.Span, FixSite.Quoted(text))]);
    }
}
