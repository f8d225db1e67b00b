using System.Collections.Immutable;
using System.Composition;
using Intertwine.Analyzers.Rules;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>EQV0007, EQV0060: names the group that was perhaps meant: <c>O3</c> becomes <c>O(3)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectGroupCodeFix)), Shared]
public sealed class CorrectGroupCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.UnknownGroup, TensorRuleIds.UnknownGroup];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (site.Literal(diagnostic) is { } literal && GraphInference.GroupHint(literal.Token.ValueText).FirstOrDefault() is { Value: var group })
        {
            yield return new FixOffer($"Change to '{group}'", nameof(CorrectGroupCodeFix), [new TextChange(literal.Span, FixSite.Quoted(group))]);
        }
    }
}
