namespace Molecules;

/// <summary>One energy per element, in eV, whose sum over the atoms is taken off the total energy, so that a network learns what binding adds.</summary>
public sealed class ReferenceEnergies(IReadOnlyDictionary<int, double> byNumber)
{
    // Compositions that a set of this relative size of the largest eigenvalue separates are taken to be linearly dependent.
    private const double Tolerance = 1e-10;

    public IReadOnlyDictionary<int, double> ByNumber { get; } = byNumber;

    /// <summary>The sum over the atoms.</summary>
    public double Sum(Molecule molecule)
    {
        double sum = 0;
        foreach (int number in molecule.Numbers)
        {
            sum += ByNumber.TryGetValue(number, out double energy)
                ? energy
                : throw new InvalidDataException($"Expected a reference energy for every element of {molecule.Formula}; got none for {Elements.Symbol(number)}, only for {string.Join(", ", ByNumber.Keys.Order().Select(Elements.Symbol))}.");
        }

        return sum;
    }

    /// <summary>
    /// Least squares by composition: minimises Σ_m (E_m - Σ_s n_ms e_s)² over the energies e_s; of all minima the one of least norm, which is unique even where all compositions are the same.
    /// </summary>
    public static ReferenceEnergies Fit(IReadOnlyList<Molecule> molecules)
    {
        Molecule[] known = [.. molecules.Where(molecule => molecule.Energy is not null)];
        int[] species = [.. known.SelectMany(molecule => molecule.Numbers).Distinct().Order()];
        double[,] normal = new double[species.Length, species.Length];
        double[] right = new double[species.Length];
        double[] composition = new double[species.Length];
        foreach (Molecule molecule in known)
        {
            Array.Clear(composition);
            foreach (int number in molecule.Numbers)
            {
                composition[Array.BinarySearch(species, number)]++;
            }

            for (int s = 0; s < species.Length; s++)
            {
                right[s] += composition[s] * molecule.Energy!.Value;
                for (int t = 0; t < species.Length; t++)
                {
                    normal[s, t] += composition[s] * composition[t];
                }
            }
        }

        double[] energies = SymmetricSolver.LeastNorm(normal, right, Tolerance);
        return new ReferenceEnergies(species.Zip(energies).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
