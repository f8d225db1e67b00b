using System.Collections.Immutable;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Intertwine.Analyzers.Tests;

/// <summary>Runs analyzers over declarations in process.</summary>
internal static class AnalyzerHost
{
    private const string Usings = "global using System; global using Intertwine;";

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13);

    public static CSharpCompilationOptions CompilationOptions { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. Basic.Reference.Assemblies.Net100.References.All,
        .. new[] { typeof(Feature).Assembly, typeof(TorchSharp.torch).Assembly, typeof(Intertwine.Kernels.KernelProgram).Assembly, typeof(Intertwine.Algebra.Group).Assembly }.Select(a => MetadataReference.CreateFromFile(a.Location)),
    ];

    public static CSharpCompilation Compile(params IReadOnlyList<string> sources) => CSharpCompilation.Create(
        "Declared",
        sources.Append(Usings).Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"File{i}.cs")),
        References,
        CompilationOptions);

    /// <summary>With the generated halves, as the compiler shows it to analyzers in a build.</summary>
    public static Compilation CompileAndGenerate(params IReadOnlyList<string> sources)
    {
        CSharpGeneratorDriver.Create([new IntertwineGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(Compile(sources), out Compilation output, out _);
        return output;
    }

    /// <summary>What the analyzers report, in the order of the text. An exception in an analyzer fails the test instead of becoming AD0001.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers = default)
    {
        List<Exception> exceptions = [];
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (exception, _, _) => { lock (exceptions) { exceptions.Add(exception); } },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(analyzers.IsDefault ? [new DeclarationAnalyzer()] : analyzers, options)
            .GetAnalyzerDiagnosticsAsync();
        if (exceptions.Count > 0)
        {
            throw new AggregateException(exceptions);
        }

        return [.. diagnostics.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    public static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source) => AnalyzeAsync(Compile(source));
}
