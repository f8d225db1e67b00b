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
/// Puts another value in the place of an argument: EQV0010 the nearest input or option of a block, EQV0030 the largest number of heads that divides the channels, EQV1011 an odd function on
/// pseudo-scalars, EQV1014 the smallest grid that resolves the degrees.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectArgumentCodeFix)), Shared]
public sealed class CorrectArgumentCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.BlockUse, ProblemIds.HeadsDoNotDivide, ProblemIds.ParityOfActivation, ProblemIds.BandLimit];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(Hint.Suggestion, out string? value) || value is null || site.Argument(diagnostic) is not { } argument)
        {
            yield break;
        }

        // A number from an option is an option elsewhere as well.
        if (diagnostic.Id is not (ProblemIds.HeadsDoNotDivide or ProblemIds.BandLimit) || argument is LiteralExpressionSyntax)
        {
            yield return new FixOffer($"Change to {value}", nameof(CorrectArgumentCodeFix) + diagnostic.Id, [new TextChange(argument.Span, value)]);
        }
    }
}
