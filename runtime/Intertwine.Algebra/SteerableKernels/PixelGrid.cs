namespace Intertwine.Algebra;

/// <summary>
/// The points of a kernel of <paramref name="Size"/> pixels (voxels) along each axis, in the order of memory, about their middle. Memory is [row, column] or
/// [slice, row, column]: columns go along x, rows downwards against y, slices against z, so that the last axis of memory is x and rotations are right-handed. Equal by value.
/// </summary>
/// <param name="Dimension">2 or 3.</param>
/// <param name="Size">K, from 1.</param>
/// <param name="Dilation">Distance between neighbouring points, from 1.</param>
public sealed record PixelGrid(int Dimension, int Size, int Dilation = 1)
{
    public int Dimension { get; } = Dimension is 2 or 3 ? Dimension : throw new ArgumentOutOfRangeException(nameof(Dimension), Dimension, "Expected 2 or 3 dimensions.");

    public int Size { get; } = Size >= 1 ? Size : throw new ArgumentOutOfRangeException(nameof(Size), Size, "Expected a size from 1.");

    public int Dilation { get; } = Dilation >= 1 ? Dilation : throw new ArgumentOutOfRangeException(nameof(Dilation), Dilation, "Expected a dilation from 1.");

    /// <summary>K^n.</summary>
    public int Count => Dimension == 2 ? Size * Size : Size * Size * Size;

    /// <summary>The coordinates of the point with the given place in memory.</summary>
    public double[] Point(int index)
    {
        double middle = 0.5 * (Size - 1);
        double At(int position) => Dilation * (position - middle);
        return Dimension == 2
            ? [At(index % Size), 0 - At(index / Size)]
            : [At(index % Size), 0 - At(index / Size % Size), 0 - At(index / (Size * Size))];
    }

    /// <summary>The place in memory of the point with the given coordinates, or -1 where there is none.</summary>
    public int IndexOf(IReadOnlyList<double> point)
    {
        double middle = 0.5 * (Size - 1);
        int index = 0;
        for (int axis = Dimension - 1; axis >= 0; axis--)
        {
            double position = middle + ((axis == 0 ? point[axis] : 0 - point[axis]) / Dilation);
            int rounded = (int)Math.Round(position);
            if (Math.Abs(position - rounded) > 1e-9 || rounded < 0 || rounded >= Size)
            {
                return -1;
            }

            index = (index * Size) + rounded;
        }

        return index;
    }
}
