namespace Intertwine.Algebra;

/// <summary>
/// Arithmetic modulo a prime p below 2^31 with a root for each of the primes 2, 3, 5, 7, 11, 13, 17, 19. Reduction modulo p is a ring homomorphism from the numbers that come of signed square roots of
/// rationals with these primes in them, so whatever is zero is zero modulo p: a rank modulo p is never larger than the true one.
/// </summary>
internal sealed class PrimeField
{
    private static readonly int[] Radicands = [2, 3, 5, 7, 11, 13, 17, 19];

    private readonly Dictionary<long, uint> _roots = [];

    private PrimeField(uint prime)
    {
        Prime = prime;
        foreach (int radicand in Radicands)
        {
            _roots.Add(radicand, Root((uint)radicand));
        }
    }

    /// <summary>Primes 1 + k · 8 · 3 · 5 · 7 · 11 · 13 · 17 · 19: by quadratic reciprocity each of these factors is a square modulo them.</summary>
    public static IReadOnlyList<PrimeField> All { get; } = [new(1862340481), new(1745944201), new(1707145441)];

    public uint Prime { get; }

    public uint Add(uint a, uint b)
    {
        uint sum = a + b;
        return sum >= Prime ? sum - Prime : sum;
    }

    public uint Negate(uint a) => a == 0 ? 0 : Prime - a;

    public uint Multiply(uint a, uint b) => (uint)((ulong)a * b % Prime);

    /// <summary>The inverse of a number that is not zero, by the extended Euclidean algorithm.</summary>
    public uint Inverse(uint a)
    {
        (long r0, long r1, long t0, long t1) = (Prime, a, 0, 1);
        while (r1 != 0)
        {
            long quotient = r0 / r1;
            (r0, r1) = (r1, r0 - (quotient * r1));
            (t0, t1) = (t1, t0 - (quotient * t1));
        }

        return (uint)(t0 < 0 ? t0 + Prime : t0);
    }

    /// <summary>The residue of a number; false where it has other roots than the field, or a denominator that p divides.</summary>
    public bool TryReduce(Surd number, out uint residue)
    {
        residue = Reduce(number.Numerator);
        uint denominator = Reduce(number.Denominator);
        if (denominator == 0)
        {
            return false;
        }

        if (denominator != 1)
        {
            residue = Multiply(residue, Inverse(denominator));
        }

        long rest = number.Radicand;
        foreach (int radicand in Radicands)
        {
            if (rest % radicand == 0)
            {
                rest /= radicand;
                residue = Multiply(residue, _roots[radicand]);
            }
        }

        return rest == 1;
    }

    /// <summary>
    /// The number that has this residue and is near this double: a fraction, or else the square root of one, with numerator and denominator up to sqrt(p / 2). Rational reconstruction (Wang): the remainders of
    /// Euclid's algorithm on p and the residue. The double only has to agree in its leading digits.
    /// </summary>
    public bool TryRecover(uint residue, double value, out ExactNumber exact)
    {
        exact = ExactNumber.Zero;
        if (residue == 0)
        {
            return Math.Abs(value) < Agreement;
        }

        double tolerance = Agreement * Math.Max(1, Math.Abs(value));
        (long p, long q) = Reconstruct(residue);
        if (q != 0 && Math.Abs(((double)p / q) - value) <= tolerance)
        {
            exact = ExactNumber.Rational(p, q);
            return true;
        }

        (p, q) = Reconstruct(Multiply(residue, residue));
        if (q != 0 && p > 0 && Math.Abs(Math.Sqrt((double)p / q) - Math.Abs(value)) <= tolerance)
        {
            exact = ExactNumber.SquareRoot(value < 0 ? -p : p, q);
            return true;
        }

        return false;
    }

    private const double Agreement = 1e-8;

    /// <summary>p / q of the residue with |p| and q up to sqrt(prime / 2); q = 0 where there is none.</summary>
    private (long P, long Q) Reconstruct(uint residue)
    {
        long bound = (long)Math.Sqrt(Prime / 2.0);
        (long r0, long r1, long t0, long t1) = (Prime, residue, 0, 1);
        while (r1 > bound)
        {
            long quotient = r0 / r1;
            (r0, r1) = (r1, r0 - (quotient * r1));
            (t0, t1) = (t1, t0 - (quotient * t1));
        }

        return Math.Abs(t1) > bound ? (0, 0) : t1 < 0 ? (-r1, -t1) : (r1, t1);
    }

    private uint Reduce(long value)
    {
        long rest = value % Prime;
        return (uint)(rest < 0 ? rest + Prime : rest);
    }

    private uint Power(uint a, uint exponent)
    {
        uint result = 1;
        for (; exponent != 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                result = Multiply(result, a);
            }

            a = Multiply(a, a);
        }

        return result;
    }

    /// <summary>A square root of a square, by the algorithm of Tonelli and Shanks.</summary>
    private uint Root(uint square)
    {
        uint odd = Prime - 1;
        int twos = 0;
        while (odd % 2 == 0)
        {
            odd /= 2;
            twos++;
        }

        uint nonSquare = 2;
        while (Power(nonSquare, (Prime - 1) / 2) == 1)
        {
            nonSquare++;
        }

        uint generator = Power(nonSquare, odd);
        uint root = Power(square, (odd + 1) / 2);
        uint error = Power(square, odd);
        while (error != 1)
        {
            int order = 0;
            for (uint power = error; power != 1; power = Multiply(power, power))
            {
                order++;
            }

            uint factor = Power(generator, 1u << (twos - order - 1));
            generator = Multiply(factor, factor);
            root = Multiply(root, factor);
            error = Multiply(error, generator);
            twos = order;
        }

        return root;
    }
}
