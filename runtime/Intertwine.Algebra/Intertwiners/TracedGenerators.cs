namespace Intertwine.Algebra;

/// <summary>One generator on two representations, with residues where there is a field.</summary>
internal sealed record TracedGenerator(TracedRow[] InputColumns, TracedRow[] OutputRows);

/// <summary>The generators of a group on two representations, as numbers that elimination works with.</summary>
internal static class TracedGenerators
{
    /// <summary>The generators with their residues; null where an entry is no signed square root of a rational with a residue in the field.</summary>
    public static IReadOnlyList<TracedGenerator>? Create(Operand from, Operand to, PrimeField field)
    {
        var residues = new Dictionary<double, (double Value, uint Residue)?>();
        List<TracedGenerator> generators = [];
        foreach ((SparseGenerator input, SparseGenerator output) in Pairs(from, to))
        {
            if (Convert(input.Columns, field, residues) is not { } columns || Convert(output.Rows, field, residues) is not { } rows)
            {
                return null;
            }

            generators.Add(new TracedGenerator(columns, rows));
        }

        return generators;
    }

    /// <summary>
    /// The generators without residues, each divided by the largest magnitude of its two images. Entries below <see cref="ZeroTest.Cancelled"/> of that are noise: matrices that were computed in doubles, or written
    /// down with ten digits, have such entries where zeros were meant, and a row of nothing else would be an equation. Entries between that and <see cref="ZeroTest.Distinct"/> leave the zero test unclear.
    /// </summary>
    public static IReadOnlyList<TracedGenerator> CreateNumeric(Operand from, Operand to, ZeroTest zero)
    {
        List<TracedGenerator> generators = [];
        foreach ((SparseGenerator input, SparseGenerator output) in Pairs(from, to))
        {
            double norm = Math.Max(input.MaximumNorm, output.MaximumNorm);
            generators.Add(new TracedGenerator(Scale(input.Columns, norm, zero), Scale(output.Rows, norm, zero)));
        }

        return generators;
    }

    private static TracedRow[] Scale((int Index, double Value)[][] lines, double norm, ZeroTest zero)
        => Array.ConvertAll(lines, line =>
        {
            var row = new TracedRow(line.Length);
            foreach ((int index, double value) in line)
            {
                if (!zero.IsZero(value / norm, 1, 0))
                {
                    row.Append(index, value / norm, 0);
                }
            }

            return row;
        });

    /// <summary>The largest magnitude of an entry of a generator, at least 1.</summary>
    public static double Norm(Operand from, Operand to)
        => Pairs(from, to).Select(static pair => Math.Max(pair.Input.MaximumNorm, pair.Output.MaximumNorm)).DefaultIfEmpty().Aggregate(1.0, Math.Max);

    /// <summary>The images of each generator on both representations, infinitesimal ones first.</summary>
    public static IEnumerable<(SparseGenerator Input, SparseGenerator Output)> Pairs(Operand from, Operand to)
        => from.Images.SparseInfinitesimal.Concat(from.Images.SparseDiscrete).Zip(to.Images.SparseInfinitesimal.Concat(to.Images.SparseDiscrete), static (input, output) => (input, output));

    private static TracedRow[]? Convert((int Index, double Value)[][] lines, PrimeField field, Dictionary<double, (double Value, uint Residue)?> residues)
    {
        var converted = new TracedRow[lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            var row = new TracedRow(lines[i].Length);
            foreach ((int index, double value) in lines[i])
            {
                if (!residues.TryGetValue(value, out (double Value, uint Residue)? traced))
                {
                    traced = Trace(value, field);
                    residues.Add(value, traced);
                }

                if (traced is not { } number)
                {
                    return null;
                }

                // Rounding noise of a generator: cos 90° is 6e-17.
                if (number.Value != 0)
                {
                    row.Append(index, number.Value, number.Residue);
                }
            }

            converted[i] = row;
        }

        return converted;
    }

    private static (double Value, uint Residue)? Trace(double value, PrimeField field)
    {
        try
        {
            return ExactNumber.TryRecognize(value, out ExactNumber exact) && field.TryReduce(Surd.From(exact), out uint residue) ? (exact.Value, residue) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
