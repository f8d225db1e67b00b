using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Intertwine.CodeFixes;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Intertwine.Analyzers.Tests;

/// <summary>The compiler loads analyzers from one folder, <c>analyzers/dotnet/cs</c> of the package, and finds only what lies there beside what it has itself.</summary>
public sealed class PackageLayoutTests : IDisposable
{
    private static readonly Assembly[] Packed = [typeof(IntertwineGenerator).Assembly, typeof(Algebra.Group).Assembly, typeof(DeclarationAnalyzer).Assembly, typeof(AddPartialCodeFix).Assembly];

    private readonly string _folder = Directory.CreateTempSubdirectory("intertwine-analyzers-").FullName;

    public PackageLayoutTests()
    {
        foreach (Assembly assembly in Packed)
        {
            File.Copy(assembly.Location, PathOf(assembly));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Analyzers_LoadFromOneFolderAndReport()
    {
        var loader = new FolderLoader(_folder);
        AnalyzerFileReference reference = Load(typeof(DeclarationAnalyzer).Assembly, loader);
        ImmutableArray<DiagnosticAnalyzer> analyzers = reference.GetAnalyzers(LanguageNames.CSharp);
        Assert.NotEmpty(analyzers);
        Assert.All(analyzers, analyzer => Assert.NotSame(typeof(DeclarationAnalyzer).Assembly, analyzer.GetType().Assembly));

        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerHost.AnalyzeAsync(
            AnalyzerHost.Compile("""[EquivariantModel("E(3)")] public partial class Net { [Input("8x1q", Per.Node), Output] public partial Feature X { get; } }"""), analyzers);
        Assert.Equal("EQV0004", Assert.Single(diagnostics).Id);
    }

    [Fact]
    public void Generator_LoadsFromTheSameFolder() => Assert.Single(Load(typeof(IntertwineGenerator).Assembly, new FolderLoader(_folder)).GetGenerators(LanguageNames.CSharp));

    /// <summary>The compiler looks into the assembly of code fixes as well, finds no analyzer there, and must not complain.</summary>
    [Fact]
    public void CodeFixes_LoadAndHoldNoAnalyzers()
    {
        var loader = new FolderLoader(_folder);
        AnalyzerFileReference reference = Load(typeof(AddPartialCodeFix).Assembly, loader);
        Assert.Empty(reference.GetAnalyzers(LanguageNames.CSharp));
        Assert.Empty(reference.GetGenerators(LanguageNames.CSharp));

        string[] providers =
        [
            .. loader.LoadFromPath(PathOf(typeof(AddPartialCodeFix).Assembly)).GetTypes()
                .Where(t => t.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
                .Select(t => ((CodeFixProvider)Activator.CreateInstance(t)!).GetType().FullName!)
                .Order(StringComparer.Ordinal),
        ];
        Assert.Contains(typeof(AddPartialCodeFix).FullName, providers);
        Assert.Equal(typeof(AddPartialCodeFix).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(CodeFixProvider))).Select(t => t.FullName).Order(StringComparer.Ordinal), providers);
    }

    private AnalyzerFileReference Load(Assembly assembly, FolderLoader loader)
    {
        foreach (Assembly dependency in Packed)
        {
            loader.AddDependencyLocation(PathOf(dependency));
        }

        var reference = new AnalyzerFileReference(PathOf(assembly), loader);
        reference.AnalyzerLoadFailed += (_, failure) => Assert.Fail(failure.Message);
        return reference;
    }

    private string PathOf(Assembly assembly) => Path.Combine(_folder, Path.GetFileName(assembly.Location));

    /// <summary>Ours from the folder only, each once; the compiler's own assemblies from where the compiler has them; nothing else of the test's folder. Not collectible: a context that nobody holds would begin to
    /// unload while its analyzers run, and load nothing more.</summary>
    private sealed class FolderLoader(string folder) : AssemblyLoadContext(isCollectible: false), IAnalyzerAssemblyLoader
    {
        private readonly Dictionary<string, Assembly> _loaded = [];

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath)
        {
            if (!_loaded.TryGetValue(fullPath, out Assembly? assembly))
            {
                assembly = LoadFromAssemblyPath(fullPath);
                _loaded[fullPath] = assembly;
            }

            return assembly;
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string path = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromPath(path) : null;
        }
    }
}
