using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Messages name the method, the group, the operation, the representation, and what to do instead.</summary>
public class TensorMessageTests
{
    public static TheoryData<string, string> Messages => new()
    {
        { TensorCases.Vector("v.relu()"), "'Layer': relu acts on each component of 1o on axis -1 alone, which does not commute with O(3); apply it to invariants, such as the norm, and multiply by the result" },
        { TensorCases.Vector("v + 1"), "'Layer': add adds 1 to 1o on axis -1, which singles out a direction under O(3); add something that transforms alike, or scale by an invariant" },
        { TensorCases.Scalars("v[.., 2]"), "'Layer': index takes a part of 1o on axis -1 along axis -1, and O(3) mixes it with the rest; take whole copies, or the inner product with a vector" },
        { TensorCases.Scalars("v.sum(-1)"), "'Layer': sum along axis -1 of 1o on axis -1 does not commute with O(3); sum or average over items and channels, or take the norm along the components" },
        { TensorCases.Vector("torch.linalg.cross(v, v)"), "'Layer' returns 1e on axis -1, but states 1o on axis -1 under O(3); reflections change its sign: state SO(3) if they do not matter; correct [return: Rep(...)], or what is computed" },
        { Squares("SO(1,3)", "V", "(x * x).sum(-1)"), "'Layer': sum of V on axis -1 is no invariant of SO(1,3), whose matrices are not orthogonal; contract with the metric diag(1, -1, -1, -1)" },
        { Squares("SO(1,3)", "V", "torch.einsum(\"ni,ni->n\", x, x)"), "'Layer': einsum of V on axis -1 is no invariant of SO(1,3), whose matrices are not orthogonal; contract with the metric diag(1, -1, -1, -1)" },
        { Squares("Sp(2)", "V", "x.norm(-1)"), "'Layer': norm of V on axis -1 is no invariant of Sp(2), whose matrices are not orthogonal; contract with the symplectic form, an antisymmetric matrix" },
        { Squares("Sp(2)", "V", "torch.mm(x, x.t())"), "'Layer': mm of V on axis -1 is no invariant of Sp(2), whose matrices are not orthogonal; contract with the symplectic form, an antisymmetric matrix" },
        { Squares("SL(3)", "V", "x.square().sum(-1)"), "'Layer': sum of V on axis -1 is no invariant of SL(3), whose matrices are not orthogonal; contract with components of the dual representation V'" },
        { TensorCases.Scalars("v"), "'Layer' returns 1o on axis -1, but states an invariant under O(3); correct [return: Rep(...)], or what is computed" },
        { "[Equivariant(\"O3\")] static void Layer(Tensor v) { }", "'Layer' has an unknown group, 'O3': " },
        { "[Equivariant(\"O(3)\")] static void Layer([Rep(\"1\")] Tensor v) { }", "'Layer': the parameter 'v' has a representation that cannot be read under its group, '1': " },
        { "[Equivariant(\"O(3)\")] static void Layer([Rep(\"1o\")] int v) { }", "'Layer': the annotation of the parameter 'v' needs a Tensor, or a tuple or array of them, came 'int'" },
        { "static Tensor Helper(Tensor v) => v;" + TensorCases.Vector("Helper(v)"), "'Layer': whether the return value transforms as stated under O(3) is not known, because of a call of 'Helper', which has no annotations; annotate what is called with [Equivariant], [Rep] and [Invariant]" },
    };

    private static string Squares(string group, string representation, string expression) => $"""
        [Equivariant("{group}")]
        [return: Invariant]
        static Tensor Layer([Rep("{representation}", Rank = 2)] Tensor x) => {expression};
        """;

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Message_SaysWhatIsWrong(string members, string expected)
    {
        Diagnostic diagnostic = Assert.Single(await TensorHost.AnalyzeAsync(members));
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.True(message.StartsWith(expected, StringComparison.Ordinal), message);
    }
}
