using System.Text.RegularExpressions;
using Intertwine.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests;

/// <summary>The declarations on the pages are what the pages say: the wrong one reports the rule, the right one reports nothing and compiles.</summary>
public partial class PageTests
{
    public static TheoryData<string> Declarations => [.. RuleTable.Declarations.Select(rule => rule.Id)];

    public static TheoryData<string> TensorCode => [.. RuleTable.TensorCode.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Declarations))]
    public async Task Wrong_ReportsTheRule(string id)
    {
        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerHost.AnalyzeAsync(Code(id, "Wrong"));
        Assert.Equal([id], diagnostics.Select(d => d.Id));
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public async Task Right_ReportsNothingAndCompiles(string id)
    {
        Compilation compilation = AnalyzerHost.CompileAndGenerate(Code(id, "Right"));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Empty(await AnalyzerHost.AnalyzeAsync(compilation));
    }

    /// <summary>On pages about tensor code stand members of a class, which compile whether right or wrong.</summary>
    [Theory]
    [MemberData(nameof(TensorCode))]
    public async Task TensorCode_CompilesAndIsAsThePageSays(string id)
    {
        Compilation wrong = TensorHost.CompileCorrect(TensorHost.Class(Code(id, "Wrong"))), right = TensorHost.CompileCorrect(TensorHost.Class(Code(id, "Right")));
        Assert.Equal([id], (await AnalyzerHost.AnalyzeAsync(wrong, [TensorHost.Analyzer])).Select(d => d.Id));
        Assert.Empty(await AnalyzerHost.AnalyzeAsync(right, [TensorHost.Analyzer]));
    }

    private static string Code(string id, string heading)
    {
        string page = Repository.Read("docs", "rules", id + ".md");
        return CodeBlock().Matches(page).Single(m => m.Groups["heading"].Value == heading).Groups["code"].Value;
    }

    [GeneratedRegex(@"^## (?<heading>\w+)\n\n```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
