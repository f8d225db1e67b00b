using Intertwine.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Analyzers.Tests;

/// <summary>Runs the analyzer of tensor code over members of a class.</summary>
internal static class TensorHost
{
    private const string Usings = "using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using TorchSharp; using TorchSharp.Modules; using static TorchSharp.torch; using static TorchSharp.torch.nn;";

    public static TensorCodeAnalyzer Analyzer { get; } = new();

    /// <summary>A file with <paramref name="members"/> in a class.</summary>
    public static string Class(string members) => File("Snippet", members).Text;

    /// <summary>A file with <paramref name="members"/> in a class of that name, and where they begin.</summary>
    public static (string Text, int Offset) File(string name, string members)
    {
        string before = $"{Usings}\npublic class {name}\n{{\n";
        return ($"{before}{members}\n}}", before.Length);
    }

    /// <summary>A file with <paramref name="members"/> in a class, and the marks in them.</summary>
    public static MarkedSource Parse(string members) => MarkedSource.Parse(Class(members));

    /// <summary>What is reported in <paramref name="members"/>; an exception in the analyzer fails the test.</summary>
    public static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string members) => AnalyzerHost.AnalyzeAsync(AnalyzerHost.Compile(Class(members)), [Analyzer]);

    /// <summary>A file that has no errors of C#; otherwise the test fails with them.</summary>
    public static CSharpCompilation CompileCorrect(string source)
    {
        CSharpCompilation compilation = AnalyzerHost.Compile(source);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return compilation;
    }
}
