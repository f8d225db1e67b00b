namespace Intertwine.Algebra;

/// <summary>The equations for the entries of a map K, row by row; for an affine result the factor c of the homogeneous coordinate comes first.</summary>
internal static class Constraints
{
    /// <summary>Number of unknowns before the entries of K: 1 for an affine result.</summary>
    public static int Offset(Operand to) => to.IsAffine ? 1 : 0;

    /// <summary>
    /// For every generator with the matrices [[L, s], [0, *]] (s = 0 for linear representations): <c>K L_in = L_out K</c> and <c>K s_in = c s_out</c>. The same equations for infinitesimal and for discrete
    /// generators. One system per generator, one more for the condition on the transpose.
    /// </summary>
    public static IEnumerable<List<TracedRow>> Assemble(Operand from, Operand to, IReadOnlyList<TracedGenerator> generators, TransposeCondition? transpose, ZeroTest zero)
    {
        if (transpose is not null)
        {
            yield return transpose.Assemble(zero);
        }

        foreach (TracedGenerator generator in generators)
        {
            yield return Equivariance(from, to, generator, zero);
        }
    }

    private static List<TracedRow> Equivariance(Operand from, Operand to, TracedGenerator generator, ZeroTest zero)
    {
        int offset = Offset(to);
        List<TracedRow> system = [];
        for (int i = 0; i < to.Dimension; i++)
        {
            TracedRow output = generator.OutputRows[i];
            int diagonal = output.Find(i);
            for (int j = 0; j < from.Dimension; j++)
            {
                TracedRow input = generator.InputColumns[j];
                var row = new TracedRow(input.Count + output.Count);
                AppendOutput(row, output, j, 0, i, from.Dimension, offset, zero.Field);
                bool pending = diagonal >= 0;
                for (int entry = 0; entry < input.Count && input.Column(entry) < from.Dimension; entry++)
                {
                    int k = input.Column(entry);
                    if (pending && k >= j)
                    {
                        pending = false;
                        uint minus = zero.Field?.Negate(output.Residue(diagonal)) ?? 0;
                        if (k > j)
                        {
                            row.Append(offset + (i * from.Dimension) + j, -output.Value(diagonal), minus);
                        }
                        else
                        {
                            double difference = input.Value(entry) - output.Value(diagonal);
                            uint residue = zero.Field?.Add(input.Residue(entry), minus) ?? 0;
                            if (!zero.IsZero(difference, Math.Max(Math.Abs(input.Value(entry)), Math.Abs(output.Value(diagonal))), residue))
                            {
                                row.Append(offset + (i * from.Dimension) + j, difference, residue);
                            }

                            continue;
                        }
                    }

                    row.Append(offset + (i * from.Dimension) + k, input.Value(entry), input.Residue(entry));
                }

                AppendOutput(row, output, j, pending ? i : i + 1, to.Dimension, from.Dimension, offset, zero.Field);
                system.Add(row);
            }

            if (from.IsAffine || to.IsAffine)
            {
                system.Add(Shift(from, to, generator, i, zero.Field));
            }
        }

        return system;
    }

    /// <summary>Entries <c>-L_out[i, k] K[k, j]</c> for k from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    private static void AppendOutput(TracedRow row, TracedRow output, int j, int first, int end, int columns, int offset, PrimeField? field)
    {
        for (int entry = 0; entry < output.Count && output.Column(entry) < end; entry++)
        {
            if (output.Column(entry) >= first)
            {
                row.Append(offset + (output.Column(entry) * columns) + j, -output.Value(entry), field?.Negate(output.Residue(entry)) ?? 0);
            }
        }
    }

    /// <summary>Row i of <c>K s_in - c s_out = 0</c>.</summary>
    private static TracedRow Shift(Operand from, Operand to, TracedGenerator generator, int i, PrimeField? field)
    {
        var row = new TracedRow(2);
        if (to.IsAffine && generator.OutputRows[i] is var output && output.Find(to.Dimension) is int last and >= 0)
        {
            row.Append(0, -output.Value(last), field?.Negate(output.Residue(last)) ?? 0);
        }

        if (from.IsAffine)
        {
            TracedRow input = generator.InputColumns[from.Dimension];
            for (int entry = 0; entry < input.Count && input.Column(entry) < from.Dimension; entry++)
            {
                row.Append(Offset(to) + (i * from.Dimension) + input.Column(entry), input.Value(entry), input.Residue(entry));
            }
        }

        return row;
    }
}
