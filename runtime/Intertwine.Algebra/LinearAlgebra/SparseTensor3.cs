namespace Intertwine.Algebra;

/// <summary>One non-zero of a <see cref="SparseTensor3"/>.</summary>
public readonly record struct SparseTensor3Entry(int I, int J, int K, Coefficient Coefficient)
{
    public double Value => Coefficient.Value;
}

/// <summary>
/// A constant tensor with three indices by its non-zeros, ordered by I, then J, then K: the bilinear map <c>z[k] = sum_ij T[i, j, k] x[i] y[j]</c>. Equal by value.
/// </summary>
/// <param name="Dim1">Number of values of I: components of x.</param>
/// <param name="Dim2">Number of values of J: components of y.</param>
/// <param name="Dim3">Number of values of K: components of z.</param>
/// <param name="Entries">The non-zeros.</param>
public sealed record SparseTensor3(int Dim1, int Dim2, int Dim3, IReadOnlyList<SparseTensor3Entry> Entries)
{
    /// <summary>Whether every entry has an exact form.</summary>
    public bool IsExact
    {
        get
        {
            foreach (SparseTensor3Entry entry in Entries)
            {
                if (entry.Coefficient.Exact is null)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The root of the sum of the squares of all entries.</summary>
    public double FrobeniusNorm => Math.Sqrt(InnerProduct(this));

    /// <summary>A tensor from all its entries, row-major: (i, j, k) at <c>(i Dim2 + j) Dim3 + k</c>. Zeros are left out, roots of rationals recognised.</summary>
    public static SparseTensor3 FromDense(int dim1, int dim2, int dim3, IReadOnlyList<double> entries)
    {
        if (entries.Count != dim1 * dim2 * dim3)
        {
            throw new ArgumentException($"Expected {dim1} x {dim2} x {dim3} = {dim1 * dim2 * dim3} entries, came {entries.Count}.", nameof(entries));
        }

        List<SparseTensor3Entry> kept = [];
        for (int index = 0; index < entries.Count; index++)
        {
            Coefficient coefficient = Coefficient.Round(entries[index]);
            if (coefficient.Value != 0)
            {
                kept.Add(new SparseTensor3Entry(index / (dim2 * dim3), index / dim3 % dim2, index % dim3, coefficient));
            }
        }

        return new SparseTensor3(dim1, dim2, dim3, [.. kept]);
    }

    /// <summary><c>z[k] = sum_ij T[i, j, k] x[i] y[j]</c>.</summary>
    public double[] Apply(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != Dim1 || y.Count != Dim2)
        {
            throw new ArgumentException($"Expected vectors of {Dim1} and {Dim2} components, came {x.Count} and {y.Count}.", x.Count != Dim1 ? nameof(x) : nameof(y));
        }

        double[] result = new double[Dim3];
        foreach (SparseTensor3Entry entry in Entries)
        {
            result[entry.K] += entry.Value * x[entry.I] * y[entry.J];
        }

        return result;
    }

    /// <summary>The sum of the products of equal entries.</summary>
    public double InnerProduct(SparseTensor3 other)
    {
        if (Dim1 != other.Dim1 || Dim2 != other.Dim2 || Dim3 != other.Dim3)
        {
            throw new ArgumentException($"Expected a tensor of {Dim1} x {Dim2} x {Dim3}, came {other.Dim1} x {other.Dim2} x {other.Dim3}.", nameof(other));
        }

        // Both lists are in the order of their indices.
        double sum = 0;
        int j = 0;
        foreach (SparseTensor3Entry entry in Entries)
        {
            long index = Index(entry);
            while (j < other.Entries.Count && Index(other.Entries[j]) < index)
            {
                j++;
            }

            if (j < other.Entries.Count && Index(other.Entries[j]) == index)
            {
                sum += entry.Value * other.Entries[j].Value;
            }
        }

        return sum;
    }

    /// <summary>T[j, i, k] at (i, j, k): the same map with its arguments exchanged.</summary>
    public SparseTensor3 Transposed()
        => new(Dim2, Dim1, Dim3, [.. Entries.Select(entry => new SparseTensor3Entry(entry.J, entry.I, entry.K, entry.Coefficient)).OrderBy(entry => entry.I).ThenBy(entry => entry.J).ThenBy(entry => entry.K)]);

    /// <summary>All entries, row-major: (i, j, k) at <c>(i Dim2 + j) Dim3 + k</c>.</summary>
    public double[] ToDense()
    {
        double[] result = new double[Dim1 * Dim2 * Dim3];
        foreach (SparseTensor3Entry entry in Entries)
        {
            result[Index(entry)] = entry.Value;
        }

        return result;
    }

    public bool Equals(SparseTensor3? other)
        => other is not null && Dim1 == other.Dim1 && Dim2 == other.Dim2 && Dim3 == other.Dim3 && Sequences.AreEqual(Entries, other.Entries);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(Sequences.Combine(Dim1, Dim2), Dim3), Sequences.Hash(Entries));

    private long Index(SparseTensor3Entry entry) => ((((long)entry.I * Dim2) + entry.J) * Dim3) + entry.K;
}
