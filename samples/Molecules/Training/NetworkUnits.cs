using Intertwine;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>
/// The units in which networks compute: lengths in cutoffs, energies in the root mean square of the training forces times 1 Angstrom, without the energies of the atoms. In them everything is about 1, as networks like it.
/// </summary>
/// <param name="Cutoff">Angstrom.</param>
/// <param name="Energy">One unit of energy in eV.</param>
/// <param name="AtomEnergies">What an atom of each element has by itself, eV: its reference and the mean binding energy per atom of the training set. Ascending by atomic number; the order of the network's species.</param>
public sealed record NetworkUnits(double Cutoff, double Energy, IReadOnlyList<(int Number, double Energy)> AtomEnergies)
{
    /// <summary>One unit of force in eV/Angstrom.</summary>
    public double Force => Energy / Cutoff;

    /// <summary>The units for a training set.</summary>
    /// <exception cref="InvalidDataException">More elements than the networks tell apart.</exception>
    public static NetworkUnits For(MoleculeSets sets, double cutoff)
    {
        var species = sets.Species;
        if (species.Count > PotentialNetwork.MostSpecies)
        {
            throw new InvalidDataException($"{sets.Name}: expected at most {PotentialNetwork.MostSpecies} elements; got {string.Join(", ", species.Select(Elements.Symbol))}.");
        }
        var references = sets.References();
        var statistics = DataStatistics.Of(sets.Train, references);
        var unit = statistics.ForceRms > 0 ? statistics.ForceRms : statistics.AtomicEnergyDeviation;
        return new NetworkUnits(
            cutoff,
            unit > 0 ? unit : 1,
            [.. species.Select(number => (number, references.ByNumber.GetValueOrDefault(number) + statistics.MeanAtomicEnergy))]);
    }

    /// <summary>The number of an element among the species.</summary>
    public int Species(int number)
    {
        for (var s = 0; s < AtomEnergies.Count; s++)
        {
            if (AtomEnergies[s].Number == number) return s;
        }
        throw new ArgumentException($"Expected one of the elements {string.Join(", ", AtomEnergies.Select(a => Elements.Symbol(a.Number)))}; got {Elements.Symbol(number)}.", nameof(number));
    }

    /// <summary>The energies of the atoms of a molecule by themselves, eV.</summary>
    public double Offset(Molecule molecule) => molecule.Numbers.Sum(number => AtomEnergies[Species(number)].Energy);

    /// <summary><c>[atoms, 5]</c>: the species of atoms, one-hot.</summary>
    public float[] OneHot(IReadOnlyList<int> numbers)
    {
        var species = new float[numbers.Count * PotentialNetwork.MostSpecies];
        for (var a = 0; a < numbers.Count; a++) species[(a * PotentialNetwork.MostSpecies) + Species(numbers[a])] = 1;
        return species;
    }

    /// <summary><c>[edges, 3]</c>: the shifts between periodic images, in cutoffs.</summary>
    public Tensor Shifts(Graph graph, ScalarType precision) => graph.HasShifts ? graph.Shifts(precision, CPU) / Cutoff : zeros([graph.EdgeCount, 3], precision);
}
