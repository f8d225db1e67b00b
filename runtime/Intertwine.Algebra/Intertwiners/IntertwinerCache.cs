namespace Intertwine.Algebra;

/// <summary>
/// What <see cref="IntertwinerSolver"/> has solved in this process: keyed by value, shared by all threads, bounded by the number of stored coefficients. Only finished results enter, so that a cancelled solve leaves
/// nothing behind. Pieces and representations keep their hash codes, so a second solve costs two look-ups and no computation.
/// </summary>
public static class IntertwinerCache
{
    /// <summary>Coefficients of each kind of result that are kept at most: tens of megabytes.</summary>
    private const long Capacity = 1 << 20;

    internal static BoundedCache<PiecePair, Result<IntertwinerBasis, SolveFailure>> Pairs { get; } = new(Capacity);

    internal static BoundedCache<RepresentationPair, IntertwinerBasis> Bases { get; } = new(Capacity);

    internal static BoundedCache<RepresentationPair, IntertwinerBlocks> Blocks { get; } = new(Capacity);

    /// <summary>Forgets everything, to measure what a solve costs or to give memory back.</summary>
    public static void Clear()
    {
        Pairs.Clear();
        Bases.Clear();
        Blocks.Clear();
    }

    /// <summary>Coefficients of a result, and something for the result itself.</summary>
    internal static long Weight(IntertwinerBasis basis)
    {
        long weight = 16;
        foreach (SparseMatrix element in basis.Elements)
        {
            weight += 4 + element.Entries.Count;
        }

        return weight;
    }
}

/// <summary>Two pieces by value, with the hash codes that they keep.</summary>
internal readonly struct PiecePair(Piece from, Piece to) : IEquatable<PiecePair>
{
    private readonly Piece _from = from;

    private readonly Piece _to = to;

    public bool Equals(PiecePair other) => _from == other._from && _to == other._to;

    public override bool Equals(object? obj) => obj is PiecePair other && Equals(other);

    public override int GetHashCode() => Sequences.Combine(_from.KeptHashCode, _to.KeptHashCode);
}

/// <summary>Two representations by value.</summary>
internal readonly struct RepresentationPair(Representation from, Representation to) : IEquatable<RepresentationPair>
{
    private readonly Representation _from = from;

    private readonly Representation _to = to;

    public bool Equals(RepresentationPair other) => _from == other._from && _to == other._to;

    public override bool Equals(object? obj) => obj is RepresentationPair other && Equals(other);

    public override int GetHashCode() => Sequences.Combine(_from.GetHashCode(), _to.GetHashCode());
}
