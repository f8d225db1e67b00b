using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Intertwine.Analyzers;
using Intertwine.Analyzers.Tensors;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Intertwine.Benchmarks;

/// <summary>
/// What generator and analyzers cost in a solution of many declared models. A build is what the compiler does with its files: parse, bind, emit. It is compared with that of the same program whose generated files are given as files, so that
/// what is added is the work of generator and analyzers alone: the time of the generator driver and, as <c>-reportanalyzer</c> counts it, of the analyzers. A keystroke is an edit of one of the models: the generator driver, and the
/// analyzers on the file that is edited. Everything runs on one thread.
/// </summary>
internal static class SolutionBenchmark
{
    private const int Keystrokes = 15;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new DeclarationAnalyzer(), new TensorCodeAnalyzer()];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        .. new[] { typeof(Graph).Assembly, typeof(TorchSharp.torch).Assembly, typeof(Kernels.Tile).Assembly, typeof(Algebra.Group).Assembly }.Select(a => MetadataReference.CreateFromFile(a.Location)),
    ];

    public static IEnumerable<string> BuildHeader => ["models", "lines declared and around", "lines generated", "build without, ms", "generator, ms", "analyzers, ms", "added", "target 10 %"];

    public static IEnumerable<string> KeystrokeHeader => ["models", "edit", "generator, ms", "analyzers, ms", "together, ms", "target 30 ms"];

    /// <summary>A row for each size.</summary>
    public static IEnumerable<string[]> Builds(IReadOnlyList<int> sizes)
    {
        _ = Build(SolutionSources.Create(10), out _, out _);
        foreach (int size in sizes)
        {
            IReadOnlyList<(string, string)> files = SolutionSources.Create(size);
            List<(double Without, double Generator, double Analyzers)> runs = [];
            int lines = 0;
            for (int i = 0; i < (Paired.IsQuick ? 1 : 3); i++)
            {
                runs.Add(Build(files, out lines, out _));
            }

            // What disturbs a run only lengthens it; the ratio is taken within a run.
            double added = runs.Min(r => (r.Generator + r.Analyzers) / r.Without);
            yield return
            [
                $"{size}", $"{files.Sum(f => f.Item2.Count(c => c == '\n') + 1):#,0}", $"{lines:#,0}", $"{runs.Min(r => r.Without):#,0}", $"{runs.Min(r => r.Generator):#,0}", $"{runs.Min(r => r.Analyzers):#,0}", $"{added:p1}",
                added < 0.1 ? "reached" : "missed",
            ];
        }
    }

    /// <summary>Two rows for each size: a comment, and a width.</summary>
    public static IEnumerable<string[]> Edits(IReadOnlyList<int> sizes) => sizes.SelectMany(size => Edit(size));

    private static (double Without, double Generator, double Analyzers) Build(IReadOnlyList<(string File, string Text)> files, out int lines, out int errors)
    {
        // The declared files, the generator and the analyzers.
        CSharpCompilation declared = Compile(files);
        GeneratorDriver driver = Driver();
        double generator = Paired.Milliseconds(() => driver = driver.RunGenerators(declared));
        ImmutableArray<GeneratedSourceResult> generated = driver.GetRunResult().Results[0].GeneratedSources;
        lines = generated.Sum(g => g.SourceText.Lines.Count);
        CSharpCompilation whole = declared.AddSyntaxTrees(generated.Select(g => g.SyntaxTree));
        double analyzers = AnalyzerTime(whole, null);

        // The same program as files.
        (string, string)[] all = [.. files, .. generated.Select(g => (g.HintName, g.SourceText.ToString()))];
        int found = 0;
        double without = Paired.Milliseconds(() =>
        {
            using MemoryStream assembly = new();
            found = Compile(all).Emit(assembly).Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        });
        errors = found;
        return errors == 0 ? (without, generator, analyzers) : throw new InvalidOperationException("The solution does not compile: " + Compile(all).GetDiagnostics().First(d => d.Severity == DiagnosticSeverity.Error));
    }

    private static IEnumerable<string[]> Edit(int size)
    {
        IReadOnlyList<(string File, string Text)> files = SolutionSources.Create(size);
        CSharpCompilation compilation = Compile(files);
        _ = compilation.GetDiagnostics();
        GeneratorDriver driver = Driver().RunGenerators(compilation);
        SyntaxTree tree = compilation.SyntaxTrees[1];
        foreach ((string what, Func<int, string> text) in new (string, Func<int, string>)[] { ("a comment", i => SolutionSources.Model(0, "Model0", comment: $"// {i}")), ("a width", i => SolutionSources.Model(0, "Model0", width: 9 + i)) })
        {
            List<(double Generator, double Analyzers)> times = [];
            for (int i = 0; i < Keystrokes; i++)
            {
                SyntaxTree edited = tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text(i)));
                compilation = compilation.ReplaceSyntaxTree(tree, edited);
                tree = edited;
                double generator = Paired.Milliseconds(() => driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out _, out _));
                Compilation whole = compilation.AddSyntaxTrees(driver.GetRunResult().Results[0].GeneratedSources.Select(g => g.SyntaxTree));
                times.Add((generator, AnalyzerTime(whole, edited)));
            }

            double together = Paired.Median([.. times.Select(t => t.Generator + t.Analyzers)]);
            yield return [$"{size}", what, $"{Paired.Median([.. times.Select(t => t.Generator)]):f1}", $"{Paired.Median([.. times.Select(t => t.Analyzers)]):f1}", $"{together:f1}", together < 30 ? "reached" : "missed"];
        }
    }

    /// <summary>Milliseconds in the analyzers' own code, of a whole compilation or of one file.</summary>
    private static double AnalyzerTime(Compilation compilation, SyntaxTree? file)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(Analyzers, options);
        AnalysisResult result = file is null
            ? analysis.GetAnalysisResultAsync(CancellationToken.None).Result
            : analysis.GetAnalysisResultAsync(compilation.GetSemanticModel(file), filterSpan: null, CancellationToken.None).Result;
        return result.AnalyzerTelemetryInfo.Values.Sum(t => t.ExecutionTime.TotalMilliseconds);
    }

    private static CSharpCompilation Compile(IEnumerable<(string File, string Text)> files) => CSharpCompilation.Create(
        "Solution",
        files.Select(f => CSharpSyntaxTree.ParseText(f.Text, Options, f.File)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false, optimizationLevel: OptimizationLevel.Debug));

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new IntertwineGenerator().AsSourceGenerator()], parseOptions: Options);
}
