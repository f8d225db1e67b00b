using Intertwine.Samples;

namespace Molecules;

/// <summary>The data sets that this program knows, read from a folder with a subfolder each. Everything is in eV and Angstrom afterwards.</summary>
public static class DataSets
{
    private static readonly (string Name, Func<string, SplitSettings, MoleculeSets> Load)[] Known =
    [
        ("acac", Acetylacetone), ("3bpa", FlexibleDrug), ("aspirin", Aspirin), ("ethanol", Ethanol), ("qm7", SmallOrganic), ("gst", GermaniumAntimonyTellurium),
    ];

    /// <summary>Names that <see cref="Load"/> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(set => set.Name)];

    /// <param name="folder">Where the data lie, <c>bot_acac/train_300K.xyz</c> and so on below it.</param>
    /// <exception cref="ArgumentException">An unknown name, or more geometries asked for than there are.</exception>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="InvalidDataException">A file does not hold what it should.</exception>
    public static MoleculeSets Load(string name, string folder, SplitSettings? split = null)
    {
        int index = Array.FindIndex(Known, set => set.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? Known[index].Load(folder, split ?? new SplitSettings()) : throw new ArgumentException($"Expected a data set, one of {string.Join(", ", Names)}; got '{name}'.", nameof(name));
    }

    /// <summary>
    /// Acetylacetone, 15 atoms, PBE-D3: trained at 300 K, tested at 300 K, at 600 K, along a torsion and along the transfer of the proton. Batatia et al., "The design space of E(3)-equivariant atom-centred
    /// interatomic potentials", Nature Machine Intelligence 7 (2025) 56 (BOTNet).
    /// </summary>
    private static MoleculeSets Acetylacetone(string folder, SplitSettings split)
    {
        string[] tests = ["test_MD_300K", "test_MD_600K", "test_dihedral", "test_H_transfer"];
        string[] names = ["300 K", "600 K", "torsion", "proton transfer"];
        (IReadOnlyList<Molecule> train, IReadOnlyList<Molecule> validation, _) = split.Apply(Xyz(folder, "bot_acac", "train_300K.xyz"), 450, 50, "acac");
        return new MoleculeSets("acac", "acetylacetone, 15 atoms, PBE-D3", train, validation, [.. names.Zip(tests, (name, file) => (name, split.Limit(Xyz(folder, "bot_acac", $"{file}.xyz"))))])
        {
            IsolatedEnergies = Isolated(Xyz(folder, "bot_acac", "isolated_atoms.xyz")),
        };
    }

    /// <summary>
    /// 3BPA, 27 atoms: trained at 300 K. The published test files are not part of this folder; instead the later parts of the set of mixed temperatures are tested on, 167 geometries at 600 K and 166 at 1200 K.
    /// Kovács et al., "Linear Atomic Cluster Expansion Force Fields for Organic Molecules", J. Chem. Theory Comput. 17 (2021) 7696.
    /// </summary>
    private static MoleculeSets FlexibleDrug(string folder, SplitSettings split)
    {
        const int First600 = 167;
        const int First1200 = 334;
        (IReadOnlyList<Molecule> train, IReadOnlyList<Molecule> validation, _) = split.Apply(Xyz(folder, "bot_3bpa", "train_300K.xyz"), 450, 50, "3bpa");
        IReadOnlyList<Molecule> mixed = Xyz(folder, "bot_3bpa", "train_mixedT.xyz");
        if (mixed.Count != 500)
        {
            throw new InvalidDataException($"{Path.Combine(folder, "bot_3bpa", "train_mixedT.xyz")}: expected 500 geometries, from {First600} on at 600 K, from {First1200} on at 1200 K; got {mixed.Count}.");
        }

        return new MoleculeSets("3bpa", "3BPA, 27 atoms", train, validation, [("600 K (mixed set)", split.Limit([.. mixed.Take(First1200).Skip(First600)])), ("1200 K (mixed set)", split.Limit([.. mixed.Skip(First1200)]))])
        {
            IsolatedEnergies = Isolated(Xyz(folder, "bot_3bpa", "iso_atoms.xyz")),
        };
    }

    /// <summary>Aspirin of the revised MD17 set, 21 atoms, PBE. Christensen and von Lilienfeld, "On the role of gradients for machine learning of molecular energies and forces", Mach. Learn.: Sci. Technol. 1 (2020) 045018.</summary>
    private static MoleculeSets Aspirin(string folder, SplitSettings split)
    {
        (IReadOnlyList<Molecule> train, IReadOnlyList<Molecule> validation, _) = split.Apply(Xyz(folder, "rmd17_aspirin", "rmd17_aspirin_train.xyz"), 950, 50, "aspirin");
        return new MoleculeSets("aspirin", "rMD17 aspirin, 21 atoms, PBE", train, validation, [("test", split.Limit(Xyz(folder, "rmd17_aspirin", "rmd17_aspirin_test.xyz")))]);
    }

    /// <summary>Ethanol of the first MD17 set, 9 atoms, in kcal/mol as published. Chmiela et al., "Machine learning of accurate energy-conserving molecular force fields", Science Advances 3 (2017) e1603015.</summary>
    private static MoleculeSets Ethanol(string folder, SplitSettings split)
    {
        IReadOnlyList<Molecule> all = Xyz(folder, "md17_ethanol2000", "ethanol_sampledata.xyz", new XyzOptions { EnergyUnit = Units.KilocaloriePerMole });
        (IReadOnlyList<Molecule> train, IReadOnlyList<Molecule> validation, IReadOnlyList<Molecule> rest) = split.Apply(all, 950, 50, "ethanol");
        return new MoleculeSets("ethanol", "MD17 ethanol, 9 atoms, PBE+TS", train, validation, [("test", split.Limit(rest))]);
    }

    /// <summary>
    /// QM7: atomisation energies (PBE0) of 7,101 relaxed organic molecules of up to 23 atoms; no forces. Rupp et al., "Fast and accurate modeling of molecular atomization energies with machine learning",
    /// Phys. Rev. Lett. 108 (2012) 058301.
    /// </summary>
    private static MoleculeSets SmallOrganic(string folder, SplitSettings split)
    {
        string path = Existing(folder, "qm7", "qm7.npz");
        IReadOnlyDictionary<string, NpyArray> arrays = Npy.ReadArchive(path);
        NpyArray Array(string name) => arrays.TryGetValue(name, out NpyArray? array) ? array : throw new InvalidDataException($"{path}: expected an array '{name}'; got {string.Join(", ", arrays.Keys)}.");
        int[] first = Array("ptr").ToInt32();
        int[] numbers = Array("z").ToInt32();
        double[] positions = Array("pos").Values;
        double[] energies = Array("atomization_pbe0").Values;
        if (first.Length != energies.Length + 1 || first[0] != 0 || first[^1] != numbers.Length || positions.Length != 3 * numbers.Length || !first.SequenceEqual(first.Order()))
        {
            throw new InvalidDataException($"{path}: expected ptr [molecules + 1] ascending from 0 to the number of atoms, z [atoms], pos [atoms, 3]; got {first.Length}, {numbers.Length}, {positions.Length} numbers for {energies.Length} molecules.");
        }

        Molecule[] all = [.. energies.Select((energy, m) => new Molecule(numbers[first[m]..first[m + 1]], positions[(3 * first[m])..(3 * first[m + 1])]) { Energy = energy * Units.KilocaloriePerMole })];
        (IReadOnlyList<Molecule> train, IReadOnlyList<Molecule> validation, IReadOnlyList<Molecule> rest) = split.Apply(all, 5101, 1000, "qm7");
        return new MoleculeSets("qm7", "QM7, up to 23 atoms, PBE0 atomisation energies", train, validation, [("test", split.Limit(rest))]);
    }

    /// <summary>Crystals and glasses of Ge, Sb and Te in periodic boxes of 81 atoms.</summary>
    private static MoleculeSets GermaniumAntimonyTellurium(string folder, SplitSettings split)
    {
        (IReadOnlyList<Molecule> train, IReadOnlyList<Molecule> validation, IReadOnlyList<Molecule> rest) = split.Apply(Xyz(folder, "gst_mace", "validate.xyz"), 150, 20, "gst");
        return new MoleculeSets("gst", "Ge-Sb-Te, 81 atoms, periodic", train, validation, [("test", split.Limit(rest))]);
    }

    private static IReadOnlyList<Molecule> Xyz(string folder, string subfolder, string file, XyzOptions? options = null) => ExtendedXyz.Read(Existing(folder, subfolder, file), options);

    private static string Existing(string folder, string subfolder, string file)
    {
        string path = Path.Combine(folder, subfolder, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"Expected the file {Path.Combine(subfolder, file)} in the data folder {folder}; it is not there.", path);
    }

    private static Dictionary<int, double> Isolated(IReadOnlyList<Molecule> atoms) => atoms.ToDictionary(
        atom => atom.Count == 1 ? atom.Numbers[0] : throw new InvalidDataException($"Expected isolated atoms; got {atom.Formula}."),
        atom => atom.Energy ?? throw new InvalidDataException($"Expected the energy of the isolated atom {atom.Formula}; got none."));
}
