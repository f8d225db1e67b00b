using System.Globalization;

namespace Intertwine.Golden;

/// <summary>What is compared.</summary>
internal enum DeviationKind
{
    Output,
    Gradient,
}

/// <summary>How far one tensor of one run is from its reference.</summary>
/// <param name="Run">Backend and precision: <c>Simd float32</c>.</param>
/// <param name="Tensor">Its name in the file: <c>grad/input/x</c>.</param>
/// <param name="Error">Relative, as docs/golden.md defines it.</param>
internal sealed record Deviation(DeviationKind Kind, string Run, string Tensor, double Error, double Tolerance)
{
    /// <summary>NaN is not within any tolerance.</summary>
    public bool Passed => Error <= Tolerance;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run} {Tensor}: {Error:0.0e+0} > {Tolerance:0.0e+0}");
}
