using Intertwine.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Intertwine.Analyzers.Tests.Fixes;

/// <summary>Fixes of methods written with tensors.</summary>
internal static class TensorFixCases
{
    public static IReadOnlyList<FixCase> All { get; } =
    [
        Of("EQV0060", "Group", () => new CorrectGroupCodeFix(), "CorrectGroupCodeFix",
            """[Equivariant("O3")] [return: Rep("1o")] static Tensor F([Rep("1o")] Tensor v) => -v;""",
            """[Equivariant("O(3)")] [return: Rep("1o")] static Tensor F([Rep("1o")] Tensor v) => -v;"""),
        Of("EQV0061", "Parity", () => new CorrectRepresentationCodeFix(), "CorrectRepresentationCodeFixParity",
            """[Equivariant("O(3)")] [return: Rep("1o")] static Tensor F([Rep("1")] Tensor v) => -v;""",
            """[Equivariant("O(3)")] [return: Rep("1o")] static Tensor F([Rep("1o")] Tensor v) => -v;"""),
        Of("EQV1113", "Rotations", () => new ChangeMethodGroupCodeFix(), "ChangeMethodGroupCodeFix",
            """[Equivariant("O(3)")] [return: Rep("1o")] static Tensor F([Rep("1o", Axis = -1)] Tensor v, [Rep("1o")] Tensor w, [Invariant] Tensor s) => s.unsqueeze(-1) * linalg.cross(v, w, -1);""",
            """[Equivariant("SO(3)")] [return: Rep("1")] static Tensor F([Rep("1", Axis = -1)] Tensor v, [Rep("1")] Tensor w, [Invariant] Tensor s) => s.unsqueeze(-1) * linalg.cross(v, w, -1);"""),
        Of("EQV1101", "OfTheNorm", () => new NormNonlinearityCodeFix(), "NormNonlinearityCodeFix",
            """[Equivariant("O(3)")] [return: Rep("1o")] static Tensor F([Rep("1o")] Tensor v) => 2 * v.tanh();""",
            """[Equivariant("O(3)")] [return: Rep("1o")] static Tensor F([Rep("1o")] Tensor v) => 2 * (v * (v.norm(-1, keepdim: true).tanh() / (v.norm(-1, keepdim: true) + 1e-8)));"""),
        Of("EQV1101", "Gate", () => new NormNonlinearityCodeFix(), "NormNonlinearityCodeFix",
            """[Equivariant("O(3)")] [return: Rep("1o", Axis = -2)] static Tensor F([Rep("1o", Axis = -2)] Tensor v) { Tensor a = v.relu(); return a; }""",
            """[Equivariant("O(3)")] [return: Rep("1o", Axis = -2)] static Tensor F([Rep("1o", Axis = -2)] Tensor v) { Tensor a = v * v.norm(-2, keepdim: true).sigmoid(); return a; }"""),
        Of("EQV9010", "FromTheCall", () => new AnnotateParameterCodeFix(), "AnnotateParameterCodeFixUse",
            """
            [Equivariant("O(3)")] [return: Rep("1o")] static Tensor Flip([Rep("1o")] Tensor v) => -v;
            [Equivariant("O(3)")] [return: Rep("1o")] static Tensor F(Tensor v) { Tensor a = Flip(v); return a + v; }
            """,
            """
            [Equivariant("O(3)")] [return: Rep("1o")] static Tensor Flip([Rep("1o")] Tensor v) => -v;
            [Equivariant("O(3)")] [return: Rep("1o")] static Tensor F([Rep("1o")] Tensor v) { Tensor a = Flip(v); return a + v; }
            """),
        Of("EQV9010", "Invariant", () => new AnnotateParameterCodeFix(), "AnnotateParameterCodeFixInvariant",
            """[Equivariant("O(3)")] [return: Rep("1o")] static Tensor F([Rep("1o")] Tensor v, Tensor scale) => v * scale.unsqueeze(-1);""",
            """[Equivariant("O(3)")] [return: Rep("1o")] static Tensor F([Rep("1o")] Tensor v, [Invariant] Tensor scale) => v * scale.unsqueeze(-1);"""),
        Of("EQV9010", "FromASum", () => new AnnotateParameterCodeFix(), "AnnotateParameterCodeFixUse",
            """[Equivariant("O(3)")] [return: Rep("4x0e + 1o")] static Tensor F([Rep("4x0e + 1o")] Tensor v, Tensor w) => v + w;""",
            """[Equivariant("O(3)")] [return: Rep("4x0e + 1o")] static Tensor F([Rep("4x0e + 1o")] Tensor v, [Rep("4x0e + 1o")] Tensor w) => v + w;"""),
    ];

    private static FixCase Of(string id, string name, Func<CodeFixProvider> provider, string key, string wrong, string right) => new(id, name, provider, key, TensorHost.Class(wrong), TensorHost.Class(right));
}
