using Intertwine;

namespace Molecules;

/// <summary>One geometry, molecule or periodic box, with what is known of it; eV and Angstrom throughout.</summary>
/// <param name="Numbers">[atoms]: atomic numbers.</param>
/// <param name="Positions">[atoms, 3] in Angstrom.</param>
public sealed record Molecule(int[] Numbers, double[] Positions)
{
    public int Count => Numbers.Length;

    /// <summary>The total energy in eV.</summary>
    public double? Energy { get; init; }

    /// <summary>[atoms, 3], -dE/dx in eV/Angstrom.</summary>
    public double[]? Forces { get; init; }

    /// <summary>The periodic box; null for a molecule in open space.</summary>
    public Cell? Cell { get; init; }

    /// <summary>[3, 3], dE/d(strain) / volume in eV/Angstrom³: positive where the box would rather shrink.</summary>
    public double[]? Stress { get; init; }

    /// <summary>What its file calls it (<c>config_type</c>), if anything.</summary>
    public string? Label { get; init; }

    /// <summary>The chemical formula by Hill's order: C, H, then the others by symbol.</summary>
    public string Formula => string.Concat(Numbers.GroupBy(number => number)
        .OrderBy(group => (Numbers.Contains(6), group.Key) switch { (true, 6) => 0, (true, 1) => 1, _ => 2 })
        .ThenBy(group => Elements.Symbol(group.Key), StringComparer.Ordinal)
        .Select(group => Elements.Symbol(group.Key) + (group.Count() > 1 ? group.Count() : "")));
}
