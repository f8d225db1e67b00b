namespace Intertwine.Algebra;

/// <summary>How outer products act, from their parts.</summary>
internal static class OuterProducts
{
    public static string NameOf(IEnumerable<Piece> parts) => string.Join(" @ ", parts.Select(part => part.HasAtomicName ? part.Name : "(" + part.Name + ")"));

    /// <summary>The parts of an outer product; null for any other piece.</summary>
    public static IReadOnlyList<Piece>? PartsOf(Piece piece) => piece switch
    {
        OuterPiece outer => outer.Parts,
        OuterIrrep outer => outer.Parts,
        _ => null,
    };

    public static Matrix Evaluate(ProductGroup group, IReadOnlyList<Piece> parts, GroupElement element)
    {
        Matrix result = Matrix.Identity(1);
        for (int i = 0; i < parts.Count; i++)
        {
            result = result.Kronecker(parts[i].Represent(group.Project(i, element)));
        }

        return result;
    }

    public static double Character(ProductGroup group, IReadOnlyList<Piece> parts, GroupElement element)
        => Enumerable.Range(0, parts.Count).Aggregate(1.0, (product, i) => product * parts[i].Character(group.Project(i, element)));

    public static GeneratorImages Images(IReadOnlyList<Piece> parts)
    {
        int[] sizes = [.. parts.Select(part => part.Dimension)];
        List<SparseGenerator> infinitesimal = [];
        List<SparseGenerator> discrete = [];
        for (int i = 0; i < parts.Count; i++)
        {
            GeneratorImages images = parts[i].GeneratorImages;
            infinitesimal.AddRange(images.SparseInfinitesimal.Select(generator => KroneckerImages.OnFactor(sizes, i, generator)));
            discrete.AddRange(images.SparseDiscrete.Select(generator => KroneckerImages.OnFactor(sizes, i, generator)));
        }

        return new GeneratorImages(infinitesimal, discrete);
    }

    /// <summary>Part by part under a product of subgroups of the factors; null where it is none.</summary>
    public static Piece? RestrictTo(Group subgroup, IReadOnlyList<Piece> parts, Group group)
    {
        if (subgroup is not ProductGroup product || subgroup == group || product.Factors.Count != parts.Count)
        {
            return null;
        }

        List<Piece> restricted = [];
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].RestrictTo(product.Factors[i]) is not { } part)
            {
                return null;
            }

            restricted.Add(part);
        }

        return OuterPiece.Of(product, restricted);
    }
}
