namespace Intertwine.Algebra;

/// <summary>
/// Numbers <c>s * sqrt(prod p^e(p))</c> with an integer s and integer exponents of the primes up to 61: products and quotients of factorials under a root, times a sum of binomials.
/// The exponents stay small where the factorials themselves would overflow, so that common factors cancel before anything is multiplied out.
/// </summary>
internal static class RationalRoots
{
    /// <summary>Largest n of n! in the table.</summary>
    public const int MaximumFactorial = 61;

    private static readonly int[] Primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61];

    // Exponents[n][i] is the exponent of Primes[i] in n! (Legendre).
    private static readonly int[][] Exponents = CreateExponents();

    /// <summary>Number of primes: length of an array of exponents.</summary>
    public static int PrimeCount => Primes.Length;

    /// <summary>Multiplies by (n!)^<paramref name="power"/> under the root.</summary>
    public static void MultiplyFactorial(int[] exponents, int n, int power)
    {
        int[] factorial = Exponents[n];
        for (int i = 0; i < exponents.Length; i++)
        {
            exponents[i] += power * factorial[i];
        }
    }

    /// <summary>
    /// <c>factor * sqrt(prod p^exponents(p))</c>: exact where numerator and denominator under the root fit 63 bits, and then the double nearest to it; else the double alone.
    /// Consumes <paramref name="exponents"/>.
    /// </summary>
    public static Coefficient ToCoefficient(long factor, int[] exponents)
    {
        if (factor == 0)
        {
            return new Coefficient(0, ExactNumber.Zero);
        }

        long rest = Math.Abs(factor);
        for (int i = 0; i < exponents.Length && Primes[i] <= rest; i++)
        {
            for (long quotient = rest / Primes[i]; quotient * Primes[i] == rest; quotient = rest / Primes[i])
            {
                rest = quotient;
                exponents[i] += 2;
            }
        }

        if (TryProduct(rest, rest, exponents, 1, out long numerator) && TryProduct(1, 1, exponents, -1, out long denominator))
        {
            ExactNumber exact = ExactNumber.SquareRoot(factor < 0 ? -numerator : numerator, denominator);
            return new Coefficient(exact.Value, exact);
        }

        double value = rest;
        double root = 1;
        for (int i = 0; i < exponents.Length; i++)
        {
            value *= Math.Pow(Primes[i], exponents[i] / 2);
            root *= Math.Pow(Primes[i], exponents[i] % 2);
        }

        value *= Math.Sqrt(root);
        return new Coefficient(factor < 0 ? -value : value, null);
    }

    private static bool TryProduct(long a, long b, int[] exponents, int sign, out long product)
    {
        product = a;
        if (b > long.MaxValue / product)
        {
            return false;
        }

        product *= b;
        for (int i = 0; i < exponents.Length; i++)
        {
            for (int power = sign * exponents[i]; power > 0; power--)
            {
                if (product > long.MaxValue / Primes[i])
                {
                    return false;
                }

                product *= Primes[i];
            }
        }

        return true;
    }

    private static int[][] CreateExponents()
    {
        int[][] table = new int[MaximumFactorial + 1][];
        for (int n = 0; n <= MaximumFactorial; n++)
        {
            table[n] = new int[Primes.Length];
            for (int i = 0; i < Primes.Length; i++)
            {
                for (int power = Primes[i]; power <= n; power *= Primes[i])
                {
                    table[n][i] += n / power;
                }
            }
        }

        return table;
    }
}
