using Intertwine.Analyzers.Tests.Cases;
using static Intertwine.Analyzers.Tests.Tensors.TensorCases;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Operations that mix or pair axes of components.</summary>
internal static class AxisCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV1102", "WeightsPerComponent", """
            private readonly Parameter _bias = Parameter(torch.randn(4));
            [Equivariant("C_4")]
            [return: Rep("regular")]
            Tensor Layer([Rep("regular", Rank = 3)] Tensor x) => {|EQV1102:x + _bias|};
            """),
        new("EQV1102", "WeightPerChannel", """
            private readonly Parameter _bias = Parameter(torch.randn(6, 1));
            [Equivariant("C_4")]
            [return: Rep("regular")]
            Tensor Layer([Rep("regular", Rank = 3)] Tensor x) => x + _bias;
            """),
        new("EQV1107", "FromTheRight", Vector("{|EQV1107:torch.matmul(v, weight)|}", ", [Invariant(Rank = 2)] Tensor weight")),
        new("EQV1107", "FromTheLeft", Vector("torch.matmul(weight, v)", ", [Invariant(Rank = 2)] Tensor weight")),
        new("EQV1108", "SummedAlone", Scalars("{|EQV1108:torch.einsum(\"ic,jd->ij\", v, w)|}", ", [Rep(\"1o\", Rank = 2)] Tensor w")),
        new("EQV1108", "Gram", Scalars("torch.einsum(\"ic,jc->ij\", v, w)", ", [Rep(\"1o\", Rank = 2)] Tensor w")),
        new("EQV1109", "FlattenedInTheWrongOrder", """
            [Equivariant("O(3)")]
            [return: Rep("4x1o")]
            static Tensor Layer([Rep("1o", Axis = 1, Rank = 3)] Tensor v) => {|EQV1109:v.flatten(1)|};
            """),
        new("EQV1109", "TransposedBefore", """
            [Equivariant("O(3)")]
            [return: Rep("4x1o")]
            static Tensor Layer([Rep("1o", Axis = 1, Rank = 3)] Tensor v) => v.transpose(1, 2).flatten(1);
            """),
        new("EQV1110", "Positive", Vector("torch.where({|EQV1110:v > 0|}, v, torch.zeros_like(v))")),
        new("EQV1110", "InFront", Vector("torch.where((v * w).sum(-1, keepdim: true) > 0, v, torch.zeros_like(v))", ", [Rep(\"1o\", Rank = 2)] Tensor w")),
        new("EQV1111", "Ones", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor copy = v.clone();
                {|EQV1111:copy[0] = torch.ones(3)|};
                return copy;
            }
            """),
        new("EQV1111", "Zeros", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor copy = v.clone();
                copy[0] = torch.zeros(3);
                return copy;
            }
            """),
        new("EQV1116", "Dropout", Vector("{|EQV1116:functional.dropout(v, 0.1)|}")),
        new("EQV1116", "DropoutOfWholeVectors", Vector("v * functional.dropout(torch.ones_like(v.norm(-1, keepdim: true)), 0.1)")),
        new("EQV1105", "SumThatChangesSign", """
            [Equivariant("D_4")]
            [return: Invariant]
            static Tensor Layer([Rep("regular*0o", Rank = 2)] Tensor x) => x.sum(-1).square() + {|EQV1105:x.max(-1)|}.values;
            """),
        new("EQV1117", "SquaresOfFourVectors", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Layer([Rep("V")] Tensor p) => {|EQV1117:(p * p).sum(-1)|};
            """),
        new("EQV1117", "Minkowski", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Layer([Rep("V")] Tensor p) => (p * p * torch.tensor(new[] { 1.0, -1.0, -1.0, -1.0 })).sum(-1);
            """),
    ];
}
