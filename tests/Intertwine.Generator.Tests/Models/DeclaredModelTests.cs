using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>
/// Random declarations through the whole generator: what they compute is equivariant, the same on every backend, and its gradients are those of finite differences. A case is a batch of declarations, because
/// most of the time goes into the compiler.
/// </summary>
[Collection(RandomGenerator.Name)]
public sealed class DeclaredModelTests
{
    private const int BatchSize = 8;

    [Property(MaxTest = 2, EndSize = 1)]
    public Property AnyModel_IsEquivariant_TheSameOnEveryBackend_AndRightlyDifferentiated() => ForBatches(
        seed => RandomModels.Create(seed, "Net", detach: HasConstantNorms(seed)),
        (seed, type) =>
        {
            CheckEquivariance(seed, type);
            CheckBackends(seed, type);
            if (!HasConstantNorms(seed))
            {
                CheckGradients(seed, type);
            }
        });

    [Property(MaxTest = 1, EndSize = 1)]
    public Property AnyModelWithDropoutAndBatchNorm_IsTheSameOnEveryBackend_InTrainingAndEvaluation() => ForBatches(seed => RandomModels.Create(seed, "Net", regularize: true), (seed, type) =>
    {
        using DeclaredModel definition = new(type, ScalarType.Float64, seed, RandomGraphs.Mixed);
        using DeclaredModel kernels = new(type, ScalarType.Float64, seed, RandomGraphs.Mixed);
        Assert.True(definition.Model.Definition.TrainingDiffers);
        IReadOnlyList<(string Name, double[] Values)> before = definition.Run(Backend.Torch);
        IReadOnlyList<(string Name, double[] Values)> trained = definition.Run(Backend.Torch, training: true);

        // Statistics of a batch divide by what may be small, one after the other: rounding grows with each.
        AssertEqual(trained, kernels.Run(Backend.Simd, training: true), 1e-6, "training");
        IReadOnlyList<(string Name, double[] Values)> after = definition.Run(Backend.Torch);
        AssertEqual(after, kernels.Run(Backend.Simd), 1e-7, "evaluation");

        // Training is another computation, and it moves the running statistics of evaluation.
        Assert.NotEqual(before.SelectMany(r => r.Values), trained.SelectMany(r => r.Values));
        Assert.NotEqual(before.SelectMany(r => r.Values), after.SelectMany(r => r.Values));
    });

    /// <summary>What is chosen does not change with the axes, nor with the backend; the derivative is that of what was chosen.</summary>
    [Property(MaxTest = 1, EndSize = 1)]
    public Property AnyModelWithPooling_IsEquivariant_TheSameOnEveryBackend_AndRightlyDifferentiated() => ForBatches(seed => RandomModels.Create(seed, "Net", pool: true), (seed, type) =>
    {
        CheckEquivariance(seed, type);
        CheckBackends(seed, type);
        CheckGradients(seed, type);
    });

    /// <summary>In float64: rounded otherwise, other nodes would be nearest.</summary>
    [Property(MaxTest = 1, EndSize = 1)]
    public Property AnyModelWithSetsOfItsOwn_IsEquivariant_TheSameOnEveryBackend_AndRightlyDifferentiated() => ForBatches(seed => RandomModels.Create(seed, "Net", sets: true), (seed, type) =>
    {
        using DeclaredModel model = new(type, ScalarType.Float64, seed, RandomGraphs.Mixed);
        EquivarianceReport report = Equivariance.Measure(model.Model, RandomGraphs.Mixed, model.Inputs, trials: 2, seed);
        Assert.True(report.Worst < 1e-9, $"{report}");
        AssertEqual(model.Run(Backend.Torch), model.Run(Backend.Simd), 1e-8, "sets");
        CheckGradients(seed, type);
    });

    /// <summary>What is trained through a gradient is a second derivative; equivariance, backends and finite differences as for everything else.</summary>
    [Property(MaxTest = 1, EndSize = 1)]
    public Property AnyModelWithAGradient_IsEquivariant_TheSameOnEveryBackend_AndRightlyDifferentiated() => ForBatches(seed => RandomModels.Create(seed, "Net", differentiate: true), (seed, type) =>
    {
        using DeclaredModel model = new(type, ScalarType.Float64, seed, RandomGraphs.Mixed);
        EquivarianceReport report = Equivariance.Measure(model.Model, RandomGraphs.Mixed, model.Inputs, trials: 2, seed);
        Assert.True(report.Worst < 1e-9, $"{report}");
        AssertEqual(model.Run(Backend.Torch), model.Run(Backend.Simd), 1e-8, "gradient");
        CheckGradients(seed, type);
    });

    /// <summary>Programs before, between and behind layers written by hand; edges that values choose are found again in each program that needs them.</summary>
    [Property(MaxTest = 1, EndSize = 1)]
    public Property AnyModelWithLayersWrittenByHand_IsEquivariant_TheSameOnEveryBackend_AndRightlyDifferentiated() =>
        ForBatches(seed => RandomModels.Create(seed, "Net", regularize: seed % 3 == 0, sets: seed % 2 == 0, custom: true), (seed, type) =>
        {
            using DeclaredModel model = new(type, ScalarType.Float64, seed, RandomGraphs.Mixed);
            EquivarianceReport report = Equivariance.Measure(model.Model, RandomGraphs.Mixed, model.Inputs, trials: 2, seed);
            Assert.True(report.Worst < 1e-9, $"{report}");
            model.Model.eval();
            AssertEqual(model.Run(Backend.Torch), model.Run(Backend.Simd), 1e-8, "layers written by hand");
            CheckGradients(seed, type);
        });

    /// <summary>Position lies in a concatenation and is gathered: its gradient begins with a part of another value, which one loop writes for another.</summary>
    [Fact]
    public void PartOfAValue_MayBeGathered()
    {
        Type type = GeneratorHost.Load("""
            [EquivariantModel("E(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("5x0e", Per.Node)] public partial Feature Scalars { get; }
                [Input("point", Per.Node)] public partial Feature Position { get; }
                [Repeat<EgnnLayer>(2, nameof(Scalars), nameof(Position))]
                [With(nameof(EgnnLayer.CoordinateAggregation), Aggregation.Sum)]
                public partial EgnnLayer Layers { get; }
                [Concat($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}", nameof(Position)), Output] public partial Feature Both { get; }
            }
            """).GetType("Net")!;
        CheckBackends(1, type);
        CheckGradients(1, type);
    }

    /// <summary>The properties would not hold for a model that they should not hold for.</summary>
    [Fact]
    public void OtherWeights_AreNoticed()
    {
        Type type = GeneratorHost.Load(RandomModels.Create(3, "Net")).GetType("Net")!;
        using DeclaredModel one = new(type, ScalarType.Float64, 1, RandomGraphs.Mixed);
        using DeclaredModel other = new(type, ScalarType.Float64, 1, RandomGraphs.Mixed);
        using (torch.no_grad())
        {
            other.Model.parameters().First().mul_(1 + 1e-6);
        }

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertEqual(one.Run(Backend.Torch), other.Run(Backend.Simd), 1e-10, "other weights"));
    }

    internal static void CheckEquivariance(int seed, Type type)
    {
        foreach ((ScalarType precision, Backend backend, double tolerance) in new[]
        {
            (ScalarType.Float64, Backend.Torch, 1e-11), (ScalarType.Float64, Backend.Simd, 1e-11), (ScalarType.Float32, Backend.Simd, 1e-5),
        })
        {
            using DeclaredModel model = new(type, precision, seed, RandomGraphs.Mixed);
            model.Model.Backend = backend;
            EquivarianceReport report = Equivariance.Measure(model.Model, RandomGraphs.Mixed, model.Inputs, trials: 2, seed);
            Assert.True(report.Worst < tolerance, $"{backend} {precision}: {report}");
        }
    }

    internal static void CheckBackends(int seed, Type type)
    {
        foreach ((ScalarType precision, double tolerance) in new[] { (ScalarType.Float64, 1e-10), (ScalarType.Float32, 2e-4) })
        {
            using DeclaredModel model = new(type, precision, seed, RandomGraphs.Mixed);
            AssertEqual(model.Run(Backend.Torch), model.Run(Backend.Simd), tolerance, $"{precision}");
        }
    }

    /// <summary>Along one random direction for each input and each parameter.</summary>
    internal static void CheckGradients(int seed, Type type)
    {
        using DeclaredModel model = new(type, ScalarType.Float64, seed, RandomGraphs.Mixed);
        Dictionary<string, double[]> gradients = model.Run(Backend.Simd).Where(r => r.Name.StartsWith("gradient of ", StringComparison.Ordinal)).ToDictionary(r => r.Name, r => r.Values);
        double largest = gradients.Values.Max(g => g.Sum(v => v * v));
        foreach ((string name, Tensor leaf) in model.Leaves)
        {
            double[] gradient = gradients[$"gradient of {name}"];
            using DisposeScope scope = torch.NewDisposeScope();
            using IDisposable noGradient = torch.no_grad();
            Tensor direction = torch.randn(leaf.shape, dtype: ScalarType.Float64);
            double actual = gradient.Zip(DeclaredModel.Numbers(direction), (g, d) => g * d).Sum();
            double scale = Math.Sqrt(gradient.Sum(v => v * v)) + (1e-3 * Math.Sqrt(largest)) + 1e-6;

            // x / (|x| + c) bends at 0: where a step crosses it the error is of first order in the step, and a smaller one decides.
            double[] expected = [.. new[] { 1e-4, 1e-5, 1e-6 }.Select(step => Difference(model, leaf, direction, step))];

            // Where two candidates for a neighbour are equally far, to less than a step, the loss jumps: there is no derivative, and differences grow as the step shrinks.
            bool jumps = Math.Abs(expected[^1]) > Math.Max(5 * Math.Abs(expected[0]), 10 * scale);
            Assert.True(
                jumps || expected.Any(e => Math.Abs(actual - e) < 1e-5 * scale),
                $"the gradient of {name} along a direction is {actual:g10}, expected {string.Join(" or ", expected)}, with {gradient.Length} entries of norm {scale:g3}");
        }
    }

    /// <summary>The derivative of the loss along a direction by the difference of fourth order, at -2, -1, 1 and 2 steps.</summary>
    private static double Difference(DeclaredModel model, Tensor leaf, Tensor direction, double step)
    {
        double[] losses = [.. new[] { 1.0, -2.0, -1.0, 4.0 }.Select(multiple =>
        {
            leaf.add_(direction, multiple * step);
            return model.Loss();
        })];
        leaf.add_(direction, -2 * step);
        return ((8 * (losses[0] - losses[1])) - (losses[3] - losses[2])) / (12 * step);
    }

    /// <summary>Half of the models: derivatives of norms that count as constants are not what finite differences give.</summary>
    private static bool HasConstantNorms(int seed) => seed % 2 == 1;

    private static Property ForBatches(Func<int, string> declare, Action<int, Type> check) => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        string[] sources = [.. Enumerable.Range(0, BatchSize).Select(i => $"namespace Model{i};\n{declare((seed * BatchSize) + i)}")];
        Assembly assembly = GeneratorHost.Load(sources);
        for (int i = 0; i < BatchSize; i++)
        {
            try
            {
                using DisposeScope scope = torch.NewDisposeScope();
                check((seed * BatchSize) + i, assembly.GetType($"Model{i}.Net")!);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{e.Message}\nseed {(seed * BatchSize) + i}:\n{sources[i]}", e);
            }
        }
    });

    /// <summary>Relative to the largest entry, or to a thousandth of the largest of all.</summary>
    internal static void AssertEqual(IReadOnlyList<(string Name, double[] Values)> expected, IReadOnlyList<(string Name, double[] Values)> actual, double tolerance, string where)
    {
        double smallest = 1e-3 * expected.SelectMany(e => e.Values).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < expected.Count; i++)
        {
            (string name, double[] values) = expected[i];
            Assert.Equal(values.Length, actual[i].Values.Length);
            double scale = Math.Max(smallest, values.Select(Math.Abs).DefaultIfEmpty(0).Max());
            double distance = values.Zip(actual[i].Values, (a, b) => Math.Abs(a - b)).DefaultIfEmpty(0).Max();
            double error = scale > 0 ? distance / scale : distance;
            Assert.True(error < tolerance, $"{where}: {name} differs by {error:0.0e+0}, {values.Length} values up to {scale:g3}");
        }
    }
}
