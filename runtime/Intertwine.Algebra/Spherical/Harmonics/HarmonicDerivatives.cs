namespace Intertwine.Algebra;

/// <summary>One term of <c>d Y_{l,component} / d x_axis = sum c Y_{l-1,source}</c> for harmonics of norm 1; components are orders m.</summary>
/// <param name="SignedSquare">Sign of c times four times its square, an integer.</param>
internal readonly record struct HarmonicDerivative(int Axis, int Component, int Source, int SignedSquare)
{
    /// <summary>c.</summary>
    public double Value { get; } = 0.5 * Math.Sign(SignedSquare) * Math.Sqrt(Math.Abs(SignedSquare));
}

/// <summary>
/// The derivatives of the harmonic polynomials Y_l, |Y_l(x)| = |x|^l, which are combinations of those of degree l - 1.
/// With R_l^m = r^(l - m) P_l^(m)(y / r) (z + i x)^m, of which Y_{l,±m} are multiples of the real and the imaginary part:
/// <c>d/dy R_l^m = (l + m) R_{l-1}^m</c>, <c>(d/dz + i d/dx) R_l^m = -R_{l-1}^(m+1)</c>, <c>(d/dz - i d/dx) R_l^m = (l + m)(l + m - 1) R_{l-1}^(m-1)</c>.
/// </summary>
internal static class HarmonicDerivatives
{
    private static readonly HarmonicDerivative[]?[] Cache = new HarmonicDerivative[SphericalHarmonics.MaximumDegree + 1][];

    /// <summary>All terms of degree l ≥ 1.</summary>
    public static HarmonicDerivative[] OfDegree(int degree) => Volatile.Read(ref Cache[degree]) ?? (Cache[degree] = Create(degree));

    private static HarmonicDerivative[] Create(int l)
    {
        var terms = new List<HarmonicDerivative>();
        Add(1, 0, 0, 4 * l * l);
        Add(2, 0, 1, -2 * l * (l - 1));
        Add(0, 0, -1, -2 * l * (l - 1));
        for (int m = 1; m <= l; m++)
        {
            int same = 4 * (l - m) * (l + m);
            int up = (l - m) * (l - m - 1);
            // Y_0 has no factor sqrt2 as the others have.
            int down = (l + m) * (l + m - 1) * (m == 1 ? 2 : 1);
            Add(1, m, m, same);
            Add(1, -m, -m, same);
            Add(2, m, m + 1, -up);
            Add(2, m, m - 1, down);
            Add(2, -m, -(m + 1), -up);
            Add(0, m, -(m + 1), -up);
            Add(0, -m, m + 1, up);
            Add(0, -m, m - 1, down);
            if (m > 1)
            {
                Add(2, -m, -(m - 1), down);
                Add(0, m, -(m - 1), -down);
            }
        }

        return [.. terms];

        void Add(int axis, int component, int source, int signedSquare)
        {
            if (signedSquare != 0)
            {
                terms.Add(new HarmonicDerivative(axis, component, source, signedSquare));
            }
        }
    }
}
