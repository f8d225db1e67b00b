namespace Intertwine.Algebra;

/// <summary>A function of the distance r: the radial part of a kernel, a weight of an edge. Equivariance leaves it free. Equal by value.</summary>
public abstract record RadialProfile
{
    /// <summary>R(r) for r ≥ 0.</summary>
    public abstract double Evaluate(double radius);

    /// <summary>dR/dr; where it jumps, the value of one side.</summary>
    public abstract double Derivative(double radius);
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

    public override double Derivative(double radius) => (Radius - radius) / (Sigma * Sigma) * Evaluate(radius);
}

/// <summary>The product of two profiles: a Bessel function with an envelope.</summary>
public sealed record RadialProduct(RadialProfile Left, RadialProfile Right) : RadialProfile
{
    public override double Evaluate(double radius) => Left.Evaluate(radius) * Right.Evaluate(radius);

    public override double Derivative(double radius) => (Left.Derivative(radius) * Right.Evaluate(radius)) + (Left.Evaluate(radius) * Right.Derivative(radius));
}
