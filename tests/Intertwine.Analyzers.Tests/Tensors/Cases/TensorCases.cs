using Intertwine.Analyzers.Tests.Cases;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Methods with marks where a rule over tensor code reports, or without any where it must be silent although it looks close.</summary>
internal static class TensorCases
{
    public static IReadOnlyList<RuleCase> All { get; } = [.. ContractCases.All, .. ComponentCases.All, .. AxisCases.All, .. ArithmeticCases.All, .. TypedCases.All];

    /// <summary>A method of O(3) from a vector (and what else it takes) to a vector.</summary>
    public static string Vector(string expression, string parameters = "") => $"""
        [Equivariant("O(3)")]
        [return: Rep("1o")]
        static Tensor Layer([Rep("1o", Rank = 2)] Tensor v{parameters}) => {expression};
        """;

    /// <summary>A method of O(3) from a vector (and what else it takes) to invariants.</summary>
    public static string Scalars(string expression, string parameters = "") => $"""
        [Equivariant("O(3)")]
        [return: Invariant]
        static Tensor Layer([Rep("1o", Rank = 2)] Tensor v{parameters}) => {expression};
        """;
}
