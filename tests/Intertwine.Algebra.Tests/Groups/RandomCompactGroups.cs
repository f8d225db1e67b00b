using FsCheck;
using FsCheck.Fluent;

namespace Intertwine.Algebra.Tests;

/// <summary>Two irreps of one compact group, and a seed for elements.</summary>
public sealed record SeededIrreps(Irrep First, Irrep Second, int Seed)
{
    public Group Group => First.Group;

    public override string ToString() => $"{First} and {Second} of {Group}, seed {Seed}";
}

/// <summary>A finite group and a seed for elements.</summary>
public sealed record FiniteSample(FiniteGroup Group, int Seed);

/// <summary>Random compact groups of every family with known irreps.</summary>
public static class RandomCompactGroups
{
    /// <summary>One group or more of every finite family, small enough to go through all pairs of elements.</summary>
    public static IReadOnlyList<string> FiniteNames { get; } =
    [
        "trivial(1)", "trivial(3)", "C_1", "C_2", "C_3", "C_4", "C_7", "C_12", "D_1", "D_2", "D_3", "D_4", "D_7", "D_10", "Z_1", "Z_2", "Z_6", "Z_9",
        "S_1", "S_2", "S_3", "S_4", "S_5", "T", "T_h", "T_d", "O", "O_h", "I", "I_h",
    ];

    public static Arbitrary<SeededIrreps> SeededIrrepPairs() => Arb.From(
        from lie in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from symmetry in lie ? LieGroups() : FiniteGroups()
        let irreps = symmetry.Irreps.Take(14).ToArray()
        from first in Gen.Elements(irreps)
        from second in Gen.Elements(irreps)
        from seed in Gen.Choose(0, 1 << 20)
        select new SeededIrreps(first, second, seed));

    public static Arbitrary<FiniteSample> FiniteSamples() => Arb.From(
        from symmetry in FiniteGroups()
        from seed in Gen.Choose(0, 1 << 20)
        select new FiniteSample((FiniteGroup)symmetry, seed));

    private static Gen<Group> FiniteGroups() => Gen.OneOf(
        Gen.Elements<string>(FiniteNames).Select(name => Group.Parse(name).OrThrow()),
        Gen.Choose(1, 40).Select(Group (n) => new CyclicGroup(n)),
        Gen.Choose(1, 20).Select(Group (n) => new DihedralGroup(n)),
        Gen.Choose(1, 30).Select(Group (n) => new CyclicShiftGroup(n)),
        Gen.Choose(1, 6).Select(Group (n) => new SymmetricGroup(n)),
        Gen.Elements(Enum.GetValues<Polyhedral>()).Select(Group (kind) => new PolyhedralGroup(kind)));

    private static Gen<Group> LieGroups() =>
        from dimension in Gen.Choose(2, 3)
        from special in Gen.Elements(true, false)
        select (Group)new OrthogonalGroup(dimension, special, HasTranslations: false);
}
