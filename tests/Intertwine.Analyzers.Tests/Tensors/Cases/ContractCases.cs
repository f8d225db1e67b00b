using Intertwine.Analyzers.Tests.Cases;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Annotations, calls of annotated methods, what is returned.</summary>
internal static class ContractCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV0060", "Misspelt", """
            [Equivariant("O{|EQV0060:3|}")]
            static void Layer([Rep("1o")] Tensor v) { }
            """),
        new("EQV0060", "Known", """
            [Equivariant("O(3)")]
            static void Layer([Rep("1o")] Tensor v) { }
            [Equivariant("SO(1,3)")]
            static void Other([Rep("V")] Tensor v) { }
            """),
        new("EQV0061", "NoParity", """
            [Equivariant("O(3)")]
            static void Layer([Rep("{|EQV0061:1|}")] Tensor v) { }
            """),
        new("EQV0061", "Sum", """
            [Equivariant("O(3)")]
            static void Layer([Rep("16x0e + 8x1o")] Tensor v) { }
            """),
        new("EQV0062", "AxisFromTheFront", """
            [Equivariant("O(3)")]
            static void Layer([{|EQV0062:Rep("1o", Axis = 1)|}] Tensor v) { }
            """),
        new("EQV0062", "BeyondTheRank", """
            [Equivariant("O(3)")]
            static void Layer([{|EQV0062:Rep("1o", Axis = -4, Rank = 3)|}] Tensor v) { }
            """),
        new("EQV0062", "NoTensor", """
            [Equivariant("O(3)")]
            static void Layer([{|EQV0062:Rep("1o")|}] double[] v, [{|EQV0062:Rep("1o", Item = 2)|}] (Tensor A, Tensor B) pair) { }
            """),
        new("EQV0062", "Fits", """
            [Equivariant("O(3)")]
            static void Layer([Rep("1o", Axis = 1, Rank = 3)] Tensor v, [Rep("1o", Item = 1), Invariant(Item = 0)] (Tensor A, Tensor B) pair, [Rep("1o")] Tensor[] all) { }
            """),
        new("EQV1112", "LargerGroup", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Turn([Rep("1")] Tensor v) => v;
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o")] Tensor v) => {|EQV1112:Turn(v)|};
            """),
        new("EQV1112", "SmallerGroup", """
            [Equivariant("O(3)")]
            [return: Rep("1e")]
            static Tensor Turn([Rep("1o")] Tensor v, [Rep("1e")] Tensor w) => w;
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Layer([Rep("1")] Tensor v) => Turn(v, v);
            """),
        new("EQV0062", "TwoRanks", """
            [Equivariant("O(3)")]
            static void Layer([Rep("1o", Axis = -2, Rank = 3), {|EQV0062:Rep("1o", Rank = 2)|}] Tensor m) { }
            [Equivariant("O(3)")]
            static void Other([Rep("1o", Axis = -2), Rep("1o", Rank = 3), Invariant(Rank = 3)] Tensor m) { }
            """),
        new("EQV1112", "WithoutTranslations", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Same([Rep("1o")] Tensor v) => v;
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o")] Tensor v) => Same(v);
            [Equivariant("SE(3)")]
            [return: Rep("1")]
            static Tensor Other([Rep("1")] Tensor v) => Same(v);
            [Equivariant("SE(3)")]
            [return: Rep("1")]
            static Tensor Point([Rep("point")] Tensor x) => Same({|EQV1114:x|});
            """),
        new("EQV1113", "Parity", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1e")] Tensor v) => {|EQV1113:v|};
            """),
        new("EQV1113", "ElementOfATuple", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Item = 0), Invariant(Item = 1)]
            static (Tensor, Tensor) Layer([Rep("1o")] Tensor v, [Invariant] Tensor h) => {|EQV1113:(h, h)|};
            """),
        new("EQV1113", "TransposedAxis", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor turned = v.transpose(1, 2);
                return {|EQV1113:turned|};
            }
            """),
        new("EQV1113", "AsStated", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Item = 0), Invariant(Item = 1)]
            static (Tensor, Tensor) Layer([Rep("1o", Rank = 3)] Tensor v, [Invariant] Tensor h) => (v.transpose(1, 2).transpose(1, 2), h);
            """),
        new("EQV1114", "InvariantExpected", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor First([Rep("1o")] Tensor v, [Invariant] Tensor h) => v;
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o")] Tensor v) => First(v, {|EQV1114:v|});
            """),
        new("EQV1114", "NamedAndRestricted", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor First([Rep("1o")] Tensor v, [Invariant] Tensor h) => v;
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o")] Tensor v, [Invariant] Tensor h) => First(h: h, v: v);
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Other([Rep("1")] Tensor v, [Rep("0")] Tensor h) => First(v, h);
            """),
        new("EQV1114", "WrittenIntoAMember", """
            [Rep("1o")] private Tensor _axis = null!;
            [Invariant] private Tensor Height { get; set; } = null!;
            [Equivariant("O(3)")]
            void Layer([Rep("1o")] Tensor v, [Invariant] Tensor h)
            {
                _axis = v;
                Height = h;
                {|EQV1114:this._axis = h|};
                {|EQV1114:Height = v|};
            }
            """),
        new("EQV9010", "NoAnnotations", """
            static Tensor Helper(Tensor v) => v;
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o")] Tensor v) => {|EQV9010:Helper(v)|};
            """),
        new("EQV9010", "FactorsInAnotherOrder", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 3)] Tensor w) => {|EQV9010:v.baddbmm(w, v)|};
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Other([Invariant(Rank = 3)] Tensor h) => h.baddbmm(h, h);
            """),
        new("EQV9010", "FunctionOfInvariants", """
            static Tensor Helper(Tensor v) => v;
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Layer([Rep("1o")] Tensor v, [Invariant] Tensor h) => Helper(h);
            """),
    ];
}
