namespace Intertwine.Algebra;

/// <summary>
/// Signs of escnn's basis elements against ours. For rotations of the plane it has formulas and there are none. For D_N, O(2) and in space it takes Clebsch-Gordan coefficients from a singular value decomposition, whose sign is the numerical
/// library's: for D_4, where its input is fixed, the outcome is known; for others the signs are read off the sampled basis by <see cref="BasisAlignment"/>.
/// </summary>
public static class EscnnSigns
{
    /// <summary>Per weight of <paramref name="filters"/> the factor ±1 that escnn's weight has as ours, or null where it is not known.</summary>
    public static double[]? Of(SteerableFilters filters) => filters.From.Group switch
    {
        CyclicGroup when filters.Grid.Dimension == 2 => [.. Enumerable.Repeat(1.0, filters.Dimension)],
        OrthogonalGroup { Dimension: 2, IsSpecial: true } when filters.Grid.Dimension == 2 => [.. Enumerable.Repeat(1.0, filters.Dimension)],
        DihedralGroup { RotationOrder: 4 } when filters.Grid.Dimension == 2 => [.. filters.Groups.SelectMany(SquareSigns)],
        _ => null,
    };

    private static IEnumerable<double> SquareSigns(SteerableFilterGroup group)
    {
        for (int weight = 0; weight < group.Weights; weight++)
        {
            SteerableElement element = group.Basis.Elements[weight % group.Basis.Dimension];
            SteerableBasis basis = group.Basis.Basis;
            yield return IsNegative((FrequencyIrrep)basis.Inputs[element.InIrrep].Irrep, (FrequencyIrrep)basis.Outputs[element.OutIrrep].Irrep, element.Degree, basis.Tensor(element)) ? -1 : 1;
        }
    }

    /// <summary>Between a plane and a line other than the trivial one; and between planes with the sines of harmonics of twice an odd frequency.</summary>
    private static bool IsNegative(FrequencyIrrep from, FrequencyIrrep to, int degree, SparseTensor3 tensor)
        => from.Dimension != to.Dimension
            ? !from.IsTrivial && !to.IsTrivial
            : from.Dimension == 2 && degree % 4 == 2 && tensor.Entries.All(entry => entry.K == 1);
}
