namespace Intertwine.Algebra;

/// <summary>How a kernel depends on the distance r from its centre. Equivariance leaves it free. Equal by value.</summary>
public abstract record RadialProfile
{
    /// <summary>R(r) for r ≥ 0.</summary>
    public abstract double Evaluate(double radius);
}

/// <summary>A ring of Gaussian profile: <c>exp(-(r - r_0)^2 / (2 sigma^2))</c>.</summary>
/// <param name="Radius">r_0.</param>
/// <param name="Sigma">sigma, positive.</param>
public sealed record GaussianRing(double Radius, double Sigma) : RadialProfile
{
    public double Sigma { get; } = Sigma > 0 ? Sigma : throw new ArgumentOutOfRangeException(nameof(Sigma), Sigma, "Expected a positive width.");

    public override double Evaluate(double radius)
    {
        double distance = (radius - Radius) / Sigma;
        return Math.Exp(-0.5 * distance * distance);
    }
}

/// <summary>The n-th spherical Bessel function of degree 0 that vanishes at the cut-off: <c>sqrt(2 / c) sin(n pi r / c) / r</c> for r &lt; c, else 0. Orthonormal with the weight r^2.</summary>
/// <param name="Index">n, from 1.</param>
/// <param name="CutOff">c, positive.</param>
public sealed record BesselProfile(int Index, double CutOff) : RadialProfile
{
    public int Index { get; } = Index >= 1 ? Index : throw new ArgumentOutOfRangeException(nameof(Index), Index, "Expected an index from 1.");

    public double CutOff { get; } = CutOff > 0 ? CutOff : throw new ArgumentOutOfRangeException(nameof(CutOff), CutOff, "Expected a positive distance.");

    public override double Evaluate(double radius)
    {
        if (radius >= CutOff)
        {
            return 0;
        }

        double frequency = Index * Math.PI / CutOff;
        double angle = frequency * radius;
        // sin(a) / a is 1 - a^2 / 6 + … near 0.
        return Math.Sqrt(2 / CutOff) * frequency * (angle < 1e-4 ? 1 - (angle * angle / 6) : Math.Sin(angle) / angle);
    }
}

/// <summary>
/// A polynomial that falls from 1 to 0 at the cut-off with vanishing first and second derivatives: with u = r / c <c>1 - (p+1)(p+2)/2 u^p + p (p+2) u^(p+1) - p (p+1)/2 u^(p+2)</c> for u &lt; 1, else 0.
/// </summary>
/// <param name="CutOff">c, positive.</param>
/// <param name="Power">p, from 2.</param>
public sealed record PolynomialCutOff(double CutOff, int Power = 6) : RadialProfile
{
    public double CutOff { get; } = CutOff > 0 ? CutOff : throw new ArgumentOutOfRangeException(nameof(CutOff), CutOff, "Expected a positive distance.");

    public int Power { get; } = Power >= 2 ? Power : throw new ArgumentOutOfRangeException(nameof(Power), Power, "Expected a power from 2.");

    public override double Evaluate(double radius)
    {
        double u = radius / CutOff;
        if (u >= 1)
        {
            return 0;
        }

        double p = Power;
        double power = Math.Pow(u, p);
        return 1 - ((p + 1) * (p + 2) / 2 * power) + (p * (p + 2) * power * u) - (p * (p + 1) / 2 * power * u * u);
    }
}

/// <summary>The product of two profiles: a Bessel function with an envelope.</summary>
public sealed record RadialProduct(RadialProfile Left, RadialProfile Right) : RadialProfile
{
    public override double Evaluate(double radius) => Left.Evaluate(radius) * Right.Evaluate(radius);
}
