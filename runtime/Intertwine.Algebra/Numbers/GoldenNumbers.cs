namespace Intertwine.Algebra;

/// <summary>Numbers of the icosahedron: fractions <c>(p + q √5) / 16</c>, among them halves of the golden ratio (1 + √5)/2, and √3 times those.</summary>
internal static class GoldenNumbers
{
    private const int Denominator = 16;

    private const int MaximumRoots = 16;

    /// <summary>Distance at which a number counts as one of these. With 66 candidates per spacing of 1 / 16 no other number comes as near by chance.</summary>
    private const double Tolerance = 1e-13;

    /// <summary>To the signed square root of a rational or the golden number that it is up to rounding errors, or itself where it is neither.</summary>
    public static double Round(double value) => TryRound(value, out double rounded) ? rounded : value;

    /// <summary>Whether the number is a signed square root of a rational or a golden number.</summary>
    public static bool TryRound(double value, out double rounded)
    {
        var coefficient = Coefficient.Round(value);
        rounded = coefficient.Value;
        if (coefficient.Exact is not null)
        {
            return true;
        }

        double root = Math.Sqrt(5);
        foreach (double factor in (double[])[1, Math.Sqrt(3)])
        {
            // Few roots first.
            for (int q = 1; q <= MaximumRoots; q++)
            {
                foreach (int signed in (int[])[q, -q])
                {
                    double p = Math.Round((Denominator * value / factor) - (signed * root));
                    double candidate = factor * (p + (signed * root)) / Denominator;
                    if (Math.Abs(candidate - value) <= Tolerance)
                    {
                        rounded = candidate;
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
