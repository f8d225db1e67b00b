namespace Intertwine.Generator.Tests.Models;

/// <summary>The features of a declaration: their types, how they are written, and the choice among them.</summary>
internal sealed partial class RandomModels
{
    /// <summary>As scalars with at least three channels, for what needs several.</summary>
    private Value Scalar(Value x) => x.Channels >= 3 ? x : LinearTo(x, 3);

    /// <summary>One that fits, a late one more often than an early one.</summary>
    private Value? Pick(Func<Value, bool> fits)
    {
        Value[] fitting = [.. _values.Where(fits)];
        return fitting.Length == 0 ? null : fitting[Math.Max(_random.Next(fitting.Length), _random.Next(fitting.Length))];
    }

    /// <summary>In the group's notation: parity letters only where the group has reflections.</summary>
    private string Text(IReadOnlyList<Piece> pieces) => string.Join(" + ", pieces.Select(p => $"{p.Channels}x{(HasParity || p.Irrep == "point" ? p.Irrep : p.Irrep[..1])}"));

    private bool IsTrivial(Piece piece) => piece.Irrep == "0e" || (piece.Irrep == "0o" && !HasParity);

    /// <summary>As <c>Concat</c> orders them: by irrep, one piece for each. Without reflections parity does not tell irreps apart.</summary>
    private Piece[] Merge(IReadOnlyList<Piece> pieces) =>
    [
        .. pieces.Select(p => HasParity || p.Irrep == "point" ? p : p with { Irrep = p.Irrep[..1] switch { "0" => "0e", "1" => "1o", _ => "2e" } })
            .GroupBy(p => p.Irrep)
            .Select(g => new Piece(g.Key, g.Sum(p => p.Channels))),
    ];

    private sealed record Piece(string Irrep, int Channels);

    /// <param name="Source">As an attribute's argument.</param>
    /// <param name="Degree">How many inputs are multiplied with each other at most.</param>
    private sealed record Value(string Name, string Source, Per Per, IReadOnlyList<Piece> Pieces, int Degree, bool IsInput, string? Set = null)
    {
        /// <summary>The domain: of edges and tokens also which.</summary>
        public (Per, string?) Home => (Per, Set);

        public int Channels => Pieces.Sum(p => p.Channels);

        public int Size => Pieces.Sum(p => p.Channels * (p.Irrep[0] switch { '0' => 1, '2' => 5, _ => 3 }));

        public bool IsPoint => Pieces.Any(p => p.Irrep == "point");

        /// <summary>Not pseudoscalars, also where the group does not tell them apart.</summary>
        public bool IsScalar => Pieces.All(p => p.Irrep == "0e");

        /// <summary>Of one irrep, so that order does not matter.</summary>
        public bool SameType(Value other) => Pieces.Count == 1 && other.Pieces.Count == 1 && Pieces[0] == other.Pieces[0];
    }
}
