using System.Collections.Immutable;
using System.Composition;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Intertwine.CodeFixes;

/// <summary>EQV0026: names the edge set to work along, <c>Along = nameof(Near)</c>: one offer for each set there is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChooseEdgesCodeFix)), Shared]
public sealed class ChooseEdgesCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.SeveralEdgeSets];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(Hint.Suggestion, out string? sets) || sets is null || site.Attribute(diagnostic) is not { } attribute)
        {
            yield break;
        }

        foreach (string set in sets.Split([", "], StringSplitOptions.None))
        {
            yield return new FixOffer($"Work along '{set}'", nameof(ChooseEdgesCodeFix) + set, [FixSite.AppendArgument(attribute, $"Along = nameof({set})")]);
        }
    }
}
