using Molecules;

namespace Intertwine.Samples.Tests.Molecules;

public sealed class ReferenceEnergiesTests
{
    [Fact]
    public void Fit_FindsTheEnergiesOfAtoms_FromExactSums()
    {
        int[][] compositions = [[1, 1, 8], [6, 1, 1, 1, 1], [6, 8], [1, 1], [6, 6, 8, 1]];
        var energies = new Dictionary<int, double> { [1] = -13.6, [6] = -1027, [8] = -2041.5 };
        Molecule[] molecules = [.. compositions.Select(numbers => new Molecule(numbers, new double[3 * numbers.Length]) { Energy = numbers.Sum(number => energies[number]) })];
        ReferenceEnergies fit = ReferenceEnergies.Fit(molecules);
        Assert.All(energies, pair => Assert.Equal(pair.Value, fit.ByNumber[pair.Key], 1e-8));
        DataStatistics statistics = DataStatistics.Of(molecules, fit);
        Assert.Equal(0, statistics.MeanAtomicEnergy, 1e-8);
        Assert.Equal((5, 16, 0.0), (statistics.Molecules, statistics.Atoms, statistics.ForceRms));
    }

    [Fact]
    public void Fit_OfOneComposition_TakesTheLeastNorm()
    {
        // 2 e_H + e_O = -10 and -20: the mean, along (2, 1).
        Molecule[] molecules = [Water(-10), Water(-20)];
        ReferenceEnergies fit = ReferenceEnergies.Fit(molecules);
        Assert.Equal(-6, fit.ByNumber[1], 1e-9);
        Assert.Equal(-3, fit.ByNumber[8], 1e-9);
        Assert.Equal(5.0 / 3, DataStatistics.Of(molecules, fit).AtomicEnergyDeviation, 1e-9);
    }

    [Fact]
    public void Statistics_OfForces_AreBySpecies()
    {
        DataStatistics statistics = DataStatistics.Of([Water(0) with { Forces = [1, 1, 1, 1, 1, 1, 3, 3, 3] }], new ReferenceEnergies(new Dictionary<int, double> { [1] = 0, [8] = 0 }));
        Assert.Equal(1, statistics.ForceRmsBySpecies[1], 12);
        Assert.Equal(3, statistics.ForceRmsBySpecies[8], 12);
        Assert.Equal(Math.Sqrt(11.0 / 3), statistics.ForceRms, 12);
        Assert.Equal(4.0 / 3, DataStatistics.MeanNeighbours([Water(0) with { Positions = [1, 0, 0, -1, 0, 0, 0, 0, 0] }], 1.5), 12);
    }

    [Fact]
    public void Sum_WithoutAnElement_SaysWhich()
    {
        var references = new ReferenceEnergies(new Dictionary<int, double> { [1] = 0 });
        Assert.Contains("every element of H2O; got none for O, only for H", Assert.Throws<InvalidDataException>(() => references.Sum(Water(0))).Message, StringComparison.Ordinal);
    }

    private static Molecule Water(double energy) => new([1, 1, 8], new double[9]) { Energy = energy };
}
