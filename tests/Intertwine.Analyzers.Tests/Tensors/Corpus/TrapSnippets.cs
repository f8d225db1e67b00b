namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>What looks right and is wrong, and what looks wrong and is right.</summary>
internal static class TrapSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("ScaleByOwnNormSquared", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Cube([Rep("1o", Rank = 2)] Tensor v) => v * (v * v).sum(-1, keepdim: true);
            """),
        new("CubeByComponent", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Cube([Rep("1o", Rank = 2)] Tensor v) => {|EQV1101:v.pow(3)|};
            """),
        new("SquaredNormByMean", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor MeanSquare([Rep("1o", Rank = 2)] Tensor v) => v.square().mean([-1]);
            """),
        new("CastToWholeNumbers", "v: 5 3 *10", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Round([Rep("1o", Rank = 2)] Tensor v) => {|EQV1101:v.to(ScalarType.Int64)|};
            """),
        new("CastToSinglePrecisionAndBack", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Cast([Rep("1o", Rank = 2)] Tensor v) => v.to(ScalarType.Float64) + v.to_type(v.dtype);
            """),
        new("SumWithTheLiteralZero", "v: 5 3", """
            // The literal 0 converts to the enumeration ScalarType: this is sum(type: ScalarType.Byte), over all axes.
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Sum([Rep("1o", Rank = 2)] Tensor v) => {|EQV1105:v.sum(0)|};
            """),
        new("ProductOfComponents", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Volume([Rep("1o", Rank = 2)] Tensor v) => {|EQV1105:v.prod(-1)|};
            """),
        new("ScaledPerChannel", "v: 5 4 3; scale: 4 1", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Scale([Rep("1o", Rank = 3)] Tensor v, [Rep("0e", Rank = 2)] Tensor scale) => v * scale;
            """),
        new("ScaledPerComponent", "v: 5 4 3", """
            private readonly Parameter _scale = Parameter(torch.randn(3));

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Scale([Rep("1o", Rank = 3)] Tensor v) => {|EQV1103:v * _scale|};
            """),
        new("ScaledWithForgottenAxis", "v: 3 3; s: 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Scale([Rep("1o", Rank = 2)] Tensor v, [Rep("3x0e", Rank = 1)] Tensor s) => {|EQV1103:v * s|};
            """),
        new("EinsumSubscriptsSwapped", "w: 3 3; v: 5 3 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mix([Invariant(Rank = 2)] Tensor w, [Rep("1o", Rank = 3)] Tensor v) => {|EQV1108:torch.einsum("oc,nkc->nko", w, v)|};
            """),
        new("EinsumSubscriptsRight", "w: 4 3; v: 5 3 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mix([Invariant(Rank = 2)] Tensor w, [Rep("1o", Rank = 3)] Tensor v) => torch.einsum("oc,nck->nok", w, v);
            """),
        new("RolledComponents", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Roll([Rep("1o", Rank = 2)] Tensor v) => {|EQV1109:v.roll(1, -1)|};
            """),
        new("RolledItems", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Roll([Rep("1o", Rank = 2)] Tensor v) => v.roll(1, 0) - v;
            """),
        new("MirroredComponents", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mirror([Rep("1o", Rank = 2)] Tensor v) => {|EQV1103:v * torch.tensor(new[] { 1.0, 1.0, -1.0 })|};
            """),
        new("UnitVectors", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Unit([Rep("1o", Rank = 2)] Tensor v) => functional.normalize(v, dim: -1);
            """),
        new("NormalisedOverItems", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Unit([Rep("1o", Rank = 2)] Tensor v) => {|EQV1105:functional.normalize(v, dim: 0)|};
            """),
        new("NormOverItems", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Norms([Rep("1o", Rank = 2)] Tensor v) => {|EQV1105:v.norm(0)|};
            """),
        new("OuterProductFlattened", "v: 5 3; w: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Outer([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor w) => v[.., .., TensorIndex.None] * w[.., TensorIndex.None, ..];
            """),
        new("CumulativeSumOfItems", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Walk([Rep("1o", Rank = 2)] Tensor v) => v.cumsum(0);
            """),
        new("CumulativeSumOfComponents", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Walk([Rep("1o", Rank = 2)] Tensor v) => {|EQV1105:v.cumsum(-1)|};
            """),
        new("SymmetricMatrixByTranspose", "m: 5 3 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Symmetric([Rep("1o", Axis = -2), Rep("1o", Axis = -1), Invariant(Rank = 3)] Tensor m) => 0.5 * (m + m.transpose(1, 2));
            """),
        new("IdentityAdded", "m: 5 3 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Regularise([Rep("1o", Axis = -2), Rep("1o", Axis = -1), Invariant(Rank = 3)] Tensor m) => m + 1e-3 * torch.eye(3);
            """),
        new("ConstantAddedToMatrix", "m: 5 3 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Regularise([Rep("1o", Axis = -2), Rep("1o", Axis = -1), Invariant(Rank = 3)] Tensor m) => {|EQV1102:m + 1e-1|};
            """),
        new("WrongAxisOfNorm", "x: 2 3 4", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Norms([Rep("1o", Axis = 1, Rank = 3)] Tensor x) => {|EQV1105:x.norm(-1)|};
            """),
        new("RightAxisOfNorm", "x: 2 3 4", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Norms([Rep("1o", Axis = 1, Rank = 3)] Tensor x) => x.norm(1);
            """),
        new("NegativeOfVector", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Opposite([Rep("1o", Rank = 2)] Tensor v) => -v;
            """),
        new("WhereOnDistances", "v: 5 3; w: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Longer([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor w) => torch.where(v.norm(-1, keepdim: true) > w.norm(-1, keepdim: true), v, w);
            """),
        new("MaximumOfTwoVectors", "v: 5 3; w: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Larger([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor w) => {|EQV1110:torch.maximum(v, w)|};
            """),
        new("WrongParityReturned", "v: 5 3; w: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Normal([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor w) => {|EQV1113:torch.linalg.cross(v, w)|};
            """),
        new("VectorReturnedAsInvariant", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Features([Rep("1o", Rank = 2)] Tensor v) => {|EQV1113:v * 2|};
            """),
        new("GatherOfComponents", "v: 5 3; index: int<3> 5 1", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Pick([Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 2)] Tensor index) => {|EQV1104:v.gather(1, index)|};
            """),
        new("GatherOfItems", "v: 5 3; index: int<5> 7", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Pick([Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 1)] Tensor index) => v.gather(0, index.unsqueeze(-1).expand(-1, 3));
            """),
    ];
}
