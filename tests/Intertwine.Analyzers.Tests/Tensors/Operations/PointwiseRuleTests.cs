using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tests.Tensors.Operations;

/// <summary>Functions of single entries, comparisons, masks.</summary>
public class PointwiseRuleTests
{
    public static TheoryData<string> Functions =>
        ["relu", "tanh", "sigmoid", "silu", "gelu", "exp", "log", "sin", "cos", "abs", "sign", "round", "floor", "sqrt", "rsqrt", "reciprocal", "softplus", "elu", "leaky_relu", "hardtanh", "erf", "SiLU"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Functions_AreForInvariantsAndPermutedEntries(string name)
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply(name, calls.Invariant(4))));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply(name, calls.Of("1o"))));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply(name, calls.Of("4x0e + 1o"))));
        Assert.Equal(["EQV1101", "EQV1101"], calls.Reported);

        var permuted = new CallBuilder("C_4");
        Assert.Equal("regular on axis -1", CallBuilder.Text(permuted.Apply(name, permuted.Of("regular"))));
        Assert.Empty(permuted.Reported);
    }

    [Theory]
    [InlineData("tanh", "pseudo-scalars (0o)")]
    [InlineData("sin", "pseudo-scalars (0o)")]
    [InlineData("abs", "an invariant")]
    [InlineData("cos", "an invariant")]
    [InlineData("relu", "reported")]
    [InlineData("exp", "reported")]
    public void PseudoScalars_KeepTheirSignUnderOddFunctions(string name, string expected)
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal(expected, CallBuilder.Text(calls.Apply(name, calls.Signs("0o", 4))));
    }

    [Fact]
    public void Clamps()
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("pseudo-scalars (0o)", CallBuilder.Text(calls.Apply("clamp", calls.Signs("0o", 4), -2, 2)));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("clamp", calls.Invariant(4), 0, calls.Invariant(4))));
        Assert.Empty(calls.Reported);
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("clamp", calls.Of("1o"), -2, 2)));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("clamp_min", calls.Signs("0o", 4), 0)));
        Assert.Equal(["EQV1101", "EQV1101"], calls.Reported);
    }

    [Fact]
    public void NotANumber_MayBecomeZero()
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("nan_to_num", calls.Of("1o"))));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("nan_to_num", calls.Of("1o"), ("nan", 1))));
    }

    [Theory]
    [InlineData("lt")]
    [InlineData("ge")]
    [InlineData("maximum")]
    [InlineData("max")]
    public void Comparisons_OfComponentsAreReported(string name)
    {
        var calls = new CallBuilder("SO(2)");

        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply(name, calls.Invariant(4), ("other", calls.Invariant(4)))));
        Assert.Empty(calls.Reported);
        Assert.Equal("reported", CallBuilder.Text(calls.Apply(name, calls.Of("1"), ("other", 0))));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply(name, calls.Of("1"), ("other", calls.Of("1")))));
        Assert.Equal(["EQV1110", "EQV1110"], calls.Reported);
    }

    [Fact]
    public void Equality_OfWholeVectorsIsInvariant()
    {
        var calls = new CallBuilder("O(3)");
        TensorValue v = calls.Of("1o", rank: 2);

        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("all", calls.Apply("eq", v, 0), ("dim", -1))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("any", calls.Apply("ne", v, v), ("dim", -1), ("keepdim", true))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("any", calls.Apply("isnan", v))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("all", calls.Apply("logical_not", calls.Apply("isnan", v)), ("dim", -1))));
        Assert.Equal("a number", CallBuilder.Text(calls.Apply("allclose", v, v)));
        Assert.Empty(calls.Reported);

        Assert.Equal("reported", CallBuilder.Text(calls.Apply("any", calls.Apply("eq", v, v), ("dim", -1))));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("eq", v, 1)));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("where", calls.Apply("isnan", v), v, v)));
        Assert.Equal(["EQV1110", "EQV1110", "EQV1110"], calls.Reported);
    }

    [Fact]
    public void Masks_SelectAmongEqualTypes()
    {
        var calls = new CallBuilder("O(3)");
        TensorValue mask = calls.Invariant(-1, 1), v = calls.Of("1o", rank: 2);

        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("where", mask, v, v)));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("where", mask, v, 0)));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("where", v, ("condition", mask), v)));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("masked_fill", v, mask, 0)));
        Assert.Equal("unknown", CallBuilder.Text(calls.Apply("where", calls.Invariant(-1, -1), v, v)));
        Assert.Empty(calls.Reported);

        Assert.Equal("reported", CallBuilder.Text(calls.Apply("where", mask, v, calls.Of("1e"))));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("masked_fill", v, mask, 1)));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("where", calls.Invariant(-1, 3), v, 0)));
        Assert.Equal(["EQV1106", "EQV1111", "EQV1103"], calls.Reported);
    }

    [Theory]
    [InlineData("argmax")]
    [InlineData("sort")]
    [InlineData("topk")]
    [InlineData("median")]
    public void Orders_AreOfInvariants(string name)
    {
        var calls = new CallBuilder("O(3)");

        calls.Apply(name, calls.Invariant(4), 2);
        Assert.Empty(calls.Reported);
        calls.Apply(name, calls.Of("1o"), 2);
        Assert.Equal(["EQV1110"], calls.Reported);
    }

    [Fact]
    public void Dropout_TakesWholeChannels()
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("dropout", calls.Invariant(4))));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("dropout1d", calls.Of("1o", rank: 3))));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("dropout", calls.Of("1o"), ("p", 0.5), ("training", false))));
        Assert.Empty(calls.Reported);
        calls.Apply("dropout", calls.Of("1o"), ("p", 0.5));
        Assert.Equal(["EQV1116"], calls.Reported);
    }

    [Fact]
    public void InPlace_OnlyTheSameRepresentationMayTakeThePlace()
    {
        var calls = new CallBuilder("O(3)");
        TensorValue v = calls.Of("1o");

        Assert.Equal("zero", CallBuilder.Text(calls.Apply("zero", true, [v])));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("copy", true, [v, v])));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("copy", true, [calls.Apply("zeros_like", v), v])));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("add", true, [v, v])));
        Assert.Empty(calls.Reported);

        calls.Apply("fill", true, [v, 1]);
        calls.Apply("copy", true, [v, calls.Of("1e")]);
        calls.Apply("relu", true, [v]);
        calls.Apply("add", true, [v, 1]);
        Assert.Equal(["EQV1111", "EQV1111", "EQV1101", "EQV1102"], calls.Reported);
    }

    [Fact]
    public void RandomNumbers_AreUnknown()
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("unknown", CallBuilder.Text(calls.Apply("add", calls.Of("1o"), calls.Apply("randn_like", calls.Of("1o")))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("tensor", new object[] { new object[] { 1, 2 }, new object[] { 3, 4 } })));
        Assert.Equal("zero", CallBuilder.Text(calls.Apply("tensor", new object[] { 0, 0, 0 })));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("arange", ("stop", 5))));
        Assert.Empty(calls.Reported);
    }
}
