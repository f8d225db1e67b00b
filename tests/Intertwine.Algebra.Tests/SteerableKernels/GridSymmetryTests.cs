namespace Intertwine.Algebra.Tests;

/// <summary>What <see cref="GridSymmetry"/> says against convolutions of random fields that are turned before and after.</summary>
public sealed class GridSymmetryTests
{
    private static readonly DihedralGroup Group = new(4);
    private static readonly EuclideanAction Action = EuclideanAction.Of(Group);

    public static TheoryData<int, int, int, int, int, int> Sizes => new()
    {
        { 3, 7, 1, 0, 1, 0 }, { 3, 7, 1, 1, 1, 1 }, { 3, 7, 2, 1, 1, 1 }, { 3, 8, 2, 1, 1, 1 }, { 4, 8, 1, 0, 1, 0 }, { 4, 8, 2, 1, 1, 1 }, { 4, 7, 2, 1, 1, 1 }, { 2, 6, 2, 0, 1, 0 }, { 3, 9, 3, 0, 1, 0 },
        { 3, 10, 3, 0, 1, 0 }, { 3, 9, 1, 2, 2, 2 }, { 3, 9, 2, 2, 2, 2 }, { 3, 8, 2, 2, 2, 2 }, { 4, 7, 1, 1, 1, 2 }, { 3, 7, 1, 0, 1, 1 }, { 4, 8, 2, 0, 1, 0 }, { 3, 6, 2, 0, 1, 1 }, { 2, 5, 1, 0, 2, 0 }, { 4, 9, 1, 1, 3, 1 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void SurvivingElements_AreThoseUnderWhichConvolutionsTurn(int kernelSize, int size, int stride, int padding, int dilation, int after)
    {
        var grid = new ConvolutionGrid(kernelSize, size, stride, padding, dilation, after == padding ? null : after);
        GridSymmetryReport report = GridSymmetry.Check(Action, grid);
        Assert.Equal(8, report.Lattice.Count);
        GridKernelBasis basis = GridKernels.Solve(Action, Group.Regular, Group.Regular, kernelSize).Value!;
        var random = new Random(17);
        double[] filter = new double[8 * 8 * kernelSize * kernelSize];
        foreach (SparseTensor3 element in basis.Elements)
        {
            double weight = random.NextDouble() - 0.5;
            foreach (SparseEntry3 entry in element.Entries)
            {
                filter[(((entry.I * 8) + entry.J) * kernelSize * kernelSize) + entry.K] += weight * entry.Value;
            }
        }

        // Padding by hand, so that it may be uneven.
        int padded = size + padding + after;
        var convolution = new DirectConvolution(filter, 8, 8, kernelSize, 2, 0, stride, dilation);
        Assert.Equal(convolution.OutputSize(padded), grid.OutputSize);
        double[] x = [.. Enumerable.Range(0, 8 * size * size).Select(_ => random.NextDouble() - 0.5)];
        double[] y = convolution.Forward(Pad(x, size, padding, after), 1, padded);
        foreach (LatticeSymmetry symmetry in report.Lattice)
        {
            double[] turned = convolution.Forward(Pad(Turn(x, size, symmetry), size, padding, after), 1, padded);
            double error = turned.Zip(Turn(y, grid.OutputSize, symmetry), (a, b) => Math.Abs(a - b)).Max();
            bool survives = report.Surviving.Contains(symmetry);
            Assert.True(survives ? error < 1e-12 : error > 1e-3, $"{symmetry.Matrix}: {error}, {survives}");
        }

        Assert.Equal(report.Surviving.Count == 8, report.IsExact);
        Assert.Equal(report.IsExact, report.Findings.All(finding => !finding.BreaksSymmetry));
    }

    [Fact]
    public void OddKernelsAtStrideOne_AreSilent() => Assert.Empty(GridSymmetry.Check(Action, new ConvolutionGrid(5, 12, Padding: 2)).Findings);

    [Fact]
    public void RotationsByOtherAngles_AreOnlyApproximate()
    {
        GridFinding finding = Assert.Single(GridSymmetry.Check(EuclideanAction.Of(new CyclicGroup(8)), new ConvolutionGrid(3, 9)).Findings);
        Assert.Equal((GridFindingKind.Interpolated, true), (finding.Kind, finding.BreaksSymmetry));
        Assert.Equal(["C_8", "C_4"], finding.Arguments);
        Assert.Equal(["SO(2)", "C_4"], Only(new OrthogonalGroup(2, IsSpecial: true, HasTranslations: false)));
        Assert.Equal(["O(2)", "D_4"], Only(new OrthogonalGroup(2, IsSpecial: false, HasTranslations: false)));
        Assert.Equal(["C_6", "C_2"], Only(new CyclicGroup(6)));
        Assert.Equal(["D_3", "D_1"], Only(new DihedralGroup(3)));
        Assert.Equal(["SO(3)", "24 rotations"], Only(OrthogonalGroup.SO3));
        Assert.Equal(["O(3)", "24 rotations and 24 reflections"], Only(OrthogonalGroup.O3));

        static IReadOnlyList<string> Only(Group group) => Assert.Single(GridSymmetry.Check(EuclideanAction.Of(group), new ConvolutionGrid(3, 9)).Findings).Arguments;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void RotationsByQuarterTurns_AreExact(int order) => Assert.True(GridSymmetry.Check(EuclideanAction.Of(new CyclicGroup(order)), new ConvolutionGrid(3, 9)).IsExact);

    [Fact]
    public void StrideThatDoesNotDivide_SaysWhichSizesDo()
    {
        GridSymmetryReport report = GridSymmetry.Check(Action, new ConvolutionGrid(3, 8, Stride: 2, Padding: 1));
        GridFinding finding = report.Findings.Single(finding => finding.Kind == GridFindingKind.StrideRemainder);
        Assert.True(finding.BreaksSymmetry);
        Assert.Contains("7 or 9", finding.Message, StringComparison.Ordinal);
        Assert.True(GridSymmetry.Check(Action, new ConvolutionGrid(3, 9, Stride: 2, Padding: 1)).IsExact);
        // The mirror that exchanges the two axes of memory is left.
        Assert.Equal(2, report.Surviving.Count);
    }

    /// <summary>The turned image has its sizes exchanged: both are convolved alike unless the axes are treated differently or the output is off: on 9 x 8 points along x, which two of the four elements that exchange the axes carry to where it is on 8 x 9.</summary>
    [Theory]
    [InlineData(9, 7, 3, 3, 1, 8)]
    [InlineData(9, 8, 3, 3, 1, 8)]
    [InlineData(9, 7, 3, 3, 2, 8)]
    [InlineData(9, 8, 3, 3, 2, 4)]
    [InlineData(8, 8, 3, 3, 2, 2)]
    [InlineData(9, 9, 3, 5, 1, 4)]
    [InlineData(9, 8, 5, 3, 2, 2)]
    public void RectangularGrids_KeepWhatTreatsTheAxesAlike(int rows, int columns, int kernelRows, int kernelColumns, int stride, int surviving)
    {
        GridSymmetryReport report = GridSymmetry.Check(Action, [new ConvolutionGrid(kernelRows, rows, stride, kernelRows / 2), new ConvolutionGrid(kernelColumns, columns, stride, kernelColumns / 2)]);
        Assert.Equal(surviving, report.Surviving.Count);
        Assert.Equal(surviving == 8, report.IsExact);
        Assert.Equal(kernelRows != kernelColumns, report.Findings.Any(finding => finding.Kind == GridFindingKind.UnevenAxes));
    }

    [Fact]
    public void KernelsThatDoNotFit_HaveNoOutput()
        => Assert.Equal(GridFindingKind.NoOutput, GridSymmetry.Check(Action, new ConvolutionGrid(5, 3)).Findings.Single().Kind);

    private static double[] Pad(double[] x, int size, int before, int after)
    {
        int padded = size + before + after;
        double[] result = new double[8 * padded * padded];
        for (int i = 0; i < x.Length; i++)
        {
            int channel = i / (size * size);
            result[(((channel * padded) + (i / size % size) + before) * padded) + (i % size) + before] = x[i];
        }

        return result;
    }

    /// <summary>(g f)(x) = rho(g) f(g^-1 x) about the middle.</summary>
    private static double[] Turn(double[] field, int size, LatticeSymmetry symmetry)
    {
        var grid = new PixelGrid(2, size);
        Matrix matrix = Group.Regular.Represent(symmetry.Element);
        double[] result = new double[field.Length];
        for (int pixel = 0; pixel < grid.Count; pixel++)
        {
            double[] value = matrix.Apply([.. Enumerable.Range(0, 8).Select(channel => field[(channel * grid.Count) + pixel])]);
            int target = symmetry.Move(grid, pixel);
            for (int channel = 0; channel < 8; channel++)
            {
                result[(channel * grid.Count) + target] = value[channel];
            }
        }

        return result;
    }
}
