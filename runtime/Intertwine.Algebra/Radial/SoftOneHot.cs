namespace Intertwine.Algebra;

/// <summary>Families of functions that tell where in an interval a number lies; the names are e3nn's.</summary>
public enum SoftOneHotKind
{
    /// <summary><c>exp(-d^2) / 1.12</c> with d = (x - x_i) / step.</summary>
    Gaussian,

    /// <summary><c>cos(pi d / 2)</c> for |d| &lt; 1, else 0.</summary>
    Cosine,

    /// <summary><c>1.14136 e^2 u(1 + d) u(1 - d)</c> with the <see cref="SoftUnitStep"/> u: derivatives of all orders, zero for |d| ≥ 1.</summary>
    SmoothFinite,

    /// <summary>With t = (x - start) / (end - start): <c>cos(pi i t)</c>, i from 0, or with cut-off <c>sin(pi i t)</c>, i from 1, inside the interval; over <c>sqrt(1/4 + number / 2)</c>.</summary>
    Fourier,

    /// <summary><c>sqrt(2 / c) sin(i pi r / c) / r</c> with r = x - start, c = end - start, i from 1; with cut-off zero outside the interval.</summary>
    Bessel,
}

/// <summary>
/// A basis of functions on an interval, e3nn's <c>soft_one_hot_linspace</c>: the sum of their squares is about 1 inside. Equal by value.
/// Centres x_i of the first three families: <paramref name="Number"/> equal steps from start to end; with cut-off one step inside on both ends.
/// </summary>
/// <param name="Start">Lower end of the interval.</param>
/// <param name="End">Upper end, above the lower one.</param>
/// <param name="Number">Number of functions, from 1; from 2 where centres need a step.</param>
/// <param name="Kind">The family.</param>
/// <param name="CutOff">Whether the functions vanish at both ends (Gaussians: are small).</param>
public sealed record SoftOneHot(double Start, double End, int Number, SoftOneHotKind Kind, bool CutOff)
{
    public double End { get; } = End > Start ? End : throw new ArgumentOutOfRangeException(nameof(End), End, $"Expected an end above the start, {Start}.");

    public int Number { get; } = Number >= (CutOff || Kind is SoftOneHotKind.Fourier or SoftOneHotKind.Bessel ? 1 : 2)
        ? Number
        : throw new ArgumentOutOfRangeException(nameof(Number), Number, "Expected a function, and two where centres lie on both ends.");

    /// <summary>Distance between neighbouring centres.</summary>
    public double Step => (End - Start) / (CutOff ? Number + 1 : Number - 1);

    /// <summary>The functions one by one.</summary>
    public IReadOnlyList<RadialProfile> Functions => [.. Enumerable.Range(0, Number).Select(i => new SoftOneHotFunction(this, i))];

    /// <summary>All functions at x.</summary>
    public double[] Evaluate(double x) => [.. Enumerable.Range(0, Number).Select(i => At(i, x).Value)];

    /// <summary>The derivatives of all functions at x.</summary>
    public double[] Derivative(double x) => [.. Enumerable.Range(0, Number).Select(i => At(i, x).Derivative)];

    internal (double Value, double Derivative) At(int index, double x)
    {
        double length = End - Start;
        switch (Kind)
        {
            case SoftOneHotKind.Fourier:
                double scale = 1 / Math.Sqrt(0.25 + (Number / 2.0));
                double frequency = Math.PI * (CutOff ? index + 1 : index) / length;
                double angle = frequency * (x - Start);
                return !CutOff ? (scale * Math.Cos(angle), -scale * frequency * Math.Sin(angle))
                    : x > Start && x < End ? (scale * Math.Sin(angle), scale * frequency * Math.Cos(angle))
                    : (0, 0);
            case SoftOneHotKind.Bessel:
                if (CutOff && !(x > Start && x < End))
                {
                    return (0, 0);
                }

                (double value, double slope) = BesselProfile.Wave((index + 1) * Math.PI / length, x - Start);
                double factor = Math.Sqrt(2 / length);
                return (factor * value, factor * slope);
        }

        double step = Step;
        double d = (x - (Start + ((CutOff ? index + 1 : index) * step))) / step;
        switch (Kind)
        {
            case SoftOneHotKind.Gaussian:
                double gaussian = Math.Exp(-d * d) / 1.12;
                return (gaussian, -2 * d / step * gaussian);
            case SoftOneHotKind.Cosine:
                return Math.Abs(d) < 1 ? (Math.Cos(Math.PI / 2 * d), -Math.PI / 2 / step * Math.Sin(Math.PI / 2 * d)) : (0, 0);
            case SoftOneHotKind.SmoothFinite:
                double scale = 1.14136 * Math.Exp(2);
                (double left, double right) = (SoftUnitStep.Evaluate(1 + d), SoftUnitStep.Evaluate(1 - d));
                double slope = (SoftUnitStep.Derivative(1 + d) * right) - (left * SoftUnitStep.Derivative(1 - d));
                return (scale * left * right, scale / step * slope);
            default:
                throw new InvalidOperationException($"Expected a family of functions, came {Kind}.");
        }
    }
}

/// <summary>One function of a <see cref="SoftOneHot"/> basis.</summary>
/// <param name="Basis">The basis.</param>
/// <param name="Index">Index of the function, from 0.</param>
public sealed record SoftOneHotFunction(SoftOneHot Basis, int Index) : RadialProfile
{
    public int Index { get; } = Index >= 0 && Index < Basis.Number
        ? Index
        : throw new ArgumentOutOfRangeException(nameof(Index), Index, $"Expected an index from 0 to {Basis.Number - 1}.");

    public override double Evaluate(double radius) => Basis.At(Index, radius).Value;

    public override double Derivative(double radius) => Basis.At(Index, radius).Derivative;
}
