namespace Intertwine.Algebra;

/// <summary>
/// Decides whether a computed number is zero. With a field: where its residue is, which is a proof that it is not where it is not; the other way round a false zero has a chance of 1 in 10^9 and does not survive
/// the exact check of the basis that comes of it. Without a field: where it is below <see cref="Cancelled"/> of the numbers that it was computed from, or of 1, the size of the numbers in all rows; above
/// <see cref="Distinct"/> of them it is not zero, and in between the answer is unclear.
/// </summary>
/// <remarks>
/// The gap is wide: noise of 10 digits stays below it through an elimination, and numbers with six correct digits, whose errors cannot be told from small coefficients, fall into it instead of being counted.
/// </remarks>
internal sealed class ZeroTest(PrimeField? field)
{
    public const double Cancelled = 1e-10;

    public const double Distinct = 1e-5;

    public PrimeField? Field { get; } = field;

    /// <summary>Whether a number came that is neither zero nor not: then nothing that was computed may be used.</summary>
    public bool IsUnclear { get; private set; }

    /// <param name="value">The number.</param>
    /// <param name="scale">The largest magnitude of the numbers that were added.</param>
    /// <param name="residue">The number modulo the prime of the field.</param>
    public bool IsZero(double value, double scale, uint residue)
    {
        if (Field is not null)
        {
            return residue == 0;
        }

        double magnitude = Math.Abs(value);
        scale = Math.Max(1, scale);
        if (magnitude <= Cancelled * scale)
        {
            return true;
        }

        IsUnclear |= magnitude <= Distinct * scale;
        return false;
    }
}
