using System.Diagnostics;
using Intertwine.Analyzers.Tests.Cases;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace Intertwine.Analyzers.Tests;

/// <summary>Analyzers run at every keystroke.</summary>
public class AnalyzerTimeTests(ITestOutputHelper output)
{
    /// <summary>A bound for slow and busy machines, far above what it takes.</summary>
    private const double LimitInMilliseconds = 50;

    [Fact]
    public void NBody_TakesMilliseconds()
    {
        const int Runs = 60;
        var times = new List<(double Parse, double Infer)>();
        for (int i = 0; i < Runs; i++)
        {
            // A new compilation each time, as after a keystroke; its symbols are bound by the compiler anyway, so that is done before.
            CSharpCompilation compilation = AnalyzerHost.Compile(NBody.Source + $"// {i}");
            INamedTypeSymbol type = compilation.GetTypeByMetadataName("Samples.NBodyNet")!;
            compilation.GetDiagnostics();

            long start = Stopwatch.GetTimestamp();
            ModelSpec model = ModelParser.Parse(type, compilation, CancellationToken.None);
            double parse = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            InferenceResult result = GraphInference.Run(model, CancellationToken.None);
            times.Add((parse, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
            Assert.Empty(result.Problems);
        }

        IEnumerable<(double Parse, double Infer)> warm = times.Skip(Runs / 3);
        double parseMedian = Median(warm.Select(t => t.Parse));
        double inferMedian = Median(warm.Select(t => t.Infer));
        output.WriteLine($"n-body network: first {times[0].Parse + times[0].Infer:F1} ms; then parse {parseMedian:F2} ms, infer {inferMedian:F2} ms");
        Assert.InRange(parseMedian + inferMedian, 0, LimitInMilliseconds);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
