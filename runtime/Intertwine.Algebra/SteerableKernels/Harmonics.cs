namespace Intertwine.Algebra;

/// <summary>
/// The harmonics that kernels are expanded in. On the plane degree j has (cos j phi, sin j phi), and 1 alone for j = 0; in space the 2 l + 1 real spherical harmonics of <see cref="SphericalIrrep"/>, here with
/// <c>sum_m Y_l^m(x)^2 = 1</c>. Under an isometry B they go over into themselves: <c>Y(B x) = D(B) Y(x)</c>.
/// </summary>
internal static class Harmonics
{
    public static int Count(int dimension, int degree) => dimension == 3 ? (2 * degree) + 1 : degree == 0 ? 1 : 2;

    /// <summary>
    /// The harmonics of all degrees up to <paramref name="maximumDegree"/> at the direction of <paramref name="point"/>. The origin has no direction: there only the constant is not zero, as of a continuous function that
    /// depends on the direction.
    /// </summary>
    public static double[][] Evaluate(IReadOnlyList<double> point, int maximumDegree)
    {
        double radius = 0;
        foreach (double coordinate in point)
        {
            radius += coordinate * coordinate;
        }

        radius = Math.Sqrt(radius);
        double[][] values = new double[maximumDegree + 1][];
        values[0] = [1];
        if (radius < 1e-9)
        {
            for (int degree = 1; degree <= maximumDegree; degree++)
            {
                values[degree] = new double[Count(point.Count, degree)];
            }

            return values;
        }

        double[] direction = [.. point.Select(coordinate => coordinate / radius)];
        for (int degree = 1; degree <= maximumDegree; degree++)
        {
            values[degree] = degree == 1 ? direction : point.Count == 2 ? Turn(values[degree - 1], direction) : Raise(degree, values[degree - 1], direction);
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
            [.. points.DiscreteGenerators.Select(matrix => action.Dimension == 2 ? Planar(matrix, degree) : Spatial(matrix, degree))]);
    }

    /// <summary>cos (j phi) and sin (j phi) by the addition theorem.</summary>
    private static double[] Turn(double[] previous, double[] direction)
        => [(previous[0] * direction[0]) - (previous[1] * direction[1]), (previous[1] * direction[0]) + (previous[0] * direction[1])];

    /// <summary>
    /// Y_l as the part of degree l in the product of Y_(l-1) with the direction: <c>Y_l^k = c_l sum w[i, j, k] Y_(l-1)^i x_j</c>. The factor makes the sum of squares 1, and Y_l^0 positive on the polar axis.
    /// </summary>
    private static double[] Raise(int degree, double[] previous, double[] direction)
    {
        double[] product = Wigner3j.Real(degree - 1, 1, degree).Apply(previous, direction);
        // At the pole y only the components m = 0 are not zero, and they are 1.
        double pole = Wigner3j.Real(degree - 1, 1, degree).Entries.First(entry => entry.I == degree - 1 && entry.J == 1 && entry.K == degree).Value;
        for (int i = 0; i < product.Length; i++)
        {
            product[i] /= pole;
        }

        return product;
    }

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

    /// <summary>
    /// D_l of an orthogonal matrix by the recursion of the harmonics: <c>D_l = w_l (D_(l-1) ⊗ B) w_l^T</c> with the orthonormal rows of the Clebsch-Gordan product. No angles, so rational matrices stay exact.
    /// </summary>
    private static Matrix Spatial(Matrix matrix, int degree)
    {
        if (degree == 0)
        {
            return Matrix.Identity(1);
        }

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
}
