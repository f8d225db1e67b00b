using System.Collections.Immutable;
using Intertwine.Analyzers;
using Intertwine.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Intertwine.Benchmarks;

/// <summary>
/// What generator and analyzers add to the build of a solution of many declared models, on one thread and warm, against the compiler alone, which parses, binds and emits the same program with the generated files given to it. What the
/// analyzers cost is the time in their actions, as the compiler logs it. The other times are processor time.
/// </summary>
internal static class BuildBenchmark
{
    public static IEnumerable<string> Header => ["models", "lines written", "lines generated", "compiler alone, ms", "generator, ms", "analyzers, ms", "added", "per model, ms", "target 10 %"];

    /// <summary>A row for each size.</summary>
    public static IEnumerable<string[]> Run(IReadOnlyList<int> sizes)
    {
        _ = Build(SolutionSources.Create(20));
        foreach (int size in sizes)
        {
            IReadOnlyList<(string File, string Text)> files = SolutionSources.Create(size);
            IReadOnlyList<Times> runs = [.. Enumerable.Range(0, Paired.IsQuick ? 1 : 3).Select(_ => Build(files))];
            double compiler = Paired.Median([.. runs.Select(r => r.Compiler)]);
            double generator = Paired.Median([.. runs.Select(r => r.Generator)]);
            double analyzers = Paired.Median([.. runs.Select(r => r.Analyzers)]);
            double added = Paired.Median([.. runs.Select(r => (r.Generator + r.Analyzers) / r.Compiler)]);
            yield return
            [
                $"{size}", $"{files.Sum(f => f.Text.Count(c => c == '\n') + 1):#,0}", $"{runs[0].GeneratedLines:#,0}", $"{compiler:#,0}", $"{generator:#,0}", $"{analyzers:#,0}", $"{added:p1}", $"{added * compiler / size:f1}",
                added < 0.1 ? "reached" : "missed",
            ];
        }
    }

    /// <summary>The compiler alone on written and generated files, then what generator and analyzers do besides.</summary>
    private static Times Build(IReadOnlyList<(string File, string Text)> files)
    {
        CSharpCompilation written = SolutionCompiler.Compile(files);
        GeneratorDriver driver = SolutionCompiler.Driver();
        double generator = ProcessorTime.Of(() => driver = driver.RunGenerators(written));
        ImmutableArray<GeneratedSourceResult> results = driver.GetRunResult().Results[0].GeneratedSources;
        CSharpCompilation? whole = null;
        double compiler = ProcessorTime.Of(() =>
        {
            whole = SolutionCompiler.Compile([.. files, .. results.Select(r => (r.HintName, r.SourceText.ToString()))]);
            using MemoryStream assembly = new();
            EmitResult result = whole.Emit(assembly);
            if (!result.Success)
            {
                throw new InvalidOperationException($"Expected a program without errors, got {result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}.");
            }
        });
        double analyzers = SolutionCompiler.Analyze(whole!.Clone(), new DeclarationAnalyzer(), new TensorCodeAnalyzer());
        return new Times(compiler, generator, analyzers, results.Sum(r => r.SourceText.Lines.Count));
    }

    /// <summary>Milliseconds of processor time.</summary>
    private sealed record Times(double Compiler, double Generator, double Analyzers, int GeneratedLines);
}
