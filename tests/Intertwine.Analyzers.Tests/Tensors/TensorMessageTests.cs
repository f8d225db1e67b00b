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
        { TensorCases.Scalars("v"), "'Layer' returns 1o on axis -1, but states an invariant under O(3); correct [return: Rep(...)], or what is computed" },
        { "[Equivariant(\"O3\")] static void Layer(Tensor v) { }", "'Layer' has an unknown group, 'O3': " },
        { "[Equivariant(\"O(3)\")] static void Layer([Rep(\"1\")] Tensor v) { }", "'Layer': the parameter 'v' has a representation that cannot be read under its group, '1': " },
        { "[Equivariant(\"O(3)\")] static void Layer([Rep(\"1o\")] int v) { }", "'Layer': the annotation of the parameter 'v' needs a Tensor, or a tuple or array of them, came 'int'" },
        { "static Tensor Helper(Tensor v) => v;" + TensorCases.Vector("Helper(v)"), "'Layer': whether the return value transforms as stated under O(3) is not known, because of a call of 'Helper', which has no annotations; annotate what is called with [Equivariant], [Rep] and [Invariant]" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Message_SaysWhatIsWrong(string members, string expected)
    {
        Diagnostic diagnostic = Assert.Single(await TensorHost.AnalyzeAsync(members));
        Assert.StartsWith(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
