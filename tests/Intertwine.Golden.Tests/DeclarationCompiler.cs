using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Basic.Reference.Assemblies;
using Intertwine.Generator;
using Intertwine.Gpu;
using Intertwine.Kernels;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Intertwine.Golden;

/// <summary>Source text of a declaration → the model class, through the real generator and compiler, in process.</summary>
internal static class DeclarationCompiler
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        .. new[] { typeof(EquivariantModel).Assembly, typeof(KernelProgram).Assembly, typeof(TorchSharp.torch).Assembly }.Select(a => MetadataReference.CreateFromFile(a.Location)),
    ];

    /// <summary>With these the generator writes GPU kernels, too.</summary>
    private static readonly ImmutableArray<MetadataReference> GpuReferences =
        [.. References, .. new[] { typeof(GpuProgram).Assembly, typeof(ILGPU.Context).Assembly }.Select(a => MetadataReference.CreateFromFile(a.Location))];

    private static readonly ConcurrentDictionary<(string Source, bool Gpu), Lazy<Assembly>> Compiled = [];

    /// <summary>The class of that name in the compiled declaration. The same text is compiled once.</summary>
    /// <param name="gpu">Whether the model has GPU kernels, too.</param>
    /// <exception cref="InvalidOperationException">The text, or what the generator made of it, does not compile without warnings; the message has the diagnostics.</exception>
    public static Type Compile(string source, string className, bool gpu = false)
    {
        Assembly assembly = Compiled.GetOrAdd((source, gpu), key => new Lazy<Assembly>(() => CompileAssembly(key.Source, key.Gpu))).Value;
        return assembly.GetType(className) ?? throw new InvalidOperationException($"The declaration has no class '{className}'.");
    }

    private static Assembly CompileAssembly(string source, bool gpu)
    {
        var compilation = CSharpCompilation.Create(
            $"Declared{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(source, ParseOptions)],
            gpu ? GpuReferences : References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable,
                // As the SDK sets it: TorchSharp was built against an older System.Runtime.
                specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new IntertwineGenerator().AsSourceGenerator()], parseOptions: ParseOptions);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> complaints);
        if (driver.GetRunResult().Results[0].Exception is { } failure)
        {
            throw new InvalidOperationException($"The generator failed on\n{source}", failure);
        }

        using MemoryStream stream = new();
        EmitResult result = output.Emit(stream);
        ImmutableArray<Diagnostic> problems = [.. complaints.Concat(result.Diagnostics).Where(d => d.Severity >= DiagnosticSeverity.Warning)];
        return result.Success && problems.IsEmpty
            ? Assembly.Load(stream.ToArray())
            : throw new InvalidOperationException($"The declaration does not compile: {string.Join("; ", problems.Take(10))}\n{source}");
    }
}
