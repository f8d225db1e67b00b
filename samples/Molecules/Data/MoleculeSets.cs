using Intertwine.Samples;

namespace Molecules;

/// <summary>Geometries to train, validate and test on, in eV and Angstrom.</summary>
/// <param name="Name">The short name of the data set.</param>
/// <param name="Title">What it is, in a few words.</param>
public sealed record MoleculeSets(string Name, string Title, IReadOnlyList<Molecule> Train, IReadOnlyList<Molecule> Validation, IReadOnlyList<(string Name, IReadOnlyList<Molecule> Molecules)> Tests)
{
    /// <summary>Energies of isolated atoms by atomic number, where the data set gives them.</summary>
    public IReadOnlyDictionary<int, double>? IsolatedEnergies { get; init; }

    /// <summary>All atomic numbers of all sets, ascending: the order of the network's species.</summary>
    public IReadOnlyList<int> Species => [.. Train.Concat(Validation).Concat(Tests.SelectMany(test => test.Molecules)).SelectMany(molecule => molecule.Numbers).Distinct().Order()];

    /// <summary>The energies of isolated atoms, or those that fit the training energies best.</summary>
    public ReferenceEnergies References() => IsolatedEnergies is { } isolated ? new ReferenceEnergies(isolated) : ReferenceEnergies.Fit(Train);
}

/// <summary>How many geometries to train and validate on, and the seed that picks them; what a data set leaves open is its usual number.</summary>
public sealed record SplitSettings
{
    public int? Train { get; init; }

    public int? Validation { get; init; }

    public int? Test { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Splits in an order that depends on the seed and the number of items only. Parts do not overlap.</summary>
    /// <param name="train">How many for each part, where the settings leave it open; null for the rest.</param>
    internal (IReadOnlyList<Molecule> Train, IReadOnlyList<Molecule> Validation, IReadOnlyList<Molecule> Others) Apply(IReadOnlyList<Molecule> all, int train, int validation, string name)
    {
        int first = Train ?? train;
        int second = Validation ?? validation;
        if (first < 1 || second < 0 || first + second > all.Count)
        {
            throw new ArgumentException($"{name}: expected at least 1 geometry to train and 0 to validate on, at most {all.Count} together; got {first} and {second}.");
        }

        Molecule[] shuffled = [.. Shuffle.Order(Seed, 0, all.Count).Select(index => all[(int)index])];
        return (shuffled[..first], shuffled[first..(first + second)], shuffled[(first + second)..]);
    }

    /// <summary>The first geometries of a test set, as many as asked for.</summary>
    internal IReadOnlyList<Molecule> Limit(IReadOnlyList<Molecule> all) => Test is { } count && count < all.Count ? [.. all.Take(count)] : all;
}
