using System.Globalization;

namespace Intertwine;

/// <summary>
/// A periodic box: the lattice vectors a, b, c, which may have any lengths and angles, and the axes along which the content repeats. The image of a point x with the integer offsets S lies at x + S_a a + S_b b + S_c c.
/// </summary>
/// <remarks>As <c>cell</c> and <c>pbc</c> of ASE, whose rows are the vectors. The vector of an axis that does not repeat has no meaning here and is not read; zero will do.</remarks>
public sealed class Cell : IEquatable<Cell>
{
    // Below this share of the volume of a right-angled box with the same sides, rounding decides the images.
    private const double LeastVolume = 1e-9;

    private readonly double[] _vectors;
    private readonly bool[] _periodic;

    private Cell(double[] vectors, bool[] periodic)
    {
        _vectors = vectors;
        _periodic = periodic;
    }

    /// <summary>A box from its nine numbers.</summary>
    /// <param name="vectors">a_x a_y a_z b_x b_y b_z c_x c_y c_z: the lattice vectors are the rows.</param>
    /// <param name="periodicA">Whether the content repeats along a; likewise b and c.</param>
    /// <exception cref="ArgumentException">Not nine finite numbers, or the periodic vectors are linearly dependent.</exception>
    public static Cell FromVectors(ReadOnlySpan<double> vectors, bool periodicA = true, bool periodicB = true, bool periodicC = true)
    {
        if (vectors.Length != 9)
        {
            throw new ArgumentException($"Expected nine numbers, three lattice vectors as rows; got {vectors.Length}.", nameof(vectors));
        }

        bool[] periodic = [periodicA, periodicB, periodicC];
        double[] kept = vectors.ToArray();
        for (int axis = 0; axis < 3; axis++)
        {
            Span<double> vector = kept.AsSpan(3 * axis, 3);
            if (!periodic[axis])
            {
                vector.Clear();
            }
            else if (!double.IsFinite(vector[0]) || !double.IsFinite(vector[1]) || !double.IsFinite(vector[2]))
            {
                throw new ArgumentException($"Expected finite lattice vectors; got {Print(vector)} for vector {axis}.", nameof(vectors));
            }
        }

        var cell = new Cell(kept, periodic);
        double share = new LatticeFrame(cell).RelativeVolume;
        return share >= LeastVolume
            ? cell
            : throw new ArgumentException($"Expected linearly independent lattice vectors along the periodic axes; got {cell}, whose volume is {share:g3} of that of a right-angled box with the same sides.", nameof(vectors));
    }

    /// <summary>A box with right angles along x, y and z, periodic along all of them.</summary>
    public static Cell Orthorhombic(double a, double b, double c) => FromVectors([a, 0, 0, 0, b, 0, 0, 0, c]);

    /// <summary>A cube, periodic along x, y and z.</summary>
    public static Cell Cubic(double side) => Orthorhombic(side, side, side);

    /// <summary>Whether the content repeats along lattice vector 0, 1 or 2.</summary>
    public bool IsPeriodic(int axis) => _periodic[axis];

    /// <summary>Component 0 … 2 of lattice vector 0 … 2; zero for an axis that is not periodic.</summary>
    public double this[int axis, int component] => _vectors[(3 * axis) + component];

    /// <summary>The nine numbers, vector by vector; zeros for axes that are not periodic.</summary>
    public ReadOnlySpan<double> Vectors => _vectors;

    /// <summary>S_a a + S_b b + S_c c.</summary>
    public (double X, double Y, double Z) Shift(int a, int b, int c) => (
        (a * _vectors[0]) + (b * _vectors[3]) + (c * _vectors[6]),
        (a * _vectors[1]) + (b * _vectors[4]) + (c * _vectors[7]),
        (a * _vectors[2]) + (b * _vectors[5]) + (c * _vectors[8]));

    /// <summary>|det(a, b, c)|, the volume of a box that is periodic along all three axes; zero for others.</summary>
    public double Volume => Math.Abs(
        (_vectors[0] * ((_vectors[4] * _vectors[8]) - (_vectors[5] * _vectors[7])))
        - (_vectors[1] * ((_vectors[3] * _vectors[8]) - (_vectors[5] * _vectors[6])))
        + (_vectors[2] * ((_vectors[3] * _vectors[7]) - (_vectors[4] * _vectors[6]))));

    public bool Equals(Cell? other) => other is not null && _vectors.AsSpan().SequenceEqual(other._vectors) && _periodic.AsSpan().SequenceEqual(other._periodic);

    public override bool Equals(object? obj) => Equals(obj as Cell);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (double number in _vectors)
        {
            hash.Add(number);
        }

        foreach (bool flag in _periodic)
        {
            hash.Add(flag);
        }

        return hash.ToHashCode();
    }

    public override string ToString() =>
        string.Join(", ", Enumerable.Range(0, 3).Select(axis => _periodic[axis] ? Print(_vectors.AsSpan(3 * axis, 3)) : "open"));

    private static string Print(ReadOnlySpan<double> vector) => string.Create(CultureInfo.InvariantCulture, $"({vector[0]}, {vector[1]}, {vector[2]})");
}
