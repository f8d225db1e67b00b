using Intertwine.Generator.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Groups;

/// <summary>What every model has to be.</summary>
internal static class ModelChecks
{
    private const double SingleTolerance = 1e-5;
    private const double DoubleTolerance = 1e-12;

    private static readonly Lazy<Graph> Nodes = new(() => Graph.FullyConnected(3, 6));

    /// <summary>Equivariant on both backends in both precisions; outputs and gradients of both backends equal.</summary>
    public static void Check(Type type, int seed = 1)
    {
        foreach ((ScalarType precision, Backend backend, double tolerance) in new[]
        {
            (ScalarType.Float64, Backend.Torch, DoubleTolerance), (ScalarType.Float64, Backend.Simd, DoubleTolerance),
            (ScalarType.Float32, Backend.Torch, SingleTolerance), (ScalarType.Float32, Backend.Simd, SingleTolerance),
        })
        {
            using DeclaredModel model = new(type, precision, seed, Nodes.Value);
            model.Model.Backend = backend;
            EquivarianceReport report = Equivariance.Measure(model.Model, Nodes.Value, model.Inputs, trials: 3, seed);
            Assert.True(report.Worst < tolerance, $"{backend} {precision}: {report}");
        }

        using DeclaredModel both = new(type, ScalarType.Float64, seed, Nodes.Value);
        IReadOnlyList<(string Name, double[] Values)> expected = both.Run(Backend.Torch);
        IReadOnlyList<(string Name, double[] Values)> actual = both.Run(Backend.Simd);
        foreach (((string name, double[] values), (_, double[] others)) in expected.Zip(actual))
        {
            double scale = Math.Max(1e-3, values.Max(Math.Abs));
            Assert.True(values.Zip(others, (a, b) => Math.Abs(a - b)).Max() < 1e-10 * scale, $"{name} differs between the backends.");
        }

        // A model whose outputs do not depend on anything would pass.
        Assert.All(expected.Where(r => r.Name.StartsWith("gradient of ", StringComparison.Ordinal)), r => Assert.Contains(r.Values, value => value != 0));
    }
}
