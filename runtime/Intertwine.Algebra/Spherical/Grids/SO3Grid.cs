namespace Intertwine.Algebra;

/// <summary>
/// A grid on the rotations <c>R_y(alpha_a) R_x(beta_b) R_y(gamma_c)</c>, that of e3nn's <c>SO3Grid</c>: <c>beta_b = pi (b + 1/2) / BetaCount</c>, alpha and gamma <c>2 pi k / AlphaCount</c>; the point
/// (a, b, c) at index <c>(a * BetaCount + b) * AlphaCount + c</c>. Functions are expanded in the entries of Wigner's matrices: (l, m, n), degree by degree, each matrix row by row. Equal by value.
/// </summary>
/// <param name="BetaCount">Number of angles beta, even.</param>
/// <param name="AlphaCount">Number of angles alpha, and of angles gamma.</param>
public sealed record SO3Grid(int BetaCount, int AlphaCount)
{
    public int BetaCount { get; } = BetaCount >= 2 && BetaCount % 2 == 0
        ? BetaCount
        : throw new ArgumentOutOfRangeException(nameof(BetaCount), BetaCount, "Expected an even number of angles beta.");

    public int AlphaCount { get; } = AlphaCount >= 1 ? AlphaCount : throw new ArgumentOutOfRangeException(nameof(AlphaCount), AlphaCount, "Expected an angle alpha.");

    public int PointCount => AlphaCount * BetaCount * AlphaCount;

    /// <summary>The grid of e3nn's <c>resolution</c> and <c>aspect_ratio</c>: twice the resolution for beta, times the ratio for alpha and gamma.</summary>
    public static SO3Grid OfResolution(int resolution, double aspectRatio = 2) => new(2 * resolution, (int)Math.Round(2 * aspectRatio * resolution));

    /// <summary>Number of functions up to a degree: <c>sum (2 l + 1)^2</c>.</summary>
    public static int CoefficientCount(int maximumDegree) => Enumerable.Range(0, maximumDegree + 1).Sum(l => ((2 * l) + 1) * ((2 * l) + 1));

    /// <summary>Weights of the points, 1 in all: means with respect to the Haar measure of products of matrices whose degrees add up to less than BetaCount (and AlphaCount).</summary>
    public IReadOnlyList<double> Weights()
    {
        double[] rows = EquiangularQuadrature.Weights(BetaCount);
        return [.. Enumerable.Range(0, PointCount).Select(point => rows[point / AlphaCount % BetaCount] / (AlphaCount * AlphaCount))];
    }

    /// <summary>Values on the grid from coefficients, <c>sum sqrt(2 l + 1) D_l(R)[m, n] F_lmn / sqrt(K)</c> with K coefficients in all: rows are points. Coefficients of variance 1 make values of variance 1.</summary>
    public Matrix ToGrid(int maximumDegree) => Functions(maximumDegree, 1 / Math.Sqrt(CoefficientCount(maximumDegree)));

    /// <summary>Coefficients from values on the grid, <c>sqrt(K) sum_p w_p sqrt(2 l + 1) D_l(R_p)[m, n] f(R_p)</c>: the inverse of <see cref="ToGrid"/> on what comes from there.</summary>
    public Matrix FromGrid(int maximumDegree)
    {
        Matrix functions = Functions(maximumDegree, Math.Sqrt(CoefficientCount(maximumDegree)));
        IReadOnlyList<double> weights = Weights();
        double[] entries = new double[functions.Columns * PointCount];
        for (int i = 0; i < functions.Columns; i++)
        {
            for (int point = 0; point < PointCount; point++)
            {
                entries[(i * PointCount) + point] = weights[point] * functions[point, i];
            }
        }

        return new Matrix(functions.Columns, PointCount, entries);
    }

    private Matrix Functions(int maximumDegree, double factor)
    {
        SphericalHarmonics.CheckDegree(maximumDegree);
        int columns = CoefficientCount(maximumDegree);
        double[] betas = EquiangularQuadrature.Angles(BetaCount);
        double[] entries = new double[PointCount * columns];
        for (int point = 0; point < PointCount; point++)
        {
            double alpha = 2 * Math.PI * (point / AlphaCount / BetaCount) / AlphaCount;
            double gamma = 2 * Math.PI * (point % AlphaCount) / AlphaCount;
            int offset = point * columns;
            foreach (Matrix matrix in WignerD.RealToDegree(maximumDegree, Rotation.FromAngles(alpha, betas[point / AlphaCount % BetaCount], gamma)))
            {
                double scale = factor * Math.Sqrt(matrix.Rows);
                for (int m = 0; m < matrix.Rows; m++)
                {
                    for (int n = 0; n < matrix.Columns; n++)
                    {
                        entries[offset++] = scale * matrix[m, n];
                    }
                }
            }
        }

        return new Matrix(PointCount, columns, entries);
    }
}
