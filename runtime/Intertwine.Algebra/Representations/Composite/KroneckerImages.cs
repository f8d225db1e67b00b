namespace Intertwine.Algebra;

/// <summary>Images of generators on tensor products and duals, by their non-zeros. Components of a product in row-major order: the last factor runs fastest.</summary>
internal static class KroneckerImages
{
    /// <summary><c>sum_i 1 ⊗ … ⊗ A_i ⊗ … ⊗ 1</c>: how an infinitesimal generator acts on a product (Leibniz).</summary>
    public static SparseGenerator Sum(IReadOnlyList<SparseGenerator> factors)
    {
        int size = factors.Aggregate(1, (product, factor) => product * factor.Size);
        int[] strides = Strides(factors);
        var rows = new (int Index, double Value)[size][];
        List<(int Index, double Value)> row = [];
        for (int index = 0; index < size; index++)
        {
            row.Clear();
            double diagonal = 0;
            for (int f = 0; f < factors.Count; f++)
            {
                int component = index / strides[f] % factors[f].Size;
                foreach ((int column, double value) in factors[f].Rows[component])
                {
                    // Different factors meet on the diagonal only.
                    if (column == component)
                    {
                        diagonal += value;
                    }
                    else
                    {
                        row.Add((index + ((column - component) * strides[f]), value));
                    }
                }
            }

            if (diagonal != 0)
            {
                row.Add((index, diagonal));
            }

            row.Sort(static (left, right) => left.Index.CompareTo(right.Index));
            rows[index] = [.. row];
        }

        return new SparseGenerator(rows);
    }

    /// <summary><c>h_1 ⊗ … ⊗ h_p</c>: how a group element acts on a product.</summary>
    public static SparseGenerator Product(IReadOnlyList<SparseGenerator> factors)
    {
        (int Index, double Value)[][] result = [[(0, 1)]];
        foreach (SparseGenerator factor in factors)
        {
            var rows = new (int Index, double Value)[result.Length * factor.Size][];
            for (int i = 0; i < result.Length; i++)
            {
                for (int k = 0; k < factor.Size; k++)
                {
                    (int Index, double Value)[] inner = factor.Rows[k];
                    var row = new (int Index, double Value)[result[i].Length * inner.Length];
                    int next = 0;
                    foreach ((int j, double left) in result[i])
                    {
                        foreach ((int l, double right) in inner)
                        {
                            row[next++] = ((j * factor.Size) + l, left * right);
                        }
                    }

                    rows[(i * factor.Size) + k] = row;
                }
            }

            result = rows;
        }

        return new SparseGenerator(result);
    }

    /// <summary>The generator on one factor and the identity on all others.</summary>
    public static SparseGenerator OnFactor(IReadOnlyList<int> sizes, int factor, SparseGenerator generator)
    {
        var factors = new SparseGenerator[sizes.Count];
        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = i == factor ? generator : Identity(sizes[i]);
        }

        return Product(factors);
    }

    /// <summary><c>-A^T</c>.</summary>
    public static SparseGenerator NegativeTranspose(SparseGenerator generator)
        => new([.. generator.Columns.Select(column => column.Select(entry => (entry.Index, -entry.Value)).ToArray())]);

    private static SparseGenerator Identity(int size) => new([.. Enumerable.Range(0, size).Select(i => new[] { (i, 1.0) })]);

    private static int[] Strides(IReadOnlyList<SparseGenerator> factors)
    {
        int[] strides = new int[factors.Count];
        int stride = 1;
        for (int f = factors.Count - 1; f >= 0; f--)
        {
            strides[f] = stride;
            stride *= factors[f].Size;
        }

        return strides;
    }
}
