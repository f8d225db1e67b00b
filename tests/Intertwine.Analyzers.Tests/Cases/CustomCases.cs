namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Layers written by hand.</summary>
internal static class CustomCases
{
    /// <summary>Methods, right and wrong, that the cases name.</summary>
    private const string Methods = """
        using static TorchSharp.torch;

        public static class Helpers
        {
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public static Tensor Soften([Rep("1o")] Tensor v, [Invariant] Tensor s) => v * s;

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public static Tensor Twice([Rep("1o")] Tensor v) => 2 * v;
        }

        """;

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV0070", "Missing", Source("""[Custom({|EQV0070:"Away"|}, nameof(Vector)), Output] public partial Feature Y { get; }""")),
        new("EQV0070", "OfAnotherType", Source("[Custom({|EQV0070:nameof(Helpers.Twice)|}, nameof(Vector)), Output] public partial Feature Y { get; }")),
        new("EQV0070", "There", Source("""
            [Custom(typeof(Helpers), nameof(Helpers.Twice), nameof(Vector)), Output] public partial Feature Y { get; }
            [Custom(nameof(Own), nameof(Vectors)), Output] public partial Feature Z { get; }

            [Equivariant("E(3)")]
            [return: Rep("1o")]
            private static Tensor Own([Rep("1o")] Tensor v) => v;
            """)),
        new("EQV0071", "Bare", Source("""
            [Custom({|EQV0071:nameof(Own)|}, nameof(Vectors)), Output] public partial Feature Z { get; }
            private static Tensor Own(Tensor v) => v;
            """)),
        new("EQV0071", "OneOfTwoOverloads", Source("""
            [Custom(nameof(Own), nameof(Vectors)), Output] public partial Feature Z { get; }
            private static Tensor Own(Tensor v, double factor) => v * factor;

            [Equivariant("E(3)")]
            [return: Rep("1o")]
            private static Tensor Own([Rep("1o")] Tensor v) => v;
            """)),
        new("EQV0072", "Instance", Source(Own("public Tensor Own([Rep(\"1o\")] Tensor v) => v;", "EQV0072"))),
        new("EQV0072", "Generic", Source(Own("public static Tensor Own<T>([Rep(\"1o\")] Tensor v) => v;", "EQV0072"))),
        new("EQV0072", "Reference", Source(Own("public static Tensor Own([Rep(\"1o\")] ref Tensor v) => v;", "EQV0072"))),
        new("EQV0072", "Number", Source(Own("public static Tensor Own([Rep(\"1o\")] Tensor v, int n) => v;", "EQV0072"))),
        new("EQV0072", "Array", Source(Own("public static Tensor[] Own([Rep(\"1o\")] Tensor v) => [v];", "EQV0072"))),
        new("EQV0072", "NumberWithDefault", Source(Own("public static Tensor Own([Rep(\"1o\")] Tensor v, int n = 2) => v;"))),
        new("EQV0072", "HiddenInABlock", Methods + """
            [EquivariantBlock("E(3)")]
            public partial class Block
            {
                [Input("*x1o", Per.Node)] public partial Feature V { get; }
                [Custom({|EQV0072:nameof(Own)|}, nameof(V)), Output] public partial Feature Y { get; }

                [Equivariant("E(3)")]
                [return: Rep("1o")]
                internal static Tensor Own([Rep("1o")] Tensor v) => v;
            }
            """),
        new("EQV0072", "VisibleInABlock", Methods + """
            [EquivariantBlock("E(3)")]
            internal partial class Block
            {
                [Input("*x1o", Per.Node)] public partial Feature V { get; }
                [Custom(nameof(Own), nameof(V)), Output] public partial Feature Y { get; }

                [Equivariant("E(3)")]
                [return: Rep("1o")]
                internal static Tensor Own([Rep("1o")] Tensor v) => v;
            }
            """),
        new("EQV0073", "Parameter", Source(Own("public static Tensor Own(Tensor v) => v;", "EQV0073"))),
        new("EQV0073", "Axis", Source(Own("public static Tensor Own([Rep(\"1o\", Axis = -2)] Tensor v) => v;", "EQV0073"))),
        new("EQV0073", "Rank", Source(Own("public static Tensor Own([Rep(\"1o\", Rank = 2)] Tensor v) => v;", "EQV0073"))),
        new("EQV0073", "Element", Source(Own("public static (Tensor, Tensor) Own([Rep(\"1o\")] Tensor v) => (v, v);", "EQV0073", "[return: Rep(\"1o\", Item = 0)]"))),
        new("EQV0073", "Elements", Source(Own("public static (Tensor, Tensor) Own([Rep(\"1o\", Axis = 2, Rank = 3)] Tensor v) => (v, v.square().sum(-1, keepdim: true));", null, "[return: Rep(\"1o\", Item = 0), Invariant(Item = 1)]"))),
        new("EQV0074", "Rotations", Source("""
            [Custom({|EQV0074:nameof(Own)|}, nameof(Vectors)), Output] public partial Feature Z { get; }

            [Equivariant("SO(3)")]
            [return: Rep("1")]
            public static Tensor Own([Rep("1")] Tensor v) => v;
            """)),
        new("EQV0074", "WithoutTranslations", Source("[Custom(typeof(Helpers), nameof(Helpers.Twice), nameof(Vector)), Output] public partial Feature Y { get; }")),
        new("EQV0075", "TooFew", Source("[Custom(typeof(Helpers), nameof(Helpers.Soften), {|EQV0075:nameof(Vector)|}), Output] public partial Feature Y { get; }")),
        new("EQV0075", "TooMany", Source("[Custom(typeof(Helpers), nameof(Helpers.Twice), {|EQV0075:nameof(Vector), nameof(Scalars)|}), Output] public partial Feature Y { get; }")),
        new("EQV0075", "PieceByPiece", Source("""
            [Concat(nameof(Vectors), nameof(Scalars))] public partial Feature Both { get; }
            [Custom(nameof(Own), nameof(Both), Channels = 1), Output] public partial Feature Z { get; }

            [Equivariant("E(3)")]
            [return: Rep("1o")]
            public static Tensor Own([Invariant] Tensor s, [Rep("1o")] Tensor v) => v.sum([1], keepdim: true) * s.sum([1], keepdim: true);
            """)),
        new("EQV0076", "Swapped", Source("[Custom(typeof(Helpers), nameof(Helpers.Soften), {|EQV0076:nameof(Scalars)|}, {|EQV0076:nameof(Vector)|}), Output] public partial Feature Y { get; }")),
        new("EQV0076", "Point", Source("[Custom(typeof(Helpers), nameof(Helpers.Twice), {|EQV0076:nameof(Points)|}), Output] public partial Feature Y { get; }")),
        new("EQV0076", "InOrder", Source("[Custom(typeof(Helpers), nameof(Helpers.Soften), nameof(Vectors), nameof(Scalars), Channels = 4), Output] public partial Feature Y { get; }")),
        new("EQV0077", "SamePiece", Source(Own("public static (Tensor, Tensor) Own([Rep(\"1o\")] Tensor v) => (v, v);", "EQV0077"))),
        new("EQV0077", "SumAsOnePiece", Source("""
            [EarlyFusion(nameof(Vector), nameof(Scalars))] public partial Feature Fused { get; }
            [Custom(nameof(Own), nameof(Fused)), Output] public partial Feature Z { get; }

            [Equivariant("O(3)")]
            [return: Rep("1o + 4x0e")]
            public static Tensor Own([Rep("1o + 4x0e")] Tensor v) => v * 2;
            """)),
        new("EQV0078", "Through", Source("""
            [Custom(typeof(Helpers), nameof(Helpers.Twice), nameof(Vector))] public partial Feature Y { get; }
            [SquaredNorm(nameof(Y))] public partial Feature Square { get; }
            [Gradient({|EQV0078:nameof(Square)|}, nameof(Vector)), Output] public partial Feature Force { get; }
            """)),
        new("EQV0078", "Before", Source("""
            [SquaredNorm(nameof(Vector))] public partial Feature Square { get; }
            [Gradient(nameof(Square), nameof(Vector))] public partial Feature Force { get; }
            [Custom(typeof(Helpers), nameof(Helpers.Twice), nameof(Force)), Output] public partial Feature Y { get; }
            """)),
        // Rules that other layers share.
        new("EQV0005", "Custom", Source("[Custom(typeof(Helpers), nameof(Helpers.Soften), nameof(Vector), {|EQV0005:nameof(EdgeScalars)|}), Output] public partial Feature Y { get; }")),
        new("EQV0002", "Custom", Source("""[Custom(typeof(Helpers), nameof(Helpers.Twice), {|EQV0002:"Away"|}), Output] public partial Feature Y { get; }""")),
        new("EQV0014", "CustomChannels", Source("[Custom(typeof(Helpers), nameof(Helpers.Twice), nameof(Vector), {|EQV0014:Channels = 0|}), Output] public partial Feature Y { get; }")),
    ];

    private static string Source(string members) => Methods + RuleCases.Net(members);

    /// <summary>A layer of vectors by a method of the network.</summary>
    private static string Own(string method, string? rule = null, string returned = "[return: Rep(\"1o\")]") => $$"""
        [Custom({{(rule is null ? "nameof(Own)" : $"{{|{rule}:nameof(Own)|}}")}}, nameof(Vectors)), Output] public partial Feature Z { get; }

        [Equivariant("E(3)")]
        {{returned}}
        {{method}}
        """;
}
