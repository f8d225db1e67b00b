namespace Intertwine.Algebra;

/// <summary>
/// A place where a record keeps a number that follows from the rest of it. It is equal to every other, so that it takes no part in the equality of the record; a copy of the record must begin with a new one.
/// </summary>
internal sealed class Kept : IEquatable<Kept>
{
    // 0: not computed yet.
    private int _hash;

    /// <summary>The hash code of <paramref name="owner"/>, computed once. Two threads may both compute it: it is the same.</summary>
    public int HashOf(object owner) => _hash != 0 ? _hash : _hash = owner.GetHashCode();

    public bool Equals(Kept? other) => other is not null;

    public override bool Equals(object? obj) => obj is Kept;

    public override int GetHashCode() => 0;
}
