using Intertwine;

namespace Molecules;

/// <summary>Numbers that scale and shift a network's outputs, of a training set.</summary>
/// <param name="MeanAtomicEnergy">Mean over the geometries of (energy - reference) / atoms, eV.</param>
/// <param name="AtomicEnergyDeviation">Its standard deviation over the geometries, eV.</param>
/// <param name="ForceRms">Root mean square of all components of the forces, eV/Angstrom; 0 without forces.</param>
/// <param name="ForceRmsBySpecies">The same by atomic number.</param>
public sealed record DataStatistics(int Molecules, int Atoms, double MeanAtomicEnergy, double AtomicEnergyDeviation, double ForceRms, IReadOnlyDictionary<int, double> ForceRmsBySpecies)
{
    public static DataStatistics Of(IReadOnlyList<Molecule> molecules, ReferenceEnergies references)
    {
        double[] energies = [.. molecules.Where(molecule => molecule.Energy is not null).Select(molecule => (molecule.Energy!.Value - references.Sum(molecule)) / molecule.Count)];
        double mean = energies.DefaultIfEmpty(0).Average();
        double variance = energies.Select(energy => (energy - mean) * (energy - mean)).DefaultIfEmpty(0).Average();
        var squares = new SortedDictionary<int, (double Sum, int Count)>();
        foreach (Molecule molecule in molecules.Where(molecule => molecule.Forces is not null))
        {
            for (int k = 0; k < molecule.Forces!.Length; k++)
            {
                (double sum, int count) = squares.GetValueOrDefault(molecule.Numbers[k / 3]);
                squares[molecule.Numbers[k / 3]] = (sum + (molecule.Forces[k] * molecule.Forces[k]), count + 1);
            }
        }

        double rms = squares.Count == 0 ? 0 : Math.Sqrt(squares.Values.Sum(pair => pair.Sum) / squares.Values.Sum(pair => (double)pair.Count));
        return new DataStatistics(
            molecules.Count, molecules.Sum(molecule => molecule.Count), mean, Math.Sqrt(variance), rms, squares.ToDictionary(pair => pair.Key, pair => Math.Sqrt(pair.Value.Sum / pair.Value.Count)));
    }

    /// <summary>Mean number of neighbours of an atom within a cut-off.</summary>
    public static double MeanNeighbours(IReadOnlyList<Molecule> molecules, double cutoff)
    {
        long edges = 0;
        foreach (Molecule molecule in molecules)
        {
            using Graph graph = Graph.Radius(molecule.Positions, cutoff, molecule.Cell);
            edges += graph.EdgeCount;
        }

        return (double)edges / Math.Max(molecules.Sum(molecule => molecule.Count), 1);
    }
}
