namespace Molecules;

/// <summary>How well a run at constant energy kept it: the line E(t) = a + b t that fits the total energies best, and what is left.</summary>
/// <param name="DriftPerAtomPerPicosecond">b / atoms in eV/ps.</param>
/// <param name="RmsPerAtom">Root mean square of E(t) - a - b t, divided by the atoms, in eV.</param>
/// <param name="DurationPicoseconds">From the first energy to the last.</param>
public sealed record EnergyDrift(double DriftPerAtomPerPicosecond, double RmsPerAtom, double DurationPicoseconds)
{
    /// <param name="times">fs.</param>
    /// <param name="energies">Total energies in eV.</param>
    public static EnergyDrift Of(ReadOnlySpan<double> times, ReadOnlySpan<double> energies, int atoms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atoms, 1);
        if (times.Length != energies.Length || times.Length < 2)
        {
            throw new ArgumentException($"Expected as many energies as times, two or more; got {energies.Length} and {times.Length}.", nameof(energies));
        }

        // From the first energy: total energies are large beside their fluctuations.
        double meanTime = 0;
        double meanEnergy = 0;
        for (int k = 0; k < times.Length; k++)
        {
            meanTime += times[k] / times.Length;
            meanEnergy += (energies[k] - energies[0]) / times.Length;
        }

        double cross = 0;
        double square = 0;
        for (int k = 0; k < times.Length; k++)
        {
            cross += (times[k] - meanTime) * (energies[k] - energies[0] - meanEnergy);
            square += (times[k] - meanTime) * (times[k] - meanTime);
        }

        double slope = square > 0 ? cross / square : throw new ArgumentException("Expected at least two different times.", nameof(times));
        double left = 0;
        for (int k = 0; k < times.Length; k++)
        {
            double residual = energies[k] - energies[0] - meanEnergy - (slope * (times[k] - meanTime));
            left += residual * residual;
        }

        return new EnergyDrift(slope * 1000 / atoms, Math.Sqrt(left / times.Length) / atoms, (times[^1] - times[0]) / 1000);
    }
}
