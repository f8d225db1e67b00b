namespace Intertwine;

/// <summary>
/// Coordinates along the axes of a cell: fractions of the lattice vector along periodic axes, lengths along unit vectors orthogonal to everything else along the others (all three of them x, y, z where nothing is periodic).
/// </summary>
/// <remarks>
/// With the basis vectors as rows of B, x = f B and f = x B⁻¹. The planes f_k = 0 and f_k = 1 are <see cref="Height"/> = 1 / |column k of B⁻¹| apart: two points nearer than r differ by less than r / height in f_k.
/// </remarks>
internal sealed class LatticeFrame
{
    private readonly double[] _inverse;
    private readonly double[] _heights = new double[3];

    public LatticeFrame(Cell? cell)
    {
        double[] basis = cell is null ? new double[9] : cell.Vectors.ToArray();
        double product = 1;
        for (int axis = 0; axis < 3; axis++)
        {
            if (cell is not null && cell.IsPeriodic(axis))
            {
                product *= Norm(basis.AsSpan(3 * axis, 3));
            }
            else
            {
                Complete(basis, axis, cell);
            }
        }

        (_inverse, double determinant) = Invert(basis);
        RelativeVolume = product > 0 ? Math.Abs(determinant) / product : 0;
        for (int axis = 0; axis < 3; axis++)
        {
            _heights[axis] = 1 / Norm([_inverse[axis], _inverse[3 + axis], _inverse[6 + axis]]);
        }
    }

    /// <summary>The volume of the periodic vectors relative to that of orthogonal ones of the same lengths: 1 for right angles, 0 for linearly dependent vectors.</summary>
    public double RelativeVolume { get; }

    /// <summary>The distance of the planes f = 0 and f = 1 of an axis.</summary>
    public double Height(int axis) => _heights[axis];

    /// <summary>The coordinate of a point along an axis.</summary>
    public double Coordinate(int axis, double x, double y, double z) => (x * _inverse[axis]) + (y * _inverse[3 + axis]) + (z * _inverse[6 + axis]);

    /// <summary>Fills a row with a unit vector orthogonal to the rows that are periodic or already filled: Gram-Schmidt on the unit vector that leaves most.</summary>
    private static void Complete(double[] basis, int axis, Cell? cell)
    {
        var orthonormal = new List<double[]>();
        for (int other = 0; other < 3; other++)
        {
            bool known = other < axis || (cell is not null && cell.IsPeriodic(other));
            if (other != axis && known)
            {
                double[] vector = basis.AsSpan(3 * other, 3).ToArray();
                Project(vector, orthonormal);
                double norm = Norm(vector);
                if (norm > 0)
                {
                    orthonormal.Add(Array.ConvertAll(vector, number => number / norm));
                }
            }
        }

        double most = -1;
        for (int k = 0; k < 3; k++)
        {
            // Own axis first, so that an open box has x, y, z in this order.
            double[] candidate = new double[3];
            candidate[(axis + k) % 3] = 1;
            Project(candidate, orthonormal);
            double norm = Norm(candidate);
            if (norm > most + 1e-9)
            {
                most = norm;
                for (int c = 0; c < 3; c++)
                {
                    basis[(3 * axis) + c] = candidate[c] / norm;
                }
            }
        }
    }

    private static void Project(double[] vector, List<double[]> orthonormal)
    {
        foreach (double[] unit in orthonormal)
        {
            double dot = (vector[0] * unit[0]) + (vector[1] * unit[1]) + (vector[2] * unit[2]);
            for (int c = 0; c < 3; c++)
            {
                vector[c] -= dot * unit[c];
            }
        }
    }

    private static (double[] Inverse, double Determinant) Invert(double[] m)
    {
        double c0 = (m[4] * m[8]) - (m[5] * m[7]);
        double c1 = (m[5] * m[6]) - (m[3] * m[8]);
        double c2 = (m[3] * m[7]) - (m[4] * m[6]);
        double determinant = (m[0] * c0) + (m[1] * c1) + (m[2] * c2);
        double[] inverse =
        [
            c0, (m[2] * m[7]) - (m[1] * m[8]), (m[1] * m[5]) - (m[2] * m[4]),
            c1, (m[0] * m[8]) - (m[2] * m[6]), (m[2] * m[3]) - (m[0] * m[5]),
            c2, (m[1] * m[6]) - (m[0] * m[7]), (m[0] * m[4]) - (m[1] * m[3]),
        ];
        return (Array.ConvertAll(inverse, number => number / determinant), determinant);
    }

    private static double Norm(ReadOnlySpan<double> v) => Math.Sqrt((v[0] * v[0]) + (v[1] * v[1]) + (v[2] * v[2]));
}
