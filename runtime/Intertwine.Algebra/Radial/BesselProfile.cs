namespace Intertwine.Algebra;

/// <summary>
/// The n-th spherical Bessel function of degree 0 that vanishes at the cut-off: <c>sqrt(2 / c) sin(n pi r / c) / r</c> for r &lt; c, else 0. Orthonormal with the weight r^2; the radial basis of DimeNet and NequIP.
/// </summary>
/// <param name="Index">n, from 1.</param>
/// <param name="CutOff">c, positive.</param>
public sealed record BesselProfile(int Index, double CutOff) : RadialProfile
{
    public int Index { get; } = Index >= 1 ? Index : throw new ArgumentOutOfRangeException(nameof(Index), Index, "Expected an index from 1.");

    public double CutOff { get; } = CutOff > 0 ? CutOff : throw new ArgumentOutOfRangeException(nameof(CutOff), CutOff, "Expected a positive distance.");

    private double Frequency => Index * Math.PI / CutOff;

    public override double Evaluate(double radius) => radius >= CutOff ? 0 : Math.Sqrt(2 / CutOff) * Wave(Frequency, radius).Value;

    public override double Derivative(double radius) => radius >= CutOff ? 0 : Math.Sqrt(2 / CutOff) * Wave(Frequency, radius).Derivative;

    /// <summary><c>sin(k r) / r</c> and its derivative, <c>(k r cos(k r) - sin(k r)) / r^2</c>, with their limits at r = 0, k and 0.</summary>
    internal static (double Value, double Derivative) Wave(double frequency, double radius)
    {
        double angle = frequency * radius;
        double square = angle * angle;
        if (square < 1e-2)
        {
            // sin(a)/a = 1 - a^2/6 + …, (a cos a - sin a)/a^2 = -a/3 + a^3/30 - …: the next terms are below the last digit.
            double value = 1 - (square / 6 * (1 - (square / 20 * (1 - (square / 42 * (1 - (square / 72)))))));
            double slope = -angle / 3 * (1 - (square / 10 * (1 - (square / 28 * (1 - (square / 54 * (1 - (square / 88))))))));
            return (frequency * value, frequency * frequency * slope);
        }

        (double sin, double cos) = (Math.Sin(angle), Math.Cos(angle));
        return (sin / radius, ((angle * cos) - sin) / (radius * radius));
    }
}
