namespace Intertwine.Algebra;

/// <summary>
/// The Clebsch-Gordan coefficients <c>&lt;l1 m1 l2 m2 | l3 m3&gt;</c> of integer spins in the complex basis, with the signs of Condon and Shortley:
/// unitary, real, zero unless m1 + m2 = m3, positive at the largest m1.
/// </summary>
/// <remarks>
/// While <c>l1 + l2 + l3 ≤ 60</c> by Racah's formula in integers,
/// <c>(C / sqrt(2 l3 + 1))^2 = S^2 prod_i (l_i + m_i)! (l_i - m_i)! / ((l1 + l2 + l3 + 1)! a! b! c!)</c>,
/// <c>S = sum_k (-1)^k (a over k) (b over l1 - m1 - k) (c over l2 + m2 - k)</c>, a = l1 + l2 - l3, b = l1 - l2 + l3, c = l2 + l3 - l1, where S is below 2^60.
/// Beyond, the coefficients of one m3 are the eigenvector of J² to the eigenvalue l3 (l3 + 1), a tridiagonal matrix in m1: see <see cref="ClebschGordanVector"/>.
/// </remarks>
public static class ClebschGordan
{
    /// <summary>Largest l1 + l2 + l3 of the formula in integers. All coefficients with degrees up to 16 are exact, and many beyond.</summary>
    public const int MaximumExactSum = 60;

    // (n over k) for n ≤ 60 at Binomials[n][k]; all below 2^57.
    private static readonly long[][] Binomials = CreateBinomials();

    /// <summary>Whether l3 occurs in the product of l1 and l2: |l1 - l2| ≤ l3 ≤ l1 + l2.</summary>
    public static bool IsAllowed(int l1, int l2, int l3) => l3 >= Math.Abs(l1 - l2) && l3 <= l1 + l2;

    /// <summary>One coefficient: exact up to <see cref="MaximumExactSum"/> where it fits, a double with an error of about 1e-14 beyond.</summary>
    public static Coefficient Complex(int l1, int m1, int l2, int m2, int l3, int m3)
    {
        CheckOrder(l1, m1, nameof(m1));
        CheckOrder(l2, m2, nameof(m2));
        CheckOrder(l3, m3, nameof(m3));
        if (m1 + m2 != m3 || !IsAllowed(l1, l2, l3))
        {
            return new Coefficient(0, ExactNumber.Zero);
        }

        if (l1 + l2 + l3 <= MaximumExactSum)
        {
            int[] exponents = NormalizationExponents(l1, l2, l3);
            // 2 l3 + 1 is a quotient of factorials that are in the table.
            RationalRoots.MultiplyFactorial(exponents, (2 * l3) + 1, 1);
            RationalRoots.MultiplyFactorial(exponents, 2 * l3, -1);
            return Normalized(exponents, l1, m1, l2, m2, l3);
        }

        double[] vector = ClebschGordanVector.Create(l1, l2, l3, m3, out int lowest);
        return new Coefficient(vector[m1 - lowest], null);
    }

    /// <summary>Exponents of the part of <c>C^2 / (2 l3 + 1)</c> that does not depend on the orders: <c>1 / ((l1 + l2 + l3 + 1)! a! b! c!)</c>.</summary>
    internal static int[] NormalizationExponents(int l1, int l2, int l3)
    {
        int[] exponents = new int[RationalRoots.PrimeCount];
        RationalRoots.MultiplyFactorial(exponents, l1 + l2 + l3 + 1, -1);
        RationalRoots.MultiplyFactorial(exponents, l1 + l2 - l3, -1);
        RationalRoots.MultiplyFactorial(exponents, l1 - l2 + l3, -1);
        RationalRoots.MultiplyFactorial(exponents, l2 + l3 - l1, -1);
        return exponents;
    }

    /// <summary>The coefficient times a factor under the root, given by its exponents together with <see cref="NormalizationExponents"/>. Consumes <paramref name="exponents"/>.</summary>
    internal static Coefficient Normalized(int[] exponents, int l1, int m1, int l2, int m2, int l3)
    {
        long sum = RacahSum(l1 + l2 - l3, l1 - l2 + l3, l2 + l3 - l1, l1 - m1, l2 + m2);
        if (sum != 0)
        {
            int m3 = m1 + m2;
            RationalRoots.MultiplyFactorial(exponents, l1 + m1, 1);
            RationalRoots.MultiplyFactorial(exponents, l1 - m1, 1);
            RationalRoots.MultiplyFactorial(exponents, l2 + m2, 1);
            RationalRoots.MultiplyFactorial(exponents, l2 - m2, 1);
            RationalRoots.MultiplyFactorial(exponents, l3 + m3, 1);
            RationalRoots.MultiplyFactorial(exponents, l3 - m3, 1);
        }

        return RationalRoots.ToCoefficient(sum, exponents);
    }

    /// <summary>S, with p = l1 - m1 and q = l2 + m2.</summary>
    internal static long RacahSum(int a, int b, int c, int p, int q)
    {
        int first = Math.Max(0, Math.Max(p - b, q - c));
        int last = Math.Min(a, Math.Min(p, q));
        long sum = 0;
        for (int k = first; k <= last; k++)
        {
            long term = Binomials[a][k] * Binomials[b][p - k] * Binomials[c][q - k];
            sum += k % 2 == 0 ? term : -term;
        }

        return sum;
    }

    private static long[][] CreateBinomials()
    {
        long[][] rows = new long[MaximumExactSum + 1][];
        for (int n = 0; n < rows.Length; n++)
        {
            rows[n] = new long[n + 1];
            rows[n][0] = rows[n][n] = 1;
            for (int k = 1; k < n; k++)
            {
                rows[n][k] = rows[n - 1][k - 1] + rows[n - 1][k];
            }
        }

        return rows;
    }

    private static void CheckOrder(int l, int m, string name)
    {
        if (Math.Abs(m) > l)
        {
            throw new ArgumentOutOfRangeException(name, m, $"Expected an order from -{l} to {l} for the degree {l}.");
        }
    }
}
