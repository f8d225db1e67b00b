using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Intertwine.Analyzers;
using Intertwine.Analyzers.Tensors;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.Benchmarks;

/// <summary>
/// What generator and analyzers cost in a solution of many declared models. A build is a run of the SDK's compiler on all files, warm and on one thread; it is compared with its run on the same program whose generated files are given as
/// files, without generator and analyzers. A keystroke is an edit of one of the models: the generator driver, and the analyzers on the file that is edited once the compiler has bound it. All times are processor time.
/// </summary>
internal static class SolutionBenchmark
{
    private const int Keystrokes = 20;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private static readonly string[] Libraries = [.. new[] { typeof(Graph), typeof(TorchSharp.torch), typeof(Kernels.Tile), typeof(Algebra.Group) }.Select(type => type.Assembly.Location)];

    private static readonly ImmutableArray<MetadataReference> References = [.. Net100.References.All, .. Libraries.Select(file => MetadataReference.CreateFromFile(file))];

    public static IEnumerable<string> BuildHeader => ["models", "lines written", "lines generated", "generated given as files, ms", "generator and analyzers, ms", "added", "per model, ms", "target 10 %"];

    public static IEnumerable<string> KeystrokeHeader => ["models", "edit", "generator, ms", "analyzers, ms", "together, ms", "best, ms", "target 30 ms"];

    /// <summary>A row for each size.</summary>
    public static IEnumerable<string[]> Builds(IReadOnlyList<int> sizes)
    {
        var compiler = new CommandLineCompiler();
        _ = Build(compiler, 20, 1, out _, out _);
        foreach (int size in sizes)
        {
            IReadOnlyList<(double Without, double With)> runs = Build(compiler, size, Paired.IsQuick ? 2 : 5, out int written, out int generated);
            double without = Paired.Median([.. runs.Select(r => r.Without)]);
            double added = Paired.Median([.. runs.Select(r => (r.With / r.Without) - 1)]);
            yield return [$"{size}", $"{written:#,0}", $"{generated:#,0}", $"{without:#,0}", $"{added * without:#,0}", $"{added:p1}", $"{added * without / size:f1}", added < 0.1 ? "reached" : "missed"];
        }
    }

    /// <summary>Two rows for each size: a comment, and a width.</summary>
    public static IEnumerable<string[]> Edits(IReadOnlyList<int> sizes) => sizes.SelectMany(Edit);

    /// <summary>Pairs of runs, in turn.</summary>
    private static List<(double Without, double With)> Build(CommandLineCompiler compiler, int size, int pairs, out int written, out int generated)
    {
        IReadOnlyList<(string File, string Text)> files = SolutionSources.Create(size);
        ImmutableArray<GeneratedSourceResult> results = Driver().RunGenerators(Compile(files)).GetRunResult().Results[0].GeneratedSources;
        (written, generated) = (files.Sum(f => f.Text.Count(c => c == '\n') + 1), results.Sum(r => r.SourceText.Lines.Count));
        string folder = Directory.CreateTempSubdirectory("intertwine-solution-").FullName;
        try
        {
            string with = Arguments(folder, "with", files, analyzers: true);
            string without = Arguments(folder, "without", [.. files, .. results.Select(r => (r.HintName, r.SourceText.ToString()))], analyzers: false);
            List<(double, double)> runs = [];
            for (int i = 0; i < pairs; i++)
            {
                runs.Add((compiler.Compile("@" + without), compiler.Compile("@" + with)));
            }

            return runs;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes the files and a response file with the arguments of the compiler.</summary>
    private static string Arguments(string root, string name, IReadOnlyList<(string File, string Text)> files, bool analyzers)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<string> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => Path.GetDirectoryName(file) == framework).Concat(Libraries);
        List<string> lines = ["-nologo", "-noconfig", "-nostdlib+", "-target:library", "-unsafe+", "-nullable:enable", "-langversion:latest", "-parallel-", "-debug:portable", "-nowarn:CS1701;CS1702", $"-out:\"{Path.Combine(folder, "Solution.dll")}\""];
        lines.AddRange(references.Select(file => $"-r:\"{file}\""));
        if (analyzers)
        {
            lines.AddRange(new[] { typeof(IntertwineGenerator), typeof(DeclarationAnalyzer), typeof(Algebra.Group) }.Select(type => $"-analyzer:\"{type.Assembly.Location}\""));
        }

        foreach ((string file, string text) in files)
        {
            string path = Path.Combine(folder, file);
            File.WriteAllText(path, text);
            lines.Add($"\"{path}\"");
        }

        string response = Path.Combine(root, name + ".rsp");
        File.WriteAllLines(response, lines);
        return response;
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
                double generator = CommandLineCompiler.Processor(() => driver = driver.RunGenerators(compilation));
                Compilation whole = compilation.AddSyntaxTrees(driver.GetRunResult().Results[0].GeneratedSources.Select(g => g.SyntaxTree));
                Analyze(whole, edited, new NothingAnalyzer());
                times.Add((generator, CommandLineCompiler.Processor(() => Analyze(whole, edited, new DeclarationAnalyzer(), new TensorCodeAnalyzer()))));
            }

            double together = Paired.Median([.. times.Select(t => t.Generator + t.Analyzers)]);
            yield return
            [
                $"{size}", what, $"{Paired.Median([.. times.Select(t => t.Generator)]):f1}", $"{Paired.Median([.. times.Select(t => t.Analyzers)]):f1}", $"{together:f1}", $"{times.Min(t => t.Generator + t.Analyzers):f1}",
                together < 30 ? "reached" : "missed",
            ];
        }
    }

    private static void Analyze(Compilation compilation, SyntaxTree file, params DiagnosticAnalyzer[] analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        _ = compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(file), filterSpan: null, CancellationToken.None).Result;
    }

    private static CSharpCompilation Compile(IEnumerable<(string File, string Text)> files) => CSharpCompilation.Create(
        "Solution",
        files.Select(f => CSharpSyntaxTree.ParseText(f.Text, Options, f.File)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new IntertwineGenerator().AsSourceGenerator()], parseOptions: Options);

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
