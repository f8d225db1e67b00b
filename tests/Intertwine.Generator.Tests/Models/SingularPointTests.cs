using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Forces and their derivatives where distances are zero, tiny, at the cut-off and beyond.</summary>
[Collection(RandomGenerator.Name)]
public sealed class SingularPointTests
{
    private static readonly Lazy<Type> Net = new(() => GeneratorHost.Load("""
        [EquivariantModel("E(3)")]
        public partial class Net
        {
            [Graph] public partial EdgeSet Edges { get; }
            [Input("point", Per.Node)] public partial Feature Position { get; }
            [GatherSource(nameof(Position))] public partial Feature From { get; }
            [GatherTarget(nameof(Position))] public partial Feature To { get; }
            [Difference(nameof(To), nameof(From))] public partial Feature Offset { get; }
            [Norm(nameof(Offset))] public partial Feature Distance { get; }
            [RadialBasis(nameof(Distance), 8, RadialFunctions.Bessel, 2.0, Envelope = 6)] public partial Feature Radial { get; }
            [Mlp(nameof(Radial), 4, Bias = false)] public partial Feature Weight { get; }
            [SphericalHarmonics(nameof(Offset), 2)] public partial Feature Harmonics { get; }
            [Sum(nameof(Harmonics), Over.Neighbours)] public partial Feature Directions { get; }
            [SquaredNorm(nameof(Directions))] public partial Feature Squares { get; }
            [Normalize(nameof(Offset), Offset = 0.0)] public partial Feature Unit { get; }
            [Normalize(nameof(Offset))] public partial Feature Bounded { get; }
            [InnerProduct(nameof(Unit), nameof(Bounded))] public partial Feature Products { get; }
            [SquaredNorm(nameof(Offset))] public partial Feature Square { get; }
            [Concat(nameof(Products), nameof(Square), nameof(Distance), nameof(Weight))] public partial Feature Pair { get; }
            [Sum(nameof(Pair), Over.Neighbours)] public partial Feature Pairs { get; }
            [Concat(nameof(Squares), nameof(Pairs))] public partial Feature All { get; }
            [Mlp(nameof(All), 8, 1)] public partial Feature Energy { get; }
            [Sum(nameof(Weight), Over.Neighbours)] public partial Feature Radials { get; }
            [Linear(nameof(Radials), Channels = 1)] public partial Feature RadialEnergy { get; }
            [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output] public partial Feature Forces { get; }
            [Gradient(nameof(RadialEnergy), nameof(Position), Factor = -1), Output] public partial Feature RadialForces { get; }
        }
        """).GetType("Net")!);

    [Theory]
    [InlineData(Backend.Torch, ScalarType.Float64)]
    [InlineData(Backend.Simd, ScalarType.Float64)]
    [InlineData(Backend.Simd, ScalarType.Float32)]
    public void FirstAndSecondDerivatives_AreFinite(Backend backend, ScalarType precision)
    {
        foreach (double distance in new[] { 0, 1e-30, 1e-12, 1e-4, 1, 2, 2.5 })
        {
            (double[] forces, double[] radial, double[] second) = Derivatives(backend, precision, distance);
            Assert.All(forces.Concat(radial).Concat(second), value => Assert.True(double.IsFinite(value), $"{value} at distance {distance}"));
            if (distance is 0 or >= 2)
            {
                Assert.All(radial, value => Assert.Equal(0, value, 1e-12));
            }
        }
    }

    /// <summary>In float32 as in float64, however close: sin(u) / u would lose its digits.</summary>
    [Fact]
    public void BesselFunctions_AreSmoothNearZero()
    {
        foreach (double distance in new[] { 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.3, 1.0 })
        {
            (_, double[] expected, double[] second) = Derivatives(Backend.Torch, ScalarType.Float64, distance, onlyRadial: true);
            (_, double[] actual, double[] secondActual) = Derivatives(Backend.Simd, ScalarType.Float32, distance, onlyRadial: true);
            Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1e-4 * (1 + Math.Abs(pair.First)), $"force {pair} at {distance}"));
            Assert.All(second.Zip(secondActual), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 2e-3 * (1 + Math.Abs(pair.First)), $"second derivative {pair} at {distance}"));
        }
    }

    /// <summary>Two nodes at a distance, one of them with a loop; the second derivatives are those along a fixed direction.</summary>
    private static (double[] Forces, double[] Radial, double[] Second) Derivatives(Backend backend, ScalarType precision, double distance, bool onlyRadial = false)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Graph graph = Graph.FromEdges([0, 1, 0], [1, 0, 0], 2);
        using DeclaredModel model = new(Net.Value, precision, 4, graph);
        model.Model.Backend = backend;
        using (torch.no_grad())
        {
            model.Inputs[0].zero_();
            model.Inputs[0][1, 0, 0] = distance;
        }

        Tensor[] outputs = model.Forward();
        Tensor direction = torch.tensor([0.5, -1.0, 2.0, 0.7, 0.3, -0.4]).reshape(2, 3).to(precision);
        ((onlyRadial ? outputs[1] : outputs[0] + outputs[1]) * direction).sum().backward();
        return (DeclaredModel.Numbers(outputs[0]), DeclaredModel.Numbers(outputs[1]), DeclaredModel.Numbers(model.Inputs[0].grad!));
    }
}
