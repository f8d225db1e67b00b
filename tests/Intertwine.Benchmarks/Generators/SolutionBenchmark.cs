using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Intertwine.Analyzers;
using Intertwine.Analyzers.Tensors;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.Benchmarks;

/// <summary>
/// What generator and analyzers cost in a solution of many declared models, on one thread and warm. A build is compared with the compiler alone, which parses, binds and emits the same program with the generated files given to it; what the
/// analyzers cost is what they take beyond an analyzer that says nothing, whose time is the compiler's own binding. A keystroke is an edit of one of the models: the generator driver, and the analyzers on the file that is edited once the compiler has bound it. All times are processor time.
/// </summary>
internal static class SolutionBenchmark
{
    private const int Keystrokes = 20;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        .. new[] { typeof(Graph), typeof(TorchSharp.torch), typeof(Kernels.Tile), typeof(Algebra.Group) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    public static IEnumerable<string> BuildHeader => ["models", "lines written", "lines generated", "compiler alone, ms", "generator, ms", "analyzers, ms", "added", "per model, ms", "target 10 %"];

    public static IEnumerable<string> KeystrokeHeader => ["models", "edit", "generator, ms", "analyzers, ms", "together, ms", "best, ms", "target 30 ms"];

    /// <summary>A row for each size.</summary>
    public static IEnumerable<string[]> Builds(IReadOnlyList<int> sizes)
    {
        _ = Build(SolutionSources.Create(20));
        foreach (int size in sizes)
        {
            IReadOnlyList<(string File, string Text)> files = SolutionSources.Create(size);
            IReadOnlyList<BuildTime> runs = [.. Enumerable.Range(0, Paired.IsQuick ? 2 : 5).Select(_ => Build(files))];
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

    /// <summary>Two rows for each size: a comment, and a width.</summary>
    public static IEnumerable<string[]> Edits(IReadOnlyList<int> sizes) => sizes.SelectMany(Edit);

    /// <summary>The compiler alone on written and generated files, then what generator and analyzers do besides.</summary>
    private static BuildTime Build(IReadOnlyList<(string File, string Text)> files)
    {
        CSharpCompilation written = Compile(files);
        GeneratorDriver driver = Driver();
        double generator = ProcessorTime.Of(() => driver = driver.RunGenerators(written));
        ImmutableArray<GeneratedSourceResult> results = driver.GetRunResult().Results[0].GeneratedSources;
        CSharpCompilation? whole = null;
        double compiler = ProcessorTime.Of(() =>
        {
            whole = Compile([.. files, .. results.Select(r => (r.HintName, r.SourceText.ToString()))]);
            using MemoryStream assembly = new();
            EmitResult result = whole.Emit(assembly);
            if (!result.Success)
            {
                throw new InvalidOperationException($"Expected a program without errors, got {result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}.");
            }
        });
        double nothing = ProcessorTime.Of(() => Analyze(whole!.Clone(), new NothingAnalyzer()));
        double analyzers = ProcessorTime.Of(() => Analyze(whole!.Clone(), new DeclarationAnalyzer(), new TensorCodeAnalyzer()));
        return new BuildTime(compiler, generator, Math.Max(analyzers - nothing, 0), results.Sum(r => r.SourceText.Lines.Count));
    }

    private static IEnumerable<string[]> Edit(int size)
    {
        CSharpCompilation compilation = Compile(SolutionSources.Create(size));
        _ = compilation.GetDiagnostics();
        GeneratorDriver driver = Driver().RunGenerators(compilation);
        SyntaxTree tree = compilation.SyntaxTrees[1];
        foreach ((string what, Func<int, string> text) in new (string, Func<int, string>)[] { ("a comment", i => SolutionSources.Model(0, "Model0", comment: $"// {i}")), ("a width", i => SolutionSources.Model(0, "Model0", width: 9 + i)) })
        {
            List<(double Generator, double Analyzers)> times = [];
            for (int i = 0; i < Keystrokes; i++)
            {
                SyntaxTree edited = tree.WithChangedText(SourceText.From(text(i)));
                compilation = compilation.ReplaceSyntaxTree(tree, edited);
                tree = edited;
                double generator = ProcessorTime.Of(() => driver = driver.RunGenerators(compilation));
                Compilation whole = compilation.AddSyntaxTrees(driver.GetRunResult().Results[0].GeneratedSources.Select(g => g.SyntaxTree));
                Analyze(whole, edited, new NothingAnalyzer());
                times.Add((generator, ProcessorTime.Of(() => Analyze(whole, edited, new DeclarationAnalyzer(), new TensorCodeAnalyzer()))));
            }

            double together = Paired.Median([.. times.Select(t => t.Generator + t.Analyzers)]);
            yield return
            [
                $"{size}", what, $"{Paired.Median([.. times.Select(t => t.Generator)]):f1}", $"{Paired.Median([.. times.Select(t => t.Analyzers)]):f1}", $"{together:f1}", $"{times.Min(t => t.Generator + t.Analyzers):f1}",
                together < 30 ? "reached" : "missed",
            ];
        }
    }

    private static void Analyze(Compilation compilation, params DiagnosticAnalyzer[] analyzers) =>
        _ = compilation.WithAnalyzers([.. analyzers], AnalyzerOptions()).GetAnalyzerDiagnosticsAsync(CancellationToken.None).Result;

    private static void Analyze(Compilation compilation, SyntaxTree file, params DiagnosticAnalyzer[] analyzers) =>
        _ = compilation.WithAnalyzers([.. analyzers], AnalyzerOptions()).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(file), filterSpan: null, CancellationToken.None).Result;

    private static CompilationWithAnalyzersOptions AnalyzerOptions() =>
        new(new AnalyzerOptions([]), (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false);

    private static CSharpCompilation Compile(IEnumerable<(string File, string Text)> files) => CSharpCompilation.Create(
        "Solution",
        files.Select(f => CSharpSyntaxTree.ParseText(f.Text, Options, f.File)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new IntertwineGenerator().AsSourceGenerator()], parseOptions: Options);

    /// <summary>Milliseconds of processor time.</summary>
    private sealed record BuildTime(double Compiler, double Generator, double Analyzers, int GeneratedLines);

    /// <summary>Looks at every symbol and says nothing: what it costs is the compiler's binding of the file, which an editor needs anyway.</summary>
#pragma warning disable RS1001, RS1036, RS1041 // An analyzer of this program alone.
    private sealed class NothingAnalyzer : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("NOTHING", "Nothing", "Nothing", "Nothing", DiagnosticSeverity.Hidden, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(static _ => { }, SymbolKind.NamedType);
            context.RegisterOperationBlockAction(static _ => { });
        }
    }
#pragma warning restore RS1001, RS1036, RS1041
}
