using FsCheck;
using FsCheck.Fluent;

namespace Intertwine.Algebra.Tests;

/// <summary>Two irreps of one compact group.</summary>
public sealed record IrrepPair(Irrep Left, Irrep Right)
{
    public override string ToString() => $"{Left}, {Right} of {Left.Group}";
}

/// <summary>Small irreps of compact groups of every family of the notation whose irreps are known.</summary>
public static class CompactGroups
{
    private static readonly string[] Names =
    [
        "C_1", "C_2", "C_3", "C_4", "C_5", "C_8", "D_1", "D_2", "D_3", "D_4", "D_6", "SO(2)", "O(2)", "SO(3)", "O(3)", "SO(4)", "O(4)", "SO(5)", "O(5)", "T", "O", "I", "T_h", "T_d", "O_h", "I_h",
        "SU(2)", "SU(3)", "U(1)", "U(2)", "Z_6", "S_3", "S_4", "S_5", "O(2) x S_3", "SO(3) x C_4", "SU(2) x Z_2",
    ];

    /// <summary>Groups of the notation by text.</summary>
    public static IReadOnlyList<Group> All { get; } = [.. Names.Select(name => Group.Parse(name)).Where(result => result.IsSuccess && HasIrreps(result.Value!)).Select(result => result.Value!)];

    /// <summary>The first irreps of a group, up to a dimension.</summary>
    public static IReadOnlyList<Irrep> Irreps(Group group, int maximumDimension = 8, int count = 8)
        => [.. group.Irreps.Take(4 * count).Where(irrep => irrep.Dimension <= maximumDimension).Take(count)];

    public static Arbitrary<IrrepPair> Pairs() => Arb.From(
        from symmetry in Gen.Elements<Group>(All)
        from left in Gen.Elements<Irrep>(Irreps(symmetry))
        from right in Gen.Elements<Irrep>(Irreps(symmetry))
        select new IrrepPair(left, right));

    private static bool HasIrreps(Group group)
    {
        try
        {
            return group.IsCompact && group.Irreps.Any();
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
