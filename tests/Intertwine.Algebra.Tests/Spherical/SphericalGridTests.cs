namespace Intertwine.Algebra.Tests;

/// <summary>Grids on the sphere and on SO(3): e3nn's maps, inverses, and pointwise functions through them.</summary>
public sealed class SphericalGridTests
{
    [Fact]
    public void S2Maps_AreThoseOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/S2Grid");
        int degree = golden.Json("lmax").GetInt32();
        var grid = new S2Grid(golden.Json("res")[0].GetInt32(), golden.Json("res")[1].GetInt32());
        AssertNear(golden["const/grid_xyz"].Values, grid.Points().ToArray(), 1e-6);
        Matrix to = grid.ToGrid(degree);
        Matrix from = grid.FromGrid(degree);
        for (int sample = 0; sample < golden["input/x"].Shape[0]; sample++)
        {
            double[] values = to.Apply(golden["input/x"].Part(sample));
            AssertNear(golden["output/to_grid"].Part(sample), values, 2e-6);
            AssertNear(golden["output/from_of_to"].Part(sample), from.Apply(values), 2e-6);
            AssertNear(golden["output/from_grid"].Part(sample), from.Apply(golden["input/y"].Part(sample)), 5e-6);
        }
    }

    /// <summary>y = F phi(T x), and the gradient T^T (phi'(T x) F^T c), where phi is tanh times its factor of the second moment.</summary>
    [Fact]
    public void S2Activation_IsThatOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/S2Activation");
        int degree = Representation.Parse(OrthogonalGroup.O3, golden.Metadata["irreps"]).Terms.Max(term => ((SphericalIrrep)term.Piece).Degree);
        var grid = S2Grid.OfResolution(golden.Json("res").GetInt32(), degree);
        CheckActivation(golden, grid.ToGrid(degree), grid.FromGrid(degree), 1e-6);
    }

    [Fact]
    public void SO3Activation_IsThatOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/SO3Activation");
        var grid = SO3Grid.OfResolution(golden.Json("resolution").GetInt32());
        CheckActivation(golden, grid.ToGrid(golden.Json("lmax_in").GetInt32()), grid.FromGrid(golden.Json("lmax_out").GetInt32()), 1e-5);
    }

    [Theory]
    [InlineData(SphericalNormalization.Component, 8, 7, 3)]
    [InlineData(SphericalNormalization.Norm, 8, 9, 3)]
    [InlineData(SphericalNormalization.Integral, 14, 13, 6)]
    public void S2Maps_AreInverse(SphericalNormalization normalization, int betaCount, int alphaCount, int degree)
    {
        var grid = new S2Grid(betaCount, alphaCount);
        Assert.Equal(degree, grid.MaximumDegree);
        Matrix product = grid.FromGrid(degree, normalization) * grid.ToGrid(degree, normalization);
        Assert.True((product - Matrix.Identity(product.Rows)).MaximumNorm() < 1e-13);
        Assert.Equal(1, grid.Weights().Sum(), 1e-14);

        // With another degree out, the factors are still those of the degree in.
        Matrix lower = grid.FromGrid(degree - 1, normalization, inputDegree: degree) * grid.ToGrid(degree, normalization);
        Assert.True((lower - product.Block(0, 0, lower.Rows, lower.Columns)).MaximumNorm() < 1e-13);
    }

    [Fact]
    public void SO3Maps_AreInverse()
    {
        var grid = SO3Grid.OfResolution(3, aspectRatio: 1.2);
        Assert.Equal((6, 7), (grid.BetaCount, grid.AlphaCount));
        Matrix product = grid.FromGrid(2) * grid.ToGrid(2);
        Assert.Equal(35, product.Rows);
        Assert.True((product - Matrix.Identity(35)).MaximumNorm() < 1e-13);
    }

    /// <summary>A function on the sphere, its square: degrees add up, and the grid takes them apart exactly; so it commutes with rotations.</summary>
    [Fact]
    public void Squares_AreEquivariantOnAGridThatIsFineEnough()
    {
        const int Degree = 3;
        var grid = new S2Grid(14, 13);
        Matrix to = grid.ToGrid(Degree);
        Matrix from = grid.FromGrid(2 * Degree, inputDegree: Degree);
        var random = new Random(5);
        double[] x = [.. Enumerable.Range(0, 16).Select(_ => random.NextDouble() - 0.5)];
        var rotation = Rotation.Random(random);
        double[] expected = Rotate(rotation, 2 * Degree, Square(x));
        AssertNear(expected, Square(Rotate(rotation, Degree, x)), 1e-13);

        double[] Square(double[] input) => from.Apply([.. to.Apply(input).Select(value => value * value)]);
    }

    [Fact]
    public void OddNumbersOfPolarAngles_AreAnError() => Assert.Throws<ArgumentOutOfRangeException>("BetaCount", () => new S2Grid(7, 8));

    private static double[] Rotate(Rotation rotation, int degree, double[] x)
        => [.. WignerD.RealToDegree(degree, rotation).SelectMany((matrix, l) => matrix.Apply(x[(l * l)..((l + 1) * (l + 1))]))];

    /// <summary>e3nn's maps are rounded to float32, also where it then computes in float64; its Wigner matrices are exponentials in float32.</summary>
    private static void CheckActivation(GoldenTensors golden, Matrix to, Matrix from, double tolerance)
    {
        Assert.Equal("tanh", golden.Metadata["act"]);
        double factor = SecondMoment.SampledFactors["tanh"];
        for (int sample = 0; sample < golden["input/x1"].Shape[0]; sample++)
        {
            double[] values = to.Apply(golden["input/x1"].Part(sample));
            AssertNear(golden["output64/y"].Part(sample), from.Apply([.. values.Select(v => factor * Math.Tanh(v))]), tolerance);
            double[] back = from.Transpose().Apply(golden["cotangent/y"].Part(sample));
            double[] gradient = to.Transpose().Apply([.. back.Zip(values, (c, v) => c * factor * (1 - (Math.Tanh(v) * Math.Tanh(v))))]);
            AssertNear(golden["grad/input/x1"].Part(sample), gradient, 3 * tolerance);
        }
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double worst = expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max();
        Assert.True(worst <= tolerance, $"{worst:E2} > {tolerance:E2}");
    }
}
