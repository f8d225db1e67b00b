namespace Intertwine.Algebra;

/// <summary>A matrix that equals another one where all entries agree to six digits behind the point: an element of a finite group of matrices, whose products carry rounding errors.</summary>
internal sealed class RoundedMatrix : IEquatable<RoundedMatrix>
{
    private const double Step = 1e-6;

    private readonly long[] _rounded;
    private readonly int _hash;

    public RoundedMatrix(Matrix matrix)
    {
        Matrix = matrix;
        _rounded = [.. matrix.ToArray().Select(entry => (long)Math.Round(entry / Step))];
        _hash = Sequences.Hash(_rounded);
    }

    public Matrix Matrix { get; }

    public bool Equals(RoundedMatrix? other) => other is not null && Sequences.AreEqual(_rounded, other._rounded);

    public override bool Equals(object? obj) => Equals(obj as RoundedMatrix);

    public override int GetHashCode() => _hash;
}
