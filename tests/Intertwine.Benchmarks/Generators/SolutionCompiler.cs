using Basic.Reference.Assemblies;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Intertwine.Benchmarks;

/// <summary>The compiler in this process, on one thread, with the generator and the analyzers as an editor runs them.</summary>
internal static class SolutionCompiler
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. Net100.References.All,
        .. new[] { typeof(Graph), typeof(TorchSharp.torch), typeof(Kernels.Tile), typeof(Algebra.Group) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    public static CSharpCompilation Compile(IEnumerable<(string File, string Text)> files) => CSharpCompilation.Create(
        "Solution",
        files.Select(f => CSharpSyntaxTree.ParseText(f.Text, Options, f.File)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new IntertwineGenerator().AsSourceGenerator()], parseOptions: Options);

    /// <summary>All files: milliseconds in the analyzers, as the compiler logs them; what of its own binding they are the first to ask for is among them.</summary>
    public static double Analyze(Compilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        AnalysisResult result = compilation.WithAnalyzers([.. analyzers], AnalyzerOptions(logTimes: true)).GetAnalysisResultAsync(CancellationToken.None).Result;
        return result.AnalyzerTelemetryInfo.Values.Sum(info => info.ExecutionTime.TotalMilliseconds);
    }

    /// <summary>One file.</summary>
    public static void Analyze(Compilation compilation, SyntaxTree file, params DiagnosticAnalyzer[] analyzers) =>
        _ = compilation.WithAnalyzers([.. analyzers], AnalyzerOptions()).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(file), filterSpan: null, CancellationToken.None).Result;

    private static CompilationWithAnalyzersOptions AnalyzerOptions(bool logTimes = false) =>
        new(new AnalyzerOptions([]), (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: logTimes);
}
