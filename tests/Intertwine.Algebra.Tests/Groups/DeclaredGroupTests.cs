namespace Intertwine.Algebra.Tests;

public sealed class DeclaredGroupTests
{
    private static readonly Matrix RotationZ = Matrix.FromRows(3, 3, [0, -1, 0, 1, 0, 0, 0, 0, 0]);
    private static readonly Matrix MirrorZ = Matrix.FromRows(3, 3, [1, 0, 0, 0, 1, 0, 0, 0, -1]);

    [Fact]
    public void Groups_AreEqualByValue()
    {
        DeclaredGroup left = Cylinder();
        DeclaredGroup right = Cylinder();
        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.Equal(left.Defining, right.Defining);
        Assert.NotEqual(left, DeclaredGroup.Create("Cylinder", 3, [RotationZ], [Matrix.Scalar(3, -1)]).OrThrow());
        Representation representation = Representation.Parse(left, "2xV*V + T_2 + S");
        Assert.Equal("2xV*V + 1xT_2 + 1xS", representation.ToString());
        Assert.Equal(representation, Representation.Parse(right, representation.ToString()));
    }

    [Theory]
    [InlineData("size", "Expected a 3 x 3 matrix as the infinitesimal generator 2, came 2 x 2.")]
    [InlineData("nan", "Expected finite numbers in the infinitesimal generator 1, came NaN.")]
    [InlineData("singular", "Expected an invertible matrix as the discrete generator 1, came a singular one.")]
    [InlineData("image", "Expected a 2 x 2 matrix as the image of the discrete generator 1 in 'T', came 3 x 3.")]
    [InlineData("count", "Expected images of the 1 discrete generators in 'T', came 0.")]
    [InlineData("name", "Expected a name of letters, digits and '_' that begins with a letter and is none of S, V, det, mv, Sym, Alt, x, came 'V'.")]
    [InlineData("twice", "Expected one representation called 'W', came two.")]
    [InlineData("dimension", "Expected a dimension from 1 to 16, came 17.")]
    public void WrongDeclarations_SayWhatIsWrong(string what, string message)
    {
        Matrix two = Matrix.Identity(2);
        DeclaredRepresentation good = new("W", [RotationZ], [MirrorZ]);
        DeclarationFailure? failure = (what switch
        {
            "size" => DeclaredGroup.Create("G", 3, [RotationZ, two], []),
            "nan" => DeclaredGroup.Create("G", 3, [Matrix.Scalar(3, double.NaN)], []),
            "singular" => DeclaredGroup.Create("G", 3, [], [RotationZ]),
            "image" => DeclaredGroup.Create("G", 3, [RotationZ], [MirrorZ], [new("U", [two], [MirrorZ])]),
            "count" => DeclaredGroup.Create("G", 3, [RotationZ], [MirrorZ], [new("U", [two], [])]),
            "name" => DeclaredGroup.Create("G", 3, [RotationZ], [MirrorZ], [good with { Name = "V" }]),
            "twice" => DeclaredGroup.Create("G", 3, [RotationZ], [MirrorZ], [good, good]),
            _ => DeclaredGroup.Create("G", 17, [], []),
        }).Error;
        Assert.Equal(message.Replace("'T'", "'" + failure?.Representation + "'", StringComparison.Ordinal), failure?.Message);
    }

    [Fact]
    public void Compactness_IsFoundInAnyBasis()
    {
        Matrix change = Matrix.FromRows(3, 3, [1, 2, 0, 0, 1, -1, 3, 0, 1]);
        Matrix Skew(Matrix matrix) => change * matrix * change.Inverse();
        Assert.True(DeclaredGroup.Create("G", 3, [.. OrthogonalGroup.SO3.InfinitesimalGenerators.Select(Skew)], [Skew(MirrorZ)]).OrThrow().IsCompact);
        Assert.True(DeclaredGroup.Create("G", 3, [Skew(RotationZ)], []).OrThrow().IsCompact);
        Assert.False(DeclaredGroup.Create("G", 3, [Skew(RotationZ)], [Skew(Matrix.Scalar(3, 2))]).OrThrow().IsCompact);
        Assert.False(DeclaredGroup.Create("G", 4, Group.Parse("SO+(1,3)").OrThrow().InfinitesimalGenerators, []).OrThrow().IsCompact);
        Assert.False(DeclaredGroup.Create("G", 2, [Matrix.FromRows(2, 2, [0, 1, 0, 0])], []).OrThrow().IsCompact);
    }

    /// <summary>The rotations of a cube, from two of them in a skew basis.</summary>
    [Fact]
    public void FiniteGroups_AreListedAndDrawnUniformly()
    {
        Matrix change = Matrix.FromRows(3, 3, [1, 2, 0, 0, 1, -1, 3, 0, 1]);
        Matrix quarter = Matrix.FromRows(3, 3, [0, -1, 0, 1, 0, 0, 0, 0, 1]);
        Matrix third = Matrix.FromRows(3, 3, [0, 0, 1, 1, 0, 0, 0, 1, 0]);
        DeclaredGroup group = DeclaredGroup.Create("Cube", 3, [], [change * quarter * change.Inverse(), change * third * change.Inverse()]).OrThrow();
        Assert.Equal(24, group.Order);
        Assert.Equal(24, group.Elements.Count);
        var random = new Random(1);
        var seen = new Dictionary<long, int>();
        for (int trial = 0; trial < 2400; trial++)
        {
            Matrix matrix = group.Defining.Represent(group.Random(random));
            long key = (long)Math.Round(1e4 * (matrix[0, 0] + (3.7 * matrix[0, 1]) + (17.3 * matrix[1, 2]) + (5.9 * matrix[2, 0])));
            seen[key] = seen.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(24, seen.Count);
        Assert.All(seen.Values, count => Assert.InRange(count, 60, 150));
        Assert.Equal(1, Characters.IntertwinerDimension(group.Defining, group.Defining));
        Assert.Null(DeclaredGroup.Create("Dense", 2, [], [Matrix.FromRows(2, 2, [Math.Cos(1), -Math.Sin(1), Math.Sin(1), Math.Cos(1)])]).OrThrow().Order);
    }

    private static DeclaredGroup Cylinder() => DeclaredGroup.Create(
        "Cylinder", 3, [RotationZ], [MirrorZ], [new DeclaredRepresentation("T_2", [Matrix.FromRows(2, 2, [0, -2, 2, 0])], [Matrix.Identity(2)])]).OrThrow();
}
