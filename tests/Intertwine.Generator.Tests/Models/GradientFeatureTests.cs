using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>
/// Gradients as features, against autograd on a model that has none: the feature itself, and the derivatives of a loss that contains it, which are second and third derivatives of the energy.
/// </summary>
[Collection(RandomGenerator.Name)]
public sealed class GradientFeatureTests
{
    private const string Potential = """
        [Graph] public partial EdgeSet Edges { get; }
        [Input("point", Per.Node)] public partial Feature Position { get; }
        [Input("3x0e", Per.Node)] public partial Feature Species { get; }
        [GatherSource(nameof(Position))] public partial Feature From { get; }
        [GatherTarget(nameof(Position))] public partial Feature To { get; }
        [Difference(nameof(To), nameof(From))] public partial Feature Offset { get; }
        [Repeat<EgnnLayer>(2, nameof(Species), nameof(Position)), With(nameof(EgnnLayer.Hidden), 8)]
        [With(nameof(EgnnLayer.NormalizeDifferences), true)]
        public partial EgnnLayer Layers { get; }
        [SphericalHarmonics(nameof(Offset), 2)] public partial Feature Harmonics { get; }
        [Norm(nameof(Offset))] public partial Feature Distance { get; }
        [RadialBasis(nameof(Distance), 4, RadialFunctions.Bessel, 3.0)] public partial Feature Radial { get; }
        [Mlp(nameof(Radial), 8, 9)] public partial Feature Weights { get; }
        [GatherSource($"{nameof(Layers)}.{nameof(EgnnLayer.UpdatedNodes)}")] public partial Feature Neighbour { get; }
        [ChannelwiseTensorProduct(nameof(Neighbour), nameof(Harmonics), "0e + 1o + 2e", Weights = nameof(Weights))] public partial Feature Messages { get; }
        [Sum(nameof(Messages), Over.Neighbours)] public partial Feature Received { get; }
        [SquaredNorm(nameof(Received))] public partial Feature Invariants { get; }
        [Concat(nameof(Invariants), $"{nameof(Layers)}.{nameof(EgnnLayer.UpdatedNodes)}")] public partial Feature Known { get; }
        [Mlp(nameof(Known), 8, 1)] public partial Feature AtomEnergy { get; }
        [Sum(nameof(AtomEnergy), Over.Graph), Output] public partial Feature Energy { get; }
        """;

    private static readonly Lazy<(Type Energy, Type Forces, Type Third)> Models = new(() =>
    {
        var assembly = GeneratorHost.Load(
            $$"""
            [EquivariantModel("E(3)")]
            public partial class EnergyNet
            {
                {{Potential}}
            }
            """,
            $$"""
            [EquivariantModel("E(3)")]
            public partial class ForceNet
            {
                {{Potential}}
                [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output] public partial Feature Forces { get; }
            }
            """,
            $$"""
            [EquivariantModel("E(3)")]
            public partial class ThirdNet
            {
                {{Potential}}
                [Gradient(nameof(Energy), nameof(Position), Factor = -1)] public partial Feature Forces { get; }
                [SquaredNorm(nameof(Forces))] public partial Feature Squares { get; }
                [Gradient(nameof(Squares), nameof(Position), Factor = 0.5), Output] public partial Feature Stiffness { get; }
            }
            """);
        return (assembly.GetType("EnergyNet")!, assembly.GetType("ForceNet")!, assembly.GetType("ThirdNet")!);
    });

    [Theory]
    [InlineData(Backend.Torch)]
    [InlineData(Backend.Simd)]
    public void Forces_AreTheGradientOfTheEnergy(Backend backend)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using DeclaredModel energy = Create(Models.Value.Energy, ScalarType.Float64);
        using DeclaredModel forces = Create(Models.Value.Forces, ScalarType.Float64);
        energy.Model.Backend = Backend.Torch;
        Tensor expected = -torch.autograd.grad([energy.Forward()[0].sum()], [energy.Inputs[0]])[0];
        forces.Model.Backend = backend;
        AssertClose(expected, forces.Forward()[1], 1e-10);
    }

    /// <summary>sum(energy * a) + sum(forces * b), differentiated by positions, species and all parameters: TorchSharp's own double backward pass is the definition.</summary>
    [Theory]
    [InlineData(Backend.Torch, ScalarType.Float64, 1e-9)]
    [InlineData(Backend.Simd, ScalarType.Float64, 1e-9)]
    [InlineData(Backend.Simd, ScalarType.Float32, 2e-3)]
    public void GradientsOfAForceLoss_AreThoseOfDoubleBackward(Backend backend, ScalarType precision, double tolerance)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using DeclaredModel energy = Create(Models.Value.Energy, ScalarType.Float64);
        using DeclaredModel forces = Create(Models.Value.Forces, precision);
        Tensor[] cotangents = Cotangents();
        energy.Model.Backend = Backend.Torch;
        Tensor e = energy.Forward()[0];
        Tensor f = -torch.autograd.grad([e.sum()], [energy.Inputs[0]], retain_graph: true, create_graph: true)[0];
        ((e * cotangents[0]).sum() + (f.reshape(-1, 3) * cotangents[1]).sum()).backward();

        forces.Model.Backend = backend;
        Tensor[] outputs = forces.Forward();
        ((outputs[0] * cotangents[0].to(precision)).sum() + (outputs[1] * cotangents[1].to(precision)).sum()).backward();
        AssertSameGradients(energy, forces, tolerance);
    }

    /// <summary>d/dx |F|^2 / 2, and the loss of it differentiated once more.</summary>
    [Theory]
    [InlineData(Backend.Torch)]
    [InlineData(Backend.Simd)]
    public void GradientsOfGradients_GoToThirdOrder(Backend backend)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using DeclaredModel energy = Create(Models.Value.Energy, ScalarType.Float64);
        using DeclaredModel third = Create(Models.Value.Third, ScalarType.Float64);
        Tensor cotangent = Cotangents()[1];
        energy.Model.Backend = Backend.Torch;
        Tensor f = torch.autograd.grad([energy.Forward()[0].sum()], [energy.Inputs[0]], retain_graph: true, create_graph: true)[0];
        Tensor expected = torch.autograd.grad([0.5 * f.square().sum()], [energy.Inputs[0]], retain_graph: true, create_graph: true)[0];
        (expected.reshape(-1, 3) * cotangent).sum().backward();

        third.Model.Backend = backend;
        Tensor actual = third.Forward()[1];
        AssertClose(expected, actual, 1e-9);
        (actual * cotangent).sum().backward();
        AssertSameGradients(energy, third, 1e-8);
    }

    /// <summary>Differences that lie beside the way do not count: each variable is a value of its own, also where others are computed equally.</summary>
    [Theory]
    [InlineData(Backend.Torch)]
    [InlineData(Backend.Simd)]
    public void AVariable_IsApartFromEqualValues(Backend backend)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using DeclaredModel model = Create(GeneratorHost.Load("""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("2x1o", Per.Node)] public partial Feature X { get; }
                [Scale(nameof(X), Factor = 3)] public partial Feature One { get; }
                [Scale(nameof(X), Factor = 3)] public partial Feature Two { get; }
                [Dropout(nameof(Two), 0.0)] public partial Feature Three { get; }
                [Concat(nameof(One), nameof(Three))] public partial Feature Both { get; }
                [InnerProduct(nameof(Both), nameof(Both))] public partial Feature Squares { get; }
                [Linear(nameof(Squares), Channels = 1)] public partial Feature Energy { get; }
                [Gradient(nameof(Energy), nameof(Two)), Output] public partial Feature ByTwo { get; }
                [Gradient(nameof(Energy), nameof(Three)), Output] public partial Feature ByThree { get; }
                [Gradient(nameof(Energy), nameof(Both)), Output] public partial Feature ByBoth { get; }
                [Gradient(nameof(Energy), nameof(X)), Output] public partial Feature ByX { get; }
            }
            """).GetType("Net")!, ScalarType.Float64);
        model.Model.Backend = backend;
        Tensor[] outputs = model.Forward();
        Tensor weight = model.Model.named_parameters().First(p => p.name == "Energy.weight").parameter.reshape(1, 4, 1);
        Tensor byBoth = 2 * weight * (3 * torch.cat([model.Inputs[0], model.Inputs[0]], 1));
        AssertClose(byBoth.narrow(1, 2, 2), outputs[0], 1e-12);
        AssertClose(byBoth.narrow(1, 2, 2), outputs[1], 1e-12);
        AssertClose(byBoth, outputs[2], 1e-12);
        AssertClose(3 * (byBoth.narrow(1, 0, 2) + byBoth.narrow(1, 2, 2)), outputs[3], 1e-12);
    }

    /// <summary>In each copy of a block; with the derivative held constant through what stops it.</summary>
    [Fact]
    public void InRepeatedBlocks_EachCopyHasItsGradient()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using DeclaredModel model = Create(GeneratorHost.Load("""
            [EquivariantBlock("E(3)")]
            public partial class Descent
            {
                [Input("point", Per.Node)] public partial Feature Position { get; }
                [GatherSource(nameof(Position))] public partial Feature From { get; }
                [GatherTarget(nameof(Position))] public partial Feature To { get; }
                [Difference(nameof(To), nameof(From))] public partial Feature Offset { get; }
                [SquaredNorm(nameof(Offset))] public partial Feature Square { get; }
                [Mlp(nameof(Square), 4, 1)] public partial Feature Energy { get; }
                [Gradient(nameof(Energy), nameof(Position), Factor = -0.1)] public partial Feature Force { get; }
                [Add(nameof(Position), nameof(Force)), Output(Next = nameof(Position))] public partial Feature Moved { get; }
            }
            """, """
            [EquivariantModel("E(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("point", Per.Node)] public partial Feature X { get; }
                [Repeat<Descent>(2, nameof(X))] public partial Descent Steps { get; }
                [Output($"{nameof(Steps)}.{nameof(Descent.Moved)}")] public partial Feature Y { get; }
            }
            """).GetType("Net")!, ScalarType.Float64);
        Tensor x = model.Inputs[0].reshape(-1, 3);
        for (int copy = 0; copy < 2; copy++)
        {
            Tensor offset = x.index_select(0, RandomGraphs.Mixed.Target) - x.index_select(0, RandomGraphs.Mixed.Source);
            Tensor square = offset.square().sum([1], keepdim: true);
            Tensor hidden = torch.nn.functional.silu(torch.nn.functional.linear(square, Parameter($"Steps.{copy}.Energy.0.weight"), Parameter($"Steps.{copy}.Energy.0.bias")));
            Tensor energy = torch.nn.functional.linear(hidden, Parameter($"Steps.{copy}.Energy.1.weight"), Parameter($"Steps.{copy}.Energy.1.bias"));
            x += -0.1 * torch.autograd.grad([energy.sum()], [x], retain_graph: true, create_graph: true)[0];
        }

        foreach (Backend backend in new[] { Backend.Torch, Backend.Simd })
        {
            model.Model.Backend = backend;
            AssertClose(x, model.Forward()[0], 1e-11);
        }

        Tensor Parameter(string name) => model.Model.named_parameters().First(p => p.name == name).parameter;
    }

    /// <summary>Gradients of functions on R^n under groups that are not orthogonal are linear forms.</summary>
    [Fact]
    public void Gradients_AreOfTheDualRepresentation()
    {
        using DeclaredModel model = Create(GeneratorHost.Load("""
            [EquivariantModel("SO+(1,3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("2xV", Per.Node)] public partial Feature Momentum { get; }
                [SquaredNorm(nameof(Momentum))] public partial Feature Masses { get; }
                [Mlp(nameof(Masses), 4, 1)] public partial Feature Energy { get; }
                [Gradient(nameof(Energy), nameof(Momentum)), Output] public partial Feature Y { get; }
            }
            """).GetType("Net")!, ScalarType.Float64);
        Assert.Equal("2xV'", model.Model.Definition.Features.First(f => f.Name == "Y").Representation);
        foreach (Backend backend in new[] { Backend.Torch, Backend.Simd })
        {
            model.Model.Backend = backend;
            EquivarianceReport report = Equivariance.Measure(model.Model, RandomGraphs.Mixed, model.Inputs, trials: 3, seed: 1);
            Assert.True(report.Worst < 1e-10, report.ToString());
        }
    }

    private static DeclaredModel Create(Type type, ScalarType precision) => new(type, precision, 5, RandomGraphs.Mixed);

    private static Tensor[] Cotangents()
    {
        torch.random.manual_seed(11);
        return [torch.randn(RandomGraphs.Mixed.GraphCount, 1, dtype: ScalarType.Float64), torch.randn(RandomGraphs.Mixed.NodeCount, 3, dtype: ScalarType.Float64)];
    }

    private static void AssertSameGradients(DeclaredModel expected, DeclaredModel actual, double tolerance)
    {
        Dictionary<string, Tensor> leaves = actual.Leaves.ToDictionary(l => l.Name, l => l.Value);
        foreach ((string name, Tensor leaf) in expected.Leaves)
        {
            AssertClose(leaf.grad is { } gradient ? gradient : torch.zeros_like(leaf), leaves[name].grad is { } other ? other : torch.zeros_like(leaf), tolerance, name);
        }
    }

    /// <summary>Relative to the largest entry.</summary>
    private static void AssertClose(Tensor expected, Tensor actual, double tolerance, string name = "")
    {
        double[] e = DeclaredModel.Numbers(expected);
        double[] a = DeclaredModel.Numbers(actual);
        Assert.Equal(e.Length, a.Length);
        double scale = Math.Max(e.Max(Math.Abs), 1e-3);
        double error = e.Zip(a, (x, y) => Math.Abs(x - y)).Max() / scale;
        Assert.True(error < tolerance, $"{name} differs by {error:0.0e+0} of {scale:g3}");
    }
}
