namespace Intertwine.Algebra;

/// <summary>
/// <c>(p / q) sqrt(r)</c> with p and q coprime, q positive and r square-free: an <see cref="ExactNumber"/> in the form in which products and sums can be taken. Surds with different r are linearly independent
/// over the rational numbers (Besicovitch), so a sum of surds is zero exactly where the fractions of every r add up to zero.
/// </summary>
internal readonly record struct Surd
{
    private readonly long _denominator;

    private readonly long _radicand;

    private Surd(long numerator, long denominator, long radicand)
    {
        Numerator = numerator;
        _denominator = denominator;
        _radicand = radicand;
    }

    /// <summary>p; 0 for zero.</summary>
    public long Numerator { get; }

    /// <summary>q.</summary>
    public long Denominator => Numerator == 0 ? 1 : _denominator;

    /// <summary>r; 1 for rational numbers.</summary>
    public long Radicand => Numerator == 0 ? 1 : _radicand;

    public static Surd Zero => default;

    public static Surd One => new(1, 1, 1);

    public bool IsZero => Numerator == 0;

    /// <summary><c>sign sqrt(n / d) = sign sqrt(n d) / d</c> with the squares taken out of the root.</summary>
    /// <exception cref="OverflowException">n d does not fit.</exception>
    public static Surd From(ExactNumber number)
    {
        if (number.Sign == 0)
        {
            return Zero;
        }

        (long numeratorRoot, long numeratorRest) = TakeSquares(number.Numerator);
        (long denominatorRoot, long denominatorRest) = TakeSquares(number.Denominator);
        // n and d are coprime, so the rests are, and their product is square-free.
        return Create(number.Sign * numeratorRoot, checked(denominatorRoot * denominatorRest), checked(numeratorRest * denominatorRest));
    }

    /// <exception cref="OverflowException">The square does not fit.</exception>
    public ExactNumber ToExact()
        => Radicand == 1 ? ExactNumber.Rational(Numerator, Denominator) : ExactNumber.SquareRoot(checked(Math.Sign(Numerator) * Numerator * Numerator * Radicand), checked(Denominator * Denominator));

    /// <exception cref="OverflowException">The result does not fit.</exception>
    public static Surd operator *(Surd left, Surd right)
    {
        if (left.IsZero || right.IsZero)
        {
            return Zero;
        }

        long common = ExactNumber.GreatestCommonDivisor(left.Radicand, right.Radicand);
        long first = ExactNumber.GreatestCommonDivisor(Math.Abs(left.Numerator), right.Denominator);
        long second = ExactNumber.GreatestCommonDivisor(Math.Abs(right.Numerator), left.Denominator);
        return checked(Create(
            left.Numerator / first * (right.Numerator / second) * common,
            left.Denominator / second * (right.Denominator / first),
            left.Radicand / common * (right.Radicand / common)));
    }

    public static Surd operator -(Surd surd) => new(-surd.Numerator, surd._denominator, surd._radicand);

    /// <summary><c>1 / x = (q / (p r)) sqrt(r)</c>.</summary>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public Surd Inverse() => IsZero ? throw new DivideByZeroException() : checked(Create(Math.Sign(Numerator) * Denominator, Math.Abs(Numerator) * Radicand, Radicand));

    /// <summary>The sum, where it is a surd: of equal roots, or with zero.</summary>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public static bool TryAdd(Surd left, Surd right, out Surd sum)
    {
        sum = left.IsZero ? right : left;
        if (left.IsZero || right.IsZero)
        {
            return true;
        }

        if (left.Radicand != right.Radicand)
        {
            return false;
        }

        long common = ExactNumber.GreatestCommonDivisor(left.Denominator, right.Denominator);
        sum = checked(Create((left.Numerator * (right.Denominator / common)) + (right.Numerator * (left.Denominator / common)), left.Denominator / common * right.Denominator, left.Radicand));
        return true;
    }

    private static Surd Create(long numerator, long denominator, long radicand)
    {
        if (numerator == 0)
        {
            return Zero;
        }

        long divisor = ExactNumber.GreatestCommonDivisor(Math.Abs(numerator), denominator);
        return new Surd(numerator / divisor, denominator / divisor, radicand);
    }

    /// <summary>value = root^2 rest with a square-free rest, by trial division up to the cube root; what is left then has at most two prime factors.</summary>
    private static (long Root, long SquareFree) TakeSquares(long value)
    {
        long root = 1;
        long rest = 1;
        for (long factor = 2; factor * factor * factor <= value; factor++)
        {
            while (value % (factor * factor) == 0)
            {
                value /= factor * factor;
                root *= factor;
            }

            if (value % factor == 0)
            {
                value /= factor;
                rest *= factor;
            }
        }

        long last = (long)Math.Round(Math.Sqrt(value));
        return last * last == value ? (root * last, rest) : (root, rest * value);
    }
}
