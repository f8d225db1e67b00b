namespace Intertwine.Algebra;

/// <summary>Isometries of the plane and of space as words in the generators of O(n), from their matrices.</summary>
internal static class RotationLogarithm
{
    /// <summary>Distance from orthogonality above which a matrix is no isometry.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>The element of <paramref name="group"/> that acts on vectors by <paramref name="matrix"/>; null where there is none, or where n is neither 2 nor 3.</summary>
    public static GroupElement? TryElement(OrthogonalGroup group, Matrix matrix)
    {
        if (group.Dimension is not (2 or 3) || matrix.Rows != group.Dimension || ((matrix * matrix.Transpose()) - Matrix.Identity(matrix.Rows)).MaximumNorm() > Tolerance)
        {
            return null;
        }

        bool improper = Determinant(matrix) < 0;
        if (improper && group.IsSpecial)
        {
            return null;
        }

        // R = (R h) h, since the generator h is its own inverse.
        GroupElement reflection = improper ? GroupElement.Discrete(group, 0) : GroupElement.Identity(group);
        Matrix rotation = matrix * group.Vector.Represent(reflection);
        double[] coefficients = new double[group.InfinitesimalCount];
        if (group.Dimension == 2)
        {
            coefficients[0] = Math.Atan2(rotation[1, 0], rotation[0, 0]);
        }
        else
        {
            Array.Copy(RotationVector(rotation), coefficients, 3);
        }

        return GroupElement.Exponential(group, coefficients) * reflection;
    }

    /// <summary>
    /// Axis times angle of a rotation of space. With the unit quaternion (w, v): angle <c>2 atan2(|v|, w)</c>; its largest component comes from the diagonal and the others from sums and differences across it, which is stable
    /// for every angle.
    /// </summary>
    private static double[] RotationVector(Matrix r)
    {
        double[] squares = [1 + r[0, 0] + r[1, 1] + r[2, 2], 1 + r[0, 0] - r[1, 1] - r[2, 2], 1 - r[0, 0] + r[1, 1] - r[2, 2], 1 - r[0, 0] - r[1, 1] + r[2, 2]];
        double[,] products =
        {
            { squares[0], r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1] },
            { r[2, 1] - r[1, 2], squares[1], r[0, 1] + r[1, 0], r[0, 2] + r[2, 0] },
            { r[0, 2] - r[2, 0], r[0, 1] + r[1, 0], squares[2], r[1, 2] + r[2, 1] },
            { r[1, 0] - r[0, 1], r[0, 2] + r[2, 0], r[1, 2] + r[2, 1], squares[3] },
        };
        int largest = Enumerable.Range(0, 4).OrderByDescending(i => squares[i]).First();
        double scale = 1 / (2 * Math.Sqrt(squares[largest]));
        double sign = products[largest, 0] < 0 ? -1 : 1;
        double[] q = [.. Enumerable.Range(0, 4).Select(i => sign * scale * products[largest, i])];
        double sine = Math.Sqrt((q[1] * q[1]) + (q[2] * q[2]) + (q[3] * q[3]));
        double factor = sine == 0 ? 0 : 2 * Math.Atan2(sine, q[0]) / sine;
        return [factor * q[1], factor * q[2], factor * q[3]];
    }

    private static double Determinant(Matrix m) => m.Rows == 2
        ? (m[0, 0] * m[1, 1]) - (m[0, 1] * m[1, 0])
        : (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[2, 1]))) - (m[0, 1] * ((m[1, 0] * m[2, 2]) - (m[1, 2] * m[2, 0]))) + (m[0, 2] * ((m[1, 0] * m[2, 1]) - (m[1, 1] * m[2, 0])));
}
