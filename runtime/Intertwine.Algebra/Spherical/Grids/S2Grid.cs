namespace Intertwine.Algebra;

/// <summary>
/// A grid on the sphere, that of e3nn's <c>ToS2Grid</c> and <c>FromS2Grid</c>: polar angles (from the axis y) <c>beta_j = pi (j + 1/2) / BetaCount</c>, azimuths (from z towards x)
/// <c>alpha_k = 2 pi k / AlphaCount</c>; the point (j, k) at index <c>j * AlphaCount + k</c>. Linear maps between coefficients of harmonics and values on the grid. Equal by value.
/// </summary>
/// <param name="BetaCount">Number of polar angles, even.</param>
/// <param name="AlphaCount">Number of azimuths.</param>
public sealed record S2Grid(int BetaCount, int AlphaCount)
{
    public int BetaCount { get; } = BetaCount >= 2 && BetaCount % 2 == 0
        ? BetaCount
        : throw new ArgumentOutOfRangeException(nameof(BetaCount), BetaCount, "Expected an even number of polar angles.");

    public int AlphaCount { get; } = AlphaCount >= 1 ? AlphaCount : throw new ArgumentOutOfRangeException(nameof(AlphaCount), AlphaCount, "Expected an azimuth.");

    public int PointCount => BetaCount * AlphaCount;

    /// <summary>Largest degree that the grid tells apart, so that <see cref="FromGrid"/> after <see cref="ToGrid"/> is the identity: <c>min(BetaCount / 2 - 1, (AlphaCount - 1) / 2)</c>.</summary>
    public int MaximumDegree => Math.Min((BetaCount / 2) - 1, (AlphaCount - 1) / 2);

    /// <summary>The grid that e3nn takes for a single number: <paramref name="resolution"/> polar angles and <c>max(2 l + 1, resolution - 1)</c> azimuths.</summary>
    public static S2Grid OfResolution(int resolution, int maximumDegree) => new(resolution, Math.Max((2 * maximumDegree) + 1, resolution - 1));

    /// <summary>The unit vectors (x, y, z) = (sin beta sin alpha, cos beta, sin beta cos alpha): row = point.</summary>
    public Matrix Points()
    {
        double[] betas = EquiangularQuadrature.Angles(BetaCount);
        double[] entries = new double[3 * PointCount];
        for (int point = 0; point < PointCount; point++)
        {
            (double beta, double alpha) = (betas[point / AlphaCount], 2 * Math.PI * (point % AlphaCount) / AlphaCount);
            (entries[3 * point], entries[(3 * point) + 1], entries[(3 * point) + 2]) = (Math.Sin(beta) * Math.Sin(alpha), Math.Cos(beta), Math.Sin(beta) * Math.Cos(alpha));
        }

        return new Matrix(PointCount, 3, entries);
    }

    /// <summary>
    /// Weights of the points, 1 in all: <c>sum_p w_p f(x_p)</c> is the mean over the sphere of a combination of harmonics of degrees below BetaCount (and orders below AlphaCount).
    /// </summary>
    public IReadOnlyList<double> Weights()
    {
        double[] rows = EquiangularQuadrature.Weights(BetaCount);
        return [.. Enumerable.Range(0, PointCount).Select(point => rows[point / AlphaCount] / AlphaCount)];
    }

    /// <summary>
    /// Values on the grid from coefficients: rows are points, columns (l, m) at l^2 + l + m. With Y of normalisation `integral`, the value is <c>sum n_l Y_lm(x) F_lm</c>, where
    /// <list type="bullet">
    /// <item><description>`integral`: n = 1, the plain expansion;</description></item>
    /// <item><description>`component`: <c>n_l = sqrt(4 pi / ((2 l + 1)(L + 1)))</c>: coefficients of variance 1 make values of variance 1, all degrees alike;</description></item>
    /// <item><description>`norm`: <c>n_l = sqrt(4 pi / (L + 1))</c>: the same for degrees of norm 1.</description></item>
    /// </list>
    /// </summary>
    /// <param name="maximumDegree">L.</param>
    public Matrix ToGrid(int maximumDegree, SphericalNormalization normalization = SphericalNormalization.Component)
    {
        SphericalHarmonics.CheckDegree(maximumDegree);
        int columns = (maximumDegree + 1) * (maximumDegree + 1);
        Matrix points = Points();
        double[] entries = new double[PointCount * columns];
        for (int point = 0; point < PointCount; point++)
        {
            double[] values = SolidHarmonics.Values(maximumDegree, points[point, 0], points[point, 1], points[point, 2]);
            for (int l = 0; l <= maximumDegree; l++)
            {
                double factor = Scale(l, maximumDegree, normalization) * SphericalNormalization.Integral.Factor(l);
                for (int i = l * l; i < (l + 1) * (l + 1); i++)
                {
                    entries[(point * columns) + i] = factor * values[i];
                }
            }
        }

        return new Matrix(PointCount, columns, entries);
    }

    /// <summary>
    /// Coefficients from values on the grid: <c>F_lm = 4 pi / n_l sum_p w_p Y_lm(x_p) f(x_p)</c>, the inverse of <see cref="ToGrid"/> of degree <paramref name="inputDegree"/> on what comes from there.
    /// </summary>
    /// <param name="maximumDegree">Largest degree of the coefficients.</param>
    /// <param name="inputDegree">The L of the n_l; as <paramref name="maximumDegree"/> where it is left out.</param>
    public Matrix FromGrid(int maximumDegree, SphericalNormalization normalization = SphericalNormalization.Component, int? inputDegree = null)
    {
        Matrix plain = ToGrid(maximumDegree, SphericalNormalization.Integral);
        IReadOnlyList<double> weights = Weights();
        double[] entries = new double[plain.Columns * PointCount];
        for (int l = 0; l <= maximumDegree; l++)
        {
            double factor = 4 * Math.PI / Scale(l, inputDegree ?? maximumDegree, normalization);
            for (int i = l * l; i < (l + 1) * (l + 1); i++)
            {
                for (int point = 0; point < PointCount; point++)
                {
                    entries[(i * PointCount) + point] = factor * weights[point] * plain[point, i];
                }
            }
        }

        return new Matrix(plain.Columns, PointCount, entries);
    }

    private static double Scale(int degree, int maximumDegree, SphericalNormalization normalization) => normalization switch
    {
        SphericalNormalization.Integral => 1,
        SphericalNormalization.Component => Math.Sqrt(4 * Math.PI / (((2 * degree) + 1) * (maximumDegree + 1))),
        SphericalNormalization.Norm => Math.Sqrt(4 * Math.PI / (maximumDegree + 1)),
        _ => throw new ArgumentOutOfRangeException(nameof(normalization), normalization, "Expected component, integral or norm."),
    };
}
