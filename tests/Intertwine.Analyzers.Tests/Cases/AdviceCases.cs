namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Networks that are right, and could be faster or more exact.</summary>
internal static class AdviceCases
{
    private const string Offset = """
        [GatherSource(nameof(Position))] public partial Feature From { get; }
        [GatherTarget(nameof(Position))] public partial Feature To { get; }
        [Difference(nameof(To), nameof(From))] public partial Feature Offset { get; }
        """;

    private const string Forces = "[Gradient(nameof(Energy), nameof(Position)), Output] public partial Feature Forces { get; }";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV1013", "Sum", Approximate("{|EQV1013:ErrorBudget = 3e-6|}", "1e-6")),
        new("EQV1013", "Within", Approximate("ErrorBudget = 4e-6", "1e-6")),
        new("EQV1013", "Copies", """
            [EquivariantModel("SO(3)", {|EQV1013:ErrorBudget = 1e-5|})]
            public partial class Net
            {
                [Input("4x1", Per.Node)] public partial Feature X { get; }
                [Repeat<Part>(10, nameof(X))] public partial Part Layers { get; }
                [Output($"{nameof(Layers)}.{nameof(Part.Y)}")] public partial Feature Y { get; }
            }

            [EquivariantBlock("SO(3)")]
            public partial class Part
            {
                [Input("*x1", Per.Node)] public partial Feature X { get; }
                [VectorLinear(nameof(X), nameof(X), {|EQV2001:ApproximateBias = 1e-6|}), Output(Next = nameof(X))] public partial Feature Y { get; }
            }
            """),
        new("EQV2001", "Sphere", Net("O(3)", """
            [Input("2x0e + 2x1o + 2x2e", Per.Node)] public partial Feature X { get; }
            [S2Activation(nameof(X), Activation.Relu, {|EQV2001:12|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV2001", "SphereWithoutFunction", Net("O(3)", """
            [Input("2x0e + 2x1o + 2x2e", Per.Node)] public partial Feature X { get; }
            [S2Activation(nameof(X), Activation.None, 12), Output] public partial Feature Y { get; }
            """)),
        new("EQV1013", "Sphere", """
            [EquivariantModel("O(3)", {|EQV1013:ErrorBudget = 1e-2|})]
            public partial class Net
            {
                [Input("2x0e + 2x1o + 2x2e", Per.Node)] public partial Feature X { get; }
                [S2Activation(nameof(X), Activation.Relu, {|EQV2001:6|}), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV1013", "FineSphere", """
            [EquivariantModel("O(3)", ErrorBudget = 1e-2)]
            public partial class Net
            {
                [Input("2x0e + 2x1o + 2x2e", Per.Node)] public partial Feature X { get; }
                [S2Activation(nameof(X), Activation.Tanh, {|EQV2001:16|}), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0014", "NegativeBudget", Approximate("{|EQV0014:ErrorBudget = -1|}", "1e-6")),
        new("EQV2002", "Full", Net("O(3)", """
            [Input("4x1o", Per.Node)] public partial Feature X { get; }
            [{|EQV2002:FullTensorProduct(nameof(X), nameof(X))|}] public partial Feature Products { get; }
            [Linear(nameof(Products), "8x0e"), Output] public partial Feature Y { get; }
            """)),
        new("EQV2002", "ThroughOtherLayers", Net("O(3)", """
            [Input("4x0e + 4x1o", Per.Node)] public partial Feature X { get; }
            [Graph] public partial EdgeSet Edges { get; }
            [{|EQV2002:TensorProduct(nameof(X), nameof(X), "8x0e + 8x1o + 4x2e")|}] public partial Feature Products { get; }
            [GatherSource(nameof(Products))] public partial Feature Sent { get; }
            [Sum(nameof(Sent), Over.Neighbours)] public partial Feature Received { get; }
            [Linear(nameof(X), "2x0e")] public partial Feature Scalars { get; }
            [TensorProduct(nameof(Received), nameof(Scalars), "1o"), Output] public partial Feature Y { get; }
            """)),
        new("EQV2002", "Used", Net("O(3)", """
            [Input("4x1o", Per.Node)] public partial Feature X { get; }
            [FullTensorProduct(nameof(X), nameof(X))] public partial Feature Products { get; }
            [Linear(nameof(Products), "8x0e")] public partial Feature Scalars { get; }
            [SquaredNorm(nameof(Products))] public partial Feature All { get; }
            [Concat(nameof(Scalars), nameof(All)), Output] public partial Feature Y { get; }
            """)),
        new("EQV2003", "Linear", Net("O(3)", """
            [Input("4x0e + 4x1o", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), {|EQV2003:"8x0e + 8x1o"|})] public partial Feature Hidden { get; }
            [Linear(nameof(Hidden), "1o"), Output] public partial Feature Y { get; }
            """)),
        new("EQV2003", "Harmonics", Net("O(3)", """
            [Input("1o", Per.Node)] public partial Feature X { get; }
            [SphericalHarmonics(nameof(X), {|EQV2003:3|})] public partial Feature Harmonics { get; }
            [Linear(nameof(Harmonics), "0e + 2e"), Output] public partial Feature Y { get; }
            """)),
        new("EQV2003", "LowerHarmonics", Net("O(3)", """
            [Input("1o", Per.Node)] public partial Feature X { get; }
            [SphericalHarmonics(nameof(X), 2)] public partial Feature Harmonics { get; }
            [Linear(nameof(Harmonics), "2e"), Output] public partial Feature Y { get; }
            """)),
        new("EQV2003", "Gated", Net("O(3)", """
            [Input("4x0e + 4x1o", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), "8x0e + 8x1o", Gates = true)] public partial Feature Hidden { get; }
            [Gate(nameof(Hidden))] public partial Feature Gated { get; }
            [Linear(nameof(Gated), "1o"), Output] public partial Feature Y { get; }
            """)),
        new("EQV2003", "OfABlock", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Input("*", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X), "8x0e"), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV2004", "PerEdge", Product("[{|EQV2004:TensorProduct(nameof(X), nameof(Direction), \"32x1o\", WeightsFrom = nameof(Radial))|}, Output]")),
        new("EQV2004", "ChannelWise", Product("[ChannelwiseTensorProduct(nameof(X), nameof(Direction), \"1o\", WeightsFrom = nameof(Radial)), Output]")),
        new("EQV2004", "Learnt", Product("[Linear(nameof(Radial)), Output] public partial Feature Other { get; } [TensorProduct(nameof(X), nameof(Direction), \"32x1o\"), Output]")),
        new("EQV2010", "SelfEdges", Net("E(3)", $$"""
            [Input("point", Per.Node)] public partial Feature Position { get; }
            [AllPairs] public partial EdgeSet Pairs { get; }
            {{Offset}}
            [{|EQV2010:Norm(nameof(Offset))|}] public partial Feature Length { get; }
            [Linear(nameof(Length))] public partial Feature Energy { get; }
            {{Forces}}
            """)),
        new("EQV2010", "NotDifferentiated", Net("E(3)", $$"""
            [Input("point", Per.Node)] public partial Feature Position { get; }
            [AllPairs] public partial EdgeSet Pairs { get; }
            {{Offset}}
            [Norm(nameof(Offset))] public partial Feature Length { get; }
            [Mlp(nameof(Length), 8, 1), Output] public partial Feature Y { get; }
            """)),
        new("EQV2010", "Epsilon", Net("E(3)", $$"""
            [Input("point", Per.Node)] public partial Feature Position { get; }
            [AllPairs] public partial EdgeSet Pairs { get; }
            {{Offset}}
            [Norm(nameof(Offset), Epsilon = 1e-12)] public partial Feature Length { get; }
            [Linear(nameof(Length))] public partial Feature Energy { get; }
            {{Forces}}
            """)),
        new("EQV2010", "GivenEdges", Net("E(3)", $$"""
            [Input("point", Per.Node)] public partial Feature Position { get; }
            [Graph] public partial EdgeSet Pairs { get; }
            {{Offset}}
            [Norm(nameof(Offset))] public partial Feature Length { get; }
            [Linear(nameof(Length))] public partial Feature Energy { get; }
            {{Forces}}
            """)),
        new("EQV2010", "Dropped", Net("O(3)", """
            [Input("4x1o", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), Channels = 8)] public partial Feature Mixed { get; }
            [Dropout(nameof(Mixed), 0.5)] public partial Feature Kept { get; }
            [{|EQV2010:Norm(nameof(Kept))|}, Output] public partial Feature Y { get; }
            """)),
        new("EQV2011", "Normalize", RuleCases.Net("[Normalize(nameof(Vectors), {|EQV2011:Offset = 0.0|}), Output] public partial Feature Y { get; }")),
        new("EQV2011", "TooSmallForSingle", RuleCases.Net("[BatchNorm(nameof(Scalars), {|EQV2011:Epsilon = 1e-40|}), Output] public partial Feature Y { get; }")),
        new("EQV2011", "OfLengths", RuleCases.Net("[VectorBatchNorm(nameof(Vectors), {|EQV2011:Epsilon = 0|}), Output] public partial Feature Y { get; } [VectorLayerNorm(nameof(Vectors), {|EQV2011:Epsilon = 0|}), Output] public partial Feature Z { get; }")),
        new("EQV2011", "Defaults", RuleCases.Net("""
            [Normalize(nameof(Vectors)), Output] public partial Feature A { get; }
            [BatchNorm(nameof(Scalars)), Output] public partial Feature B { get; }
            [VectorBatchNorm(nameof(Vectors)), Output] public partial Feature C { get; }
            [VectorLayerNorm(nameof(Vectors)), Output] public partial Feature D { get; }
            """)),
        new("EQV0014", "NumbersOfNorms", RuleCases.Net("""
            [BatchNorm(nameof(Scalars), {|EQV0014:Epsilon = -1|}), Output] public partial Feature A { get; }
            [BatchNorm(nameof(Scalars), {|EQV0014:Momentum = 2|}), Output] public partial Feature B { get; }
            [Linear(nameof(Scalars), {|EQV0014:Gain = double.NaN|}), Output] public partial Feature C { get; }
            [VectorLayerNorm(nameof(Vectors), {|EQV0014:Epsilon = double.PositiveInfinity|}), Output] public partial Feature D { get; }
            """)),
        new("EQV2012", "Lorentz", Net("SO(1,3)", """
            [Input("4xV", Per.Node)] public partial Feature Momentum { get; }
            [{|EQV2012:SquaredNorm(nameof(Momentum))|}, Output] public partial Feature Masses { get; }
            [InnerProducts(nameof(Momentum), nameof(Momentum)), Output] public partial Feature Products { get; }
            """)),
        new("EQV2012", "Rotations", RuleCases.Net("[SquaredNorm(nameof(Vectors)), Output] public partial Feature Y { get; }")),
        new("EQV2013", "Network", Potential("Mlp(nameof(Square), 8, 1, Activation = Activation.Relu)", true)),
        new("EQV2013", "Smooth", Potential("Mlp(nameof(Square), 8, 1)", false)),
        new("EQV2013", "KinkBehindTheValue", Potential("Linear(nameof(Square)), Output", false)),
    ];

    private static string Net(string group, string members) => $$"""
        [EquivariantModel("{{group}}")]
        public partial class Net
        {
            {{members}}
        }
        """;

    private static string Approximate(string budget, string bias) => $$"""
        [EquivariantModel("SO(3)", {{budget}})]
        public partial class Net
        {
            [Input("4x1", Per.Node)] public partial Feature X { get; }
            [VectorLinear(nameof(X), 8, {|EQV2001:ApproximateBias = {{bias}}|})] public partial Feature A { get; }
            [VectorLinear(nameof(A), 8, {|EQV2001:ApproximateBias = {{bias}}|}), Output] public partial Feature Y { get; }
        }
        """;

    private static string Product(string layer) => Net("O(3)", $$"""
        [Graph] public partial EdgeSet Edges { get; }
        [Input("8x0e", Per.Edge)] public partial Feature Radial { get; }
        [Input("32x0e", Per.Edge)] public partial Feature X { get; }
        [Input("1o", Per.Edge)] public partial Feature Direction { get; }
        {{layer}} public partial Feature Y { get; }
        """);

    private static string Potential(string layer, bool hasKink) => Net("E(3)", $$"""
        [Input("point", Per.Node)] public partial Feature Position { get; }
        [Graph] public partial EdgeSet Pairs { get; }
        {{Offset}}
        [SquaredNorm(nameof(Offset))] public partial Feature Square { get; }
        [{{layer}}] public partial Feature Energy { get; }
        [Activate(nameof(Energy), Activation.Relu), Output] public partial Feature Positive { get; }
        [Gradient({{(hasKink ? "{|EQV2013:nameof(Energy)|}" : "nameof(Energy)")}}, nameof(Position)), Output] public partial Feature Forces { get; }
        """);
}
