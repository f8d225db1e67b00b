// Annotations of methods written with tensors. One mistake for each rule; the line at which it is reported says so.

namespace Broken;

/// <summary>Group of an equivariant method is not known.</summary>
internal static class EQV0060
{
    [Equivariant("O3")] // EQV0060
    [return: Rep("1o")]
    static Tensor Opposite([Rep("1o")] Tensor v) => -v;
}

/// <summary>Representation of a tensor cannot be read.</summary>
internal static class EQV0061
{
    [Equivariant("O(3)")]
    [return: Rep("1o")]
    static Tensor Opposite([Rep("1")] Tensor v) => -v; // EQV0061
}

/// <summary>Annotation does not fit what it stands on.</summary>
internal static class EQV0062
{
    [Equivariant("O(3)")]
    [return: Rep("1o", Axis = -2)]
    static Tensor Opposite([Rep("1o", Axis = 1)] Tensor v) => -v; // EQV0062
}
