namespace Intertwine.Algebra;

/// <summary><c>(B K)^T = sign B K</c> for a square map K: in the given coordinates where there is no B.</summary>
/// <param name="Size">Rows and columns of K.</param>
/// <param name="Sign">1 for symmetric, -1 for antisymmetric.</param>
/// <param name="Form">B, or null for the identity.</param>
internal sealed record TransposeCondition(int Size, int Sign, SparseMatrix? Form = null)
{
    /// <summary>Whether all numbers have residues in the field.</summary>
    public bool IsExactIn(PrimeField field) => Form is null || Form.Entries.All(entry => TryReduce(entry.Coefficient, field, out _));

    /// <summary>The equations <c>sum_k B_ik K_kj - sign sum_k B_jk K_ki = 0</c> for i &lt;= j.</summary>
    public List<TracedRow> Assemble(ZeroTest zero)
    {
        PrimeField? field = zero.Field;
        var rows = new List<(int Column, double Value, uint Residue)>[Size];
        for (int i = 0; i < Size; i++)
        {
            rows[i] = Form is null ? [(i, 1, 1)] : [];
        }

        foreach (SparseEntry entry in Form?.Entries ?? [])
        {
            uint residue = 0;
            if (field is not null)
            {
                TryReduce(entry.Coefficient, field, out residue);
            }

            rows[entry.Row].Add((entry.Column, entry.Value, residue));
        }

        List<TracedRow> system = [];
        for (int i = 0; i < Size; i++)
        {
            for (int j = i; j < Size; j++)
            {
                if (i == j && Sign > 0)
                {
                    continue;
                }

                var row = new TracedRow(2);
                foreach ((int k, double value, uint residue) in rows[i])
                {
                    row.Append((k * Size) + j, value, residue);
                }

                if (i != j)
                {
                    foreach ((int k, double value, uint residue) in rows[j])
                    {
                        row.Append((k * Size) + i, -Sign * value, Sign > 0 ? field?.Negate(residue) ?? 0 : residue);
                    }
                }

                row.Sort(zero);
                system.Add(row);
            }
        }

        return system;
    }

    private static bool TryReduce(Coefficient coefficient, PrimeField field, out uint residue)
    {
        residue = 0;
        try
        {
            return coefficient.Exact is { } exact && field.TryReduce(Surd.From(exact), out residue);
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
