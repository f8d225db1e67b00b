using System.Reflection;
using System.Text.RegularExpressions;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors;
using Intertwine.Analyzers.Tests.Cases;
using Intertwine.Analyzers.Tests.Tensors;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Intertwine.Analyzers.Tests;

/// <summary>One rule = id constant + descriptor + row of the release file + page + row of the table of pages + cases that report and cases that do not.</summary>
public partial class RuleTableTests
{
    public static TheoryData<string> Ids => [.. IdsOf(typeof(ProblemIds)), .. IdsOf(typeof(TensorRuleIds))];

    private static IEnumerable<string> IdsOf(Type constants) => constants
        .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        .Where(constant => constant.IsLiteral)
        .Select(constant => (string)constant.GetRawConstantValue()!)
        .Order(StringComparer.Ordinal);

    [Fact]
    public void Descriptors_AreThoseOfTheProblems()
    {
        Assert.Equal(IdsOf(typeof(ProblemIds)), new DeclarationAnalyzer().SupportedDiagnostics.Select(rule => rule.Id));
        Assert.Equal(IdsOf(typeof(TensorRuleIds)), new TensorCodeAnalyzer().SupportedDiagnostics.Select(rule => rule.Id));
    }

    [Fact]
    public void EveryAnalyzerOfTheAssembly_ReportsRulesOfTheTable()
    {
        IEnumerable<DiagnosticAnalyzer> analyzers = typeof(DeclarationAnalyzer).Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!);
        Assert.Empty(analyzers.SelectMany(a => a.SupportedDiagnostics).Except(RuleTable.All));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_IsDescribed(string id)
    {
        DiagnosticDescriptor rule = RuleTable.ById[id];
        Assert.False(string.IsNullOrWhiteSpace(rule.Title.ToString(null)));
        Assert.Contains("{0}", rule.MessageFormat.ToString(null), StringComparison.Ordinal);
        Assert.EndsWith(".", rule.Description.ToString(null), StringComparison.Ordinal);
        Assert.EndsWith($"docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.Equal(id[3] switch { '0' => Categories.Declaration, '1' => Categories.Equivariance, '2' => string.CompareOrdinal(id, "EQV2002") >= 0 && string.CompareOrdinal(id, "EQV2010") < 0 ? Categories.Performance : Categories.Precision, _ => Categories.Limits }, rule.Category);
        Assert.True(rule.IsEnabledByDefault);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_IsInTheReleaseFile(string id)
    {
        DiagnosticDescriptor rule = RuleTable.ById[id];
        string releases = Repository.Read("analyzers", "Intertwine.Analyzers", "AnalyzerReleases.Unshipped.md") + Repository.Read("analyzers", "Intertwine.Analyzers", "AnalyzerReleases.Shipped.md");
        Assert.Single(Regex.Matches(releases, $@"^{id} \| {Regex.Escape(rule.Category)} \| {rule.DefaultSeverity} \|", RegexOptions.Multiline));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasAPage(string id)
    {
        DiagnosticDescriptor rule = RuleTable.ById[id];
        string page = Repository.Read("docs", "rules", id + ".md");
        Assert.StartsWith($"# {id}: {rule.Title}\n\nCategory `{rule.Category}`, {rule.DefaultSeverity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "information" }}.\n", page, StringComparison.Ordinal);
        Assert.Equal(["What", "Why", "Wrong", "Right", "How to switch off"], Heading().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Contains($"dotnet_diagnostic.{id}.severity = none", page, StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {rule.Title} | {rule.Category} |", Repository.Read("docs", "rules", "README.md"), StringComparison.Ordinal);
    }

    /// <summary>The page says what the fixes do, and the table that there are any, exactly where a provider fixes the rule.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Fixes_AreOnThePageAndInTheTable(string id)
    {
        bool isFixable = Fixable.Contains(id);
        Assert.Equal(isFixable, Repository.Read("docs", "rules", id + ".md").Contains("\nCode fix: ", StringComparison.Ordinal));
        Assert.Matches($@"(?m)^\| \[{id}\].*\| {(isFixable ? "yes" : "")} \|$", Repository.Read("docs", "rules", "README.md"));
    }

    private static HashSet<string> Fixable { get; } =
    [
        .. typeof(CodeFixes.AddPartialCodeFix).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(CodeFixProvider)))
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds),
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasCasesThatReportAndCasesThatDoNot(string id)
    {
        IReadOnlyList<RuleCase> cases = RuleTable.TensorCode.Any(rule => rule.Id == id) ? TensorCases.All : RuleCases.All;
        Assert.Contains(cases, c => c.Id == id && c.Reports);
        Assert.Contains(cases, c => c.Id == id && !c.Reports);
    }

    [Fact]
    public void Pages_AreThoseOfTheRules()
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "rules"), "EQV*.md").Select(p => Path.GetFileNameWithoutExtension(p));
        Assert.Equal(RuleTable.All.Select(r => r.Id), pages.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
