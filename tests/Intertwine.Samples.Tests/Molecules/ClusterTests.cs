using FsCheck.Xunit;
using Molecules;

namespace Intertwine.Samples.Tests.Molecules;

public sealed class ClusterTests
{
    [Property(MaxTest = 40)]
    public void Forces_AreMinusTheGradient(int seed)
    {
        (int[] numbers, double[] x) = Draw(seed);
        var potential = new ClusterPotential(numbers);
        double[] forces = new double[x.Length];
        double[] unused = new double[x.Length];
        potential.Evaluate(x, forces);
        for (int k = 0; k < x.Length; k++)
        {
            const double H = 1e-5;
            double old = x[k];
            x[k] = old + H;
            double up = potential.Evaluate(x, unused);
            x[k] = old - H;
            double down = potential.Evaluate(x, unused);
            x[k] = old;
            Assert.Equal((down - up) / (2 * H), forces[k], 1e-6 * (1 + Math.Abs(forces[k])));
        }

        // No force and no torque on the whole.
        for (int c = 0; c < 3; c++)
        {
            int a = (c + 1) % 3;
            int b = (c + 2) % 3;
            Assert.Equal(0, Enumerable.Range(0, numbers.Length).Sum(i => forces[(3 * i) + c]), 1e-10);
            Assert.Equal(0, Enumerable.Range(0, numbers.Length).Sum(i => (x[(3 * i) + a] * forces[(3 * i) + b]) - (x[(3 * i) + b] * forces[(3 * i) + a])), 1e-9);
        }
    }

    [Fact]
    public void Angles_AddWhatPairsDoNot()
    {
        double Energy(int[] numbers, double[] x) => new ClusterPotential(numbers).Evaluate(x, new double[x.Length]);
        double[] bent = [0, 0, 0, 2.4, 0, 0, 0, 2.4, 0];
        double whole = Energy([14, 14, 14], bent);
        double pairs = Energy([14, 14], bent[..6]) + Energy([14, 14], [0, 0, 0, 0, 2.4, 0]) + Energy([14, 14], bent[3..]);
        Assert.True(whole - pairs > 0.05);
        Assert.Equal(-1.2, Energy([14, 14], [0, 0, 0, 2.35, 0, 0]), 1e-12);
        Assert.Equal(-0.15, Energy([18, 18], [0, 0, 0, 3, 0, 0]), 1e-12);
        Assert.Equal(0, Energy([14, 32], [0, 0, 0, ClusterPotential.Cutoff - 1e-5, 0, 0]), 1e-12);
        Assert.Contains("among 14, 18, 32; got 6 for atom 1", Assert.Throws<ArgumentException>(() => new ClusterPotential([14, 6])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GeneratedSets_AreTheSameForTheSameSeed_AndBound()
    {
        var split = new SplitSettings { Train = 25, Validation = 10, Test = 15 };
        MoleculeSets sets = GeneratedClusters.Load(split);
        MoleculeSets again = GeneratedClusters.Load(split);
        MoleculeSets other = GeneratedClusters.Load(split with { Seed = 2 });
        Assert.Equal((25, 10), (sets.Train.Count, sets.Validation.Count));
        Assert.Equal([("300 K", 15), ("600 K", 15)], sets.Tests.Select(test => (test.Name, test.Molecules.Count)));
        Assert.Equal(sets.Train.SelectMany(molecule => molecule.Positions), again.Train.SelectMany(molecule => molecule.Positions));
        Assert.NotEqual(sets.Train[0].Energy, other.Train[0].Energy);
        Assert.Equal([14, 18, 32], sets.Species);
        Assert.Empty(sets.Train.Select(molecule => molecule.Label).Intersect(sets.Validation.Concat(sets.Tests[0].Molecules).Select(molecule => molecule.Label)));
        foreach (Molecule molecule in sets.Train)
        {
            double[] forces = new double[3 * molecule.Count];
            Assert.Equal(molecule.Energy!.Value, new ClusterPotential(molecule.Numbers).Evaluate(molecule.Positions, forces), 1e-12);
            Assert.Equal(molecule.Forces!, forces);
            Assert.InRange(molecule.Count, 6, 12);
            Assert.True(molecule.Energy < 0);
        }

        DataStatistics statistics = DataStatistics.Of(sets.Train, sets.References());
        Assert.InRange(statistics.MeanAtomicEnergy, -4, -0.2);
        Assert.InRange(statistics.ForceRms, 0.2, 2);
        Assert.InRange(DataStatistics.MeanNeighbours(sets.Train, ClusterPotential.Cutoff), 4, 11);
    }

    /// <summary>Atoms of all kinds, none nearer than 1.9 Angstrom, some beyond the cut-off.</summary>
    private static (int[] Numbers, double[] Positions) Draw(int seed)
    {
        var random = new Random(seed);
        int[] numbers = [.. Enumerable.Range(0, 7).Select(_ => ClusterPotential.Species[random.Next(3)])];
        double[] x = new double[3 * numbers.Length];
        for (int i = 0; i < numbers.Length;)
        {
            double[] p = [7 * random.NextDouble(), 5 * random.NextDouble(), 5 * random.NextDouble()];
            if (Enumerable.Range(0, i).All(j => Math.Pow(p[0] - x[3 * j], 2) + Math.Pow(p[1] - x[(3 * j) + 1], 2) + Math.Pow(p[2] - x[(3 * j) + 2], 2) > 1.9 * 1.9))
            {
                p.CopyTo(x, 3 * i++);
            }
        }

        return (numbers, x);
    }
}
