using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>The sizes of a convolution on a square or cubic grid, or along one axis of another.</summary>
/// <param name="KernelSize">Points of the kernel along each axis.</param>
/// <param name="InputSize">Points of the input along each axis.</param>
/// <param name="Stride">Distance between the points where the output is taken.</param>
/// <param name="Padding">Zeros before the first point of each axis of memory.</param>
/// <param name="Dilation">Distance between neighbouring points of the kernel.</param>
/// <param name="PaddingAfter">Zeros after the last point; as many as before where null.</param>
public sealed record ConvolutionGrid(int KernelSize, int InputSize, int Stride = 1, int Padding = 0, int Dilation = 1, int? PaddingAfter = null)
{
    /// <summary>Points from the first to the last of the kernel: <c>dilation (K - 1) + 1</c>.</summary>
    public int Extent => (Dilation * (KernelSize - 1)) + 1;

    /// <summary>Positions of the kernel at stride 1, minus 1: negative where it does not fit.</summary>
    internal int Span => InputSize + Padding + (PaddingAfter ?? Padding) - Extent;

    /// <summary>Points of the output along each axis.</summary>
    public int OutputSize => Span < 0 ? 0 : (Span / Stride) + 1;

    /// <summary>Positions that the last step leaves unused.</summary>
    public int Remainder => Span < 0 ? 0 : Span % Stride;

    /// <summary>How far the middle of the output's points is from the middle of the input, along each axis of memory.</summary>
    public double Offset => Span < 0 ? 0 : 0.5 * ((PaddingAfter ?? Padding) - Padding - Remainder);
}

/// <summary>What a grid does to a symmetry.</summary>
public enum GridFindingKind
{
    /// <summary>Arguments: group, elements that carry the lattice to itself. The others move points between pixels.</summary>
    Interpolated,

    /// <summary>Arguments: kernel size, dilation. No point in the middle of the kernel: rings at the centre are empty, and output points lie between input points.</summary>
    EvenKernel,

    /// <summary>Arguments: stride, positions, remainder, padding that helps. The output's points are not in the middle of the input's.</summary>
    StrideRemainder,

    /// <summary>Arguments: padding before, padding after. The output's points are not in the middle of the input's.</summary>
    UnevenPadding,

    /// <summary>Arguments: stride. Shifts of the input by other distances than multiples of the stride are lost.</summary>
    SubsampledShifts,

    /// <summary>No arguments. Kernel, stride, dilation or padding differ between the axes: elements that exchange such axes are lost.</summary>
    UnevenAxes,

    /// <summary>Arguments: kernel extent, padded input size. The kernel does not fit.</summary>
    NoOutput,
}

/// <summary>One thing that a grid does to a symmetry, as data for messages. Equal by value.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="BreaksSymmetry">Whether elements of the group that the continuous convolution respects are lost or hold only approximately.</param>
/// <param name="Arguments">The parts of the message, in the order that the kind states.</param>
public sealed record GridFinding(GridFindingKind Kind, bool BreaksSymmetry, IReadOnlyList<string> Arguments)
{
    /// <summary>The finding in words.</summary>
    public string Message => Kind switch
    {
        GridFindingKind.Interpolated =>
            $"Of {Arguments[0]} only {Arguments[1]} carry pixels to pixels; under the others a convolution on this grid is equivariant up to the error of sampling, not exactly.",
        GridFindingKind.EvenKernel =>
            $"A kernel of {Arguments[0]} points has none in its middle: functions at its centre vanish on the grid, and the output lies between the points of the input, so it cannot be added to it.",
        GridFindingKind.StrideRemainder =>
            $"The stride {Arguments[0]} does not divide the {Arguments[1]} steps of the kernel (remainder {Arguments[2]}): the output is off the middle of the input, and turning the input does not turn the output. {Arguments[3]}",
        GridFindingKind.UnevenPadding =>
            $"Padding by {Arguments[0]} before and {Arguments[1]} after puts the output off the middle of the input: turning the input does not turn the output.",
        GridFindingKind.UnevenAxes =>
            "The kernel, stride, dilation or padding is not the same along all axes: no element that exchanges such axes is kept.",
        GridFindingKind.SubsampledShifts =>
            $"With the stride {Arguments[0]} only shifts of the input by multiples of {Arguments[0]} shift the output.",
        _ => $"The kernel reaches over {Arguments[0]} points, the padded input has {Arguments[1]}: there is no output.",
    };

    public bool Equals(GridFinding? other) => other is not null && Kind == other.Kind && BreaksSymmetry == other.BreaksSymmetry && Sequences.AreEqual(Arguments, other.Arguments);

    public override int GetHashCode() => Sequences.Combine((int)Kind, Sequences.Hash(Arguments));

    public override string ToString() => Message;
}

/// <summary>What is left of a symmetry on a grid.</summary>
/// <param name="Findings">What the grid does to it.</param>
/// <param name="Lattice">The elements of the group that carry pixels to pixels.</param>
/// <param name="Surviving">Those under which the convolution with symmetric kernels is exactly equivariant about the middle of the input, borders included.</param>
/// <param name="IsExact">Whether these are all elements of the group.</param>
public sealed record GridSymmetryReport(IReadOnlyList<GridFinding> Findings, IReadOnlyList<LatticeSymmetry> Lattice, IReadOnlyList<LatticeSymmetry> Surviving, bool IsExact);

/// <summary>
/// Tells before anything runs which part of a symmetry a convolution on a grid keeps. The kernel is symmetric about its middle, for odd and even sizes; zero padding turns with the input. What counts is whether the points of the output, which stand
/// at <c>stride j + dilation (K - 1) / 2 - padding</c>, are symmetric about the middle of the input: where they are off by a vector t, the elements with g t = t' survive, with t' of the input that g has turned: t itself on square
/// and cubic inputs. (On others the elements that survive need not form a group: their products start from the turned input.)
/// </summary>
public static class GridSymmetry
{
    /// <summary>A square or cubic grid: the same along all axes.</summary>
    public static GridSymmetryReport Check(EuclideanAction action, ConvolutionGrid grid) => Check(action, [.. Enumerable.Repeat(grid, action.Dimension)]);

    /// <summary>A rectangular grid: one entry per axis of memory, [row, column] or [slice, row, column].</summary>
    public static GridSymmetryReport Check(EuclideanAction action, IReadOnlyList<ConvolutionGrid> axes)
    {
        if (axes.Count != action.Dimension)
        {
            throw new ArgumentException($"Expected a grid for each of {action.Dimension} axes, came {axes.Count}.", nameof(axes));
        }

        IReadOnlyList<LatticeSymmetry> lattice = LatticeSymmetry.Of(action);
        List<GridFinding> findings = [];
        bool allOnLattice = IsWhole(action, lattice);
        if (!allOnLattice)
        {
            findings.Add(new GridFinding(GridFindingKind.Interpolated, true, [action.Group.Name, Describe(lattice)]));
        }

        ConvolutionGrid[] distinct = [.. axes.Distinct()];
        foreach (ConvolutionGrid grid in distinct)
        {
            Validate(grid);
            if (grid.Span < 0)
            {
                findings.Add(new GridFinding(GridFindingKind.NoOutput, true, [Text(grid.Extent), Text(grid.InputSize + grid.Padding + (grid.PaddingAfter ?? grid.Padding))]));
            }
        }

        if (distinct.Any(grid => grid.Span < 0))
        {
            return new GridSymmetryReport(findings, lattice, [], false);
        }

        LatticeSymmetry[] surviving = [.. lattice.Where(symmetry => IsKept(symmetry.Matrix, axes))];
        bool breaks = surviving.Length < lattice.Count;
        if (axes.Any(grid => WithInput(grid, 1) != WithInput(axes[0], 1)))
        {
            findings.Add(new GridFinding(GridFindingKind.UnevenAxes, breaks, []));
        }

        findings.AddRange(distinct.SelectMany(grid => Findings(grid, breaks)).Distinct());
        return new GridSymmetryReport(findings, lattice, surviving, allOnLattice && !breaks);
    }

    private static IEnumerable<GridFinding> Findings(ConvolutionGrid grid, bool breaks)
    {
        if (grid.KernelSize % 2 == 0)
        {
            yield return new GridFinding(GridFindingKind.EvenKernel, false, [Text(grid.KernelSize), Text(grid.Dilation)]);
        }

        if (grid.PaddingAfter is { } after && after != grid.Padding)
        {
            yield return new GridFinding(GridFindingKind.UnevenPadding, breaks, [Text(grid.Padding), Text(after)]);
        }

        if (grid.Remainder != 0)
        {
            yield return new GridFinding(GridFindingKind.StrideRemainder, breaks, [Text(grid.Stride), Text(grid.Span), Text(grid.Remainder), Remedy(grid)]);
        }

        if (grid.Stride > 1)
        {
            yield return new GridFinding(GridFindingKind.SubsampledShifts, false, [Text(grid.Stride)]);
        }
    }

    /// <summary>Whether a signed permutation of the axes carries the output's points on the input to those on the turned input, whose sizes are permuted.</summary>
    private static bool IsKept(Matrix matrix, IReadOnlyList<ConvolutionGrid> axes)
    {
        for (int to = 0; to < axes.Count; to++)
        {
            int from = 0;
            while (Math.Abs(matrix[to, from]) < 0.5)
            {
                from++;
            }

            // The last axis of memory runs along x, the ones before it against y and z.
            ConvolutionGrid source = axes[axes.Count - 1 - from];
            ConvolutionGrid target = axes[axes.Count - 1 - to];
            double before = matrix[to, from] * (from == 0 ? source.Offset : 0 - source.Offset);
            double turned = WithInput(target, source.InputSize).Offset;
            if (WithInput(target, 1) != WithInput(source, 1) || Math.Abs(before - (to == 0 ? turned : 0 - turned)) > 1e-9)
            {
                return false;
            }
        }

        return true;
    }

    private static ConvolutionGrid WithInput(ConvolutionGrid grid, int size) => grid with { InputSize = size, PaddingAfter = grid.PaddingAfter ?? grid.Padding };

    /// <summary>The nearest input sizes that the stride divides.</summary>
    private static string Remedy(ConvolutionGrid grid)
    {
        string smaller = Text(grid.InputSize - grid.Remainder);
        string larger = Text(grid.InputSize + grid.Stride - grid.Remainder);
        return grid.InputSize > grid.Remainder ? $"Inputs of {smaller} or {larger} points are symmetric." : $"Inputs of {larger} points are symmetric.";
    }

    private static bool IsWhole(EuclideanAction action, IReadOnlyList<LatticeSymmetry> lattice)
        => action.Group.Order is not null
            && action.Group.Elements.Select(action.Represent).All(matrix => lattice.Any(symmetry => (symmetry.Matrix - matrix).MaximumNorm() < 1e-9));

    private static string Describe(IReadOnlyList<LatticeSymmetry> lattice)
    {
        int rotations = lattice.Count(symmetry => symmetry.IsRotation);
        int mirrors = lattice.Count - rotations;
        if (lattice[0].Matrix.Rows == 3)
        {
            return mirrors == 0 ? $"{Text(rotations)} rotations" : $"{Text(rotations)} rotations and {Text(mirrors)} reflections";
        }

        return (mirrors == 0 ? "C_" : "D_") + Text(rotations);
    }

    private static void Validate(ConvolutionGrid grid)
    {
        if (grid.KernelSize < 1 || grid.InputSize < 1 || grid.Stride < 1 || grid.Dilation < 1 || grid.Padding < 0 || grid.PaddingAfter < 0)
        {
            throw new ArgumentException($"Expected sizes, stride and dilation from 1 and paddings from 0, came {grid}.", nameof(grid));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
