namespace Intertwine.Algebra;

/// <summary>
/// Reduced row echelon form: each basis vector gets a leading 1 in a column where all others are 0. The canonical basis of a space: independent of the basis it starts from, with few
/// non-zeros, and with small exact numbers where the space has any.
/// </summary>
internal static class EchelonForm
{
    /// <summary>Below this an entry of orthonormal rows is rounding noise.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Reduces rows in place; they end up ordered by their leading columns.</summary>
    public static void Reduce(IReadOnlyList<double[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        int rank = 0;
        double[][] work = [.. rows];
        for (int column = 0; column < work[0].Length && rank < work.Length; column++)
        {
            int pivot = rank;
            for (int i = rank + 1; i < work.Length; i++)
            {
                if (Math.Abs(work[i][column]) > Math.Abs(work[pivot][column]))
                {
                    pivot = i;
                }
            }

            if (Math.Abs(work[pivot][column]) <= Tolerance)
            {
                for (int i = rank; i < work.Length; i++)
                {
                    work[i][column] = 0;
                }

                continue;
            }

            (work[rank], work[pivot]) = (work[pivot], work[rank]);
            double[] leading = work[rank];
            double scale = 1 / leading[column];
            for (int j = column; j < leading.Length; j++)
            {
                leading[j] *= scale;
            }

            leading[column] = 1;
            for (int i = 0; i < work.Length; i++)
            {
                double factor = work[i][column];
                if (i == rank || factor == 0)
                {
                    continue;
                }

                for (int j = column; j < leading.Length; j++)
                {
                    work[i][j] -= factor * leading[j];
                }

                work[i][column] = 0;
            }

            rank++;
        }

        // The caller's arrays in the new order.
        double[][] ordered = [.. work.Select(row => (double[])row.Clone())];
        for (int i = 0; i < ordered.Length; i++)
        {
            Array.Copy(ordered[i], rows[i], ordered[i].Length);
        }
    }
}
