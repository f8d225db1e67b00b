namespace Intertwine.Algebra;

/// <summary>
/// The harmonic polynomials Y_l, homogeneous of degree l with <c>|Y_l(x)| = |x|^l</c>, in the real basis with y as polar axis.
/// With Legendre's P_l, <c>N = sqrt(2 (l - m)! / (l + m)!)</c> (1 for m = 0) and r = |x|:
/// <c>Y_{l,m} + i Y_{l,-m} = N r^(l - m) P_l^(m)(y / r) (z + i x)^m</c> for m ≥ 0, where P^(m) is the m-th derivative. No sign of Condon and Shortley.
/// </summary>
internal static class SolidHarmonics
{
    // Factors of the recursion in l: Y_{l,m} = A y Y_{l-1,m} - B r^2 Y_{l-2,m}, at l (l + 1) / 2 + m.
    private static readonly Lazy<(double[] A, double[] B)> Factors = new(CreateFactors);

    /// <summary>Y_{l,m} for all l up to <paramref name="maximumDegree"/>, at l^2 + l + m.</summary>
    /// <remarks>
    /// From Y_{m,m} up in l, <c>A = (2 l - 1) / sqrt((l - m)(l + m))</c>, <c>B = sqrt((l - 1 - m)(l - 1 + m) / ((l - m)(l + m)))</c>. The solution wanted is the growing one wherever it is small,
    /// so that the recursion is stable for every m.
    /// </remarks>
    public static double[] Values(int maximumDegree, double x, double y, double z)
    {
        (double[] a, double[] b) = Factors.Value;
        double[] values = new double[(maximumDegree + 1) * (maximumDegree + 1)];
        double square = (x * x) + (y * y) + (z * z);

        // Y_{m,±m} is cos + i sin = sqrt(2 (2 m - 1)!! / (2 m)!!) (z + i x)^m.
        (double cos, double sin) = (1, 0);
        for (int m = 0; m <= maximumDegree; m++)
        {
            if (m == 1)
            {
                (cos, sin) = (z, x);
            }
            else if (m > 1)
            {
                double factor = Math.Sqrt(((2 * m) - 1) / (2.0 * m));
                (cos, sin) = (factor * ((cos * z) - (sin * x)), factor * ((cos * x) + (sin * z)));
            }

            // The part that does not depend on the sign of m, starting with 1 at l = m.
            (double previous, double current) = (0, 1);
            for (int l = m; l <= maximumDegree; l++)
            {
                if (l > m)
                {
                    int at = (l * (l + 1) / 2) + m;
                    (previous, current) = (current, (a[at] * y * current) - (b[at] * square * previous));
                }

                int center = (l * l) + l;
                values[center + m] = current * cos;
                if (m > 0)
                {
                    values[center - m] = current * sin;
                }
            }
        }

        return values;
    }

    private static (double[] A, double[] B) CreateFactors()
    {
        int count = (SphericalHarmonics.MaximumDegree + 1) * (SphericalHarmonics.MaximumDegree + 2) / 2;
        (double[] a, double[] b) = (new double[count], new double[count]);
        for (int l = 1; l <= SphericalHarmonics.MaximumDegree; l++)
        {
            for (int m = 0; m < l; m++)
            {
                int at = (l * (l + 1) / 2) + m;
                double below = (l - m) * (l + m);
                a[at] = ((2 * l) - 1) / Math.Sqrt(below);
                b[at] = Math.Sqrt((l - 1 - m) * (l - 1 + m) / below);
            }
        }

        return (a, b);
    }
}
