using System.Collections.Immutable;
using System.Reflection;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests;

/// <summary>Compiles declarations in process with the generator, as a build does.</summary>
internal static class GeneratorHost
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using Intertwine;";

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. Basic.Reference.Assemblies.Net100.References.All,
        .. new[] { typeof(Feature).Assembly, typeof(TorchSharp.torch).Assembly, typeof(global::Intertwine.Kernels.KernelProgram).Assembly, typeof(global::Intertwine.Algebra.Group).Assembly }.Select(a => MetadataReference.CreateFromFile(a.Location)),
    ];

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Declared",
        sources.Append(Usings).Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"File{i}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true, warningLevel: 9999, optimizationLevel: OptimizationLevel.Release,
            // As the SDK sets it: TorchSharp was built against an older System.Runtime.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new IntertwineGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator; the compilation with its output, and what it added by hint name.</summary>
    public static (Compilation Output, IReadOnlyDictionary<string, string> Files) Generate(Compilation compilation)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        return (output, result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString()));
    }

    /// <summary>Errors and warnings; declarations in tests have no comments.</summary>
    public static IReadOnlyList<Diagnostic> Complaints(Compilation compilation) => [.. compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591")];

    /// <summary>Generates, and asserts that everything compiles without error or warning.</summary>
    public static IReadOnlyDictionary<string, string> GenerateClean(params string[] sources)
    {
        (Compilation output, IReadOnlyDictionary<string, string> files) = Generate(Compile(sources));
        IReadOnlyList<Diagnostic> complaints = Complaints(output);
        Assert.True(complaints.Count == 0, string.Join("\n", complaints.Take(20)) + "\n\n" + string.Join("\n\n", files.Values));
        return files;
    }

    /// <summary>The assembly that a declaration becomes.</summary>
    public static Assembly Load(params string[] sources)
    {
        (Compilation output, IReadOnlyDictionary<string, string> files) = Generate(Compile(sources));
        using MemoryStream stream = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)) + string.Join("\n\n", files.Values));
        return Assembly.Load(stream.ToArray());
    }

    public static ModelSpec Parse(string source, string name = "Net")
    {
        CSharpCompilation compilation = Compile(source);
        INamedTypeSymbol type = compilation.GetTypeByMetadataName(name) ?? throw new InvalidOperationException($"No class '{name}'.");
        return ModelParser.Parse(type, compilation, CancellationToken.None);
    }

    /// <summary>All problems of a declared class, from parsing and inference.</summary>
    public static IReadOnlyList<Problem> Problems(string source, string name = "Net")
    {
        ModelSpec spec = Parse(source, name);
        return [.. spec.Problems, .. GraphInference.Run(spec, CancellationToken.None).Problems];
    }

    public static LayerGraph Infer(string source, string name = "Net")
    {
        ModelSpec spec = Parse(source, name);
        InferenceResult result = GraphInference.Run(spec, CancellationToken.None);
        return result.Graph ?? throw new InvalidOperationException(string.Join("\n", spec.Problems.Concat(result.Problems)));
    }

    public static ModelProgram Lower(string source, string name = "Net") => GraphLowering.Run(Infer(source, name), CancellationToken.None);
}
