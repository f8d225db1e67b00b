namespace Intertwine.Algebra;

/// <summary>One non-zero T[i, j, k] of a <see cref="SparseTensor3"/>.</summary>
public readonly record struct SparseEntry3(int I, int J, int K, Coefficient Coefficient)
{
    public double Value => Coefficient.Value;
}

/// <summary>
/// A constant bilinear map by its non-zeros, <c>z[k] = sum_ij T[i, j, k] x[i] y[j]</c>: two inputs of <paramref name="Dim1"/> and <paramref name="Dim2"/> components, a result of
/// <paramref name="Dim3"/>. Entries are ordered by i, then j, then k. Equal by value.
/// </summary>
public sealed record SparseTensor3(int Dim1, int Dim2, int Dim3, IReadOnlyList<SparseEntry3> Entries)
{
    /// <summary>Whether every entry has an exact form.</summary>
    public bool IsExact => Entries.All(entry => entry.Coefficient.Exact is not null);

    /// <summary><c>sqrt(sum T[i, j, k]^2)</c>.</summary>
    public double FrobeniusNorm()
    {
        double sum = 0;
        foreach (SparseEntry3 entry in Entries)
        {
            sum += entry.Value * entry.Value;
        }

        return Math.Sqrt(sum);
    }

    /// <summary><c>z[k] = sum_ij T[i, j, k] x[i] y[j]</c>.</summary>
    public double[] Apply(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != Dim1)
        {
            throw new ArgumentException($"Expected {Dim1} components, came {x.Count}.", nameof(x));
        }

        if (y.Count != Dim2)
        {
            throw new ArgumentException($"Expected {Dim2} components, came {y.Count}.", nameof(y));
        }

        double[] z = new double[Dim3];
        foreach (SparseEntry3 entry in Entries)
        {
            z[entry.K] += entry.Value * x[entry.I] * y[entry.J];
        }

        return z;
    }

    /// <summary>The entries T[i, j, k] at <c>(i * Dim2 + j) * Dim3 + k</c>.</summary>
    public double[] ToArray()
    {
        double[] result = new double[Dim1 * Dim2 * Dim3];
        foreach (SparseEntry3 entry in Entries)
        {
            result[(((entry.I * Dim2) + entry.J) * Dim3) + entry.K] = entry.Value;
        }

        return result;
    }

    /// <summary>The map as a matrix on the tensor product of its inputs: <see cref="Dim3"/> rows, column <c>i * Dim2 + j</c>.</summary>
    public SparseMatrix ToMatrix()
        => new(Dim3, Dim1 * Dim2, [.. Entries.OrderBy(entry => entry.K).Select(entry => new SparseEntry(entry.K, (entry.I * Dim2) + entry.J, entry.Coefficient))]);

    public bool Equals(SparseTensor3? other)
        => other is not null && Dim1 == other.Dim1 && Dim2 == other.Dim2 && Dim3 == other.Dim3 && Sequences.AreEqual(Entries, other.Entries);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(Sequences.Combine(Dim1, Dim2), Dim3), Sequences.Hash(Entries));

    public override string ToString() => $"{Dim1} x {Dim2} -> {Dim3}: " + string.Join(", ", Entries.Select(entry => $"[{entry.I}, {entry.J}, {entry.K}] {entry.Coefficient}"));
}
