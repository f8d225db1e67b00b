namespace Intertwine.Algebra;

/// <summary>A piece by value, with the hash code that it keeps: a look-up computes nothing.</summary>
internal readonly struct PieceKey(Piece piece) : IEquatable<PieceKey>
{
    private readonly Piece _piece = piece;

    public bool Equals(PieceKey other) => Same(_piece, other._piece);

    public override bool Equals(object? obj) => obj is PieceKey other && Equals(other);

    public override int GetHashCode() => _piece.KeptHashCode;

    /// <summary>Whether two pieces are equal; mostly they are the same object.</summary>
    internal static bool Same(Piece left, Piece right) => ReferenceEquals(left, right) || (left.KeptHashCode == right.KeptHashCode && left.Equals(right));
}

/// <summary>Three pieces by value, with the hash codes that they keep.</summary>
internal readonly struct PieceTriple(Piece first, Piece second, Piece third) : IEquatable<PieceTriple>
{
    private readonly Piece _first = first;

    private readonly Piece _second = second;

    private readonly Piece _third = third;

    public bool Equals(PieceTriple other) => PieceKey.Same(_first, other._first) && PieceKey.Same(_second, other._second) && PieceKey.Same(_third, other._third);

    public override bool Equals(object? obj) => obj is PieceTriple other && Equals(other);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(_first.KeptHashCode, _second.KeptHashCode), _third.KeptHashCode);
}
