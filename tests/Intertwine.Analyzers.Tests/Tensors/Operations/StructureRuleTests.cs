using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tests.Tensors.Operations;

/// <summary>Axes in another order, parts taken by index, and contractions.</summary>
public class StructureRuleTests
{
    [Theory]
    [InlineData("O(3)", "1o", "1o on axis -2")]
    [InlineData("SO(2)", "1", "1 on axis -2")]
    public void Transpose_MovesTheAxisOfComponents(string group, string piece, string expected)
    {
        var calls = new CallBuilder(group);

        Assert.Equal(expected, CallBuilder.Text(calls.Apply("transpose", calls.Of(piece, rank: 3), 1, 2)));
    }

    [Fact]
    public void Axes_AreCountedFromTheEnd()
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("1o on axis -2", CallBuilder.Text(calls.Apply("unsqueeze", calls.Of("1o"), -1)));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("unsqueeze", calls.Of("1o", rank: 2), 1)));
        Assert.Equal("1o on axis -3", CallBuilder.Text(calls.Apply("permute", calls.Of("1o", rank: 3), new object[] { 2, 0, 1 })));
        Assert.Equal("unknown", CallBuilder.Text(calls.Apply("transpose", calls.Of("1o"), 0, 1)));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("squeeze", calls.Apply("unsqueeze", calls.Of("1o"), -1), -1)));
    }

    [Theory]
    [InlineData(0, 16, "an invariant")]
    [InlineData(16, 40, "8x1o on axis -1")]
    [InlineData(16, 19, "1o on axis -1")]
    [InlineData(15, 19, "1x0e + 1x1o on axis -1")]
    [InlineData(16, 18, "reported")]
    [InlineData(17, 20, "reported")]
    public void Slices_TakeWholeCopies(int start, int stop, string expected)
    {
        var calls = new CallBuilder("O(3)");
        AbstractValue part = calls.Apply("index", calls.Of("16x0e + 8x1o"), new object[] { new IndexValue.Ellipsis(), new IndexValue.Slice(start, stop, 1, true) });

        Assert.Equal(expected, CallBuilder.Text(part));
        Assert.Equal(expected == "reported" ? ["EQV1104"] : Array.Empty<string>(), calls.Reported);
    }

    [Theory]
    [InlineData("O(3)", "1o", "bi,bi->b", "an invariant")]
    [InlineData("SO(3)", "1", "bi,bi", "an invariant")]
    [InlineData("O(3)", "1o", "bi, bj -> bij", "1o on axis -2 and 1o on axis -1")]
    [InlineData("O(3)", "1o", "bi,bj->ib", "reported")]
    [InlineData("O(3)", "8x0o", "bi,bj->ib", "pseudo-scalars (0o) times 8x0o on axis -2")]
    [InlineData("O(3)", "1o", "bi,bi->bi", "reported")]
    [InlineData("O(3)", "1o", "ib,bi->b", "reported")]
    [InlineData("O(3)", "1o", "...i,...i->...", "an invariant")]
    public void Einsum_OfTwoVectors(string group, string piece, string subscripts, string expected)
    {
        var calls = new CallBuilder(group);
        TensorValue vector = calls.Of(piece, rank: 2);

        Assert.Equal(expected, CallBuilder.Text(calls.Apply("einsum", subscripts, new object[] { vector, vector })));
        Assert.Equal(expected == "reported" ? ["EQV1108"] : Array.Empty<string>(), calls.Reported);
    }
}
