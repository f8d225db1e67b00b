using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tests.Tensors.Operations;

/// <summary>Sums, norms, maxima, softmax.</summary>
public class ReductionRuleTests
{
    [Theory]
    [InlineData("sum")]
    [InlineData("mean")]
    public void LinearReductions_OverItems(string name)
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply(name, calls.Of("1o"), ("dim", -2))));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply(name, calls.Of("1o", rank: 3), ("dim", new object[] { 0, 1 }))));
        Assert.Equal("1o on axis -2", CallBuilder.Text(calls.Apply(name, calls.Of("1o", axis: -2), ("dim", -1), ("keepdim", true)) is TensorValue kept ? calls.Apply("add", kept, kept) : null!));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply(name, calls.Of("1o", axis: -2), ("dim", -1))));
        Assert.Empty(calls.Reported);

        calls.Apply(name, calls.Of("1o"), ("dim", -1));
        calls.Apply(name, calls.Of("1o", rank: 2), ("dim", 1));
        calls.Apply(name, calls.Of("1o"));
        calls.Apply(name, calls.Of("4x0e + 1o"), ("dim", -1));
        Assert.Equal(["EQV1105", "EQV1105", "EQV1105", "EQV1105"], calls.Reported);

        var permuted = new CallBuilder("S_4");
        Assert.Equal("an invariant", CallBuilder.Text(permuted.Apply(name, permuted.Of("V"), ("dim", -1))));
        Assert.Empty(permuted.Reported);
    }

    [Fact]
    public void RunningSums_RunAlongItems()
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("cumsum", calls.Of("1o"), ("dim", -2))));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("diff", calls.Of("1o"), ("n", 1), ("dim", -2))));
        Assert.Empty(calls.Reported);
        calls.Apply("cumsum", calls.Of("1o"), ("dim", -1));
        Assert.Equal(["EQV1105"], calls.Reported);
    }

    [Theory]
    [InlineData("O(3)", "1o")]
    [InlineData("SO(3)", "4x0 + 2")]
    [InlineData("SO(2)", "1")]
    public void TwoNorms_OfOrthogonalRepresentationsAreInvariant(string group, string piece)
    {
        var calls = new CallBuilder(group);
        TensorValue v = calls.Of(piece, rank: 2);

        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("norm", v)));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("norm", v, ("dim", -1))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("vector_norm", v, ("ord", 2), ("dims", new object[] { -1 }))));
        string kept = CallBuilder.Text(v);
        Assert.Equal(kept, CallBuilder.Text(calls.Apply("div", v, calls.Apply("norm", v, ("dim", -1), ("keepdim", true)))));
        Assert.Equal(kept, CallBuilder.Text(calls.Apply("div", v, calls.Apply("add", calls.Apply("norm", v, ("dim", 1), ("keepdim", true)), 1e-6))));
        Assert.Equal(kept, CallBuilder.Text(calls.Apply("normalize", v, ("p", 2), ("dim", -1))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("cosine_similarity", v, v, ("dim", -1))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("mse_loss", v, v)));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("cdist", v, v)));
        Assert.Empty(calls.Reported);

        calls.Apply("norm", v, ("dim", -1), ("p", 1));
        calls.Apply("norm", v, ("dim", 0));
        calls.Apply("normalize", v, ("p", 2), ("dim", 0));
        Assert.Equal(["EQV1105", "EQV1105", "EQV1105"], calls.Reported);
    }

    [Fact]
    public void TwoNorms_OfLorentzVectorsAreNone()
    {
        var calls = new CallBuilder("SO(1,3)");

        calls.Apply("norm", calls.Of("V"), ("dim", -1));
        Assert.Equal(["EQV1117"], calls.Reported);
    }

    [Fact]
    public void DistancesOfPoints()
    {
        var calls = new CallBuilder("E(3)");

        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("cdist", calls.Points(2), calls.Points(2))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("dist", calls.Points(), calls.Points())));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("sum", calls.Apply("var", calls.Points(2), ("dim", 0)), ("dim", -1))));
        Assert.Empty(calls.Reported);
        calls.Apply("cdist", calls.Points(2), calls.Of("1o", rank: 2));
        calls.Apply("cosine_similarity", calls.Points(), calls.Points(), ("dim", -1));
        Assert.Equal(["EQV1115", "EQV1115"], calls.Reported);
    }

    [Theory]
    [InlineData("max")]
    [InlineData("amax")]
    [InlineData("logsumexp")]
    [InlineData("softmax")]
    [InlineData("prod")]
    [InlineData("std")]
    public void OtherReductions_AreOfInvariants(string name)
    {
        var calls = new CallBuilder("O(3)");

        calls.Apply(name, calls.Invariant(4, 3), ("dim", -1));
        Assert.Empty(calls.Reported);
        calls.Apply(name, calls.Of("1o"), ("dim", -1));
        calls.Apply(name, calls.Of("1o"), ("dim", -2));
        calls.Apply(name, calls.Of("1o"));
        Assert.Equal(["EQV1105", "EQV1105", "EQV1105"], calls.Reported);

        var permuted = new CallBuilder("S_4");
        permuted.Apply(name, permuted.Of("V"), ("dim", -1));
        permuted.Apply(name, permuted.Of("V"), ("dim", -2));
        Assert.Empty(permuted.Reported);
    }

    [Fact]
    public void MaximaWithPlaces_AreTwoTensors()
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("an invariant, an invariant", CallBuilder.Text(calls.Apply("max", calls.Invariant(4, 3), ("dim", -1))));
    }
}
