namespace Intertwine.Algebra.Tests;

public sealed class RepresentationCheckTests
{
    public static TheoryData<string, string> TruePieces() => new()
    {
        { "SO(3)", "2" },
        { "O(3)", "3e" },
        { "O(2)", "3" },
        { "E(3)", "1o*1o" },
        { "SO+(1,3)", "V*V'" },
        { "O(1,3)", "det*V" },
        { "O(2,3)", "Alt^2(V)" },
        { "SL(3)", "Sym^2(V')" },
        { "GL(2)", "det" },
        { "Sp(2)", "V*V" },
        { "SO(4)", "Sym^2(V)" },
        { "O(4)", "Alt^3(V)" },
        { "D_6", "2" },
        { "C_5", "regular" },
        { "SO(3) x D_4", "1 @ 1" },
        { "SO(3) x Sp(1)", "1 @ V'" },
        { "C_4 x SU(2)", "0 @ 1/2" },
    };

    [Theory]
    [MemberData(nameof(TruePieces))]
    public void Representations_AreAccepted(string group, string name)
        => Assert.Null(RepresentationCheck.Verify(Representation.Parse(Group.Parse(group).OrThrow(), name).Terms[0].Piece));

    [Fact]
    public void WrongBrackets_AreNamed()
    {
        Group group = OrthogonalGroup.SO3;
        IReadOnlyList<Matrix> images = group.InfinitesimalGenerators;
        RelationFailure? failure = RepresentationCheck.Verify(group, [images[0], images[1], 2 * images[2]], []);
        Assert.Equal("[A1, A2] = A3", failure?.Relation);
        Assert.Equal(1, failure!.Error, 1e-9);
        Assert.Equal("The images do not represent the group: [A1, A2] = A3, but in the images the two sides differ by 1.", failure.Message);
    }

    /// <summary>Spin 1/2 has the brackets of so(3), but a full turn is -1.</summary>
    [Fact]
    public void Spinors_BreakThePeriod()
    {
        Matrix x = Matrix.FromRows(4, 4, [0, 0, 0, -0.5, 0, 0, -0.5, 0, 0, 0.5, 0, 0, 0.5, 0, 0, 0]);
        Matrix y = Matrix.FromRows(4, 4, [0, 0, 0.5, 0, 0, 0, 0, -0.5, -0.5, 0, 0, 0, 0, 0.5, 0, 0]);
        Matrix z = (x * y) - (y * x);
        RelationFailure? failure = RepresentationCheck.Verify(OrthogonalGroup.SO3, [x, y, z], []);
        Assert.Equal("exp(2 pi A1) = 1", failure?.Relation);
        Assert.Equal(2, failure!.Error, 1e-9);
    }

    [Fact]
    public void LinearDependences_AreRelations()
    {
        IReadOnlyList<Matrix> j = OrthogonalGroup.SO3.InfinitesimalGenerators;
        DeclaredGroup group = DeclaredGroup.Create("G", 3, [j[0], j[1], j[0] + (2 * j[1])], []).OrThrow();
        Assert.Null(RepresentationCheck.Verify(group.Defining));
        Assert.Equal("A3 = A1 + 2 A2", RepresentationCheck.Verify(group, [j[0], j[1], j[0] + j[1]], [])?.Relation);
    }

    /// <summary>Two generators of so(3) without the third: the algebra is closed first.</summary>
    [Fact]
    public void OpenAlgebras_AreClosedFirst()
    {
        IReadOnlyList<Matrix> j = OrthogonalGroup.SO3.InfinitesimalGenerators;
        DeclaredGroup group = DeclaredGroup.Create("G", 3, [j[0], j[1]], []).OrThrow();
        Piece two = new SphericalIrrep(OrthogonalGroup.SO3, 2, Parity.None);
        Assert.Null(RepresentationCheck.Verify(group, [.. two.InfinitesimalGenerators.Take(2)], []));
        Assert.Equal("[[A1, A2], A1] = A2", RepresentationCheck.Verify(group, [2 * two.InfinitesimalGenerators[0], two.InfinitesimalGenerators[1]], [])?.Relation);
    }

    [Fact]
    public void DiscreteGenerators_HaveOrdersProductsAndConjugations()
    {
        Matrix rotation = Matrix.FromRows(2, 2, [0, -1, 1, 0]);
        Matrix mirror = Matrix.FromRows(2, 2, [1, 0, 0, -1]);
        DeclaredGroup square = DeclaredGroup.Create("Square", 2, [], [rotation, mirror]).OrThrow();
        Assert.Null(RepresentationCheck.Verify(square, [], [Matrix.Scalar(1, -1), Matrix.Scalar(1, 1)]));
        Assert.Equal("h2 h2 = 1", RepresentationCheck.Verify(square, [], [Matrix.Scalar(1, 1), Matrix.Scalar(1, 2)])?.Relation);
        Assert.Equal("h1 h2 h1 = h2", RepresentationCheck.Verify(square, [], [0.5 * rotation, mirror])?.Relation);
        Assert.NotNull(RepresentationCheck.Verify(square, [], [rotation, Matrix.Identity(2)]));

        DeclaredGroup turning = DeclaredGroup.Create("Turning", 2, [rotation], [mirror]).OrThrow();
        Assert.Null(RepresentationCheck.Verify(turning, [3.0 * rotation], [mirror]));
        Assert.Equal("h1 A1 h1^-1 = -A1", RepresentationCheck.Verify(turning, [rotation], [Matrix.Identity(2)])?.Relation);
    }

    /// <summary>A discrete generator that is a rotation itself has to be represented as that rotation.</summary>
    [Fact]
    public void DiscreteGeneratorsInTheIdentityComponent_AreTakenThere()
    {
        Matrix rotation = Matrix.FromRows(2, 2, [0, -1, 1, 0]);
        DeclaredGroup group = DeclaredGroup.Create("G", 2, [rotation], [Matrix.Scalar(2, -1)]).OrThrow();
        Assert.Null(RepresentationCheck.Verify(group, [2.0 * rotation], [Matrix.Identity(2)]));
        RelationFailure? failure = RepresentationCheck.Verify(group, [2.0 * rotation], [Matrix.Scalar(2, -1)]);
        Assert.StartsWith("h1 is in the component of the identity", failure?.Relation, StringComparison.Ordinal);
        Assert.Equal(2, failure!.Error, 1e-7);
    }

    /// <summary>A generator that does not move the coordinates, a gauge symmetry, may act on features in any way.</summary>
    [Fact]
    public void GeneratorsThatTheDefiningRepresentationDoesNotSee_AreFree()
    {
        Matrix rotation = Matrix.FromRows(2, 2, [0, -1, 1, 0]);
        DeclaredGroup group = DeclaredGroup.Create("Gauge", 2, [rotation, Matrix.Zero(2, 2)], [], [new DeclaredRepresentation("Charge", [Matrix.Zero(2, 2), 0.7 * rotation], [])]).OrThrow();
        Assert.Null(RepresentationCheck.Verify(group));
        DeclaredGroup wrong = DeclaredGroup.Create("Gauge", 2, [rotation], [], [new DeclaredRepresentation("Charge", [0.7 * rotation], [])]).OrThrow();
        Assert.Equal(("Charge", "exp(2 pi A1) = 1"), (RepresentationCheck.Verify(wrong)?.Representation, RepresentationCheck.Verify(wrong)?.Relation));
    }

    [Theory]
    [InlineData(new double[] { 1 }, 2)]
    [InlineData(new double[] { 2, 3 }, 2)]
    [InlineData(new double[] { 0.5, 0.75 }, 8)]
    [InlineData(new double[] { 1, 1, 1, 2 }, 2)]
    public void Periods_AreThoseOfAllFrequencies(double[] frequencies, double expected)
    {
        int n = 2 * frequencies.Length;
        double[] entries = new double[n * n];
        for (int k = 0; k < frequencies.Length; k++)
        {
            entries[(2 * k * n) + (2 * k) + 1] = -frequencies[k];
            entries[(((2 * k) + 1) * n) + (2 * k)] = frequencies[k];
        }

        Assert.Equal(expected * Math.PI, PeriodRelations.Period(new Matrix(n, n, entries))!.Value, 1e-10);
        Assert.Null(PeriodRelations.Period(new Matrix(n, n, entries) + Matrix.Identity(n)));
    }

    [Fact]
    public void IrrationalFlows_HaveNoPeriod()
        => Assert.Null(PeriodRelations.Period(Matrix.FromRows(4, 4, [0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 0, -Math.Sqrt(2), 0, 0, Math.Sqrt(2), 0])));
}
