namespace Intertwine.Algebra;

/// <summary>The character of a piece of a finite group, by conjugacy classes: which irreps it contains is known before any equation is solved.</summary>
internal sealed class ClassCharacters
{
    private static readonly BoundedCache<Piece, double[]> Cache = new(4096);

    private readonly FiniteGroup _group;
    private readonly double[] _values;

    private ClassCharacters(FiniteGroup group, double[] values)
    {
        _group = group;
        _values = values;
    }

    public static ClassCharacters Of(Piece piece, FiniteGroup group) => new(group, Values(piece, group));

    /// <summary>Whether the inner product of the characters is not zero.</summary>
    public bool Contains(Irrep irrep)
    {
        double[] values = Values(irrep, _group);
        IReadOnlyList<ClassNode> nodes = _group.ClassQuadrature(0);
        double sum = 0;
        for (int i = 0; i < nodes.Count; i++)
        {
            sum += nodes[i].Weight * values[i] * _values[i];
        }

        // A whole number.
        return sum > 0.5;
    }

    private static double[] Values(Piece piece, FiniteGroup group)
    {
        if (Cache.TryGet(piece, out double[] cached))
        {
            return cached;
        }

        double[] values = piece is TensorProductPiece product
            ? [.. Values(product.Left, group).Zip(Values(product.Right, group), (x, y) => x * y)]
            : [.. group.ClassQuadrature(0).Select(node => piece.Character(node.Element))];
        Cache.Add(piece, values);
        return values;
    }
}
