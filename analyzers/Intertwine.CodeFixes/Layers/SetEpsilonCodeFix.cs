using System.Collections.Immutable;
using System.Composition;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>EQV2010, EQV2011: an epsilon under a root of something that may be 0, or beside a divisor that may be 0.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetEpsilonCodeFix)), Shared]
public sealed class SetEpsilonCodeFix : TextCodeFix
{
    /// <summary>Lengths below 10^-6 become 10^-6: below what float32 tells apart at length 1.</summary>
    private const string UnderRoot = "1e-12";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.RootOfZero, ProblemIds.DivisionWithoutEpsilon];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (site.Attribute(diagnostic) is not { } attribute)
        {
            yield break;
        }

        string parameter = diagnostic.Id == ProblemIds.RootOfZero ? "Epsilon" : site.Node(diagnostic).FirstAncestorOrSelf<AttributeArgumentSyntax>()?.NameEquals?.Name.Identifier.ValueText ?? "";
        string epsilon = diagnostic.Id == ProblemIds.RootOfZero ? UnderRoot : parameter == "Offset" ? "1e-8" : "1e-5";
        AttributeArgumentSyntax? given = attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == parameter);
        if (given is null ? diagnostic.Id == ProblemIds.RootOfZero : given.Expression is LiteralExpressionSyntax)
        {
            TextChange change = given is null ? FixSite.AppendArgument(attribute, $"{parameter} = {epsilon}") : new TextChange(given.Expression.Span, epsilon);
            yield return new FixOffer($"{parameter} = {epsilon}", nameof(SetEpsilonCodeFix) + epsilon, [change]);
        }
    }
}
