namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Arguments with which layers fit any network: representations from options and features, what is left out or taken as 0, weights and scales from elsewhere.</summary>
internal static class ArgumentCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV1004", "NothingReachable", RuleCases.Net("""
            [Linear(nameof(Scalars), {|EQV1004:"1o"|}, OnlyReachable = true), Output] public partial Feature Y { get; }
            """)),
        new("EQV1004", "NoPathReachable", RuleCases.Net("""
            [{|EQV1004:TensorProduct(nameof(Scalars), nameof(Scalars), "2x1o", OnlyReachable = true)|}, Output] public partial Feature Y { get; }
            """)),
        new("EQV1005", "OnlyReachable", RuleCases.Net("""
            [Linear(nameof(Scalars), "3x0e + 1o", OnlyReachable = true), Output] public partial Feature Y { get; }
            [TensorProduct(nameof(Scalars), nameof(Vectors), "2x1o + 2x1e", OnlyReachable = true), Output] public partial Feature Z { get; }
            """)),
        new("EQV0014", "GatesBesidePaths", RuleCases.Net("""
            [TensorProduct(nameof(Scalars), nameof(Vectors), "2x1o", {|EQV0014:Gates = true|}), Path("0e", "1o", 0), Output] public partial Feature Y { get; }
            """)),
        new("EQV0014", "GatesWithoutPaths", RuleCases.Net("""
            [TensorProduct(nameof(Vectors), nameof(Vectors), "4x0e + 2x1e", Gates = true)] public partial Feature Product { get; }
            [Gate(nameof(Product)), Output] public partial Feature Y { get; }
            """)),
        new("EQV0009", "MissingAsZeroOfOtherChannels", RuleCases.Net("""
            [Concat(nameof(Scalars), nameof(Vector))] public partial Feature Both { get; }
            [Add({|EQV0009:nameof(Both), nameof(Vectors)|}, MissingAsZero = true), Output] public partial Feature Y { get; }
            """)),
        new("EQV1008", "MissingAsZero", RuleCases.Net("""
            [Add(nameof(Scalars), nameof(Vectors), MissingAsZero = true), Output] public partial Feature Y { get; }
            """)),
        new("EQV0014", "ExponentOfANegativeFactor", RuleCases.Net("""
            [Scale(nameof(Vectors), {|EQV0014:Factor = -2.0|}, Exponent = -0.5), Output] public partial Feature Y { get; }
            """)),
        new("EQV0014", "Exponent", RuleCases.Net("""
            [Scale(nameof(Vectors), Factor = 2.0, Exponent = -0.5), Output] public partial Feature Y { get; }
            [Scale(nameof(Vectors), Factor = -2.0), Output] public partial Feature Z { get; }
            """)),
        new("EQV1006", "WeightsFromVectors", RuleCases.Net("""
            [TensorProduct(nameof(Scalars), nameof(Vectors), "2x1o", {|EQV1006:WeightsFrom = nameof(Vectors)|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV1006", "WeightsFromScalars", RuleCases.Net("""
            [TensorProduct(nameof(Scalars), nameof(Vectors), "2x1o", WeightsFrom = nameof(Scalars)), Output] public partial Feature Y { get; }
            """)),
        new("EQV0014", "EnvelopeTooSteep", RuleCases.Net("""
            [Norm(nameof(Vector))] public partial Feature Length { get; }
            [RadialBasis(nameof(Length), 4, RadialFunctions.Bessel, 5.0, {|EQV0014:Envelope = 65|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV0014", "Envelope", RuleCases.Net("""
            [Norm(nameof(Vector))] public partial Feature Length { get; }
            [RadialBasis(nameof(Length), 4, RadialFunctions.Bessel, 5.0, Envelope = 6), Output] public partial Feature Y { get; }
            """)),
        new("EQV0004", "Example", """
            [EquivariantBlock("E(3)")]
            public partial class Part
            {
                [Input("*", Per.Node, Example = "4x0e + {|EQV0004:q|}")] public partial Feature X { get; }
                [Linear(nameof(X), "4x0e"), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0004", "ExampleByOption", """
            [EquivariantBlock("E(3)")]
            public partial class Part
            {
                [Option("4x0e + 1o")] public partial string Hidden { get; }
                [Input("*", Per.Node, Example = nameof(Hidden))] public partial Feature X { get; }
                [Linear(nameof(X), nameof(Hidden)), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0014", "RepresentationFromANumber", """
            [EquivariantBlock("E(3)")]
            public partial class Part
            {
                [Option(4)] public partial int Hidden { get; }
                [Input("*", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X), {|EQV0014:nameof(Hidden)|}), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0010", "RepresentationOptionIsANumber", RuleCases.Net("""
            [Linear(nameof(EdgeScalars), "0e + 1x0e")] public partial Feature Invariants { get; }
            [Block<NequipLayer>(nameof(Scalars), nameof(EdgeScalars), nameof(Invariants)), With(nameof(NequipLayer.Hidden), {|EQV0010:8|})] public partial NequipLayer Layer { get; }
            [Output($"{nameof(Layer)}.{nameof(NequipLayer.UpdatedNodes)}")] public partial Feature Y { get; }
            """)),
    ];
}
