namespace Intertwine.Algebra.Tests;

/// <summary>Kernels on grids: the group convolutions of Cohen and Welling as special cases, and all others against the equations of every pixel.</summary>
public sealed class GridKernelTests
{
    private static readonly EuclideanAction C4 = EuclideanAction.Of(new CyclicGroup(4));
    private static readonly EuclideanAction D4 = EuclideanAction.Of(new DihedralGroup(4));

    [Theory]
    [InlineData(4, false, 3)]
    [InlineData(4, true, 3)]
    [InlineData(2, true, 5)]
    [InlineData(1, true, 4)]
    public void Lifting_IsOneFilterMovedByEveryElement(int rotations, bool mirrors, int size)
    {
        FiniteGroup group = mirrors ? new DihedralGroup(rotations) : new CyclicGroup(rotations);
        var action = EuclideanAction.Of(group);
        GridKernelBasis basis = GridKernels.Solve(action, group.Trivial, group.Regular, size).Value!;
        Assert.Equal(size * size, basis.Dimension);
        Assert.Equal(0, basis.Residual);
        foreach (SparseTensor3 element in basis.Elements)
        {
            // One 1 for each element of the group: in the filter of g at the pixel that g moves there.
            Assert.Equal(group.Order, element.Entries.Count);
            Assert.All(element.Entries, entry => Assert.Equal(1, entry.Value));
            int first = element.Entries.Single(entry => entry.I == 0).K;
            for (int g = 0; g < group.Order; g++)
            {
                double[] moved = action.Represent(group.Elements[g]).Apply(basis.Grid.Point(first));
                Assert.Contains(element.Entries, entry => entry.I == g && entry.K == basis.Grid.IndexOf(moved));
            }
        }
    }

    [Fact]
    public void GroupConvolution_HasOneFilterPerPairUpToTheGroup()
    {
        Assert.Equal(4 * 9, GridKernels.Solve(C4, ((FiniteGroup)C4.Group).Regular, ((FiniteGroup)C4.Group).Regular, 3).Value!.Dimension);
        Assert.Equal(8 * 9, GridKernels.Solve(D4, ((FiniteGroup)D4.Group).Regular, ((FiniteGroup)D4.Group).Regular, 3).Value!.Dimension);
    }

    public static TheoryData<string, string, string, int> Spaces => new()
    {
        { "C_4", "1", "regular", 3 },
        { "C_4", "1", "1", 4 },
        { "D_4", "0o", "1", 3 },
        { "D_4", "1", "1", 3 },
        { "D_4", "2e", "regular", 2 },
        { "D_2", "V", "regular", 3 },
        { "C_2", "V", "V", 3 },
    };

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Spaces_AreThoseOfTheEquations(string groupName, string input, string output, int size)
    {
        Group group = Group.Parse(groupName).OrThrow();
        var action = EuclideanAction.Of(group);
        Piece from = group.ParsePiece(input).OrThrow();
        Piece to = group.ParsePiece(output).OrThrow();
        GridKernelBasis basis = GridKernels.Solve(action, from, to, size).Value!;
        Assert.True(basis.Residual < 1e-14);
        Assert.True(basis.IsExact);
        // The permutation of the pixels as one more representation: kernels are intertwiners from in ⊗ pixels to out.
        List<Matrix> permutations = [];
        for (int k = 0; k < group.DiscreteCount; k++)
        {
            double[] permutation = new double[size * size * size * size];
            for (int pixel = 0; pixel < size * size; pixel++)
            {
                int target = basis.Grid.IndexOf(action.Represent(GroupElement.Discrete(group, k)).Apply(basis.Grid.Point(pixel)));
                permutation[(target * size * size) + pixel] = 1;
            }

            permutations.Add(Matrix.FromRows(size * size, size * size, permutation));
        }

        var pixels = new GeneratedPiece(group, "pixels", size * size, [], permutations);
        int expected = IntertwinerSolver.Solve(pixels, new GeneratedPiece(group, "pair", to.Dimension * from.Dimension, [], [.. to.DiscreteGenerators.Zip(from.DiscreteGenerators, (a, b) => a.Kronecker(b))])).Value!.Dimension;
        Assert.Equal(expected, basis.Dimension);
    }

    [Fact]
    public void KernelsInSpace_CountOrbitsOfVoxels()
    {
        // The 27 voxels under the quarter turns about z: 3 on the axis, 6 orbits of four.
        var action = EuclideanAction.AboutZ(new CyclicGroup(4));
        Assert.Equal(9, GridKernels.Solve(action, action.Group.Trivial, action.Group.Trivial, 3).Value!.Dimension);
    }

    [Fact]
    public void GroupsThatMovePixelsBetweenPixels_Fail()
    {
        var action = EuclideanAction.Of(new CyclicGroup(8));
        Assert.Equal(SolveFailureKind.NotOnGrid, GridKernels.Solve(action, action.Group.Trivial, action.Group.Trivial, 3).Error!.Kind);
        var circle = EuclideanAction.Of(new OrthogonalGroup(2, IsSpecial: true, HasTranslations: false));
        Assert.Equal(SolveFailureKind.NotOnGrid, GridKernels.Solve(circle, circle.Group.Trivial, circle.Group.Trivial, 3).Error!.Kind);
    }
}
