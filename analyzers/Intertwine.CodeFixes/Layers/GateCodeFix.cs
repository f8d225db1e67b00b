using System.Collections.Immutable;
using System.Composition;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>
/// EQV1002: gates what is not scalar instead of activating its components. Squared norms of all channels are mixed to one number for each channel to gate, the activation makes gates of these, and each channel is multiplied by its own:
/// y_c = phi(sum_k W_ck |x_k|^2 + b_c) x_c.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GateCodeFix)), Shared]
public sealed class GateCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.PointwiseOnNonScalar];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(Hint.Gated, out string? gated) || !diagnostic.Properties.TryGetValue(Hint.Scalars, out string? scalars)
            || site.Attribute(diagnostic) is not { ArgumentList.Arguments: { Count: >= 2 } arguments } attribute
            || site.Property(diagnostic) is not { } property || site.Type(diagnostic) is not { } type)
        {
            yield break;
        }

        string source = arguments[0].Expression.ToString();
        string activation = arguments[1].Expression.ToString();
        string head = $"{property.Modifiers} {property.Type}";
        string squares = site.FreeName(type, property.Identifier.ValueText + "Squares");
        string gates = site.FreeName(type, property.Identifier.ValueText + "Gates");
        string gateable = site.FreeName(type, property.Identifier.ValueText + "Gateable");
        List<string> options = [.. scalars == "0" ? [] : new[] { $"Activation = {activation}" }, $"Gates = {activation}"];
        foreach (AttributeArgumentSyntax argument in arguments)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText is "PseudoScalars" or "Scale")
            {
                options.Add(argument.ToString());
            }
        }

        yield return new FixOffer(
            "Gate by norms",
            nameof(GateCodeFix),
            [
                site.InsertBefore(
                    property,
                    $"[SquaredNorm({source})] {head} {squares} {{ get; }}",
                    $"[Linear(nameof({squares}), Channels = {gated})] {head} {gates} {{ get; }}",
                    $"[Concat({source}, nameof({gates}))] {head} {gateable} {{ get; }}"),
                new TextChange(attribute.Span, $"Gate(nameof({gateable}), {string.Join(", ", options)})"),
            ]);
    }
}
