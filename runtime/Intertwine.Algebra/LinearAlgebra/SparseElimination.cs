namespace Intertwine.Algebra;

/// <summary>
/// The null space of a sparse system by Gaussian elimination that keeps it sparse: always the shortest equation next (so equations between one or two unknowns, of permutations, mirrors and diagonal
/// matrices, go first and cost nothing), and in it the unknown that the fewest others share (Markowitz), among those that are not small against the largest.
/// </summary>
/// <remarks>
/// <para>
/// Why elimination and not a singular value decomposition or an iteration on C^T C: the constraints of generators have a few non-zeros per row and small exact entries. Where these are roots of rationals, whether a
/// number is zero is decided by its residue modulo a prime and not by a tolerance, so there is no rank to guess, whatever the size; the time goes with the fill, which is small because coordinates are adapted to the
/// generators. A rank modulo a prime is never larger than the true one, so the basis has at least as many elements as the space; when each has passed the exact check of the constraint (they are independent by their
/// form) it has exactly as many. The result does not depend on any random number.
/// </para>
/// <para>Where entries are not exact, the zero test is by magnitude and has a gap (<see cref="ZeroTest"/>).</para>
/// </remarks>
internal sealed class SparseElimination
{
    /// <summary>Pivots are at least this part of the largest entry of their row, so that the row divided by its pivot stays below the inverse: a limit on the growth of rounding errors.</summary>
    private const double ExactPivotThreshold = 1.0 / 16;

    /// <summary>The same where zeros are told from rounding errors by their size.</summary>
    private const double NumericPivotThreshold = 0.9;

    private readonly int _unknowns;

    private readonly ZeroTest _zero;

    private readonly TracedRows _rows;

    private readonly CancellationToken _cancellation;

    // Rows by their length; may name rows that have another length now.
    private readonly List<int>?[] _byLength;

    private readonly List<(int Column, TracedRow Row)> _pivots = [];

    private int _shortest = int.MaxValue;

    public SparseElimination(int unknowns, ZeroTest zero, CancellationToken cancellation)
    {
        _unknowns = unknowns;
        _zero = zero;
        _rows = new TracedRows(unknowns, zero);
        _byLength = new List<int>?[unknowns + 1];
        _cancellation = cancellation;
    }

    /// <summary>Adds an equation.</summary>
    public void Add(TracedRow row)
    {
        if (row.Count > 0)
        {
            if (_zero.Field is null)
            {
                row.Scale();
            }

            _rows.Add(row);
            Enqueue(_rows.Count - 1, row.Count);
        }
    }

    /// <summary>
    /// A basis of the null space in reduced echelon form, by leading columns; null where more than <paramref name="budget"/> entries had to be combined or where a number was unclear.
    /// </summary>
    public IReadOnlyList<TracedRow>? Solve(long budget)
    {
        bool[] eliminated = new bool[_rows.Count];
        while (Dequeue(eliminated) is int row and >= 0)
        {
            if (_zero.IsUnclear || _rows.Work > budget)
            {
                return null;
            }

            _cancellation.ThrowIfCancellationRequested();
            eliminated[row] = true;
            TracedRow pivot = _rows[row];
            int position = ChoosePivot(pivot);
            int column = pivot.Column(position);
            pivot.Normalize(position, _zero.Field);
            _rows.Retire(row);
            _pivots.Add((column, pivot));
            foreach (int other in _rows.TakeColumn(column))
            {
                if (!eliminated[other] && _rows.Eliminate(other, pivot, column))
                {
                    Enqueue(other, _rows[other].Count);
                }
            }
        }

        IReadOnlyList<TracedRow>? basis = _zero.IsUnclear ? null : ReducedEchelon.Reduce(Kernel(), _unknowns, _zero, _cancellation);
        return _zero.IsUnclear ? null : basis;
    }

    private void Enqueue(int row, int length)
    {
        if (length > 0)
        {
            (_byLength[length] ??= []).Add(row);
            _shortest = Math.Min(_shortest, length);
        }
    }

    private int Dequeue(bool[] eliminated)
    {
        for (; _shortest <= _unknowns; _shortest++)
        {
            List<int>? rows = _byLength[_shortest];
            while (rows is { Count: > 0 })
            {
                int row = rows[rows.Count - 1];
                rows.RemoveAt(rows.Count - 1);
                if (!eliminated[row] && _rows[row].Count == _shortest)
                {
                    return row;
                }
            }
        }

        return -1;
    }

    private int ChoosePivot(TracedRow row)
    {
        double largest = 0;
        for (int entry = 0; entry < row.Count; entry++)
        {
            largest = Math.Max(largest, Math.Abs(row.Value(entry)));
        }

        largest *= _zero.Field is null ? NumericPivotThreshold : ExactPivotThreshold;
        int best = -1;
        for (int entry = row.Count - 1; entry >= 0; entry--)
        {
            // Late unknowns go first where nothing else decides, so that the free ones are early: near the reduced echelon form of the basis.
            if (Math.Abs(row.Value(entry)) >= largest && (best < 0 || _rows.CountOf(row.Column(entry)) < _rows.CountOf(row.Column(best))))
            {
                best = entry;
            }
        }

        return best;
    }

    /// <summary>
    /// One vector per unknown that no pivot eliminated. Each pivot unknown is a combination of unknowns that were eliminated after it or never, so in the opposite order each becomes a combination of the free ones.
    /// </summary>
    private List<TracedRow> Kernel()
    {
        PrimeField? field = _zero.Field;
        var byFree = new TracedRow?[_unknowns];
        bool[] isPivot = new bool[_unknowns];
        foreach ((int column, _) in _pivots)
        {
            isPivot[column] = true;
        }

        var sum = new TracedRow(16);
        for (int step = _pivots.Count - 1; step >= 0; step--)
        {
            _cancellation.ThrowIfCancellationRequested();
            (int column, TracedRow row) = _pivots[step];
            sum.Clear();
            for (int entry = 0; entry < row.Count; entry++)
            {
                int other = row.Column(entry);
                uint minus = field?.Negate(row.Residue(entry)) ?? 0;
                if (other == column)
                {
                    continue;
                }

                if (!isPivot[other])
                {
                    sum.Append(other, -row.Value(entry), minus);
                    continue;
                }

                TracedRow expression = byFree[other]!;
                for (int term = 0; term < expression.Count; term++)
                {
                    sum.Append(expression.Column(term), -row.Value(entry) * expression.Value(term), field?.Multiply(minus, expression.Residue(term)) ?? 0);
                }
            }

            sum.Sort(_zero);
            var result = new TracedRow(sum.Count);
            for (int entry = 0; entry < sum.Count; entry++)
            {
                result.Append(sum.Column(entry), sum.Value(entry), sum.Residue(entry));
            }

            byFree[column] = result;
        }

        var vectors = new TracedRow?[_unknowns];
        for (int unknown = 0; unknown < _unknowns; unknown++)
        {
            if (!isPivot[unknown])
            {
                (vectors[unknown] ??= new TracedRow(4)).Append(unknown, 1, 1);
                continue;
            }

            TracedRow expression = byFree[unknown]!;
            for (int term = 0; term < expression.Count; term++)
            {
                (vectors[expression.Column(term)] ??= new TracedRow(4)).Append(unknown, expression.Value(term), expression.Residue(term));
            }
        }

        return [.. vectors.OfType<TracedRow>()];
    }
}
