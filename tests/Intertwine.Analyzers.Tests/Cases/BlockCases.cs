namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Uses of blocks.</summary>
internal static class BlockCases
{
    private const string Result = """[Output($"{nameof(Layer)}.{nameof(EgnnLayer.MovedPosition)}")] public partial Feature Y { get; }""";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV0010", "UnknownOption", RuleCases.Net($$"""
            [Block<EgnnLayer>(nameof(Scalars), nameof(Points))]
            [With(nameof(EgnnLayer.Hidden), 8)]
            [With({|EQV0010:"Width"|}, 3)]
            public partial EgnnLayer Layer { get; }
            {{Result}}
            """)),
        new("EQV0010", "OptionOfAnotherType", RuleCases.Net($$"""
            [Block<EgnnLayer>(nameof(Scalars), nameof(Points)), With(nameof(EgnnLayer.Hidden), {|EQV0010:true|})] public partial EgnnLayer Layer { get; }
            {{Result}}
            """)),
        new("EQV0010", "UnknownInput", RuleCases.Net($$"""
            [Block<EgnnLayer>(nameof(Scalars), nameof(Points)), Feed({|EQV0010:nameof(EgnnLayer.Message)|}, nameof(Scalars))] public partial EgnnLayer Layer { get; }
            {{Result}}
            """)),
        new("EQV0010", "InputNotFed", RuleCases.Net($$"""
            [Block<EgnnLayer>({|EQV0010:nameof(Scalars)|})] public partial EgnnLayer Layer { get; }
            {{Result}}
            """)),
        new("EQV0010", "OneSourceTooMany", RuleCases.Net($$"""
            [Repeat<EgnnLayer>(2, nameof(Scalars), nameof(Points), {|EQV0010:nameof(Vector)|})] public partial EgnnLayer Layer { get; }
            {{Result}}
            """)),
        new("EQV0010", "NotAnOutput", RuleCases.Net("""
            [Block<EgnnLayer>(nameof(Scalars), nameof(Points))] public partial EgnnLayer Layer { get; }
            [Output({|EQV0010:$"{nameof(Layer)}.{nameof(EgnnLayer.Pair)}"|})] public partial Feature Y { get; }
            """)),
        new("EQV0010", "NextIsNoInput", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X)), Output({|EQV0010:Next = nameof(Y)|})] public partial Feature Y { get; }
            }
            """),
        new("EQV0010", "Everything", RuleCases.Net($$"""
            [Repeat<EgnnLayer>(3, nameof(Scalars), nameof(Points))]
            [Feed(nameof(EgnnLayer.Velocity), nameof(Vector))]
            [Feed(nameof(EgnnLayer.EdgeAttributes), nameof(EdgeScalars))]
            [With(nameof(EgnnLayer.Hidden), 8)]
            [With(nameof(EgnnLayer.NormOffset), 1)]
            [With(nameof(EgnnLayer.CoordinateAggregation), Aggregation.Sum)]
            public partial EgnnLayer Layer { get; }
            {{Result}}
            """)),
        new("EQV0018", "SwitchedOff", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Option(false)] public partial bool Gated { get; }
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X)), When(nameof(Gated))] public partial Feature Gate { get; }
                [Scale(nameof(X), {|EQV0018:nameof(Gate)|}), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0018", "SwitchedOffByTheUse", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [{|EQV0018:Block<Part>(nameof(X))|}, With(nameof(Part.Gated), false)] public partial Part Layer { get; }
                [Output($"{nameof(Layer)}.{nameof(Part.Y)}")] public partial Feature Y { get; }
            }

            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Option(true)] public partial bool Gated { get; }
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X)), When(nameof(Gated))] public partial Feature Gate { get; }
                [Scale(nameof(X), nameof(Gate)), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0018", "BlockReportsItselfOnce", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Repeat<Part>(3, nameof(X))] public partial Part Layer { get; }
                [Output($"{nameof(Layer)}.{nameof(Part.Y)}")] public partial Feature Y { get; }
            }

            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Option(false)] public partial bool Gated { get; }
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X)), When(nameof(Gated))] public partial Feature Gate { get; }
                [Scale(nameof(X), {|EQV0018:nameof(Gate)|}), Output(Next = nameof(X))] public partial Feature Y { get; }
            }
            """),
        new("EQV0018", "LeftOut", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Option(false)] public partial bool Gated { get; }
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X)), When(nameof(Gated))] public partial Feature Gate { get; }
                [Scale(nameof(X), nameof(Gate)), When(nameof(Gated), Otherwise = nameof(X)), Output] public partial Feature Y { get; }
                [Concat(nameof(X), nameof(Gate)), Output] public partial Feature Z { get; }
            }
            """),
        new("EQV1009", "SmallerGroup", """
            [EquivariantModel("E(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [{|EQV1009:Block<Part>(nameof(X))|}] public partial Part Layer { get; }
                [Output($"{nameof(Layer)}.{nameof(Part.X)}")] public partial Feature Y { get; }
            }

            [EquivariantBlock("SO(3)")]
            public partial class Part
            {
                [Input("0", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV1009", "LargerGroup", """
            [EquivariantModel("SO(3)")]
            public partial class Net
            {
                [Input("0", Per.Node)] public partial Feature X { get; }
                [Block<Part>(nameof(X))] public partial Part Layer { get; }
                [Output($"{nameof(Layer)}.{nameof(Part.X)}")] public partial Feature Y { get; }
            }

            [EquivariantBlock("E(3)")]
            public partial class Part
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
    ];
}
