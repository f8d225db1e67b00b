namespace Intertwine.Algebra;

/// <summary>The reduced row echelon form of sparse rows: each gets a leading 1 in a column where all others are 0. It depends on the space only.</summary>
internal static class ReducedEchelon
{
    /// <summary>The reduced rows, by leading column. The given rows are overwritten.</summary>
    public static IReadOnlyList<TracedRow> Reduce(List<TracedRow> rows, int columns, ZeroTest zero, CancellationToken cancellation)
    {
        rows.Sort(static (left, right) => left.Column(0).CompareTo(right.Column(0)));
        int[] counts = new int[columns];
        foreach (TracedRow row in rows)
        {
            for (int entry = 0; entry < row.Count; entry++)
            {
                counts[row.Column(entry)]++;
            }
        }

        if (rows.All(row => counts[row.Column(0)] == 1))
        {
            foreach (TracedRow row in rows)
            {
                row.Normalize(0, zero.Field);
            }

            return rows;
        }

        return Eliminate(rows, columns, zero, cancellation);
    }

    private static IReadOnlyList<TracedRow> Eliminate(List<TracedRow> rows, int columns, ZeroTest zero, CancellationToken cancellation)
    {
        var work = new TracedRows(columns, zero);
        foreach (TracedRow row in rows)
        {
            work.Add(row);
        }

        bool[] done = new bool[rows.Count];
        List<int> order = [];
        for (int column = 0; column < columns && order.Count < rows.Count; column++)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<int> candidates = work.TakeColumn(column);
            int pivot = -1;
            double largest = 0;
            foreach (int row in candidates)
            {
                if (!done[row] && work[row].Find(column) is int position and >= 0 && Math.Abs(work[row].Value(position)) > largest)
                {
                    pivot = row;
                    largest = Math.Abs(work[row].Value(position));
                }
            }

            if (pivot < 0)
            {
                continue;
            }

            done[pivot] = true;
            order.Add(pivot);
            TracedRow leading = work[pivot];
            leading.Normalize(leading.Find(column), zero.Field);
            foreach (int row in candidates)
            {
                if (row != pivot)
                {
                    work.Eliminate(row, leading, column);
                }
            }
        }

        return [.. order.Select(row => work[row])];
    }
}
