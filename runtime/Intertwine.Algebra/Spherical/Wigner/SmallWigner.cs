using System.Numerics;

namespace Intertwine.Algebra;

/// <summary>
/// Wigner's small d of one or all degrees, by the recursion in l at fixed orders m ≥ |n|:
/// <c>l R(l+1) d^(l+1) = (2 l + 1)(l (l + 1) cos beta - m n) d^l - (l + 1) R(l) d^(l-1)</c>, <c>R(l) = sqrt((l² - m²)(l² - n²))</c>,
/// from <c>|d^m_mn| = sqrt(2m over m - n) cos(beta/2)^(m+n) sin(beta/2)^(m-n)</c>. The solution wanted is the growing one wherever it is small, so that the recursion is stable.
/// </summary>
/// <remarks>
/// Held are <c>e_mn = (-1)^(m-n) d_mn = d_nm</c> for n ≤ m, in which sin(beta/2) enters with the positive sign; for the others <c>e_mn = (-1)^(m-n) e_nm</c> and <c>e_m,-n = e_n,-m</c>.
/// </remarks>
internal sealed class SmallWigner
{
    private static readonly Lazy<Tables> Shared = new(() => new Tables());

    private readonly double[] _same;
    private readonly double[] _opposite;

    private SmallWigner(int degree)
    {
        Degree = degree;
        _same = new double[(degree + 1) * (degree + 2) / 2];
        _opposite = new double[_same.Length];
    }

    public int Degree { get; }

    /// <summary>e_{m,n} for m, n ≥ 0.</summary>
    public double Same(int m, int n) => n <= m ? _same[(m * (m + 1) / 2) + n] : (n - m) % 2 == 0 ? _same[(n * (n + 1) / 2) + m] : -_same[(n * (n + 1) / 2) + m];

    /// <summary>e_{m,-n} for m, n ≥ 0.</summary>
    public double Opposite(int m, int n) => n <= m ? _opposite[(m * (m + 1) / 2) + n] : _opposite[(n * (n + 1) / 2) + m];

    /// <summary>d_{m,n} for orders of any sign.</summary>
    public double Quantum(int m, int n)
    {
        // d_{-m,n} = (-1)^(m+n) d_{m,-n}, d_{-m,-n} = (-1)^(m-n) d_{m,n}, and d_mn = (-1)^(m-n) e_mn.
        (int p, int q) = (Math.Abs(m), Math.Abs(n));
        double value = (m < 0) == (n < 0) || m == 0 || n == 0 ? Same(p, q) : Opposite(p, q);
        return m >= 0 && !(m == 0 && n < 0) && (p + q) % 2 != 0 ? -value : value;
    }

    /// <summary>Degree <paramref name="degree"/> alone, from cos(beta/2) and sin(beta/2).</summary>
    public static SmallWigner Create(int degree, double cos, double sin)
    {
        var result = new SmallWigner(degree);
        Fill(degree, cos, sin, [], result);
        return result;
    }

    /// <summary>All degrees up to <paramref name="maximumDegree"/> for the cost of the last.</summary>
    public static SmallWigner[] CreateAll(int maximumDegree, double cos, double sin)
    {
        SmallWigner[] all = [.. Enumerable.Range(0, maximumDegree + 1).Select(degree => new SmallWigner(degree))];
        Fill(maximumDegree, cos, sin, all, all[maximumDegree]);
        return all;
    }

    private static void Fill(int maximum, double cos, double sin, SmallWigner[] all, SmallWigner last)
    {
        Tables tables = Shared.Value;
        double[] cosPowers = Powers(cos, 2 * maximum);
        double[] sinPowers = Powers(sin, 2 * maximum);
        // l (l + 1) cos beta - m n with little cancellation: cos beta = 1 - 2 sin^2 or 2 cos^2 - 1.
        bool near = sin < cos;
        double sign = near ? 1 : -1;
        double turn = near ? -2 * sin * sin : 2 * cos * cos;
        double[] reciprocals = tables.Reciprocals;
        for (int m = 0; m <= maximum; m++)
        {
            double[] rootsM = tables.Roots[m];
            double[] inversesM = tables.InverseRoots[m];
            double[] binomials = tables.BinomialRoots[m];
            for (int n = 0; n <= m; n++)
            {
                double[] rootsN = tables.Roots[n];
                double[] inversesN = tables.InverseRoots[n];
                double product = (double)m * n;
                int at = (m * (m + 1) / 2) + n;
                (double same, double samePrevious) = (binomials[m - n] * cosPowers[m + n] * sinPowers[m - n], 0);
                (double opposite, double oppositePrevious) = (binomials[m - n] * cosPowers[m - n] * sinPowers[m + n], 0);
                for (int l = m; ; l++)
                {
                    if (all.Length > 0)
                    {
                        all[l]._same[at] = same;
                        all[l]._opposite[at] = opposite;
                    }

                    if (l == maximum)
                    {
                        break;
                    }

                    if (l == 0)
                    {
                        (same, samePrevious) = (sign + turn, same);
                        (opposite, oppositePrevious) = (same, opposite);
                        continue;
                    }

                    double square = (double)l * (l + 1);
                    double forward = ((2 * l) + 1) * inversesM[l + 1] * inversesN[l + 1] * reciprocals[l];
                    double backward = (l + 1) * rootsM[l] * rootsN[l] * inversesM[l + 1] * inversesN[l + 1] * reciprocals[l];
                    double bend = turn * square;
                    double nextSame = (forward * ((sign * square) - product + bend) * same) - (backward * samePrevious);
                    double nextOpposite = (forward * ((sign * square) + product + bend) * opposite) - (backward * oppositePrevious);
                    (samePrevious, same) = (same, nextSame);
                    (oppositePrevious, opposite) = (opposite, nextOpposite);
                }

                last._same[at] = same;
                last._opposite[at] = opposite;
            }
        }
    }

    private static double[] Powers(double x, int count)
    {
        double[] powers = new double[count + 1];
        for (int i = 0; i <= count; i++)
        {
            powers[i] = Math.Pow(x, i);
        }

        return powers;
    }

    /// <summary>What does not depend on the angle, at [m][l]: sqrt(l² - m²), its reciprocal, 1 / l at [l], and sqrt(2m over k) at [m][k].</summary>
    private sealed class Tables
    {
        private const int Maximum = SphericalHarmonics.MaximumDegree;

        public Tables()
        {
            for (int l = 1; l <= Maximum; l++)
            {
                Reciprocals[l] = 1.0 / l;
            }

            for (int m = 0; m <= Maximum; m++)
            {
                Roots[m] = new double[Maximum + 1];
                InverseRoots[m] = new double[Maximum + 1];
                for (int l = m + 1; l <= Maximum; l++)
                {
                    Roots[m][l] = Math.Sqrt((double)(l - m) * (l + m));
                    InverseRoots[m][l] = 1 / Roots[m][l];
                }

                BinomialRoots[m] = new double[m + 1];
                BigInteger binomial = BigInteger.One;
                for (int k = 0; k <= m; k++)
                {
                    BinomialRoots[m][k] = Math.Sqrt((double)binomial);
                    binomial = binomial * ((2 * m) - k) / (k + 1);
                }
            }
        }

        public double[][] Roots { get; } = new double[Maximum + 1][];

        public double[][] InverseRoots { get; } = new double[Maximum + 1][];

        public double[] Reciprocals { get; } = new double[Maximum + 1];

        public double[][] BinomialRoots { get; } = new double[Maximum + 1][];
    }
}
