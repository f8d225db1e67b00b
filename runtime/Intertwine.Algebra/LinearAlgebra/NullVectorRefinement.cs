namespace Intertwine.Algebra;

/// <summary>
/// Takes the rounding errors of elimination out of null vectors: conjugate gradients on the least-squares problem <c>min |C (v + d)|</c> (CGLS) for a correction d of the entries that are neither zero nor the leading 1.
/// In reduced echelon form these are determined by the others, so the problem has one solution; the residual is small from the beginning, so a few digits of d are enough.
/// </summary>
internal sealed class NullVectorRefinement(IReadOnlyList<SparseRows> systems, CancellationToken cancellation)
{
    private const int MaximumSteps = 200;

    /// <summary>Rounding of the product with C itself: no better residual can be had.</summary>
    private const double Floor = 1e-16;

    /// <summary>The vector with better values at the same places.</summary>
    public TracedRow Refine(TracedRow vector)
    {
        // Places of the vector's entries; -1 elsewhere.
        int[] places = [.. Enumerable.Repeat(-1, systems[0].Columns)];
        for (int entry = 0; entry < vector.Count; entry++)
        {
            places[vector.Column(entry)] = entry;
        }

        List<(int Place, double Value)[]> rows = Touching(places);
        double[] values = [.. Enumerable.Range(0, vector.Count).Select(vector.Value)];
        double[] residual = [.. rows.Select(row => -Dot(row, values))];
        double[] correction = new double[values.Length];
        double[] gradient = Transposed(rows, residual, values.Length);
        double[] direction = (double[])gradient.Clone();
        double square = Square(gradient);
        for (int step = 0; step < MaximumSteps && square > Floor * Floor; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] image = [.. rows.Select(row => Dot(row, direction))];
            double length = square / Square(image);
            for (int i = 0; i < correction.Length; i++)
            {
                correction[i] += length * direction[i];
            }

            for (int i = 0; i < residual.Length; i++)
            {
                residual[i] -= length * image[i];
            }

            gradient = Transposed(rows, residual, values.Length);
            double next = Square(gradient);
            for (int i = 0; i < direction.Length; i++)
            {
                direction[i] = gradient[i] + (next / square * direction[i]);
            }

            square = next;
        }

        var refined = new TracedRow(vector.Count);
        for (int entry = 0; entry < vector.Count; entry++)
        {
            refined.Append(vector.Column(entry), vector.Value(entry) + correction[entry], vector.Residue(entry));
        }

        return refined;
    }

    /// <summary>The equations that the vector's entries are in, by place; the others are satisfied.</summary>
    private List<(int Place, double Value)[]> Touching(int[] places)
    {
        List<(int Place, double Value)[]> rows = [];
        List<(int Place, double Value)> row = [];
        foreach (SparseRows system in systems)
        {
            for (int i = 0; i < system.Rows; i++)
            {
                row.Clear();
                for (int entry = system.Start(i); entry < system.Start(i + 1); entry++)
                {
                    if (places[system.Index(entry)] is int place and >= 0)
                    {
                        row.Add((place, system.Value(entry)));
                    }
                }

                if (row.Count > 0)
                {
                    rows.Add([.. row]);
                }
            }
        }

        return rows;
    }

    private static double Dot((int Place, double Value)[] row, double[] vector)
    {
        double sum = 0;
        foreach ((int place, double value) in row)
        {
            sum += value * vector[place];
        }

        return sum;
    }

    /// <summary>C^T r; nothing for the leading 1, which stays.</summary>
    private static double[] Transposed(List<(int Place, double Value)[]> rows, double[] residual, int size)
    {
        double[] result = new double[size];
        for (int i = 0; i < rows.Count; i++)
        {
            foreach ((int place, double value) in rows[i])
            {
                result[place] += value * residual[i];
            }
        }

        result[0] = 0;
        return result;
    }

    private static double Square(double[] vector)
    {
        double sum = 0;
        foreach (double x in vector)
        {
            sum += x * x;
        }

        return sum;
    }
}
