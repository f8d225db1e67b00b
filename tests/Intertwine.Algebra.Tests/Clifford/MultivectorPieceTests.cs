namespace Intertwine.Algebra.Tests.Clifford;

public sealed class MultivectorPieceTests
{
    /// <summary>The solver finds the nine Pin(3,0,1)-equivariant linear maps of GATr: five grade projections, four multiplications by e0.</summary>
    [Fact]
    public void LinearMapsUnderE3_AreThoseOfGatr()
    {
        var multivectors = new MultivectorPiece(OrthogonalGroup.E3);
        IntertwinerBasis basis = IntertwinerSolver.Solve(multivectors, multivectors).OrThrow();
        GoldenTensor golden = GoldenTensors.Load("gatr/basis")["pin_linear_basis_normalized"];
        Assert.Equal(golden.Shape[0], basis.Dimension);
        Assert.Equal(0, basis.Residual);
        Assert.Equal(24, basis.Elements.Sum(element => element.Entries.Count));

        // Both bases have disjoint supports, so elements correspond up to a factor.
        double[][] normalized = [.. basis.Elements.Select(element => element.ToDense().ToArray()).Select(entries => entries.Select(value => value / Math.Sqrt(entries.Sum(v => v * v))).ToArray())];
        for (int k = 0; k < golden.Shape[0]; k++)
        {
            Assert.Contains(normalized, element => Math.Abs(Math.Abs(element.Zip(golden.Part(k), (a, b) => a * b).Sum()) - 1) < 1e-6);
        }
    }

    /// <summary>The embedding of GATr: e123 - x e023 + y e013 - z e012.</summary>
    [Fact]
    public void Points_AreTrivectors()
    {
        var multivectors = new MultivectorPiece(OrthogonalGroup.E3);
        var random = new System.Random(3);
        for (int trial = 0; trial < 10; trial++)
        {
            double[] point = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
            GroupElement g = GroupElements.Random(OrthogonalGroup.E3, random);
            double[] moved = OrthogonalGroup.E3.Point.Action(g).Apply(point);
            // An inversion turns the orientation of e123.
            double sign = OrthogonalGroup.E3.Vector.Represent(g) is var r && Determinant(r) < 0 ? -1 : 1;
            double[] expected = [.. Embed(moved).Select(value => sign * value)];
            double[] actual = multivectors.Represent(g).Apply(Embed(point));
            Assert.True(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() < 1e-12);
        }
    }

    [Theory]
    [InlineData("SO(2)")]
    [InlineData("O(3)")]
    [InlineData("SE(3)")]
    [InlineData("E(2)")]
    [InlineData("O(4)")]
    [InlineData("SO+(1,3)")]
    [InlineData("O(2,1)")]
    public void GeometricProduct_IsEquivariant(string name)
    {
        Group group = Group.Parse(name).OrThrow();
        var multivectors = new MultivectorPiece(group);
        var random = new System.Random(5);
        double[] Draw() => [.. Enumerable.Range(0, multivectors.Dimension).Select(_ => (2 * random.NextDouble()) - 1)];
        for (int trial = 0; trial < 5; trial++)
        {
            (double[] x, double[] y) = (Draw(), Draw());
            Matrix g = multivectors.Represent(GroupElements.Random(group, random));
            foreach (BladeProduct product in (BladeProduct[])[multivectors.Algebra.Geometric, multivectors.Algebra.Outer, multivectors.Algebra.LeftContraction])
            {
                double[] expected = g.Apply(product.Apply(x, y));
                double[] actual = product.Apply(g.Apply(x), g.Apply(y));
                Assert.True(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() < 1e-11 * Math.Max(1, expected.Max(Math.Abs)));
            }
        }
    }

    [Fact]
    public void Notation_IsMv()
    {
        Representation representation = Representation.Parse(OrthogonalGroup.E3, "4xmv + 0e");
        Assert.Equal(new MultivectorPiece(OrthogonalGroup.E3), representation.Terms[0].Piece);
        Assert.Equal(65, representation.Dimension);
        Assert.Equal(representation, Representation.Parse(OrthogonalGroup.E3, representation.ToString()));
        Assert.Equal("4xmv + 1x0", representation.Restrict(OrthogonalGroup.SE3)!.ToString());
        Assert.Null(representation.Restrict(OrthogonalGroup.O3));
    }

    [Theory]
    [InlineData("GL(3)", "mv", 0, "a group that keeps a metric for mv, came GL(3)")]
    [InlineData("O(9)", "S + mv", 4, "at most 8 generators for mv, came O(9)")]
    public void GroupsWithoutMultivectors_SaySo(string group, string text, int position, string message)
    {
        ParseError error = RepresentationParser.Parse(Group.Parse(group).OrThrow(), text).Error!;
        Assert.Equal(position, error.Position);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static double[] Embed(double[] point)
    {
        double[] embedded = new double[16];
        (embedded[14], embedded[13], embedded[12], embedded[11]) = (1, -point[0], point[1], -point[2]);
        return embedded;
    }

    private static double Determinant(Matrix m)
        => (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[2, 1]))) - (m[0, 1] * ((m[1, 0] * m[2, 2]) - (m[1, 2] * m[2, 0]))) + (m[0, 2] * ((m[1, 0] * m[2, 1]) - (m[1, 1] * m[2, 0])));
}
