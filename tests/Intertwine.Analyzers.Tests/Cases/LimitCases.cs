namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Declarations beyond what the generator expands or solves.</summary>
internal static class LimitCases
{
    private const string Part = """

        [EquivariantBlock("O(3)")]
        public partial class Part
        {
            [Input("0e", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X)), Output(Next = nameof(X))] public partial Feature Y { get; }
        }

        [EquivariantBlock("O(3)")]
        public partial class Many
        {
            [Input("0e", Per.Node)] public partial Feature X { get; }
            [Repeat<Part>(1000, nameof(X))] public partial Part Parts { get; }
            [Output($"{nameof(Parts)}.{nameof(Part.Y)}", Next = nameof(X))] public partial Feature Y { get; }
        }
        """;

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV9001", "MillionCopies", $$"""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [{|EQV9001:Repeat<Many>(1000, nameof(X))|}] public partial Many Layers { get; }
                [Output($"{nameof(Layers)}.{nameof(Many.Y)}")] public partial Feature Y { get; }
            }
            {{Part}}
            """),
        new("EQV9001", "CopiesOfNothing", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
                [Block<Outer>, Output] public partial Outer Layers { get; }
            }

            [EquivariantBlock("O(3)")]
            public partial class {|EQV0011:Outer|}
            {
                [{|EQV9001:Repeat<Middle>(1000)|}] public partial Middle Parts { get; }
            }

            [EquivariantBlock("O(3)")]
            public partial class {|EQV0011:Middle|}
            {
                [Repeat<Inner>(1000)] public partial Inner Parts { get; }
            }

            [EquivariantBlock("O(3)")]
            public partial class {|EQV0011:Inner|};
            """),
        new("EQV9001", "ThirtyCopies", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Repeat<Part>(30, nameof(X))] public partial Part Layers { get; }
                [Output($"{nameof(Layers)}.{nameof(Part.Y)}")] public partial Feature Y { get; }
            }

            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X)), Output(Next = nameof(X))] public partial Feature Y { get; }
            }
            """),
        new("EQV9002", "HugeIrreps", """
            [EquivariantModel("SO(3)")]
            public partial class Net
            {
                [Input("64", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X), {|EQV9002:"2x64"|}), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV9002", "HugeProduct", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                private const string All = "0e + 0o + 1e + 1o + 2e + 2o + 3e + 3o + 4e + 4o + 5e + 5o + 6e + 6o";
                [Input(All, Per.Node)] public partial Feature X { get; }
                [{|EQV9002:FullTensorProduct(nameof(X), nameof(X))|}, Output] public partial Feature Y { get; }
            }
            """),
        new("EQV9002", "UsualProduct", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                private const string All = "0e + 0o + 1e + 1o + 2e + 2o + 3e + 3o";
                [Input(All, Per.Node)] public partial Feature X { get; }
                [TensorProduct(nameof(X), nameof(X), All), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV9002", "UsualIrreps", """
            [EquivariantModel("SO(3)")]
            public partial class Net
            {
                [Input("6", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X), "2x6"), Output] public partial Feature Y { get; }
            }
            """),
    ];
}
