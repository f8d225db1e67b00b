using Intertwine.Analyzers.Tests.Cases;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests;

/// <summary>Every case reports exactly what it marks: ids and spans, no more and no less.</summary>
public class RuleTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (RuleCase c in RuleCases.All)
            {
                data.Add(c.Id, c.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_ReportsWhatItMarks(string id, string name)
    {
        RuleCase rule = RuleCases.All.Single(c => c.Id == id && c.Name == name);
        MarkedSource source = MarkedSource.Parse(rule.Source);
        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerHost.AnalyzeAsync(source.Text);

        Assert.Equal(
            source.Expected.Select(e => $"{e.Id} {e.Span} '{source.Text.Substring(e.Span.Start, e.Span.Length)}'").Order(StringComparer.Ordinal),
            diagnostics.Select(d => $"{d.Id} {d.Location.SourceSpan} '{source.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}'").Order(StringComparer.Ordinal));
    }

    /// <summary>In a build analyzers see the generated halves as well.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_WithGeneratedHalves_ReportsTheSame(string id, string name)
    {
        RuleCase rule = RuleCases.All.Single(c => c.Id == id && c.Name == name);
        MarkedSource source = MarkedSource.Parse(rule.Source);
        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerHost.AnalyzeAsync(AnalyzerHost.CompileAndGenerate(source.Text));

        Assert.Equal(
            source.Expected.Select(e => $"{e.Id} {e.Span}").Order(StringComparer.Ordinal),
            diagnostics.Select(d => $"{d.Id} {d.Location.SourceSpan}").Order(StringComparer.Ordinal));
    }

    /// <summary>Diagnostics have locations in syntax, so that a pragma reaches them.</summary>
    [Fact]
    public async Task Pragma_SwitchesARuleOffInOnePlace()
    {
        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerHost.AnalyzeAsync(RuleCases.Net("""
            #pragma warning disable EQV0006
            [Linear(nameof(Scalars))] public partial Feature A { get; }
            #pragma warning restore EQV0006
            [Linear(nameof(Scalars))] public partial Feature B { get; }
            """));
        Assert.StartsWith("Nothing uses 'B'", Assert.Single(diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
