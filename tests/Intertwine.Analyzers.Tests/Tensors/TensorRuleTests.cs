using Intertwine.Analyzers.Tests.Cases;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Every case over tensor code compiles and reports exactly what it marks: ids and spans, no more and no less.</summary>
public class TensorRuleTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (RuleCase c in TensorCases.All)
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
        MarkedSource source = TensorHost.Parse(TensorCases.All.Single(c => c.Id == id && c.Name == name).Source);
        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerHost.AnalyzeAsync(TensorHost.CompileCorrect(source.Text), [TensorHost.Analyzer]);

        Assert.Equal(
            source.Expected.Select(e => $"{e.Id} {e.Span} '{source.Text.Substring(e.Span.Start, e.Span.Length)}'").Order(StringComparer.Ordinal),
            diagnostics.Select(d => $"{d.Id} {d.Location.SourceSpan} '{source.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}'").Order(StringComparer.Ordinal));
    }

    /// <summary>A wrong number of arguments would show as an unformatted message.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Message_HasItsArguments(string id, string name)
    {
        MarkedSource source = TensorHost.Parse(TensorCases.All.Single(c => c.Id == id && c.Name == name).Source);
        foreach (Diagnostic diagnostic in await AnalyzerHost.AnalyzeAsync(TensorHost.CompileCorrect(source.Text), [TensorHost.Analyzer]))
        {
            string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
            Assert.DoesNotMatch(@"\{\d\}|''|  |, ,|\bof ;", message);
        }
    }
}
