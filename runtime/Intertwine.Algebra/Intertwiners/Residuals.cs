namespace Intertwine.Algebra;

/// <summary>How far maps are from being equivariant: <c>K L_in - L_out K</c> and <c>K s_in - c s_out</c> over all generators, from the non-zeros of both.</summary>
internal sealed class Residuals(Operand from, Operand to)
{
    private readonly int _width = from.Dimension + 1;

    private readonly double[] _sums = new double[to.Dimension * (from.Dimension + 1)];

    private readonly Dictionary<double, Surd?> _surds = [];

    private readonly List<(SparseGenerator Input, SparseGenerator Output)> _generators = [.. TracedGenerators.Pairs(from, to)];

    /// <summary>Largest entry of the residual of a map given by its unknowns (<see cref="Constraints"/>), in doubles.</summary>
    public double Measure(IReadOnlyList<(int Index, double Value)> map)
    {
        int offset = Constraints.Offset(to);
        double residual = 0;
        List<int> touched = [];
        foreach ((SparseGenerator input, SparseGenerator output) in _generators)
        {
            foreach ((int index, double value) in map)
            {
                if (index < offset)
                {
                    for (int i = 0; i < to.Dimension; i++)
                    {
                        foreach ((int k, double factor) in output.Rows[i])
                        {
                            if (k == to.Dimension)
                            {
                                Add((i * _width) + from.Dimension, -factor * value);
                            }
                        }
                    }

                    continue;
                }

                int row = (index - offset) / from.Dimension;
                int column = (index - offset) % from.Dimension;
                foreach ((int j, double factor) in input.Rows[column])
                {
                    Add((row * _width) + j, factor * value);
                }

                foreach ((int i, double factor) in output.Columns[row])
                {
                    if (i < to.Dimension)
                    {
                        Add((i * _width) + column, -factor * value);
                    }
                }
            }

            foreach (int position in touched)
            {
                residual = Math.Max(residual, Math.Abs(_sums[position]));
                _sums[position] = 0;
            }

            touched.Clear();
        }

        return residual;

        void Add(int position, double term)
        {
            touched.Add(position);
            _sums[position] += term;
        }
    }

    /// <summary>
    /// Whether the residual of an exact map is exactly zero, in exact arithmetic: sums of surds, root by root. The entries of the generators count as the signed square roots of rationals that they are within
    /// <see cref="ExactNumber.Tolerance"/>. Null where an entry is none, or where a number does not fit in 64 bits.
    /// </summary>
    public bool? IsExactlyZero(IReadOnlyList<(int Index, Surd Value)> map)
    {
        int offset = Constraints.Offset(to);
        var sums = new Dictionary<(int Position, long Radicand), Surd>();
        try
        {
            foreach ((SparseGenerator input, SparseGenerator output) in _generators)
            {
                sums.Clear();
                foreach ((int index, Surd value) in map)
                {
                    bool known = index < offset ? AddShift(output, value) : AddEntry(input, output, index - offset, value);
                    if (!known)
                    {
                        return null;
                    }
                }

                foreach (Surd sum in sums.Values)
                {
                    if (!sum.IsZero)
                    {
                        return false;
                    }
                }
            }
        }
        catch (OverflowException)
        {
            return null;
        }

        return true;

        bool AddEntry(SparseGenerator input, SparseGenerator output, int index, Surd value)
        {
            int row = index / from.Dimension;
            int column = index % from.Dimension;
            foreach ((int j, double factor) in input.Rows[column])
            {
                if (Exact(factor) is not { } surd)
                {
                    return false;
                }

                Add((row * _width) + j, surd * value);
            }

            foreach ((int i, double factor) in output.Columns[row])
            {
                if (i < to.Dimension)
                {
                    if (Exact(factor) is not { } surd)
                    {
                        return false;
                    }

                    Add((i * _width) + column, -(surd * value));
                }
            }

            return true;
        }

        bool AddShift(SparseGenerator output, Surd value)
        {
            for (int i = 0; i < to.Dimension; i++)
            {
                foreach ((int k, double factor) in output.Rows[i])
                {
                    if (k == to.Dimension)
                    {
                        if (Exact(factor) is not { } surd)
                        {
                            return false;
                        }

                        Add((i * _width) + from.Dimension, -(surd * value));
                    }
                }
            }

            return true;
        }

        void Add(int position, Surd term)
        {
            if (!term.IsZero)
            {
                sums.TryGetValue((position, term.Radicand), out Surd sum);
                Surd.TryAdd(sum, term, out sum);
                sums[(position, term.Radicand)] = sum;
            }
        }
    }

    private Surd? Exact(double value)
    {
        if (!_surds.TryGetValue(value, out Surd? surd))
        {
            surd = ExactNumber.TryRecognize(value, out ExactNumber exact) ? Surd.From(exact) : null;
            _surds.Add(value, surd);
        }

        return surd;
    }
}
