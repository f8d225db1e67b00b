using Intertwine.Analyzers.Tensors;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests;

/// <summary>Runs the analyzer of tensor code over members of a class.</summary>
internal static class TensorHost
{
    private const string Usings = "using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;";

    /// <summary>What is reported in <paramref name="members"/>; an exception in the analyzer fails the test.</summary>
    public static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string members) =>
        AnalyzerHost.AnalyzeAsync(AnalyzerHost.Compile($"{Usings}\nclass Snippet\n{{\n{members}\n}}"), [new TensorCodeAnalyzer()]);
}
