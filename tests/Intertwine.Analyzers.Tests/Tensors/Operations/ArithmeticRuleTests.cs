using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tests.Tensors.Operations;

/// <summary>Sums, products and powers of tensors entry by entry.</summary>
public class ArithmeticRuleTests
{
    [Theory]
    [InlineData("O(3)", "1o", "1o")]
    [InlineData("SO(3)", "2", "2")]
    [InlineData("SO(2)", "3", "3")]
    [InlineData("SO(1,3)", "V", "V")]
    [InlineData("S_4", "V", "V")]
    public void LinearCombinations_KeepTheRepresentation(string group, string piece, string name)
    {
        var calls = new CallBuilder(group);
        TensorValue v = calls.Of(piece, rank: 2);

        Assert.Equal($"{name} on axis -1", CallBuilder.Text(calls.Apply("sub", calls.Apply("mul", v, 2), calls.Apply("neg", calls.Apply("div", v, 3)))));
        Assert.Equal($"{name} on axis -1", CallBuilder.Text(calls.Apply("add", v, v, ("alpha", 0.5))));
        Assert.Equal($"{name} on axis -1", CallBuilder.Text(calls.Apply("mul", calls.Invariant(-1, 1), v)));
        Assert.Equal($"{name} on axis -1", CallBuilder.Text(calls.Apply("lerp", v, v, calls.Invariant(-1, 1))));
        Assert.Equal($"{name} on axis -1", CallBuilder.Text(calls.Apply("addcmul", v, v, calls.Invariant(-1, 1), ("value", 3))));
        Assert.Equal($"{name} on axis -1", CallBuilder.Text(calls.Apply("add", v, 0)));
        Assert.Equal($"{name} on axis -1", CallBuilder.Text(calls.Apply("pow", v, 1)));
        Assert.Empty(calls.Reported);
    }

    [Theory]
    [InlineData("O(3)", "1o", "EQV1102")]
    [InlineData("SO(2)", "1", "EQV1102")]
    [InlineData("O(3)", "16x0e + 8x1o", "EQV1102")]
    [InlineData("SO(1,3)", "V", "EQV1102")]
    [InlineData("S_4", "V", null)]
    [InlineData("C_4", "regular", null)]
    public void Constants_MoveAllButPermutedEntries(string group, string piece, string? expected)
    {
        var calls = new CallBuilder(group);

        calls.Apply("add", calls.Of(piece), 1);
        calls.Apply("sub", 0.5, calls.Of(piece));
        calls.Apply("add", calls.Of(piece), calls.Apply("ones", ("size", 1)));

        Assert.Equal(expected is null ? [] : [expected, expected, expected], calls.Reported);
    }

    [Fact]
    public void Tensors_ThatMayBeConstantsOfScalars_AreNotReported()
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("unknown", CallBuilder.Text(calls.Apply("add", calls.Of("4x0e + 1o"), calls.Invariant(7))));
        Assert.Empty(calls.Reported);
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("add", calls.Of("2x1o"), calls.Invariant(6))));
    }

    [Fact]
    public void OtherRepresentations_AreNotAdded()
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("reported", CallBuilder.Text(calls.Apply("add", calls.Of("1o"), calls.Of("1e"))));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("sub", calls.Of("1o"), calls.Of("1o", axis: -2))));
        Assert.Equal(["EQV1106", "EQV1106"], calls.Reported);
    }

    [Fact]
    public void Signs_Multiply()
    {
        var calls = new CallBuilder("O(3)");
        AbstractValue axial = calls.Apply("mul", calls.Signs("0o", -1, 1), calls.Of("1o"));

        Assert.Equal("pseudo-scalars (0o) times 1o on axis -1", CallBuilder.Text(axial));
        Assert.Equal(Decision.Yes, TensorTypes.Matches(calls.Of("1e").Type, ((TensorValue)axial).Type));
        Assert.Equal(Decision.No, TensorTypes.Matches(calls.Of("1o").Type, ((TensorValue)axial).Type));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("mul", calls.Signs("0o", -1), calls.Signs("0o", -1))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("pow", calls.Signs("0o", -1), 2)));
        Assert.Equal("pseudo-scalars (0o)", CallBuilder.Text(calls.Apply("pow", calls.Signs("0o", -1), 3)));
        Assert.Equal("1e on axis -1", CallBuilder.Text(calls.Apply("add", calls.Of("1e"), axial)));
        Assert.Empty(calls.Reported);

        Assert.Equal("reported", CallBuilder.Text(calls.Apply("add", calls.Signs("0o", -1), 1)));
        Assert.Equal(["EQV1102"], calls.Reported);
    }

    [Theory]
    [InlineData("O(3)", "1o", 3, "EQV1103")]
    [InlineData("SO(2)", "1", 2, "EQV1103")]
    [InlineData("SO(1,3)", "V", 4, null)]
    [InlineData("O(3)", "2x1o", 6, null)]
    public void FactorsByComponent_AreReportedOfOneIrrep(string group, string piece, int size, string? expected)
    {
        var calls = new CallBuilder(group);

        AbstractValue scaled = calls.Apply("mul", calls.Of(piece, rank: 2), calls.Invariant(size));

        Assert.Equal(expected is null ? "unknown" : "reported", CallBuilder.Text(scaled));
        Assert.Equal(expected is null ? [] : [expected], calls.Reported);
    }

    [Fact]
    public void Factors_OfUnknownShapeAreUnknown_AndExpandedOnesScale()
    {
        var calls = new CallBuilder("O(3)");
        var weights = new TensorValue(TensorType.Invariant(calls.Group));

        Assert.Equal("unknown", CallBuilder.Text(calls.Apply("mul", calls.Of("1o"), weights)));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("mul", calls.Of("1o"), calls.Apply("unsqueeze", weights, -1))));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("mul", calls.Of("1o"), calls.Apply("full", ("size", new object[] { 5, 3 }), ("value", 2)))));
        Assert.Empty(calls.Reported);
    }

    [Theory]
    [InlineData("O(3)", "1o")]
    [InlineData("SO(2)", "1")]
    [InlineData("O(3)", "4x0e + 2x1o")]
    public void Products_WaitForTheirSum(string group, string piece)
    {
        var calls = new CallBuilder(group);
        TensorValue v = calls.Of(piece, rank: 2);

        foreach (AbstractValue product in new[] { calls.Apply("mul", v, v), calls.Apply("pow", v, 2), calls.Apply("square", v), calls.Apply("mul", calls.Apply("add", calls.Apply("mul", v, v), calls.Apply("square", v)), 0.5) })
        {
            Assert.Equal("pending", CallBuilder.Text(product));
            Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("sum", product, ("dim", -1), ("keepdim", true))));
            Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("mean", product)));
            Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("sum", calls.Apply("sum", product, ("dim", 0)), ("dim", -1))));
            Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("sum", calls.Apply("unsqueeze", product, -1), ("dim", -2))));
            Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("sum", calls.Apply("add", product, 1e-8), ("dim", -1))));
        }

        Assert.Empty(calls.Reported);
    }

    [Fact]
    public void Products_AreReportedInOtherUses()
    {
        var calls = new CallBuilder("O(3)");
        AbstractValue product = calls.Apply("mul", calls.Of("1o"), calls.Of("1o"));

        foreach (AbstractValue use in new[] { calls.Apply("sqrt", product), calls.Apply("add", product, calls.Of("1o")), calls.Apply("mul", product, product), calls.Apply("relu", product), calls.Apply("softmax", product, ("dim", -1)) })
        {
            Assert.Equal("reported", CallBuilder.Text(use));
        }

        Assert.All(calls.Reported, id => Assert.Equal("EQV1103", id));
        Assert.Equal(5, calls.Reported.Count);
    }

    [Fact]
    public void Products_OfVectorAndAxialVectorGivePseudoScalars()
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("pseudo-scalars (0o)", CallBuilder.Text(calls.Apply("sum", calls.Apply("mul", calls.Of("1o"), calls.Of("1e")), ("dim", -1))));
        Assert.Empty(calls.Reported);
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("mul", calls.Of("1o"), calls.Of("2e"))));
        Assert.Equal(["EQV1103"], calls.Reported);
    }

    [Fact]
    public void Products_OfMatricesAreSummedAxisByAxis()
    {
        var calls = new CallBuilder("O(3)");
        AbstractValue matrix = calls.Apply("mul", calls.Apply("unsqueeze", calls.Of("1o"), -1), calls.Apply("unsqueeze", calls.Of("1o"), -2));

        Assert.Equal("1o on axis -2 and 1o on axis -1", CallBuilder.Text(matrix));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("sum", calls.Apply("mul", matrix, calls.Apply("unsqueeze", calls.Of("1o"), -2)), ("dim", -1))));
        Assert.Equal("pending", CallBuilder.Text(calls.Apply("sum", calls.Apply("mul", matrix, matrix), ("dim", -1))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("sum", calls.Apply("sum", calls.Apply("mul", matrix, matrix), ("dim", -1)), ("dim", -1))));
        Assert.Equal("1o on axis -2 and 1o on axis -1", CallBuilder.Text(calls.Apply("sub", matrix, calls.Apply("mul", calls.Apply("eye", ("rows", 3)), calls.Invariant(-1, 1, 1)))));
        Assert.Empty(calls.Reported);
    }

    [Fact]
    public void Squares_AreNoInvariantOfLorentzVectors()
    {
        var calls = new CallBuilder("SO(1,3)");
        AbstractValue squares = calls.Apply("sum", calls.Apply("square", calls.Of("V")), ("dim", -1));

        Assert.Equal("pending", CallBuilder.Text(squares));
        Assert.Equal("unknown", CallBuilder.Text(calls.Apply("sum", calls.Apply("mul", calls.Apply("square", calls.Of("V")), calls.Invariant(4)), ("dim", -1))));
        Assert.Empty(calls.Reported);
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("sqrt", squares)));
        Assert.Equal(["EQV1117"], calls.Reported);
    }

    [Fact]
    public void Forms_AreInvariantUnderTheirWeights()
    {
        var calls = new CallBuilder("SO(1,3)");
        TensorValue p = calls.Of("V");
        AbstractValue squares = calls.Apply("square", p);
        object time = new object[] { new IndexValue.Ellipsis(), new IndexValue.Position(0) }, space = new object[] { new IndexValue.Ellipsis(), new IndexValue.Slice(1, null, 1, true) };
        AbstractValue whole = calls.Apply("sum", squares, ("dim", -1)), first = calls.Apply("index", squares, time), rest = calls.Apply("sum", calls.Apply("index", squares, space), ("dim", -1));

        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("sub", calls.Apply("mul", first, 2), whole)));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("sub", first, rest)));
        Assert.Equal("pending", CallBuilder.Text(calls.Apply("add", first, rest)));
        Assert.Equal("unknown", CallBuilder.Text(calls.Apply("sub", first, calls.Apply("sum", calls.Apply("index", calls.Apply("square", calls.Of("V")), space), ("dim", -1)))));
        Assert.Empty(calls.Reported);
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("sqrt", calls.Apply("add", first, rest))));
        Assert.Equal(["EQV1103"], calls.Reported);
    }

    [Fact]
    public void Components_AddUpToInvariants()
    {
        var calls = new CallBuilder("O(3)");
        TensorValue v = calls.Of("1o"), w = calls.Of("1e");
        AbstractValue Component(TensorValue of, int i) => calls.Apply("index", of, new object[] { new IndexValue.Ellipsis(), new IndexValue.Position(i) });
        AbstractValue Slice(TensorValue of) => calls.Apply("index", of, new object[] { new IndexValue.Ellipsis(), new IndexValue.Slice(1, null, 1, true) });
        AbstractValue Times(AbstractValue a, AbstractValue b) => calls.Apply("mul", a, b);

        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("add", calls.Apply("add", Times(Component(v, 0), Component(v, 0)), calls.Apply("pow", Component(v, 1), 2)), calls.Apply("square", Component(v, -1)))));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("add", calls.Apply("square", Component(v, 0)), calls.Apply("sum", calls.Apply("square", Slice(v)), ("dim", -1)))));
        Assert.Equal("pseudo-scalars (0o)", CallBuilder.Text(calls.Apply("add", Times(Component(v, 0), Component(w, 0)), calls.Apply("sum", Times(Slice(v), Slice(w)), ("dim", -1)))));
        Assert.Equal("pending", CallBuilder.Text(calls.Apply("sub", calls.Apply("square", Component(v, 0)), calls.Apply("sum", calls.Apply("square", Slice(v)), ("dim", -1)))));
        Assert.Equal("pending", CallBuilder.Text(Times(Component(v, 0), Component(v, 1))));
        Assert.Equal("unknown", CallBuilder.Text(calls.Apply("add", calls.Apply("square", Component(v, 0)), calls.Apply("sum", calls.Apply("square", Slice(calls.Of("1o"))), ("dim", -1)))));
        Assert.Empty(calls.Reported);

        Assert.Equal("reported", CallBuilder.Text(calls.Apply("tanh", Component(v, 0))));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("add", Component(v, 0), 1)));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("add", Component(v, 0), Component(w, 1))));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("sum", Slice(v), ("dim", -1))));
        Assert.Equal(["EQV1104", "EQV1104", "EQV1104", "EQV1104"], calls.Reported);
    }

    [Fact]
    public void Points_AddUpTheirWeights()
    {
        var calls = new CallBuilder("E(3)");
        TensorValue x = calls.Points(2);

        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("sub", x, x)));
        Assert.Equal("points, 1o on axis -1", CallBuilder.Text(calls.Apply("add", x, calls.Of("1o"))));
        Assert.Equal("weighted points, 1o on axis -1", CallBuilder.Text(calls.Apply("add", x, x)));
        Assert.Equal("points, 1o on axis -1", CallBuilder.Text(calls.Apply("div", calls.Apply("add", x, x), 2)));
        Assert.Equal("points, 1o on axis -1", CallBuilder.Text(calls.Apply("mean", x, ("dim", 0))));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("sub", x, calls.Apply("mean", x, ("dim", 0), ("keepdim", true)))));
        Assert.Equal("points, 1o on axis -1", CallBuilder.Text(calls.Apply("lerp", x, x, calls.Invariant(-1, 1))));
        Assert.True(double.IsNaN(((TensorValue)calls.Apply("mul", x, calls.Invariant(-1, 1))).Type.Translation));
        Assert.Equal("unknown", CallBuilder.Text(calls.Apply("norm", calls.Apply("mul", x, calls.Invariant(-1, 1)), ("dim", -1))));
        Assert.Empty(calls.Reported);

        Assert.Equal("reported", CallBuilder.Text(calls.Apply("norm", x, ("dim", -1))));
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("sqrt", calls.Apply("sum", calls.Apply("square", x), ("dim", -1)))));
        Assert.Equal(["EQV1115", "EQV1115"], calls.Reported);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(0.5)]
    public void OtherPowers_AreFunctionsOfComponents(double power)
    {
        var calls = new CallBuilder("O(3)");

        Assert.Equal("reported", CallBuilder.Text(calls.Apply("pow", calls.Of("1o"), power)));
        Assert.Equal("an invariant", CallBuilder.Text(calls.Apply("pow", calls.Invariant(4), power)));
        Assert.Equal(["EQV1101"], calls.Reported);
    }

    [Fact]
    public void Zeros_AreVectorsOfAnyKind_ButNoPoints()
    {
        var calls = new CallBuilder("E(3)");
        AbstractValue zeros = calls.Apply("zeros_like", calls.Of("1o"));

        Assert.Equal("zero", CallBuilder.Text(zeros));
        Assert.Equal("1o on axis -1", CallBuilder.Text(calls.Apply("add", zeros, calls.Of("1o"))));
        Assert.Equal("zero", CallBuilder.Text(calls.Apply("mul", zeros, calls.Of("1o"))));
        Assert.Equal("points, 1o on axis -1", CallBuilder.Text(calls.Apply("add", zeros, calls.Points())));
        Assert.Equal(Decision.Yes, TensorTypes.Matches(calls.Of("1o").Type, ((TensorValue)zeros).Type));
        Assert.Equal(Decision.No, TensorTypes.Matches(calls.Points().Type, ((TensorValue)zeros).Type));
    }
}
