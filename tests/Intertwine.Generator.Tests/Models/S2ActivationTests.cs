using Intertwine.Algebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Functions of signals on the sphere, against the matrices of <see cref="S2Grid"/>.</summary>
[Collection(RandomGenerator.Name)]
public sealed class S2ActivationTests
{
    private static readonly Lazy<Type> Net = new(() => GeneratorHost.Load("""
        [EquivariantModel("O(3)")]
        public partial class Net
        {
            [Input("3x0e + 3x1o + 3x2e", Per.Node)] public partial Feature X { get; }
            [S2Activation(nameof(X), Activation.None, 6), Output] public partial Feature Same { get; }
            [S2Activation(nameof(X), Activation.Tanh, 8, MaximumDegree = 3, Normalization = HarmonicNormalization.Norm), Output] public partial Feature Longer { get; }
            [Input("2x0o + 2x1o", Per.Node)] public partial Feature Pseudo { get; }
            [S2Activation(nameof(Pseudo), Activation.Abs, 12, Normalization = HarmonicNormalization.Integral, Scale = ActivationScale.SecondMoment), Output] public partial Feature Even { get; }
        }
        """).GetType("Net")!);

    [Theory]
    [InlineData(Backend.Torch)]
    [InlineData(Backend.Simd)]
    public void Values_AndGradients_AreThoseOfTheGridsMatrices(Backend backend)
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = (EquivariantModel)Activator.CreateInstance(Net.Value, backend, ScalarType.Float64, null)!;
        Tensor[] inputs = [.. new[] { (3, 1), (3, 3), (3, 5), (2, 1), (2, 3) }.Select(s => randn(70, s.Item1, s.Item2, dtype: ScalarType.Float64).requires_grad_())];
        Tensor x = cat([.. inputs[..3]], -1);
        Tensor pseudo = cat([.. inputs[3..]], -1);
        double factor = SecondMoment.Factor(Math.Abs);
        Tensor[] expected =
        [
            x,
            OnGrid(x, 8, 2, 3, SphericalNormalization.Norm, v => v.tanh()),
            OnGrid(pseudo, 12, 1, 1, SphericalNormalization.Integral, v => v.abs() * factor),
        ];

        Assert.Equal("3x0e + 3x1o + 3x2e + 3x3o", model.Definition.Features.Single(f => f.Name == "Longer").Representation);
        Assert.Equal("2x0e + 2x1e", model.Definition.Features.Single(f => f.Name == "Even").Representation);
        object result = Net.Value.GetMethods().Single(m => m.Name == "forward").Invoke(model, [.. inputs.Select(i => i.shape[^1] == 1 ? i.squeeze(-1) : i)])!;
        Tensor[] pieces = [.. Flatten(result)];
        int piece = 0;
        foreach (Tensor output in expected)
        {
            List<Tensor> parts = [];
            for (int l = 0; l * l < output.shape[^1]; l++)
            {
                Tensor part = pieces[piece++];
                parts.Add(l == 0 ? part.reshape(70, -1, 1) : part);
            }

            Tensor actual = cat(parts, -1);
            Assert.True(actual.allclose(output, 1e-11, 1e-11), $"{(actual - output).abs().max().ToDouble()}");
            Tensor cotangent = randn_like(output);
            Tensor[] leaves = ReferenceEquals(output, expected[2]) ? inputs[3..] : inputs[..3];
            IList<Tensor> gradients = autograd.grad([actual], leaves, [cotangent], retain_graph: true);
            IList<Tensor> expectedGradients = autograd.grad([output], leaves, [cotangent], retain_graph: true);
            Assert.All(gradients.Zip(expectedGradients), g => Assert.True(g.First.allclose(g.Second, 1e-11, 1e-11)));
        }
    }

    /// <summary>The estimate that the diagnostic states is the size of the error that a measurement finds, and falls with the resolution.</summary>
    [Fact]
    public void Error_IsAsEstimated_AndFallsWithTheResolution()
    {
        double before = double.PositiveInfinity;
        foreach (int resolution in new[] { 8, 16, 32 })
        {
            string source = $$"""
                [EquivariantModel("O(3)")]
                public partial class Net
                {
                    [Input("1x0e + 1x1o + 1x2e + 1x3o", Per.Node)] public partial Feature X { get; }
                    [S2Activation(nameof(X), Activation.Silu, {{resolution}}), Output] public partial Feature Y { get; }
                }
                """;
            double estimate = double.Parse(GeneratorHost.Problems(source).Single(p => p.Id == "EQV2001").Arguments[1], System.Globalization.CultureInfo.InvariantCulture);
            var layer = new GridLayer(resolution, 3);
            double measured = layer.Error(signals: 12, rotations: 4);
            Assert.InRange(measured, estimate / 10, 10 * estimate);
            Assert.True(estimate < before / 3, $"{resolution}: {estimate:g3} after {before:g3}");
            before = estimate;
        }
    }

    private static Tensor OnGrid(Tensor x, int resolution, int degree, int maximum, SphericalNormalization normalization, Func<Tensor, Tensor> function)
    {
        var grid = S2Grid.OfResolution(resolution, Math.Max(degree, maximum));
        return function(x.matmul(ToTensor(grid.ToGrid(degree, normalization)).t())).matmul(ToTensor(grid.FromGrid(maximum, normalization, degree)).t());
    }

    private static Tensor ToTensor(Matrix matrix)
    {
        double[] entries = new double[matrix.Rows * matrix.Columns];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = matrix[i / matrix.Columns, i % matrix.Columns];
        }

        return tensor(entries, [matrix.Rows, matrix.Columns], ScalarType.Float64);
    }

    private static IEnumerable<Tensor> Flatten(object result) => result switch
    {
        Tensor tensor => [tensor],
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i]!)),
        _ => result.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0).SelectMany(p => Flatten(p.GetValue(result)!)),
    };

    /// <summary>SiLU on a grid, written with matrices.</summary>
    private sealed class GridLayer(int resolution, int degree)
    {
        private readonly S2Grid _grid = S2Grid.OfResolution(resolution, degree);

        public double Error(int signals, int rotations)
        {
            var random = new Random(7);
            double largest = 0;
            for (int i = 0; i < rotations; i++)
            {
                Rotation rotation = Rotation.Random(random);
                using DisposeScope scope = NewDisposeScope();
                Tensor turn = block_diag([.. WignerD.RealToDegree(degree, rotation).Select(ToTensor)]);
                Tensor x = randn(signals, (degree + 1) * (degree + 1), dtype: ScalarType.Float64);
                Tensor error = Apply(x.matmul(turn.t())) - Apply(x).matmul(turn.t());
                largest = Math.Max(largest, error.norm(1).max().ToDouble());
            }

            return largest;
        }

        private Tensor Apply(Tensor x) => OnGrid(x, _grid.BetaCount, degree, degree, SphericalNormalization.Component, v => nn.functional.silu(v));
    }
}
