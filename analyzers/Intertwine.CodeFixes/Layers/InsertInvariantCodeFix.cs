using System.Collections.Immutable;
using System.Composition;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>EQV1002, EQV1006, EQV1020: takes the invariant of each channel first, its squared norm or its norm, where a layer needs scalars.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertInvariantCodeFix)), Shared]
public sealed class InsertInvariantCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.PointwiseOnNonScalar, ProblemIds.WrongRepresentation, ProblemIds.LogitsNotInvariant];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(Hint.Invariants, out string? layers) || layers is null
            || site.Argument(diagnostic) is not { } source || site.Property(diagnostic) is not { } property || site.Type(diagnostic) is not { } type)
        {
            yield break;
        }

        foreach (string layer in layers.Split(','))
        {
            string name = site.FreeName(type, property.Identifier.ValueText + (layer == "Norm" ? "Lengths" : "Squares"));
            yield return new FixOffer(
                $"Take the invariant first: [{layer}]",
                nameof(InsertInvariantCodeFix) + layer,
                [site.InsertBefore(property, $"[{layer}({source})] {property.Modifiers} {property.Type} {name} {{ get; }}"), new TextChange(source.Span, $"nameof({name})")]);
        }
    }
}
