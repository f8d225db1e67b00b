namespace Intertwine.Algebra;

/// <summary>
/// The real spherical harmonics with y as polar axis, in e3nn's order and signs: Y_1 is (x, y, z) up to a factor, <c>Y_l(R x) = D_l(R) Y_l(x)</c>. Values and derivatives to degree 128.
/// Component m = -l … l of degree l stands at <c>l^2 + l + m</c> of an array over all degrees (<see cref="Index"/>).
/// </summary>
public static class SphericalHarmonics
{
    /// <summary>Largest degree l.</summary>
    public const int MaximumDegree = 128;

    /// <summary>Where the component m of degree l stands in an array over all degrees: <c>l^2 + l + m</c>.</summary>
    public static int Index(int l, int m) => (l * l) + l + m;

    /// <summary>All Y_l for l = 0 … <paramref name="maximumDegree"/>: (maximumDegree + 1)² numbers.</summary>
    /// <param name="normalize">
    /// Whether Y_l is taken at x / |x|. Otherwise it is the polynomial, homogeneous of degree l. At x = 0 there is no direction, and both are zero but for l = 0.
    /// </param>
    public static double[] Values(int maximumDegree, double x, double y, double z, SphericalNormalization normalization = SphericalNormalization.Component, bool normalize = true)
    {
        CheckDegree(maximumDegree);
        if (normalize)
        {
            (x, y, z, _) = Direction(x, y, z);
        }

        double[] values = SolidHarmonics.Values(maximumDegree, x, y, z);
        normalization.Scale(values, maximumDegree);
        return values;
    }

    /// <summary>The 2 l + 1 components of Y_l alone; see <see cref="Values"/>.</summary>
    public static double[] OfDegree(int degree, double x, double y, double z, SphericalNormalization normalization = SphericalNormalization.Component, bool normalize = true)
    {
        double[] result = new double[(2 * degree) + 1];
        Array.Copy(Values(degree, x, y, z, normalization, normalize), degree * degree, result, 0, result.Length);
        return result;
    }

    /// <summary>All Y_l with their first and second derivatives with respect to (x, y, z); see <see cref="Values"/>. At x = 0 the derivatives of normalised harmonics do not exist and come as zero.</summary>
    public static HarmonicsJet Jet(int maximumDegree, double x, double y, double z, SphericalNormalization normalization = SphericalNormalization.Component, bool normalize = true)
    {
        CheckDegree(maximumDegree);
        double inverseRadius = 1;
        if (normalize)
        {
            (x, y, z, inverseRadius) = Direction(x, y, z);
        }

        double[] values = SolidHarmonics.Values(maximumDegree, x, y, z);
        var jet = new HarmonicsJet(maximumDegree, values);
        if (normalize)
        {
            jet.Normalize([x, y, z], inverseRadius);
        }

        jet.Scale(normalization);
        return jet;
    }

    /// <summary>
    /// The constant tensor T[i, a, k] with <c>d Y_l[k] / d x_a = sum_i T[i, a, k] Y_{l-1}[i]</c> for the polynomials. Since they are homogeneous, it also raises the degree:
    /// <c>Y_l[k] = (1/l) sum_{i,a} T[i, a, k] Y_{l-1}[i] x_a</c>. It is a multiple of the invariant tensor <see cref="Wigner3j"/> (l - 1, 1, l).
    /// </summary>
    /// <param name="degree">l, at least 1.</param>
    public static SparseTensor3 GradientTensor(int degree, SphericalNormalization normalization = SphericalNormalization.Component)
    {
        if (degree is < 1 or > MaximumDegree)
        {
            throw new ArgumentOutOfRangeException(nameof(degree), degree, $"Expected a degree from 1 to {MaximumDegree}.");
        }

        var entries = new List<SparseEntry3>();
        foreach (HarmonicDerivative term in HarmonicDerivatives.OfDegree(degree))
        {
            // The quotient of the normalisations, (2 l + 1) / (2 l - 1), is that of squares.
            ExactNumber exact = normalization == SphericalNormalization.Norm
                ? ExactNumber.SquareRoot(term.SignedSquare, 4)
                : ExactNumber.SquareRoot((long)term.SignedSquare * ((2 * degree) + 1), 4L * ((2 * degree) - 1));
            entries.Add(new SparseEntry3(degree - 1 + term.Source, term.Axis, degree + term.Component, new Coefficient(exact.Value, exact)));
        }

        return new SparseTensor3((2 * degree) - 1, 3, (2 * degree) + 1, [.. entries.OrderBy(entry => entry.I).ThenBy(entry => entry.J).ThenBy(entry => entry.K)]);
    }

    internal static void CheckDegree(int degree)
    {
        if (degree is < 0 or > MaximumDegree)
        {
            throw new ArgumentOutOfRangeException(nameof(degree), degree, $"Expected a degree from 0 to {MaximumDegree}.");
        }
    }

    /// <summary>x / |x| and 1 / |x| (zero at zero), without overflow or underflow of the square.</summary>
    private static (double X, double Y, double Z, double InverseRadius) Direction(double x, double y, double z)
    {
        double largest = Math.Max(Math.Abs(x), Math.Max(Math.Abs(y), Math.Abs(z)));
        if (largest == 0)
        {
            return (0, 0, 0, 0);
        }

        (x, y, z) = (x / largest, y / largest, z / largest);
        double radius = Math.Sqrt((x * x) + (y * y) + (z * z));
        return (x / radius, y / radius, z / radius, 1 / radius / largest);
    }
}
