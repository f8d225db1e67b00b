namespace Intertwine.Algebra;

/// <summary>A linear map of multivectors that permutes blades up to signs: <c>y[i] = Signs[i] x[Sources[i]]</c>. Equal by value.</summary>
public sealed record SignedPermutation(IReadOnlyList<int> Sources, IReadOnlyList<int> Signs)
{
    /// <summary>The image of a multivector.</summary>
    public double[] Apply(IReadOnlyList<double> x)
    {
        if (x.Count != Sources.Count)
        {
            throw new ArgumentException($"Expected {Sources.Count} components, came {x.Count}.", nameof(x));
        }

        double[] result = new double[Sources.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Signs[i] * x[Sources[i]];
        }

        return result;
    }

    /// <summary>First <paramref name="inner"/>, then this.</summary>
    public SignedPermutation After(SignedPermutation inner) => new(
        [.. Sources.Select(source => inner.Sources[source])],
        [.. Sources.Select((source, i) => Signs[i] * inner.Signs[source])]);

    /// <summary>Where component <paramref name="source"/> goes.</summary>
    internal int Target(int source)
    {
        for (int i = 0; i < Sources.Count; i++)
        {
            if (Sources[i] == source)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(source), source, $"Expected an index below {Sources.Count}.");
    }

    public bool Equals(SignedPermutation? other) => other is not null && Sequences.AreEqual(Sources, other.Sources) && Sequences.AreEqual(Signs, other.Signs);

    public override int GetHashCode() => Sequences.Combine(Sequences.Hash(Sources), Sequences.Hash(Signs));
}
