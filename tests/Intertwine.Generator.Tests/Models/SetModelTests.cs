using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Models with several edge sets, of which the network makes some itself: equivariance, backends and gradients, as for every other model.</summary>
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

    private static Type Load(string text) => GeneratorHost.Load(text.Replace("MESSAGE", Message, StringComparison.Ordinal)).GetType("Net")!;
}
