namespace Intertwine.Algebra;

/// <summary>One non-zero of a <see cref="SparseMatrix"/>.</summary>
public readonly record struct SparseEntry(int Row, int Column, Coefficient Coefficient)
{
    public double Value => Coefficient.Value;
}

/// <summary>A constant matrix by its non-zeros, ordered by row, then column. Rows are output components, columns are input components. Equal by value.</summary>
public sealed record SparseMatrix(int Rows, int Columns, IReadOnlyList<SparseEntry> Entries)
{
    /// <summary>Whether this is exactly the identity matrix.</summary>
    public bool IsIdentity => IsScalar && (Entries.Count == 0 || Entries[0].Value == 1);

    /// <summary>Whether this is c times the identity matrix for one number c.</summary>
    public bool IsScalar
    {
        get
        {
            if (Rows != Columns || Entries.Count != Rows)
            {
                return false;
            }

            for (int i = 0; i < Rows; i++)
            {
                if (Entries[i].Row != i || Entries[i].Column != i || Entries[i].Value != Entries[0].Value)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether every entry has an exact form.</summary>
    public bool IsExact
    {
        get
        {
            foreach (SparseEntry entry in Entries)
            {
                if (entry.Coefficient.Exact is null)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public Matrix ToDense()
    {
        double[] entries = new double[Rows * Columns];
        foreach (SparseEntry entry in Entries)
        {
            entries[(entry.Row * Columns) + entry.Column] = entry.Value;
        }

        return new Matrix(Rows, Columns, entries);
    }

    public bool Equals(SparseMatrix? other) => other is not null && Rows == other.Rows && Columns == other.Columns && Sequences.AreEqual(Entries, other.Entries);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(Rows, Columns), Sequences.Hash(Entries));

    public override string ToString() => ToDense().ToString();
}
