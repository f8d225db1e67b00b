namespace Intertwine.Algebra;

/// <summary>
/// A polynomial that falls from 1 to 0 at the cut-off with vanishing first and second derivatives: with u = r / c <c>1 - (p+1)(p+2)/2 u^p + p (p+2) u^(p+1) - p (p+1)/2 u^(p+2)</c> for u &lt; 1, else 0.
/// The envelope of DimeNet and NequIP.
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

    /// <summary><c>-p (p+1)(p+2)/2 u^(p-1) (1 - u)^2 / c</c>.</summary>
    public override double Derivative(double radius)
    {
        double u = radius / CutOff;
        double p = Power;
        return u >= 1 ? 0 : -p * (p + 1) * (p + 2) / (2 * CutOff) * Math.Pow(u, p - 1) * (1 - u) * (1 - u);
    }
}
