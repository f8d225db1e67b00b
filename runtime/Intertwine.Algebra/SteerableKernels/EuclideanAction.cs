namespace Intertwine.Algebra;

/// <summary>
/// How a group moves the points of the plane or of space about the origin: orthogonal matrices B(g), known by their generators. Kernels are functions of these points. Matrices are with respect to the axes of
/// <paramref name="Frame"/>: a point x has the coordinates <c>Frame^T x</c> there, and moves by <c>Frame B(g) Frame^T</c>. Equal by value.
/// </summary>
/// <param name="Points">The representation B, orthogonal of dimension 2 or 3.</param>
/// <param name="Frame">An orthogonal matrix whose columns are the axes that B refers to; the identity for B on the coordinates themselves.</param>
public sealed record EuclideanAction(Piece Points, Matrix Frame)
{
    /// <summary>The axes y, z, x: z takes the place of y, the polar axis of harmonics, so that rotations about it act on every pair of components m and -m alone.</summary>
    private static readonly Matrix PolarAxisZ = new(3, 3, [0, 0, 1, 1, 0, 0, 0, 1, 0]);

    public Piece Points { get; } = Points.Dimension is 2 or 3 && Points.IsOrthogonal
        ? Points
        : throw new ArgumentException($"Expected an orthogonal representation of dimension 2 or 3, came '{Points}' of {Points.Group}, of dimension {Points.Dimension}.", nameof(Points));

    public Matrix Frame { get; } = Frame.Rows == Points.Dimension && Frame.Columns == Points.Dimension && ((Frame * Frame.Transpose()) - Matrix.Identity(Frame.Rows)).MaximumNorm() < 1e-12
        ? Frame
        : throw new ArgumentException($"Expected an orthogonal matrix of {Points.Dimension} x {Points.Dimension}, came {Frame.Rows} x {Frame.Columns}.", nameof(Frame));

    // Computed once: actions are parts of the keys of caches.
    private readonly int _hash = Sequences.Combine(Points.KeptHashCode, Frame.GetHashCode());

    public Group Group => Points.Group;

    /// <summary>2 or 3.</summary>
    public int Dimension => Points.Dimension;

    /// <summary>The group as it is defined: SO(2), O(2), C_N and D_N in the plane, SO(3), O(3) and the polyhedral groups in space. Of a group with translations the part that fixes the origin.</summary>
    public static EuclideanAction Of(Group group) => new(group.Defining.Differences, Matrix.Identity(group.Dimension));

    /// <summary>A group of the plane on space, about the z axis. A reflection of the plane is the mirror at the plane that it spans with z: symmetries of a cone.</summary>
    public static EuclideanAction AboutZ(Group planar) => new(Extend(planar, _ => 1), PolarAxisZ);

    /// <summary>A group of the plane by rotations of space: rotations about the z axis, and a reflection as the half-turn about the axis that it keeps, so z is turned around.</summary>
    public static EuclideanAction HalfTurnsAboutZ(Group planar) => new(Extend(planar, matrix => Math.Sign((matrix[0, 0] * matrix[1, 1]) - (matrix[0, 1] * matrix[1, 0]))), PolarAxisZ);

    /// <summary>The action of the plane with the x axis turned by <paramref name="angle"/>: the mirror axis of D_N and O(2) stands at that angle. The diagrams of other libraries have it upright, pi/2.</summary>
    public EuclideanAction WithMirrorAt(double angle)
    {
        if (Dimension != 2)
        {
            throw new InvalidOperationException($"Expected an action on the plane, came one on R^{Dimension} of {Group}.");
        }

        (double cosine, double sine) = (Snap(Math.Cos(angle)), Snap(Math.Sin(angle)));
        return new EuclideanAction(Points, new Matrix(2, 2, [cosine, 0 - sine, sine, cosine]));
    }

    /// <summary>
    /// The action on space with its axes in the order y, z, x: the polar axis of harmonics and irreps, y of the frame, is z then, and the components of l = 1 are (y, z, x). These are the irreps of escnn and of texts on physics.
    /// </summary>
    public EuclideanAction WithPolarAxisZ() => Dimension == 3
        ? new EuclideanAction(Points, PolarAxisZ)
        : throw new InvalidOperationException($"Expected an action on space, came one on R^{Dimension} of {Group}.");

    public bool Equals(EuclideanAction? other)
        => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Points == other.Points && Frame.Equals(other.Frame));

    public override int GetHashCode() => _hash;

    /// <summary>The matrix that moves the points, in the coordinates of the points themselves.</summary>
    public Matrix Represent(GroupElement element) => Frame * Points.Represent(element) * Frame.Transpose();

    /// <summary>The coordinates of a point with respect to the frame.</summary>
    internal double[] ToFrame(IReadOnlyList<double> point)
    {
        double[] result = new double[Dimension];
        for (int i = 0; i < result.Length; i++)
        {
            for (int j = 0; j < result.Length; j++)
            {
                result[i] += Frame[j, i] * point[j];
            }
        }

        return result;
    }

    private static GeneratedPiece Extend(Group planar, Func<Matrix, double> last)
    {
        Piece plane = planar.Defining.Differences;
        return plane.Dimension == 2
            ? new GeneratedPiece(
                planar,
                "space",
                3,
                [.. plane.InfinitesimalGenerators.Select(matrix => Append(matrix, 0))],
                [.. plane.DiscreteGenerators.Select(matrix => Append(matrix, last(matrix)))])
            : throw new ArgumentException($"Expected a group of the plane, came {planar}, which acts on {plane.Dimension} dimensions.", nameof(planar));
    }

    // In the order y, z, x of the frame.
    private static Matrix Append(Matrix plane, double last) => new(3, 3, [plane[1, 1], 0, plane[1, 0], 0, last, 0, plane[0, 1], 0, plane[0, 0]]);

    // Quarter turns are exact, so that zeros stay zeros.
    private static double Snap(double value) => Math.Abs(value - Math.Round(value)) < 1e-15 ? Math.Round(value) : value;
}
