namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Attention, and vectors and scalars as one piece.</summary>
internal static class AttentionCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV0030", "ThreeOfTwo", RuleCases.Net("""
            [VectorAttention(nameof(Vectors), nameof(Vectors), nameof(Vectors), {|EQV0030:Heads = 3|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV0030", "OfValues", RuleCases.Net("""
            [Linear(nameof(Vectors), Channels = 3)] public partial Feature Values { get; }
            [VectorAttention(nameof(Vectors), nameof(Vectors), nameof(Values), {|EQV0030:Heads = 2|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV0030", "OfEveryPiece", RuleCases.Net("""
            [Concat(nameof(Scalars), nameof(Vectors))] public partial Feature Both { get; }
            [VectorAttention(nameof(Both), nameof(Both), nameof(Both), Heads = 2), Output] public partial Feature Y { get; }
            """)),
        new("EQV1020", "SoftmaxOfVectors", RuleCases.Net("""
            [GatherSource(nameof(Vectors))] public partial Feature Sent { get; }
            [Softmax({|EQV1020:nameof(Sent)|}, Over.Neighbours), Output] public partial Feature Y { get; }
            """)),
        new("EQV1020", "Points", RuleCases.Net("""
            [VectorAttention({|EQV1020:nameof(Points)|}, nameof(Points), nameof(Scalars)), Output] public partial Feature Y { get; }
            """)),
        new("EQV1020", "DistanceInMinkowskiSpace", """
            [EquivariantModel("SO(1,3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Pairs { get; }
                [Input("2xV", Per.Node)] public partial Feature Momentum { get; }
                [VectorAttention(nameof(Momentum), nameof(Momentum), nameof(Momentum), {|EQV1020:Distance = AttentionDistance.SquaredDistance|}), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV1020", "ProductInMinkowskiSpace", """
            [EquivariantModel("SO(1,3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Pairs { get; }
                [Input("2xV", Per.Node)] public partial Feature Momentum { get; }
                [VectorAttention(nameof(Momentum), nameof(Momentum), nameof(Momentum)), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV1020", "SoftmaxOfScalars", RuleCases.Net("""
            [Softmax(nameof(EdgeScalars), Over.Neighbours), Output] public partial Feature Y { get; }
            """)),
        new("EQV1021", "Elsewhere", RuleCases.Net("""
            [EarlyFusion(nameof(Vectors), nameof(Scalars))] public partial Feature Fused { get; }
            [SplitFusion(nameof(Fused), {|EQV1021:"2e"|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV1021", "Several", RuleCases.Net("""
            [EarlyFusion(nameof(Vectors), nameof(Scalars))] public partial Feature Fused { get; }
            [SplitFusion(nameof(Fused), {|EQV1021:"4x0e"|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV1021", "Both", RuleCases.Net("""
            [EarlyFusion(nameof(Vectors), nameof(Scalars))] public partial Feature Fused { get; }
            [SplitFusion(nameof(Fused), "1o"), Output] public partial Feature Y { get; }
            [SplitFusion(nameof(Fused), "0e"), Output] public partial Feature Z { get; }
            """)),
    ];
}
