namespace Intertwine.Algebra;

/// <summary>Size of the real spherical harmonics Y_l of one degree on the unit sphere; the names are e3nn's.</summary>
public enum SphericalNormalization
{
    /// <summary><c>|Y_l(x)|^2 = 2 l + 1</c> at every x: each component has mean square 1 over the sphere.</summary>
    Component,

    /// <summary>The integral of each squared component over the sphere is 1: <c>|Y_l(x)|^2 = (2 l + 1) / (4 pi)</c>.</summary>
    Integral,

    /// <summary><c>|Y_l(x)| = 1</c> at every x.</summary>
    Norm,
}

internal static class SphericalNormalizations
{
    /// <summary><c>|Y_l(x)|</c> on the unit sphere.</summary>
    public static double Factor(this SphericalNormalization normalization, int degree) => normalization switch
    {
        SphericalNormalization.Component => Math.Sqrt((2 * degree) + 1),
        SphericalNormalization.Integral => Math.Sqrt(((2 * degree) + 1) / (4 * Math.PI)),
        SphericalNormalization.Norm => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(normalization), normalization, "Expected component, integral or norm."),
    };

    /// <summary>Multiplies harmonics of norm 1, all degrees one after the other, by the factors of their degrees.</summary>
    public static void Scale(this SphericalNormalization normalization, double[] values, int maximumDegree)
    {
        for (int l = 0; l <= maximumDegree; l++)
        {
            double factor = normalization.Factor(l);
            for (int i = l * l; i < (l + 1) * (l + 1); i++)
            {
                values[i] *= factor;
            }
        }
    }
}
