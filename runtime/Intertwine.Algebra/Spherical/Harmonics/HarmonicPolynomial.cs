namespace Intertwine.Algebra;

/// <summary>One term <c>factor * x^X y^Y z^Z</c> of a <see cref="HarmonicPolynomial"/>, before its common scale.</summary>
/// <param name="Factor">An integer; the factors of a polynomial have no common divisor.</param>
/// <param name="Coefficient">Factor times scale: the coefficient of the monomial.</param>
public readonly record struct HarmonicTerm(long Factor, int X, int Y, int Z, Coefficient Coefficient);

/// <summary>
/// One real spherical harmonic written out: a polynomial in (x, y, z), homogeneous of degree l, as <c>scale * sum factor * x^a y^b z^c</c> with integer factors. Equal by value.
/// <c>N r^(l - m) P_l^(m)(y / r) Re (z + i x)^m</c>, the imaginary part for negative orders; N as in <see cref="SphericalHarmonics"/>.
/// </summary>
/// <param name="Degree">The degree of every term.</param>
/// <param name="Scale">The factor in front: a root of a rational, except in the normalisation `integral`, which has 1 / sqrt(4 pi).</param>
/// <param name="Terms">Ordered by falling powers of x, then of y.</param>
public sealed record HarmonicPolynomial(int Degree, Coefficient Scale, IReadOnlyList<HarmonicTerm> Terms)
{
    /// <summary>Largest degree that is written out. A harmonic of degree l has up to (l + 1)(l + 2) / 4 terms, so that the recursion of <see cref="SphericalHarmonics.GradientTensor"/> is cheaper long before.</summary>
    public const int MaximumDegree = 11;

    /// <summary>Y_{l,m}.</summary>
    public static HarmonicPolynomial Create(int degree, int order, SphericalNormalization normalization = SphericalNormalization.Component)
    {
        if (degree is < 0 or > MaximumDegree)
        {
            throw new ArgumentOutOfRangeException(nameof(degree), degree, $"Expected a degree from 0 to {MaximumDegree}.");
        }

        if (Math.Abs(order) > degree)
        {
            throw new ArgumentOutOfRangeException(nameof(order), order, $"Expected an order from -{degree} to {degree} for the degree {degree}.");
        }

        (int l, int m) = (degree, Math.Abs(order));
        var factors = new SortedDictionary<(int X, int Y), long>();
        for (int k = 0; 2 * k <= l - m; k++)
        {
            // P_l^(m)(t) = 2^-l sum_k (-1)^k (l over k)(2 l - 2 k over l) (l - 2 k)! / (l - 2 k - m)! t^(l - 2 k - m).
            long legendre = Binomial(l, k) * Binomial(2 * (l - k), l) * (k % 2 == 0 ? 1 : -1);
            for (int i = l - (2 * k) - m + 1; i <= l - (2 * k); i++)
            {
                legendre *= i;
            }

            for (int j = order < 0 ? 1 : 0; j <= m; j += 2)
            {
                // (m over j) z^(m - j) (i x)^j.
                long azimuthal = Binomial(m, j) * (j / 2 % 2 == 0 ? 1 : -1);
                for (int a = 0; a <= k; a++)
                {
                    for (int b = 0; a + b <= k; b++)
                    {
                        // r^(2 k) = sum k! / (a! b! c!) x^2a y^2b z^2c.
                        (int X, int Y) powers = ((2 * a) + j, (2 * b) + l - (2 * k) - m);
                        factors.TryGetValue(powers, out long sum);
                        factors[powers] = sum + (legendre * azimuthal * Binomial(k, a) * Binomial(k - a, b));
                    }
                }
            }
        }

        // N^2 / 4^l, and 2 l + 1 = (2 l + 1)! / (2 l)!.
        int[] square = new int[RationalRoots.PrimeCount];
        RationalRoots.MultiplyFactorial(square, 2, (m == 0 ? 0 : 1) - (2 * l));
        RationalRoots.MultiplyFactorial(square, l - m, 1);
        RationalRoots.MultiplyFactorial(square, l + m, -1);
        if (normalization != SphericalNormalization.Norm)
        {
            RationalRoots.MultiplyFactorial(square, (2 * l) + 1, 1);
            RationalRoots.MultiplyFactorial(square, 2 * l, -1);
        }

        long divisor = Divisor(factors.Values);
        return new HarmonicPolynomial(
            degree,
            Times(divisor),
            [.. factors.Where(factor => factor.Value != 0).Reverse().Select(factor
                => new HarmonicTerm(factor.Value / divisor, factor.Key.X, factor.Key.Y, degree - factor.Key.X - factor.Key.Y, Times(factor.Value)))]);

        Coefficient Times(long factor)
        {
            Coefficient coefficient = RationalRoots.ToCoefficient(factor, (int[])square.Clone());
            return normalization == SphericalNormalization.Integral ? new Coefficient(coefficient.Value / Math.Sqrt(4 * Math.PI), null) : coefficient;
        }
    }

    /// <summary>The value at (x, y, z).</summary>
    public double Evaluate(double x, double y, double z)
    {
        double[] powersX = Powers(x);
        double[] powersY = Powers(y);
        double[] powersZ = Powers(z);
        double sum = 0;
        foreach (HarmonicTerm term in Terms)
        {
            sum += term.Factor * powersX[term.X] * powersY[term.Y] * powersZ[term.Z];
        }

        return Scale.Value * sum;
    }

    /// <summary>The derivative with respect to x, y or z (axis 0, 1, 2): homogeneous of one degree less, without terms where it is zero.</summary>
    public HarmonicPolynomial Derivative(int axis)
    {
        var terms = new List<HarmonicTerm>();
        foreach (HarmonicTerm term in Terms)
        {
            int power = axis switch
            {
                0 => term.X,
                1 => term.Y,
                2 => term.Z,
                _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "Expected 0, 1 or 2."),
            };
            if (power > 0)
            {
                terms.Add(new HarmonicTerm(power * term.Factor, term.X - (axis == 0 ? 1 : 0), term.Y - (axis == 1 ? 1 : 0), term.Z - (axis == 2 ? 1 : 0), Rational(power) * term.Coefficient));
            }
        }

        long divisor = terms.Count == 0 ? 1 : Divisor(terms.Select(term => term.Factor));
        return new HarmonicPolynomial(Math.Max(0, Degree - 1), Rational(divisor) * Scale, [.. terms.Select(term => term with { Factor = term.Factor / divisor })]);
    }

    public bool Equals(HarmonicPolynomial? other) => other is not null && Degree == other.Degree && Scale == other.Scale && Sequences.AreEqual(Terms, other.Terms);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(Degree, Scale.GetHashCode()), Sequences.Hash(Terms));

    /// <summary><c>sqrt(15) * (x y)</c>, <c>sqrt(5)/2 * (-x^2 + 2 y^2 - z^2)</c>.</summary>
    public override string ToString() => Scale + " * (" + string.Join(" + ", Terms.Select(Text)).Replace("+ -", "- ") + ")";

    private static string Text(HarmonicTerm term)
    {
        string[] powers = [.. new[] { ("x", term.X), ("y", term.Y), ("z", term.Z) }.Where(power => power.Item2 > 0).Select(power => power.Item2 == 1 ? power.Item1 : $"{power.Item1}^{power.Item2}")];
        string factor = term.Factor == 1 && powers.Length > 0 ? "" : term.Factor == -1 && powers.Length > 0 ? "-" : term.Factor + (powers.Length > 0 ? " " : "");
        return factor + string.Join(" ", powers);
    }

    private static Coefficient Rational(long number) => new(number, ExactNumber.Rational(number));

    private double[] Powers(double x)
    {
        double[] powers = new double[Degree + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = x * powers[i - 1];
        }

        return powers;
    }

    private static long Binomial(int n, int k)
    {
        long result = 1;
        for (int i = 1; i <= k; i++)
        {
            result = result * (n - k + i) / i;
        }

        return result;
    }

    /// <summary>Greatest common divisor of all factors.</summary>
    private static long Divisor(IEnumerable<long> factors) => factors.Aggregate(0L, (divisor, factor) => ExactNumber.GreatestCommonDivisor(divisor, Math.Abs(factor)));
}
