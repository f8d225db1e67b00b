namespace Intertwine.Algebra;

/// <summary>
/// The harmonics that kernels are expanded in. On the plane degree j has (cos j phi, sin j phi), and 1 alone for j = 0; in space the 2 l + 1 real spherical harmonics of <see cref="SphericalIrrep"/>, here with
/// <c>sum_m Y_l^m(x)^2 = 1</c>. Under an isometry B they go over into themselves: <c>Y(B x) = D(B) Y(x)</c>.
/// </summary>
internal static class Harmonics
{
    /// <summary>Below this a point is the origin.</summary>
    private const double OriginRadius = 1e-9;

    private const double Noise = 1e-13;

    public static int Count(int dimension, int degree) => dimension == 3 ? (2 * degree) + 1 : degree == 0 ? 1 : 2;

    /// <summary>
    /// The harmonics of all degrees up to <paramref name="maximumDegree"/> at the direction of <paramref name="point"/>. The origin has no direction: there only the constant is not zero, as of a continuous function that
    /// depends on the direction.
    /// </summary>
    public static double[][] Evaluate(IReadOnlyList<double> point, int maximumDegree)
    {
        double radius = Math.Sqrt(point.Sum(static coordinate => coordinate * coordinate));
        double[][] values = new double[maximumDegree + 1][];
        values[0] = [1];
        double[] all = radius >= OriginRadius && point.Count == 3
            ? SphericalHarmonics.Values(maximumDegree, point[0] / radius, point[1] / radius, point[2] / radius, SphericalNormalization.Norm)
            : [];
        for (int degree = 1; degree <= maximumDegree; degree++)
        {
            int count = Count(point.Count, degree);
            values[degree] = new double[count];
            if (all.Length > 0)
            {
                Array.Copy(all, degree * degree, values[degree], 0, count);
            }
            else if (radius >= OriginRadius)
            {
                double[] direction = [point[0] / radius, point[1] / radius];
                values[degree] = degree == 1 ? direction : Turn(values[degree - 1], direction);
            }
        }

        return values;
    }

    /// <summary>The representation of the group of an action on the harmonics of one degree: <c>D(B(g))</c>.</summary>
    public static Piece Representation(EuclideanAction action, int degree)
    {
        Piece points = action.Points;
        return new GeneratedPiece(
            points.Group,
            "Y" + degree.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Count(action.Dimension, degree),
            [.. points.InfinitesimalGenerators.Select(matrix => action.Dimension == 2 ? PlanarAlgebra(matrix, degree) : SpatialAlgebra(matrix, degree))],
            [.. points.DiscreteGenerators.Select(matrix => Clean(action.Dimension == 2 ? Planar(matrix, degree) : Spatial(Clean(matrix), degree)))]);
    }

    /// <summary>cos (j phi) and sin (j phi) by the addition theorem.</summary>
    private static double[] Turn(double[] previous, double[] direction)
        => [(previous[0] * direction[0]) - (previous[1] * direction[1]), (previous[1] * direction[0]) + (previous[0] * direction[1])];

    private static Matrix PlanarAlgebra(Matrix matrix, int degree)
        => degree == 0 ? Matrix.Zero(1, 1) : new Matrix(2, 2, [0, degree * matrix[0, 1], degree * matrix[1, 0], 0]);

    /// <summary>With B = R(a) or R(a) diag(1, -1): the same of the angle j a.</summary>
    private static Matrix Planar(Matrix matrix, int degree)
    {
        if (degree == 0)
        {
            return Matrix.Identity(1);
        }

        double[] first = [matrix[0, 0], matrix[1, 0]];
        double[] column = first;
        for (int k = 1; k < degree; k++)
        {
            column = Turn(column, first);
        }

        int sign = (matrix[0, 0] * matrix[1, 1]) - (matrix[0, 1] * matrix[1, 0]) > 0 ? 1 : -1;
        return new Matrix(2, 2, [column[0], -sign * column[1], column[1], sign * column[0]]);
    }

    private static Matrix SpatialAlgebra(Matrix matrix, int degree)
        => new SphericalIrrep(OrthogonalGroup.SO3, degree, Parity.None).RepresentAlgebra([matrix[2, 1], matrix[0, 2], matrix[1, 0]]);

    private static Matrix Spatial(Matrix matrix, int degree)
    {
        if (degree <= 1)
        {
            return degree == 0 ? Matrix.Identity(1) : matrix;
        }

        bool keepsPole = matrix[0, 1] == 0 && matrix[1, 0] == 0 && matrix[1, 2] == 0 && matrix[2, 1] == 0;
        return keepsPole ? AboutThePole(matrix, degree) : Product(matrix, degree);
    }

    /// <summary>
    /// D_l of a matrix that keeps the polar axis y up to a sign s: Y_l^m and Y_l^-m are a function of y of parity l + m times the cosine and the sine of m phi, where z = cos phi and x = sin phi. So they move like the harmonics
    /// of frequency m of that plane, times s^(l+m).
    /// </summary>
    private static Matrix AboutThePole(Matrix matrix, int degree)
    {
        int size = (2 * degree) + 1;
        double[] entries = new double[size * size];
        var plane = new Matrix(2, 2, [matrix[2, 2], matrix[2, 0], matrix[0, 2], matrix[0, 0]]);
        for (int m = 0; m <= degree; m++)
        {
            double sign = matrix[1, 1] < 0 && (degree + m) % 2 == 1 ? -1 : 1;
            Matrix turn = Planar(plane, m);
            for (int i = 0; i < turn.Rows; i++)
            {
                for (int j = 0; j < turn.Rows; j++)
                {
                    entries[((i == 0 ? degree + m : degree - m) * size) + (j == 0 ? degree + m : degree - m)] = sign * turn[i, j];
                }
            }
        }

        return new Matrix(size, size, entries);
    }

    /// <summary>
    /// D_l of an orthogonal matrix by the recursion of the harmonics: <c>D_l = w_l (D_(l-1) ⊗ B) w_l^T</c> with the orthonormal rows of the Clebsch-Gordan product. No angles are needed, and improper matrices are no exception.
    /// </summary>
    private static Matrix Product(Matrix matrix, int degree)
    {
        Matrix result = matrix;
        for (int l = 2; l <= degree; l++)
        {
            SparseTensor3 product = Wigner3j.Product(l - 1, 1, l);
            double[] rows = new double[product.Dim3 * product.Dim1 * 3];
            foreach (SparseEntry3 entry in product.Entries)
            {
                rows[(entry.K * product.Dim1 * 3) + (entry.I * 3) + entry.J] = entry.Value;
            }

            var basis = new Matrix(product.Dim3, product.Dim1 * 3, rows);
            result = basis * result.Kronecker(matrix) * basis.Transpose();
        }

        return result;
    }

    /// <summary>Rounding noise is no coefficient of an equation: entries have size 0, or 1 / sqrt of something small.</summary>
    private static Matrix Clean(Matrix matrix) => new(matrix.Rows, matrix.Columns, [.. matrix.ToArray().Select(entry => Math.Abs(entry) < Noise ? 0 : entry)]);
}
