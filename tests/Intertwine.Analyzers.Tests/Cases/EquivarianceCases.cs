namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Declarations that would not be equivariant, or that could only give 0.</summary>
internal static class EquivarianceCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV1001", "Add", RuleCases.Net("[Add({|EQV1001:nameof(Points), nameof(Points)|}), Output] public partial Feature Y { get; }")),
        new("EQV1001", "Sum", RuleCases.Net("[Sum({|EQV1001:nameof(Points)|}, Over.Graph), Output] public partial Feature Y { get; }")),
        new("EQV1001", "MeanOverPerhapsNoNeighbour", RuleCases.Net("""
            [GatherSource(nameof(Points))] public partial Feature There { get; }
            [Mean({|EQV1001:nameof(There)|}, Over.Neighbours), Output] public partial Feature Y { get; }
            """)),
        new("EQV1001", "PointAndVectorsAndMeans", RuleCases.Net("""
            [Add(nameof(Vector), nameof(Points), nameof(Vector)), Output] public partial Feature Y { get; }
            [Mean(nameof(Points), Over.Graph), Output] public partial Feature Z { get; }
            """)),
        new("EQV1002", "Relu", RuleCases.Net("[Activate({|EQV1002:nameof(Vectors)|}, Activation.Relu), Output] public partial Feature Y { get; }")),
        new("EQV1002", "PseudoScalars", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("2x0o", Per.Node)] public partial Feature X { get; }
                [Activate({|EQV1002:nameof(X)|}, Activation.Silu), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV1002", "Scalars", RuleCases.Net("""
            [Norm(nameof(Vectors))] public partial Feature Lengths { get; }
            [Activate(nameof(Lengths), Activation.Sigmoid)] public partial Feature Gates { get; }
            [Scale(nameof(Vectors), nameof(Gates)), Output] public partial Feature Y { get; }
            """)),
        new("EQV1002", "PseudoScalarsWithTheirOwn", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("4x0e + 2x0o + 1o", Per.Node)] public partial Feature X { get; }
                [Activate(nameof(X), Activation.Silu, PseudoScalars = Activation.Tanh, KeepOthers = true), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV1003", "Vectors", RuleCases.Net("[Linear(nameof(Vectors), Channels = 8, {|EQV1003:Bias = true|}), Output] public partial Feature Y { get; }")),
        new("EQV1003", "ScalarsAndNone", RuleCases.Net("""
            [Linear(nameof(Scalars), Bias = true), Output] public partial Feature Y { get; }
            [Linear(nameof(Vectors), Bias = false), Output] public partial Feature Z { get; }
            [Linear(nameof(Vectors)), Output] public partial Feature V { get; }
            """)),
        new("EQV1004", "ScalarsToVectors", RuleCases.Net("[Linear(nameof(Scalars), {|EQV1004:\"1o\"|}), Output] public partial Feature Y { get; }")),
        new("EQV1004", "ParityDiffers", RuleCases.Net("[Linear(nameof(Vectors), {|EQV1004:\"1e\"|}), Output] public partial Feature Y { get; }")),
        new("EQV1004", "NoParityUnderRotations", """
            [EquivariantModel("SO(3)")]
            public partial class Net
            {
                [Input("3x1", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X), "5x1"), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV1005", "OnePart", RuleCases.Net("[Linear(nameof(Scalars), {|EQV1005:\"3x0e + 1o\"|}), Output] public partial Feature Y { get; }")),
        new("EQV1005", "EveryPart", RuleCases.Net("""
            [Concat(nameof(Scalars), nameof(Vectors))] public partial Feature Both { get; }
            [Linear(nameof(Both), "3x0e + 1o"), Output] public partial Feature Y { get; }
            """)),
        new("EQV1006", "MlpOnVectors", RuleCases.Net("[Mlp({|EQV1006:nameof(Vectors)|}, 4), Output] public partial Feature Y { get; }")),
        new("EQV1006", "NormOfPoints", RuleCases.Net("[Norm({|EQV1006:nameof(Points)|}), Output] public partial Feature Y { get; }")),
        new("EQV1006", "ScaledByVectors", RuleCases.Net("[Scale(nameof(Vectors), {|EQV1006:nameof(Vectors)|}), Output] public partial Feature Y { get; }")),
        new("EQV1006", "Fed", RuleCases.Net("""
            [Block<EgnnLayer>(nameof(Scalars), {|EQV1006:nameof(Vector)|})] public partial EgnnLayer Layer { get; }
            [Output($"{nameof(Layer)}.{nameof(EgnnLayer.MovedPosition)}")] public partial Feature Y { get; }
            """)),
        new("EQV1006", "Suitable", RuleCases.Net("""
            [GatherSource(nameof(Points))] public partial Feature There { get; }
            [GatherTarget(nameof(Points))] public partial Feature Here { get; }
            [Difference(nameof(Here), nameof(There))] public partial Feature Offset { get; }
            [SquaredNorm(nameof(Offset))] public partial Feature Distance { get; }
            [Mlp(nameof(Distance), 4), Output] public partial Feature Y { get; }
            """)),
        new("EQV1007", "NoParity", RuleCases.Net("[Linear(nameof(Scalars), \"4x{|EQV1007:0|}\"), Output] public partial Feature Y { get; }")),
        new("EQV1007", "PointsWithoutTranslations", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("{|EQV1007:point|}", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV1007", "InversionOfACube", """
            [EquivariantModel("octahedral")]
            public partial class Net
            {
                [Input("2xA1 + {|EQV1007:T1u|}", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV1007", "OfTheGroup", """
            [EquivariantModel("SE(3)")]
            public partial class Net
            {
                [Input("2xpoint", Per.Node), Output] public partial Feature X { get; }
                [Input("4x0 + 2", Per.Node), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV1008", "Difference", RuleCases.Net("[Difference(nameof(Vectors), {|EQV1008:nameof(Scalars)|}), Output] public partial Feature Y { get; }")),
        new("EQV1008", "Add", RuleCases.Net("[Add(nameof(Vector), nameof(Vector), {|EQV1008:nameof(Scalars)|}), Output] public partial Feature Y { get; }")),
        new("EQV1008", "Alike", RuleCases.Net("""
            [Linear(nameof(Vectors), Channels = 1)] public partial Feature Mixed { get; }
            [InnerProduct(nameof(Vector), nameof(Mixed)), Output] public partial Feature Y { get; }
            """)),
        new("EQV1014", "Coarse", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Option(8)] public partial int Points { get; }
                [Input("*x0e + *x1o + *x2e + *x3o", Per.Node)] public partial Feature X { get; }
                [S2Activation(nameof(X), Activation.None, nameof(Points)), Output] public partial Feature Y { get; }
            }

            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("4x0e + 4x1o + 4x2e + 4x3o", Per.Node)] public partial Feature X { get; }
                [S2Activation(nameof(X), Activation.None, {|EQV1014:6|}), Output] public partial Feature Coarse { get; }
                [S2Activation(nameof(X), Activation.None, {|EQV1014:9|}), Output] public partial Feature Odd { get; }
                [S2Activation(nameof(X), Activation.None, {|EQV1014:8|}, MaximumDegree = 4), Output] public partial Feature Wide { get; }
                [S2Activation(nameof(X), Activation.None, 8), Output] public partial Feature Fine { get; }
                [S2Activation(nameof(X), Activation.None, 10, MaximumDegree = 4), Output] public partial Feature Wider { get; }
                [Block<Part>(nameof(X))] public partial Part Ready { get; }
                [Output($"{nameof(Ready)}.{nameof(Part.Y)}")] public partial Feature Z { get; }
            }
            """),
        new("EQV1014", "Fine", RuleCases.Net("""
            [Input("2x0o + 2x1o", Per.Node)] public partial Feature Signal { get; }
            [S2Activation(nameof(Signal), Activation.None, 4), Output] public partial Feature Least { get; }
            [S2Activation(nameof(Signal), Activation.None, 6, MaximumDegree = 2), Output] public partial Feature Longer { get; }
            [S2Activation(nameof(Scalars), Activation.None, 2), Output] public partial Feature Constant { get; }
            """)),
        new("EQV1006", "NoSignal", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("4x0e + 2x1o", Per.Node)] public partial Feature Uneven { get; }
                [Input("4x1o + 4x2e", Per.Node)] public partial Feature Mean { get; }
                [Input("4x0e + 4x1o + 4x2o", Per.Node)] public partial Feature Parities { get; }
                [Input("4x0o + 4x1o + 4x2o", Per.Node)] public partial Feature Pseudo { get; }
                [S2Activation({|EQV1006:nameof(Uneven)|}, Activation.None, 8), Output] public partial Feature A { get; }
                [S2Activation({|EQV1006:nameof(Mean)|}, Activation.None, 8), Output] public partial Feature B { get; }
                [S2Activation({|EQV1006:nameof(Parities)|}, Activation.None, 8), Output] public partial Feature C { get; }
                [S2Activation(nameof(Pseudo), Activation.None, 8), Output] public partial Feature D { get; }
                [S2Activation(nameof(Pseudo), {|EQV1011:Activation.Silu|}, 8), Output] public partial Feature E { get; }
            }
            """),
        new("EQV1011", "Silu", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("4x0e + 2x0o", Per.Node)] public partial Feature X { get; }
                [Activate(nameof(X), Activation.Silu, {|EQV1011:PseudoScalars = Activation.Silu|}), Output] public partial Feature Y { get; }
                [Gate(nameof(X), {|EQV1011:PseudoScalars = Activation.Sigmoid|}), Output] public partial Feature Z { get; }
            }
            """),
        new("EQV1011", "OddAndEven", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("4x0e + 2x0o + 2x1o", Per.Node)] public partial Feature X { get; }
                [Gate(nameof(X), PseudoScalars = Activation.Abs), Output] public partial Feature Y { get; }
                [Gate(nameof(X)), Output] public partial Feature Z { get; }
            }
            """),
        new("EQV1030", "Vectors", RuleCases.Net("[Max({|EQV1030:nameof(Vectors)|}, Over.Graph), Output] public partial Feature Y { get; }")),
        new("EQV1030", "Points", RuleCases.Net("""
            [GatherSource(nameof(Points))] public partial Feature There { get; }
            [Max({|EQV1030:nameof(There)|}, Over.Neighbours), Output] public partial Feature Y { get; }
            """)),
        new("EQV1030", "PseudoScalars", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("2x0o", Per.Node)] public partial Feature X { get; }
                [Max({|EQV1030:nameof(X)|}, Over.Graph), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV1030", "ScalarsAndWholeVectors", RuleCases.Net("""
            [Max(nameof(Scalars), Over.Graph), Output] public partial Feature Y { get; }
            [VectorMaxPool(nameof(Vectors), Over.Graph), Output] public partial Feature Z { get; }
            """)),
    ];
}
