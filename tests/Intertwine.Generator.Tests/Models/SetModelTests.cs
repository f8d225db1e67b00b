using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Models with several edge sets, of which the network makes some itself: equivariance, backends and gradients, as for every other model.</summary>
[Collection(RandomGenerator.Name)]
public sealed class SetModelTests
{
    private const string Message = """
        [Difference(nameof(There), nameof(Here))] public partial Feature Along { get; }
        [SquaredNorm(nameof(Along))] public partial Feature Length { get; }
        """;

    [Fact]
    public void AllPairs_JoinsEveryNodeToEveryOtherOfItsGraph()
    {
        Type type = Load("""
            [EquivariantModel("E(3)")]
            public partial class Net
            {
                [AllPairs] public partial EdgeSet Pairs { get; }
                [Input("point", Per.Node)] public partial Feature Position { get; }
                [GatherSource(nameof(Position))] public partial Feature There { get; }
                [GatherTarget(nameof(Position))] public partial Feature Here { get; }
                MESSAGE
                [Mlp(nameof(Length), 16, 4)] public partial Feature Weights { get; }
                [Sum(nameof(Weights), Over.Neighbours), Output] public partial Feature Density { get; }
                [Scale(nameof(Along), nameof(First))] public partial Feature Weighted { get; }
                [Mlp(nameof(Length), 8, 1)] public partial Feature First { get; }
                [Sum(nameof(Weighted), Over.Neighbours), Output] public partial Feature Force { get; }
            }
            """);
        DeclaredModelTests.CheckEquivariance(1, type);
        DeclaredModelTests.CheckBackends(1, type);
        DeclaredModelTests.CheckGradients(1, type);
    }

    [Fact]
    public void SeveralSets_AreNamed()
    {
        Type type = Load("""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Bonds { get; }
                [AllPairs] public partial EdgeSet Pairs { get; }
                [Nearest(nameof(X), 5, IncludeSelf = false)] public partial EdgeSet Near { get; }
                [Input("2x1o", Per.Node)] public partial Feature X { get; }
                [GatherSource(nameof(X), Along = nameof(Bonds))] public partial Feature OverBonds { get; }
                [GatherSource(nameof(X), Along = nameof(Pairs))] public partial Feature OverPairs { get; }
                [GatherSource(nameof(X), Along = nameof(Near))] public partial Feature OverNear { get; }
                [Sum(nameof(OverBonds), Over.Neighbours)] public partial Feature A { get; }
                [Mean(nameof(OverPairs), Over.Neighbours)] public partial Feature B { get; }
                [Linear(nameof(OverNear), Channels = 3)] public partial Feature Mixed { get; }
                [Mean(nameof(Mixed), Over.Neighbours)] public partial Feature C { get; }
                [Concat(nameof(A), nameof(B), nameof(C))] public partial Feature All { get; }
                [Norm(nameof(All)), Output] public partial Feature Lengths { get; }
                [Output] [Linear(nameof(All), "1o")] public partial Feature Out { get; }
            }
            """);
        DeclaredModelTests.CheckEquivariance(2, type);
        DeclaredModelTests.CheckBackends(2, type);
        DeclaredModelTests.CheckGradients(2, type);
    }

    /// <summary>Each copy finds neighbours by what the copy before made: four graphs in sequence, as in DGCNN.</summary>
    [Fact]
    public void NeighboursByFeatures_AreFoundLayerByLayer()
    {
        Type type = Load("""
            [EquivariantBlock("O(3)")]
            public partial class EdgeConvolution
            {
                [Input("*x1o", Per.Node)] public partial Feature X { get; }
                [Option(6)] public partial int K { get; }
                [Nearest(nameof(X), nameof(K))] public partial EdgeSet Near { get; }
                [GatherSource(nameof(X))] public partial Feature There { get; }
                [GatherTarget(nameof(X))] public partial Feature Here { get; }
                [Difference(nameof(There), nameof(Here))] public partial Feature Between { get; }
                [Concat(nameof(Between), nameof(Here))] public partial Feature Edge { get; }
                [Linear(nameof(Edge), Channels = nameof(X))] public partial Feature Mixed { get; }
                [NormActivation(nameof(Mixed), Activation.Tanh)] public partial Feature Bent { get; }
                [Mean(nameof(Bent), Over.Neighbours)] public partial Feature Pooled { get; }
                [Add(nameof(Pooled), nameof(X)), Output(Next = nameof(X))] public partial Feature Next { get; }
            }

            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("4x1o", Per.Node)] public partial Feature X { get; }
                [Repeat<EdgeConvolution>(4, nameof(X))]
                [With(nameof(EdgeConvolution.K), 7)]
                public partial EdgeConvolution Layers { get; }
                [Mean($"{nameof(Layers)}.{nameof(EdgeConvolution.Next)}", Over.Graph)] public partial Feature Pooled { get; }
                [Norm(nameof(Pooled)), Output] public partial Feature Invariants { get; }
            }
            """);
        DeclaredModelTests.CheckEquivariance(3, type);
        DeclaredModelTests.CheckGradients(3, type);
        using DeclaredModel model = new(type, ScalarType.Float64, 3, RandomGraphs.Mixed);
        DeclaredModelTests.AssertEqual(model.Run(Backend.Torch), model.Run(Backend.Simd), 1e-10, "backends");
        Assert.Equal(["Layers.0.Near", "Layers.1.Near", "Layers.2.Near", "Layers.3.Near"], model.Model.Definition.Sets.Select(s => s.Name));
        Assert.Contains("[Layers.3.Near, 8, 3]", model.Model.Describe(), StringComparison.Ordinal);
    }

    /// <summary>The first backward pass uses the edges of the forward pass, the second finds them again; a gradient that is differentiated once more keeps them.</summary>
    [Fact]
    public void FurtherBackwardPasses_KeepTheEdges()
    {
        Type type = Load(ByFeatures);
        using DeclaredModel model = new(type, ScalarType.Float64, 4, RandomGraphs.Mixed);
        double[][] first = [.. new[] { Backend.Simd, Backend.Torch }.Select(Penalty)];
        double largest = first[1].Max(Math.Abs);
        Assert.True(largest > 0);
        Assert.All(first[0].Zip(first[1]), p => Assert.True(Math.Abs(p.First - p.Second) < 1e-9 * largest));

        using DisposeScope scope = torch.NewDisposeScope();
        model.Model.Backend = Backend.Simd;
        Tensor x = model.Inputs[0];
        x.grad = null;
        Tensor loss = model.Forward()[0].sum();
        loss.backward(retain_graph: true);
        double[] once = DeclaredModel.Numbers(x.grad!);
        x.grad = null;
        loss.backward();
        Assert.Equal(once, DeclaredModel.Numbers(x.grad!));

        double[] Penalty(Backend backend)
        {
            using DisposeScope inner = torch.NewDisposeScope();
            model.Model.Backend = backend;
            model.Inputs[0].grad = null;
            Tensor gradient = torch.autograd.grad([model.Forward()[0].sum()], [model.Inputs[0]], create_graph: true, retain_graph: true)[0];
            gradient.pow(2).sum().backward();
            return DeclaredModel.Numbers(model.Inputs[0].grad!);
        }
    }

    /// <summary>Clouds one by one give what they give in a batch; the order of the nodes of a batch does not matter.</summary>
    [Fact]
    public void Clouds_DoNotSeeEachOther()
    {
        Type type = Load(ByFeatures);
        using DeclaredModel model = new(type, ScalarType.Float64, 5, Graph.Clouds([9, 30, 4]));
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        Tensor x = model.Inputs[0];
        Tensor together = model.Forward()[0];
        Tensor alone = torch.cat([.. new[] { (0, 9), (9, 30), (39, 4) }.Select(c => model.Forward(Graph.Clouds(1, c.Item2), x.narrow(0, c.Item1, c.Item2))[0])]);
        Assert.True((together - alone).abs().max().item<double>() < 1e-12);

        long[] order = [.. Enumerable.Range(0, 43).Select(i => (long)i).OrderBy(i => i % 7).ThenBy(i => i)];
        long[] graphs = [.. order.Select(i => i < 9 ? 0L : i < 39 ? 1L : 2L)];
        Graph shuffled = Graph.FromEdges(ReadOnlySpan<long>.Empty, [], 43, graphs);
        Tensor moved = model.Forward(shuffled, x.index_select(0, torch.tensor(order)))[0];
        Assert.True((together - moved).abs().max().item<double>() < 1e-12);
    }

    private const string ByFeatures = """
        [EquivariantModel("O(3)")]
        public partial class Net
        {
            [Input("2x1o", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), Channels = 4)] public partial Feature Mixed { get; }
            [Nearest(nameof(Mixed), 5)] public partial EdgeSet Near { get; }
            [EdgeFeatures(nameof(Mixed))] public partial Feature Edge { get; }
            [Norm(nameof(Edge), Epsilon = 0.1)] public partial Feature Lengths { get; }
            [Mlp(nameof(Lengths), 8, 3)] public partial Feature Messages { get; }
            [Mean(nameof(Messages), Over.Neighbours)] public partial Feature Pooled { get; }
            [Mean(nameof(Pooled), Over.Graph), Output] public partial Feature Result { get; }
        }
        """;

    private static Type Load(string text) => GeneratorHost.Load(text.Replace("MESSAGE", Message, StringComparison.Ordinal)).GetType("Net")!;
}
