using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests;

/// <summary>The declarations on the pages are what the pages say: the wrong one reports the rule, the right one reports nothing and compiles.</summary>
public partial class PageTests
{
    [Theory]
    [MemberData(nameof(RuleTableTests.Ids), MemberType = typeof(RuleTableTests))]
    public async Task Wrong_ReportsTheRule(string id)
    {
        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerHost.AnalyzeAsync(Code(id, "Wrong"));
        Assert.Equal([id], diagnostics.Select(d => d.Id));
    }

    [Theory]
    [MemberData(nameof(RuleTableTests.Ids), MemberType = typeof(RuleTableTests))]
    public async Task Right_ReportsNothingAndCompiles(string id)
    {
        Compilation compilation = AnalyzerHost.CompileAndGenerate(Code(id, "Right"));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Empty(await AnalyzerHost.AnalyzeAsync(compilation));
    }

    private static string Code(string id, string heading)
    {
        string page = Repository.Read("docs", "rules", id + ".md");
        return CodeBlock().Matches(page).Single(m => m.Groups["heading"].Value == heading).Groups["code"].Value;
    }

    [GeneratedRegex(@"^## (?<heading>\w+)\n\n```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
