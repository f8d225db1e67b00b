using Intertwine.Analyzers.Tests.Cases;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Tensors of typed tensors: their type says how they transform.</summary>
internal static class TypedCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV1101", "TypedTensor", Vector("{|EQV1101:v.Tensor.tanh()|}")),
        new("EQV1101", "TypedTensorScaled", Vector("v.Tensor / (1 + v.Tensor.square().sum(-1, keepdim: true))")),
        new("EQV1113", "TypedPseudoVector", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer(Intertwine.Typed.GeometricTensor<Intertwine.Typed.O3, Intertwine.Typed.PseudoVectors> v) => {|EQV1113:v.Tensor|};
            """),
        new("EQV1113", "TypedUnderRotations", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Layer(Intertwine.Typed.GeometricTensor<Intertwine.Typed.O3, Intertwine.Typed.PseudoVectors> v) => v.Tensor;

            [Equivariant("O(3)")]
            [return: Rep("2e")]
            static Tensor Squares(Intertwine.Typed.GeometricTensor<Intertwine.Typed.O3, Intertwine.Typed.Harmonics<Intertwine.Typed.L2>> q) => q.Tensor * 2;

            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Points(Intertwine.Typed.GeometricPoints<Intertwine.Typed.E3> x) => x.Tensor;
            """),
        new("EQV1114", "TypedOfAnother", """
            [Equivariant("O(3)")]
            static void Layer([Rep("1o", Rank = 3)] Tensor v)
            {
                var scalars = new Intertwine.Typed.GeometricTensor<Intertwine.Typed.O3, Intertwine.Typed.PseudoVectors>({|EQV1114:v|});
            }
            """),
        new("EQV1114", "TypedThatFits", """
            [Equivariant("O(3)")]
            static void Layer([Rep("1o", Rank = 3)] Tensor v, [Invariant] Tensor s)
            {
                var vectors = new Intertwine.Typed.GeometricTensor<Intertwine.Typed.O3, Intertwine.Typed.Vectors>(v);
                var scalars = new Intertwine.Typed.GeometricTensor<Intertwine.Typed.O3, Intertwine.Typed.Scalars>(s);
            }
            """),
    ];

    private static string Vector(string expression) => $"""
        [Equivariant("O(3)")]
        [return: Rep("1o")]
        static Tensor Layer(Intertwine.Typed.GeometricTensor<Intertwine.Typed.O3, Intertwine.Typed.Vectors> v) => {expression};
        """;
}
