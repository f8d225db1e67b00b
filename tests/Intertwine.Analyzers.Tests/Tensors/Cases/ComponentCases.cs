using Intertwine.Analyzers.Tests.Cases;
using static Intertwine.Analyzers.Tests.Tensors.TensorCases;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Operations that treat components one by one.</summary>
internal static class ComponentCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV1101", "Relu", Vector("{|EQV1101:v.relu()|}")),
        new("EQV1101", "StaticForm", Vector("{|EQV1101:torch.tanh(v)|}")),
        new("EQV1101", "Clamp", Vector("{|EQV1101:v.clamp(-100, 100)|}")),
        new("EQV1101", "OfTheNorm", Vector("v * v.norm(-1, keepdim: true).sigmoid()")),
        new("EQV1102", "Constant", Vector("{|EQV1102:v + 1|}")),
        new("EQV1102", "Ones", Vector("{|EQV1102:v + torch.ones(3)|}")),
        new("EQV1102", "SameRepresentation", Vector("v + w", ", [Rep(\"1o\", Rank = 2)] Tensor w")),
        new("EQV1103", "Different", Vector("{|EQV1103:v * torch.tensor(new[] { 1.0, 1.0, 0.5 })|}")),
        new("EQV1103", "Alike", Vector("v * 0.5")),
        new("EQV1104", "OneComponent", Scalars("{|EQV1104:v[TensorIndex.Ellipsis, 2]|}")),
        new("EQV1104", "PartOfACopy", Scalars("{|EQV1104:v[TensorIndex.Ellipsis, TensorIndex.Slice(0, 2)]|}")),
        new("EQV1104", "WholeCopies", """
            [Equivariant("O(3)")]
            [return: Rep("8x1o")]
            static Tensor Layer([Rep("16x0e + 8x1o")] Tensor v) => v[TensorIndex.Ellipsis, TensorIndex.Slice(16, 40)];
            """),
        new("EQV1104", "Items", Vector("v[0]")),
        new("EQV1105", "Sum", Scalars("{|EQV1105:v.sum(-1)|}")),
        new("EQV1105", "Softmax", Vector("{|EQV1105:v.softmax(-1)|}")),
        new("EQV1105", "Norm", Scalars("v.norm(-1)")),
        new("EQV1105", "SumOfItems", Vector("v.sum(0L)")),
        new("EQV1106", "PseudoVector", Vector("{|EQV1106:v + w|}", ", [Rep(\"1e\", Rank = 2)] Tensor w")),
        new("EQV1106", "CrossProduct", Vector("v + torch.linalg.cross(v, w, -1)", ", [Rep(\"1e\", Rank = 2)] Tensor w")),
        new("EQV1115", "Length", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Layer([Rep("point", Rank = 2)] Tensor x) => {|EQV1115:x.norm(-1)|};
            """),
        new("EQV1115", "FromTheMean", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Layer([Rep("point", Rank = 2)] Tensor x) => (x - x.mean(new long[] { 0 }, keepdim: true)).norm(-1);
            """),
    ];
}
