namespace Intertwine.Algebra;

/// <summary>The vectors of the plane under its finite groups: the irrep of frequency 1, or two irreps together where N is 1 or 2.</summary>
internal static class PlanarVectors
{
    public static Piece Of<TGroup>(TGroup group)
        where TGroup : FiniteGroup, IFrequencyGroup
    {
        int n = group.RotationOrder!.Value;
        if (n > 2)
        {
            return new FrequencyIrrep(group, 1, Parity.None);
        }

        List<Matrix> images = [Matrix.Scalar(2, n == 1 ? 1 : -1)];
        if (group.HasReflections)
        {
            images.Add(FrequencyIrrep.Mirror);
        }

        return new GeneratedPiece(group, FiniteGroup.DefiningNotation, 2, [], images);
    }
}
