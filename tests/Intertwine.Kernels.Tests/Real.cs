namespace Intertwine.Kernels.Tests;

/// <summary>A number of about 31 digits as the unevaluated sum of two doubles (Dekker 1971): the reference that double precision is measured against.</summary>
internal readonly record struct Real(double High, double Low)
{
    public static Real Pi { get; } = new(3.141592653589793, 1.2246467991473532e-16);

    public static Real Ln2 { get; } = new(0.6931471805599453, 2.3190468138462996e-17);

    public static implicit operator Real(double value) => new(value, 0);

    public static explicit operator double(Real value) => value.High + value.Low;

    public static Real operator +(Real a, Real b)
    {
        Real high = TwoSum(a.High, b.High), low = TwoSum(a.Low, b.Low);
        high = FastSum(high.High, high.Low + low.High);
        return FastSum(high.High, high.Low + low.Low);
    }

    public static Real operator -(Real a) => new(-a.High, -a.Low);

    public static Real operator -(Real a, Real b) => a + -b;

    public static Real operator *(Real a, Real b)
    {
        double product = a.High * b.High;
        double error = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return FastSum(product, error + ((a.High * b.Low) + (a.Low * b.High)));
    }

    public static Real operator /(Real a, Real b)
    {
        double q = a.High / b.High;
        Real rest = a - (b * q);
        double second = rest.High / b.High;
        rest -= b * second;
        return FastSum(q, second) + (rest.High / b.High);
    }

    public static Real Sqrt(Real x)
    {
        double root = Math.Sqrt(x.High);
        return root + ((x - ((Real)root * root)) / (2 * root));
    }

    /// <summary>e^x = (e^(r/256))^256 2^n with a Taylor series.</summary>
    public static Real Exp(Real x)
    {
        double n = Math.Round(x.High / Ln2.High);
        Real r = (x - (Ln2 * n)) / 256;
        Real term = r, sum = r;
        for (int k = 2; k < 12; k++)
        {
            term *= r / k;
            sum += term;
        }

        // Squaring e^r - 1 instead of e^r keeps its digits.
        for (int i = 0; i < 8; i++)
        {
            sum = (sum * 2) + (sum * sum);
        }

        sum += 1;
        return new(Math.ScaleB(sum.High, (int)n), Math.ScaleB(sum.Low, (int)n));
    }

    /// <summary>Newton's method for e^y = x.</summary>
    public static Real Log(Real x)
    {
        Real y = Math.Log(x.High);
        for (int i = 0; i < 2; i++)
        {
            y += (x * Exp(-y)) - 1;
        }

        return y;
    }

    public static Real Sigmoid(Real x) => 1 / (1 + Exp(-x));

    public static Real Softplus(Real x)
    {
        // Below, ln(1+u) = u - u²/2 + u³/3 is the series; above it would cancel.
        Real u = Exp(x);
        return u.High < 1e-8 ? u - (u * u / 2) + (u * u * u / 3) : u.High > 1 ? x + Log(1 + Exp(-x)) : Log(1 + u);
    }

    public static Real Tanh(Real x)
    {
        if (Math.Abs(x.High) < 0.01)
        {
            Real z = x * x;
            return x * (1 - (z * ((Real)1 / 3 - (z * ((Real)2 / 15 - (z * ((Real)17 / 315 - (z * ((Real)62 / 2835 - (z * ((Real)1382 / 155925)))))))))));
        }

        Real e = Exp(x * 2);
        return (e - 1) / (e + 1);
    }

    /// <summary>Maclaurin series; enough digits for |x| &lt; 6, beyond which the function is 1 in double precision.</summary>
    public static Real Erf(Real x)
    {
        if (x.High > 6)
        {
            return 1 - Erfc(x);
        }

        Real term = x, sum = x, square = x * x;
        for (int k = 1; k < 300 && Math.Abs(term.High) > 1e-33; k++)
        {
            term *= -square / k;
            sum += term / ((2 * k) + 1);
        }

        return sum * 2 / Sqrt(Pi);
    }

    /// <summary>Continued fraction for x ≥ 3 (Laplace), else 1 - erf x.</summary>
    public static Real Erfc(Real x)
    {
        if (x.High < 3)
        {
            return x.High < -6 ? 2 - Erfc(-x) : 1 - Erf(x);
        }

        Real fraction = x;
        for (int k = 200; k >= 1; k--)
        {
            fraction = x + ((Real)k / 2 / fraction);
        }

        return Exp(-(x * x)) / (fraction * Sqrt(Pi));
    }

    public static Real Sin(Real x)
    {
        double n = Math.Round(x.High / (Math.PI / 2));
        Real r = x - (Pi * (n / 2));
        return ((((long)n % 4) + 4) % 4) switch { 0 => Series(r, r, 1), 1 => Series(1, r, 0), 2 => -Series(r, r, 1), _ => -Series(1, r, 0) };
    }

    public static Real Cos(Real x)
    {
        double n = Math.Round(x.High / (Math.PI / 2));
        Real r = x - (Pi * (n / 2));
        return ((((long)n % 4) + 4) % 4) switch { 0 => Series(1, r, 0), 1 => -Series(r, r, 1), 2 => -Series(1, r, 0), _ => Series(r, r, 1) };
    }

    /// <summary>first (1 - r²/((d+1)(d+2)) + …): sine for degree d = 1, cosine for 0.</summary>
    private static Real Series(Real first, Real r, int degree)
    {
        Real term = first, sum = first;
        for (int k = degree + 1; k < 30; k += 2)
        {
            term *= -(r * r) / (k * (k + 1));
            sum += term;
        }

        return sum;
    }

    private static Real TwoSum(double a, double b)
    {
        double sum = a + b, part = sum - a;
        return new(sum, (a - (sum - part)) + (b - part));
    }

    private static Real FastSum(double a, double b)
    {
        double sum = a + b;
        return new(sum, b - (sum - a));
    }
}
