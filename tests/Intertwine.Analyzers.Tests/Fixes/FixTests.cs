using System.Collections.Immutable;
using Intertwine.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Intertwine.Analyzers.Tests.Fixes;

/// <summary>Every fix gives exactly the text that its case states, alone and for all occurrences at once; the mistake is gone then, no other one came, and the result compiles.</summary>
public class FixTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (FixCase c in FixCases.All)
            {
                data.Add(c.Id, c.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Fix_GivesTheRightText(string id, string name)
    {
        FixCase fix = Find(id, name);
        Assert.Equal(fix.Right, await FixHost.FixOneAsync(fix.Provider(), fix.Wrong, fix.Key));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Fix_OfAllOccurrences_IsThatOfEach(string id, string name)
    {
        FixCase fix = Find(id, name);
        Assert.Equal(Twice(fix.Right), await FixHost.FixAllAsync(fix.Provider(), Twice(fix.Wrong), fix.Key));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task FixedText_HasNoErrorAndCompiles(string id, string name)
    {
        FixCase fix = Find(id, name);
        Assert.Contains(await AnalyzerHost.AnalyzeAsync(AnalyzerHost.Compile(fix.Wrong), Analyzers), diagnostic => diagnostic.Id == id);
        Compilation compilation = AnalyzerHost.CompileAndGenerate(fix.Right);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.DoesNotContain(await AnalyzerHost.AnalyzeAsync(compilation, Analyzers), diagnostic => diagnostic.Id == id || diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void EveryProvider_HasACaseForEachOfItsDiagnostics()
    {
        HashSet<(Type, string)> tested = [.. FixCases.All.Select(fix => (fix.Provider().GetType(), fix.Id))];
        IEnumerable<CodeFixProvider> providers = typeof(CodeFixes.AddPartialCodeFix).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && typeof(CodeFixProvider).IsAssignableFrom(type) && !OfTheirOwn.Contains(type))
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);
        Assert.Empty(providers.SelectMany(provider => provider.FixableDiagnosticIds.Select(id => (provider.GetType(), id))).Except(tested));
    }

    /// <summary>An editor offers to fix all occurrences where a provider can.</summary>
    [Fact]
    public void EveryProvider_FixesAll() =>
        Assert.All(
            typeof(CodeFixes.AddPartialCodeFix).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && typeof(CodeFixProvider).IsAssignableFrom(type)),
            type => Assert.NotNull(((CodeFixProvider)Activator.CreateInstance(type)!).GetFixAllProvider()));

    /// <summary>Tested in <see cref="CodeFixTests"/> and <see cref="UsingTests"/>.</summary>
    private static IReadOnlyList<Type> OfTheirOwn { get; } = [typeof(CodeFixes.AddPartialCodeFix), typeof(CodeFixes.CorrectSourceCodeFix), typeof(CodeFixes.RemoveBiasCodeFix), typeof(CodeFixes.AddUsingCodeFix)];

    private static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = [new DeclarationAnalyzer(), new TensorCodeAnalyzer()];

    private static FixCase Find(string id, string name) => FixCases.All.Single(fix => fix.Id == id && fix.Name == name);

    private static string Twice(string source) => $"namespace First {{\n{source}\n}}\nnamespace Second {{\n{source}\n}}";
}
