namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>How features name each other.</summary>
internal static class WiringCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV0002", "Misspelt", RuleCases.Net("""[Linear({|EQV0002:"Scalrs"|}), Output] public partial Feature Y { get; }""")),
        new("EQV0002", "NameofSomethingElse", RuleCases.Net("""
            private const int Hidden = 4;
            [Linear({|EQV0002:nameof(Hidden)|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV0002", "OneOfSeveral", RuleCases.Net("""[Concat(nameof(Scalars), {|EQV0002:"Nothing"|}, nameof(Vectors)), Output] public partial Feature Y { get; }""")),
        new("EQV0002", "BothArguments", RuleCases.Net("""[Scale({|EQV0002:"Vectorss"|}, {|EQV0002:"Scale"|}), Output] public partial Feature Y { get; }""")),
        new("EQV0002", "OutputWithoutItsBlock", RuleCases.Net("""
            [Block<EgnnLayer>(nameof(Scalars), nameof(Points))] public partial EgnnLayer Layer { get; }
            [Linear($"{nameof(Layer)}.{nameof(EgnnLayer.UpdatedNodes)}"), Output] public partial Feature Y { get; }
            [Output({|EQV0002:nameof(EgnnLayer.MovedPosition)|})] public partial Feature Z { get; }
            """)),
        new("EQV0002", "Condition", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Option(false)] public partial bool {|EQV0006:Gated|} { get; }
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X)), When({|EQV0002:"Gatd"|}), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0002", "Feed", RuleCases.Net("""
            [Block<EgnnLayer>(nameof(Scalars), nameof(Points))]
            [Feed(nameof(EgnnLayer.Velocity), nameof(Vector))]
            [Feed(nameof(EgnnLayer.EdgeAttributes), {|EQV0002:"EdgScalars"|})]
            public partial EgnnLayer Layer { get; }
            [Output($"{nameof(Layer)}.{nameof(EgnnLayer.UpdatedNodes)}")] public partial Feature Y { get; }
            """)),
        new("EQV0002", "DeclaredLater", RuleCases.Net("""
            [Linear(nameof(Later)), Output] public partial Feature Y { get; }
            [Linear(nameof(Scalars))] public partial Feature Later { get; }
            """)),
        new("EQV0003", "Itself", RuleCases.Net("[Linear(nameof(A)), Output] public partial Feature {|EQV0003:A|} { get; }")),
        new("EQV0003", "ThreeFeatures", RuleCases.Net("""
            [Linear(nameof(C)), Output] public partial Feature {|EQV0003:A|} { get; }
            [Linear(nameof(A))] public partial Feature B { get; }
            [Linear(nameof(B))] public partial Feature C { get; }
            """)),
        new("EQV0003", "BlockInItself", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Block<Part>(nameof(X)), Output] public partial Part {|EQV0003:Inner|} { get; }
            }
            """),
        new("EQV0003", "ThroughABlock", RuleCases.Net("""
            [Block<EgnnLayer>(nameof(Back), nameof(Points))] public partial EgnnLayer Layer { get; }
            [Linear($"{nameof(Layer)}.{nameof(EgnnLayer.UpdatedNodes)}"), Output] public partial Feature {|EQV0003:Back|} { get; }
            """)),
        new("EQV0003", "TwoWaysAround", RuleCases.Net("""
            [Concat(nameof(B), nameof(C)), Output] public partial Feature {|EQV0003:A|} { get; }
            [Linear(nameof(A))] public partial Feature B { get; }
            [Mlp(nameof(A), 3)] public partial Feature C { get; }
            """)),
        new("EQV0003", "Diamond", RuleCases.Net("""
            [Linear(nameof(Scalars))] public partial Feature A { get; }
            [Linear(nameof(A))] public partial Feature B { get; }
            [Add(nameof(A), nameof(B)), Output] public partial Feature C { get; }
            """)),
        new("EQV0005", "NodesAndEdges", RuleCases.Net("[Concat(nameof(Scalars), {|EQV0005:nameof(EdgeScalars)|}), Output] public partial Feature Y { get; }")),
        new("EQV0005", "GatherOfEdges", RuleCases.Net("[GatherSource({|EQV0005:nameof(EdgeScalars)|}), Output] public partial Feature Y { get; }")),
        new("EQV0005", "NeighboursOfNodes", RuleCases.Net("[Sum({|EQV0005:nameof(Scalars)|}, Over.Neighbours), Output] public partial Feature Y { get; }")),
        new("EQV0005", "Fed", RuleCases.Net("""
            [Block<EgnnLayer>({|EQV0005:nameof(Global)|}, nameof(Points))] public partial EgnnLayer Layer { get; }
            [Output($"{nameof(Layer)}.{nameof(EgnnLayer.MovedPosition)}")] public partial Feature Y { get; }
            """)),
        new("EQV0005", "Gathered", RuleCases.Net("""
            [GatherTarget(nameof(Scalars))] public partial Feature Here { get; }
            [PerNode(nameof(Global))] public partial Feature Shared { get; }
            [GatherSource(nameof(Shared))] public partial Feature There { get; }
            [Concat(nameof(Here), nameof(There), nameof(EdgeScalars))] public partial Feature Message { get; }
            [Sum(nameof(Message), Over.Neighbours), Output] public partial Feature Y { get; }
            """)),
        new("EQV0006", "Feature", RuleCases.Net("[Linear(nameof(Scalars))] public partial Feature {|EQV0006:Y|} { get; }")),
        new("EQV0006", "Option", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Option(8)] public partial int {|EQV0006:Hidden|} { get; }
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0006", "NamedAsWidthOrCondition", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Option(8)] public partial int Hidden { get; }
                [Option(true)] public partial bool Deep { get; }
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Mlp(nameof(X), nameof(Hidden), 1), When(nameof(Deep), Otherwise = nameof(X)), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0009", "Add", RuleCases.Net("""
            [Linear(nameof(Scalars), Channels = 3)] public partial Feature Three { get; }
            [Add(nameof(Scalars), {|EQV0009:nameof(Three)|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV0009", "Scale", RuleCases.Net("[Scale(nameof(Vectors), {|EQV0009:nameof(Scalars)|}), Output] public partial Feature Y { get; }")),
        new("EQV0009", "OneScalarForAll", RuleCases.Net("""
            [Norm(nameof(Vector))] public partial Feature Length { get; }
            [Norm(nameof(Vectors))] public partial Feature Lengths { get; }
            [Scale(nameof(Vectors), nameof(Length)), Output] public partial Feature Y { get; }
            [Scale(nameof(Vectors), nameof(Lengths)), Output] public partial Feature Z { get; }
            """)),
        new("EQV0012", "Gather", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [{|EQV0012:GatherSource(nameof(X))|}, Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0012", "EdgeInput", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", {|EQV0012:Per.Edge|}), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0012", "NoneNeeded", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Mlp(nameof(X), 4, 1), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0013", "Graph", RuleCases.Net("[Linear({|EQV0013:nameof(Pairs)|}), Output] public partial Feature Y { get; }")),
        new("EQV0013", "Block", RuleCases.Net("""
            [Block<EgnnLayer>(nameof(Scalars), nameof(Points))] public partial EgnnLayer Layer { get; }
            [Linear({|EQV0013:nameof(Layer)|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV0013", "OutputOfABlock", RuleCases.Net("""
            [Block<EgnnLayer>(nameof(Scalars), nameof(Points))] public partial EgnnLayer Layer { get; }
            [Linear($"{nameof(Layer)}.{nameof(EgnnLayer.UpdatedNodes)}"), Output] public partial Feature Y { get; }
            """)),
        new("EQV0019", "Two", RuleCases.Net("[Graph] public partial EdgeSet {|EQV0019:More|} { get; }")),
        new("EQV0019", "One", RuleCases.Net("")),
        new("EQV0025", "Other", RuleCases.Net("""
            [Mlp(nameof(Scalars), 8, 1)] public partial Feature Energy { get; }
            [Gradient(nameof(Energy), {|EQV0025:nameof(Points)|}, Factor = -1), Output] public partial Feature Forces { get; }
            """)),
        new("EQV0025", "Exchanged", RuleCases.Net("""
            [Norm(nameof(Vector))] public partial Feature Length { get; }
            [SquaredNorm(nameof(Vector))] public partial Feature Square { get; }
            [Linear(nameof(Square))] public partial Feature Energy { get; }
            [Gradient(nameof(Square), {|EQV0025:nameof(Energy)|}), Output] public partial Feature Y { get; }
            [Gradient(nameof(Length), {|EQV0025:nameof(Length)|}), Output] public partial Feature Z { get; }
            """)),
        new("EQV0025", "OnTheWay", RuleCases.Net("""
            [GatherSource(nameof(Points))] public partial Feature From { get; }
            [GatherTarget(nameof(Points))] public partial Feature To { get; }
            [Difference(nameof(To), nameof(From))] public partial Feature Offset { get; }
            [Norm(nameof(Offset))] public partial Feature Length { get; }
            [Gradient(nameof(Length), nameof(Offset)), Output] public partial Feature Pair { get; }
            [Gradient(nameof(Length), nameof(Points), Factor = -1), Output] public partial Feature Forces { get; }
            """)),
        new("EQV0025", "FromOutsideOfABlock", """
            [EquivariantBlock("E(3)")]
            public partial class Forces
            {
                [Input("1x0e", Per.Node)] public partial Feature Energy { get; }
                [Input("point", Per.Node)] public partial Feature Position { get; }
                [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output] public partial Feature Force { get; }
            }
            """),
    ];
}
