// Operations on tensors that do not commute with the group. One mistake for each rule; the line at which it is reported says so.

namespace Broken;

/// <summary>Function of single components.</summary>
internal static class EQV1101
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Activate([Rep("1o")] Tensor v) => v.relu(); // EQV1101
}

/// <summary>Constant added to components.</summary>
internal static class EQV1102
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Fall([Rep("1o")] Tensor velocity, [Invariant] Tensor time) => velocity + torch.tensor(new[] { 0.0, 0.0, -9.81 }); // EQV1102
}

/// <summary>Components scaled one by one.</summary>
internal static class EQV1103
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Stretch([Rep("1o")] Tensor v) => v * torch.tensor(new[] { 1.0, 1.0, 0.5 }); // EQV1103
}

/// <summary>Part of an irreducible piece taken out.</summary>
internal static class EQV1104
{
    [Equivariant("O(3)")]
    [return: Invariant]
    static Tensor Height([Rep("1o")] Tensor v) => v[TensorIndex.Ellipsis, 2]; // EQV1104
}

/// <summary>Reduction along components.</summary>
internal static class EQV1105
{
    [Equivariant("O(3)")]
    [return: Invariant]
    static Tensor Length([Rep("1o")] Tensor v) => v.sum(-1); // EQV1105
}

/// <summary>Tensors with different representations combined.</summary>
internal static class EQV1106
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Move([Rep("1o")] Tensor v, [Rep("1e")] Tensor spin) => v + spin; // EQV1106
}

/// <summary>Matrix on the component axis that does not commute with the group.</summary>
internal static class EQV1107
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Mix([Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 2)] Tensor weight) => torch.matmul(v, weight); // EQV1107
}

/// <summary>Contraction that the group does not respect.</summary>
internal static class EQV1108
{
    [Equivariant("O(3)")]
    [return: Invariant]
    static Tensor Products([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor w) => torch.einsum("ic,jd->ij", v, w); // EQV1108
}

/// <summary>Components mixed with another axis.</summary>
internal static class EQV1109
{
    [Equivariant("O(3)")]
    [return: Rep("4x1o")]
    static Tensor Flatten([Rep("1o", Axis = 1, Rank = 3)] Tensor v) => v.flatten(1); // EQV1109
}

/// <summary>Components compared.</summary>
internal static class EQV1110
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Front([Rep("1o")] Tensor v) => torch.where(v > 0, v, torch.zeros_like(v)); // EQV1110
}

/// <summary>Components overwritten in place.</summary>
internal static class EQV1111
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Freeze([Rep("1o", Rank = 2)] Tensor v)
    {
        Tensor copy = v.clone();
        copy[0] = torch.ones(3); // EQV1111
        return copy;
    }
}

/// <summary>Call of a method of a smaller group.</summary>
internal static class EQV1112
{
    [Equivariant("SO(3)")]
    [return: Rep("1")]
    static Tensor Turn([Rep("1")] Tensor v, [Rep("1")] Tensor w) => torch.linalg.cross(v, w, -1);

    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Step([Rep("1o")] Tensor v, [Rep("1o")] Tensor w) => Turn(v, w); // EQV1112
}

/// <summary>Return value transforms otherwise than stated.</summary>
internal static class EQV1113
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Normal([Rep("1o")] Tensor v, [Rep("1o")] Tensor w) => torch.linalg.cross(v, w, -1); // EQV1113
}

/// <summary>Argument transforms otherwise than the method called states.</summary>
internal static class EQV1114
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Scale([Rep("1o")] Tensor v, [Invariant] Tensor gate) => v * gate.sigmoid().unsqueeze(-1);

    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Layer([Rep("1o")] Tensor v, [Invariant] Tensor gate) => Scale(v, v); // EQV1114
}

/// <summary>Point used as a vector.</summary>
internal static class EQV1115
{
    [Equivariant("E(3)")]
    [return: Invariant]
    static Tensor Radius([Rep("point", Rank = 2)] Tensor x) => x.norm(-1); // EQV1115
}

/// <summary>Normalisation or dropout by component.</summary>
internal static class EQV1116
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Regularize([Rep("1o")] Tensor v) => functional.dropout(v, 0.1); // EQV1116
}

/// <summary>Sum of squares that the group does not keep.</summary>
internal static class EQV1117
{
    [Equivariant("SO(1,3)")]
    [return: Invariant]
    static Tensor Mass([Rep("V")] Tensor momentum) => (momentum * momentum).sum(-1); // EQV1117
}

/// <summary>Equivariance was not decided.</summary>
internal static class EQV9010
{
    static Tensor Helper(Tensor v) => v.unsqueeze(-2);

    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Layer([Rep("1o")] Tensor v) => Helper(v); // EQV9010
}
