using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// A signed square root of a rational number, <c>sign * sqrt(p / q)</c> with p and q coprime. Invariant theory of the orthogonal groups in real bases has such coefficients:
/// entries of intertwiners, of generators, of Clebsch-Gordan coefficients.
/// </summary>
public readonly record struct ExactNumber
{
    /// <summary>Largest denominator that <see cref="TryRecognize(double, out ExactNumber)"/> accepts.</summary>
    /// <remarks>Fractions with denominators up to Q lie about 1/Q^2 apart: 1.5e-8 here, 10^5 times the tolerance, so that an arbitrary number is not taken for a fraction.</remarks>
    public const long MaximumDenominator = 8192;

    /// <summary>Relative distance within which a number counts as the exact one.</summary>
    public const double Tolerance = 1e-13;

    private readonly long _denominator;

    private ExactNumber(int sign, long numerator, long denominator)
    {
        Sign = sign;
        Numerator = numerator;
        _denominator = denominator;
    }

    public static ExactNumber Zero => default;

    public static ExactNumber One => new(1, 1, 1);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign { get; }

    /// <summary>p in <c>sign * sqrt(p / q)</c>.</summary>
    public long Numerator { get; }

    /// <summary>q in <c>sign * sqrt(p / q)</c>.</summary>
    public long Denominator => Sign == 0 ? 1 : _denominator;

    /// <summary>Whether the square root comes out: the number is itself a fraction.</summary>
    public bool IsRational => Sign == 0 || (TryRoot(Numerator, out _) && TryRoot(Denominator, out _));

    /// <summary>The nearest double (at most one unit in the last place away).</summary>
    public double Value
    {
        get
        {
            if (Sign == 0)
            {
                return 0;
            }

            // One rounding less wherever a root comes out.
            double numerator = TryRoot(Numerator, out long rootOfNumerator) ? rootOfNumerator : double.NaN;
            double denominator = TryRoot(Denominator, out long rootOfDenominator) ? rootOfDenominator : double.NaN;
            return Sign * (double.IsNaN(denominator) ? (double.IsNaN(numerator) ? Math.Sqrt((double)Numerator / Denominator) : numerator / Math.Sqrt(Denominator))
                : (double.IsNaN(numerator) ? Math.Sqrt(Numerator) : numerator) / denominator);
        }
    }

    /// <summary><c>sign(numerator) * sqrt(|numerator| / denominator)</c>, reduced.</summary>
    public static ExactNumber SquareRoot(long numerator, long denominator = 1)
    {
        if (denominator <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(denominator), denominator, "Expected a positive denominator.");
        }

        if (numerator == 0)
        {
            return Zero;
        }

        long magnitude = Math.Abs(numerator);
        long divisor = GreatestCommonDivisor(magnitude, denominator);
        return new ExactNumber(Math.Sign(numerator), magnitude / divisor, denominator / divisor);
    }

    /// <summary>The fraction <c>numerator / denominator</c>.</summary>
    public static ExactNumber Rational(long numerator, long denominator = 1)
    {
        if (denominator <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(denominator), denominator, "Expected a positive denominator.");
        }

        long divisor = GreatestCommonDivisor(Math.Max(1, Math.Abs(numerator)), denominator);
        return checked(SquareRoot(Math.Sign(numerator) * (numerator / divisor) * (numerator / divisor), denominator / divisor * (denominator / divisor)));
    }

    public static ExactNumber operator -(ExactNumber number) => new(-number.Sign, number.Numerator, number._denominator);

    /// <summary>The product, or false where its reduced fraction under the root does not fit.</summary>
    public static bool TryMultiply(ExactNumber left, ExactNumber right, out ExactNumber product)
    {
        product = Zero;
        if (left.Sign == 0 || right.Sign == 0)
        {
            return true;
        }

        long first = GreatestCommonDivisor(left.Numerator, right.Denominator);
        long second = GreatestCommonDivisor(right.Numerator, left.Denominator);
        (long a, long b) = (left.Numerator / first, right.Numerator / second);
        (long c, long d) = (left.Denominator / second, right.Denominator / first);
        if (a > long.MaxValue / b || c > long.MaxValue / d)
        {
            return false;
        }

        product = new ExactNumber(left.Sign * right.Sign, a * b, c * d);
        return true;
    }

    /// <summary>
    /// The signed square root of a rational that <paramref name="value"/> is, up to rounding: a fraction with a small denominator if there is one, else the root of one.
    /// False where there is none within <see cref="Tolerance"/>.
    /// </summary>
    public static bool TryRecognize(double value, out ExactNumber exact)
    {
        exact = Zero;
        double magnitude = Math.Abs(value);
        if (magnitude <= Tolerance)
        {
            return true;
        }

        // Not finite, or too large for its square to keep the digits behind the point.
        if (!(magnitude < 1 << 16))
        {
            return false;
        }

        if (TryFraction(magnitude, out long p, out long q))
        {
            exact = Rational(value < 0 ? -p : p, q);
            return true;
        }

        if (TryFraction(magnitude * magnitude, out p, out q) && Math.Abs(Math.Sqrt((double)p / q) - magnitude) <= Tolerance * Math.Max(1, magnitude))
        {
            exact = SquareRoot(value < 0 ? -p : p, q);
            return true;
        }

        return false;
    }

    /// <summary><c>0</c>, <c>-1/2</c>, <c>sqrt(3)</c>, <c>sqrt(3)/2</c>, <c>-sqrt(2/3)</c>.</summary>
    public override string ToString()
    {
        string sign = Sign < 0 ? "-" : "";
        bool wholeNumerator = TryRoot(Numerator, out long p);
        bool wholeDenominator = TryRoot(Denominator, out long q);
        return (wholeNumerator, wholeDenominator) switch
        {
            (true, true) => sign + Fraction(p, q),
            (false, true) => sign + $"sqrt({Text(Numerator)})" + (q == 1 ? "" : "/" + Text(q)),
            _ => sign + $"sqrt({Fraction(Numerator, Denominator)})",
        };
    }

    private static string Fraction(long numerator, long denominator) => denominator == 1 ? Text(numerator) : Text(numerator) + "/" + Text(denominator);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Best fraction by continued fractions: convergents p/q until one is within the tolerance or the denominator is too large.</summary>
    private static bool TryFraction(double value, out long numerator, out long denominator)
    {
        (long p0, long p1, long q0, long q1) = (0, 1, 1, 0);
        double rest = value;
        for (int step = 0; step < 40; step++)
        {
            double floor = Math.Floor(rest);
            if (floor > 1L << 40)
            {
                break;
            }

            long digit = (long)floor;
            (p0, p1) = (p1, (digit * p1) + p0);
            (q0, q1) = (q1, (digit * q1) + q0);
            if (q1 > MaximumDenominator)
            {
                break;
            }

            if (p1 > 0 && Math.Abs(((double)p1 / q1) - value) <= Tolerance * Math.Max(1, value))
            {
                numerator = p1;
                denominator = q1;
                return true;
            }

            rest = 1 / (rest - floor);
        }

        numerator = 0;
        denominator = 1;
        return false;
    }

    private static bool TryRoot(long value, out long root)
    {
        root = (long)Math.Round(Math.Sqrt(value));
        return root * root == value;
    }

    /// <summary>Of numbers that are not negative; 0 is divisible by everything.</summary>
    internal static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
