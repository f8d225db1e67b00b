namespace Intertwine.Algebra;

/// <summary>A symmetry of a square or cubic lattice that a group holds, as a signed permutation of the axes.</summary>
/// <param name="Matrix">How points move, entries 0 and ±1.</param>
/// <param name="Element">A group element that moves them so.</param>
public sealed record LatticeSymmetry(Matrix Matrix, GroupElement Element)
{
    public bool IsIdentity => Matrix.Equals(Matrix.Identity(Matrix.Rows));

    /// <summary>Whether orientation stays.</summary>
    public bool IsRotation => Determinant(Matrix) > 0;

    /// <summary>
    /// The elements of a group that carry the lattice Z^n to itself, the identity first: of SO(2) and O(2) those of C_4 and D_4, of SO(3) and O(3) the 24 and 48 symmetries of a cube.
    /// </summary>
    public static IReadOnlyList<LatticeSymmetry> Of(EuclideanAction action)
    {
        List<LatticeSymmetry> symmetries = [];
        foreach (GroupElement element in Candidates(action.Group))
        {
            Matrix matrix = action.Represent(element);
            Matrix rounded = Round(matrix);
            if ((matrix - rounded).MaximumNorm() < 1e-9 && symmetries.All(known => !known.Matrix.Equals(rounded)))
            {
                symmetries.Add(new LatticeSymmetry(rounded, element));
            }
        }

        return symmetries;
    }

    /// <summary>Where the point with the given place in memory goes.</summary>
    public int Move(PixelGrid grid, int index) => grid.IndexOf(Matrix.Apply(grid.Point(index)));

    private static IEnumerable<GroupElement> Candidates(Group group)
    {
        if (group.Order is not null)
        {
            return group.Elements;
        }

        if (group is not OrthogonalGroup { Dimension: 2 or 3 } rotations)
        {
            throw new NotSupportedException($"The symmetries of a lattice are known of finite groups and of the rotations of the plane and of space: expected one of them, came {group}.");
        }

        return Words(rotations);
    }

    /// <summary>Products of quarter turns about the axes, with and without the inversion or mirror.</summary>
    private static IEnumerable<GroupElement> Words(OrthogonalGroup group)
    {
        IEnumerable<GroupElement> words = [GroupElement.Identity(group)];
        // Every rotation of the cube is a product of turns about z, then x, then z.
        foreach (int axis in group.Dimension == 2 ? (int[])[0] : [2, 0, 2])
        {
            words = [.. words.SelectMany(word => Enumerable.Range(0, 4).Select(quarters => quarters == 0 ? word : Turn(group, axis, quarters) * word))];
        }

        return group.IsSpecial ? words : words.Concat([.. words.Select(word => GroupElement.Discrete(group, 0) * word)]);
    }

    private static GroupElement Turn(OrthogonalGroup group, int axis, int quarters)
    {
        double[] coefficients = new double[group.InfinitesimalCount];
        coefficients[axis] = quarters * Math.PI / 2;
        return GroupElement.Exponential(group, coefficients);
    }

    private static Matrix Round(Matrix matrix) => new(matrix.Rows, matrix.Columns, [.. matrix.ToArray().Select(entry => Math.Round(entry) + 0.0)]);

    private static double Determinant(Matrix m) => m.Rows == 2
        ? (m[0, 0] * m[1, 1]) - (m[0, 1] * m[1, 0])
        : (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[2, 1]))) - (m[0, 1] * ((m[1, 0] * m[2, 2]) - (m[1, 2] * m[2, 0]))) + (m[0, 2] * ((m[1, 0] * m[2, 1]) - (m[1, 1] * m[2, 0])));
}
