using Molecules;

namespace Intertwine.Samples.Tests.Molecules;

/// <summary>The readers on the real files, where the environment variable INTERTWINE_DATA names their folder; what the data must say is known from their sources.</summary>
public sealed class DataSetTests
{
    private static string? Folder => Environment.GetEnvironmentVariable("INTERTWINE_DATA");

    [SkippableTheory]
    [InlineData("acac", 450, 50, new[] { 650, 650, 45, 15 }, new[] { 1, 6, 8 })]
    [InlineData("3bpa", 450, 50, new[] { 167, 166 }, new[] { 1, 6, 7, 8 })]
    [InlineData("aspirin", 950, 50, new[] { 1800 }, new[] { 1, 6, 8 })]
    [InlineData("ethanol", 950, 50, new[] { 1000 }, new[] { 1, 6, 8 })]
    [InlineData("qm7", 5101, 1000, new[] { 1000 }, new[] { 1, 6, 7, 8, 16 })]
    [InlineData("gst", 150, 20, new[] { 30 }, new[] { 32, 51, 52 })]
    public void Sets_HaveTheirUsualSizes(string name, int train, int validation, int[] tests, int[] species)
    {
        Skip.If(Folder is null, "INTERTWINE_DATA does not name the folder of the data sets.");
        MoleculeSets sets = DataSets.Load(name, Folder!);
        Assert.Equal((train, validation), (sets.Train.Count, sets.Validation.Count));
        Assert.Equal(tests, sets.Tests.Select(test => test.Molecules.Count));
        Assert.Equal(species, sets.Species);
        Assert.All(sets.Train, molecule => Assert.Equal(name == "qm7", molecule.Forces is null));
        Assert.All(sets.Train, molecule => Assert.Equal(name == "gst", molecule.Cell is not null));
        Assert.Empty(sets.Train.Intersect(sets.Validation));

        // Atomisation in eV per atom, a few: the references fit the energies.
        DataStatistics statistics = DataStatistics.Of(sets.Train, sets.References());
        Assert.InRange(Math.Abs(statistics.MeanAtomicEnergy), 0, 7);
        Assert.InRange(statistics.AtomicEnergyDeviation, 1e-4, 0.3);
        Assert.Equal(name == "qm7", statistics.ForceRms == 0);
    }

    [SkippableFact]
    public void Forces_HaveTheKnownSize()
    {
        Skip.If(Folder is null, "INTERTWINE_DATA does not name the folder of the data sets.");
        double Rms(string name)
        {
            MoleculeSets sets = DataSets.Load(name, Folder!);
            return DataStatistics.Of([.. sets.Train, .. sets.Validation, .. sets.Tests[0].Molecules], sets.References()).ForceRms;
        }

        // 1.274 eV/A over all 3,000 of aspirin; 26.43 kcal/mol/A of ethanol; 0.555 eV/A of Ge-Sb-Te.
        Assert.Equal(1.274, Rms("aspirin"), 0.01);
        Assert.Equal(26.43 * Units.KilocaloriePerMole, Rms("ethanol"), 0.001);
        Assert.Equal(0.555, Rms("gst"), 0.001);
    }

    [SkippableFact]
    public void Acetylacetone_HasIsolatedAtoms_AndItsFramesAsTheyStand()
    {
        Skip.If(Folder is null, "INTERTWINE_DATA does not name the folder of the data sets.");
        MoleculeSets sets = DataSets.Load("acac", Folder!, new SplitSettings { Train = 20, Validation = 5, Test = 3, Seed = 7 });
        Assert.Equal(-13.568422178253735, sets.IsolatedEnergies![1]);
        Assert.Equal((20, 5, 3), (sets.Train.Count, sets.Validation.Count, sets.Tests[1].Molecules.Count));
        Assert.Equal("C5H8O2", sets.Train[0].Formula);
        Molecule first = ExtendedXyz.Read(Path.Combine(Folder!, "bot_acac", "train_300K.xyz"))[0];
        Assert.Equal(-9391.45554428476, first.Energy);
        Assert.Equal([0.07874433, 1.40230941, 0.08237721], first.Positions[..3]);
        Assert.Equal(1.47339228, first.Forces![0]);
        MoleculeSets again = DataSets.Load("acac", Folder!, new SplitSettings { Train = 20, Validation = 5, Test = 3, Seed = 7 });
        Assert.Equal(sets.Train.Select(molecule => molecule.Energy), again.Train.Select(molecule => molecule.Energy));
    }

    [Fact]
    public void Load_SaysWhatIsWrong()
    {
        Assert.Contains("one of acac, 3bpa, aspirin, ethanol, qm7, gst; got 'md22'", Assert.Throws<ArgumentException>(() => DataSets.Load("md22", ".")).Message, StringComparison.Ordinal);
        Assert.Contains("train_300K.xyz in the data folder nowhere", Assert.Throws<FileNotFoundException>(() => DataSets.Load("acac", "nowhere")).Message, StringComparison.Ordinal);
    }
}
