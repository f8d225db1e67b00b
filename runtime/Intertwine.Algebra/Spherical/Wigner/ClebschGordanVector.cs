namespace Intertwine.Algebra;

/// <summary>
/// All Clebsch-Gordan coefficients <c>&lt;l1 m1 l2 (m3 - m1) | l3 m3&gt;</c> of one m3 for degrees of any size.
/// They are the eigenvector of <c>J² = L1² + L2² + 2 L1z L2z + L1+ L2- + L1- L2+</c> to the eigenvalue l3 (l3 + 1), so that neighbours in m1 satisfy
/// <c>o(m1 - 1) x(m1 - 1) + (d(m1) - l3 (l3 + 1)) x(m1) + o(m1) x(m1 + 1) = 0</c> with
/// <c>d(m1) = l1 (l1 + 1) + l2 (l2 + 1) + 2 m1 m2</c> and <c>o(m1) = sqrt((l1 (l1 + 1) - m1 (m1 + 1)) (l2 (l2 + 1) - m2 (m2 - 1)))</c>.
/// Each recursion is stable away from its end and through the oscillating middle, where the two are joined (Schulten and Gordon 1975).
/// </summary>
internal static class ClebschGordanVector
{
    private const double Large = 1e150;

    /// <summary>The coefficients for m1 = <paramref name="lowest"/>, lowest + 1, …; the squares add up to 1, the last one is positive.</summary>
    public static double[] Create(int l1, int l2, int l3, int m3, out int lowest)
    {
        double[] result = OfSpins(2 * l1, 2 * l2, 2 * l3, 2 * m3, out int twiceLowest);
        lowest = twiceLowest / 2;
        return result;
    }

    /// <summary>The same for spins, whole or half-integer; all arguments are twice the spins and orders.</summary>
    public static double[] OfSpins(int twice1, int twice2, int twice3, int order3, out int lowest)
    {
        lowest = Math.Max(-twice1, order3 - twice2);
        int count = ((Math.Min(twice1, order3 + twice2) - lowest) / 2) + 1;
        (double l1, double l2, double l3) = (0.5 * twice1, 0.5 * twice2, 0.5 * twice3);
        double[] diagonal = new double[count];
        double[] next = new double[count];
        for (int i = 0; i < count; i++)
        {
            double m1 = (0.5 * lowest) + i;
            double m2 = (0.5 * order3) - m1;
            diagonal[i] = (l1 * (l1 + 1)) + (l2 * (l2 + 1)) + (2 * m1 * m2) - (l3 * (l3 + 1));
            next[i] = Math.Sqrt(((l1 * (l1 + 1)) - (m1 * (m1 + 1))) * ((l2 * (l2 + 1)) - (m2 * (m2 - 1))));
        }

        double[] up = Recur(count, i => diagonal[i], i => i < count - 1 ? next[i] : 1);
        double[] down = Recur(count, i => diagonal[count - 1 - i], i => i < count - 1 ? next[count - 2 - i] : 1);
        Array.Reverse(down);
        int joint = Joint(count, diagonal, next);
        Join(up, down, joint);
        return up;
    }

    /// <summary>x(0) = 1 and on, scaled down whenever it grows large.</summary>
    private static double[] Recur(int count, Func<int, double> diagonal, Func<int, double> next)
    {
        double[] x = new double[count];
        x[0] = 1;
        for (int i = 0; i < count - 1; i++)
        {
            double previous = i > 0 ? next(i - 1) * x[i - 1] : 0;
            x[i + 1] = -((diagonal(i) * x[i]) + previous) / next(i);
            if (Math.Abs(x[i + 1]) > Large)
            {
                for (int k = 0; k <= i + 1; k++)
                {
                    x[k] /= Large;
                }
            }
        }

        return x;
    }

    /// <summary>The place deepest in the oscillating region, where the diagonal is smallest beside its neighbours.</summary>
    private static int Joint(int count, double[] diagonal, double[] next)
    {
        int joint = 0;
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < count - 1; i++)
        {
            double ratio = Math.Max(Math.Abs(diagonal[i]), Math.Abs(diagonal[i + 1])) / next[i];
            if (ratio < smallest)
            {
                (smallest, joint) = (ratio, i);
            }
        }

        return joint;
    }

    /// <summary>Puts the two solutions together at a pair of neighbours, of which one at least is not small, and normalises.</summary>
    private static void Join(double[] up, double[] down, int joint)
    {
        int second = Math.Min(joint + 1, up.Length - 1);
        double scale = ((up[joint] * down[joint]) + (up[second] * down[second])) / ((down[joint] * down[joint]) + (down[second] * down[second]));
        double norm = 0;
        for (int i = 0; i < up.Length; i++)
        {
            up[i] = i > joint ? scale * down[i] : up[i];
            norm = Math.Max(norm, Math.Abs(up[i]));
        }

        double sum = 0;
        for (int i = 0; i < up.Length; i++)
        {
            up[i] /= norm;
            sum += up[i] * up[i];
        }

        double factor = (up[up.Length - 1] < 0 ? -1 : 1) / Math.Sqrt(sum);
        for (int i = 0; i < up.Length; i++)
        {
            up[i] *= factor;
        }
    }
}
