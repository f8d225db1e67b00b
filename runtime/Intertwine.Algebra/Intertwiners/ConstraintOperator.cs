namespace Intertwine.Algebra;

/// <summary>
/// <c>N = sum_g C_g^T C_g</c> of the constraints <c>C_g(K) = K L_g - M_g K</c> of all generators (and of the condition on the transpose), applied to maps without making a matrix of it. For orthogonal representations
/// of a compact group whose generators are orthonormal this is the Casimir operator on Hom(V, W), which has as many different eigenvalues as V* ⊗ W has kinds of irreps.
/// </summary>
internal sealed class ConstraintOperator
{
    private readonly int _rows;

    private readonly int _columns;

    private readonly List<(FlatMatrix Input, FlatMatrix InputTransposed, FlatMatrix Output, FlatMatrix OutputTransposed)> _generators = [];

    private readonly TransposeCondition? _transpose;

    private readonly (FlatMatrix Form, FlatMatrix Transposed)? _form;

    private readonly double[] _image;

    private readonly double[] _scratch;

    /// <summary>For linear operands.</summary>
    public ConstraintOperator(Operand from, Operand to, TransposeCondition? transpose)
    {
        _rows = to.Dimension;
        _columns = from.Dimension;
        foreach ((SparseGenerator input, SparseGenerator output) in TracedGenerators.Pairs(from, to))
        {
            double norm = Math.Max(input.MaximumNorm, output.MaximumNorm);
            if (norm > 0)
            {
                _generators.Add((new(input.Rows, norm), new(input.Columns, norm), new(output.Rows, norm), new(output.Columns, norm)));
            }
        }

        _transpose = transpose;
        if (transpose?.Form is { } form)
        {
            var matrix = new SparseGenerator(form.ToDense());
            double norm = matrix.MaximumNorm;
            _form = norm > 0 ? (new(matrix.Rows, norm), new(matrix.Columns, norm)) : null;
        }

        _image = new double[_rows * _columns];
        _scratch = new double[_rows * _columns];
    }

    /// <summary>Number of entries of a map.</summary>
    public int Unknowns => _rows * _columns;

    /// <summary>N K, into <paramref name="result"/>.</summary>
    public void Apply(double[] map, double[] result)
    {
        Array.Clear(result, 0, result.Length);
        foreach ((FlatMatrix input, FlatMatrix inputTransposed, FlatMatrix output, FlatMatrix outputTransposed) in _generators)
        {
            Array.Clear(_image, 0, _image.Length);
            input.AddFromRight(map, _image, _rows);
            output.SubtractFromLeft(map, _image, _columns);
            // The adjoint: R -> R L^T - M^T R.
            inputTransposed.AddFromRight(_image, result, _rows);
            outputTransposed.SubtractFromLeft(_image, result, _columns);
        }

        if (_transpose is not null)
        {
            AddTranspose(map, result, _transpose.Sign);
        }
    }

    /// <summary>For <c>T(K) = B K - s (B K)^T</c>: <c>T^T T K = 2 B^T (B K - s (B K)^T)</c>.</summary>
    private void AddTranspose(double[] map, double[] result, int sign)
    {
        double[] product = map;
        if (_form is { } form)
        {
            Array.Clear(_image, 0, _image.Length);
            form.Form.SubtractFromLeft(map, _image, _columns);
            product = _image;
        }

        // The form was subtracted: both signs are turned round, here and below.
        for (int i = 0; i < _rows; i++)
        {
            for (int j = 0; j < _columns; j++)
            {
                _scratch[(i * _columns) + j] = 2 * (product[(i * _columns) + j] - (sign * product[(j * _columns) + i]));
            }
        }

        if (_form is { } back)
        {
            back.Transposed.SubtractFromLeft(_scratch, result, _columns);
            return;
        }

        for (int i = 0; i < result.Length; i++)
        {
            result[i] += _scratch[i];
        }
    }

    /// <summary>A sparse matrix in three flat arrays.</summary>
    private sealed class FlatMatrix
    {
        private readonly int[] _starts;

        private readonly int[] _indices;

        private readonly double[] _values;

        /// <summary>The rows divided by a number, without what is noise then.</summary>
        public FlatMatrix((int Index, double Value)[][] rows, double norm)
        {
            (int Index, double Value)[][] kept = Array.ConvertAll(rows, row => Array.FindAll(row, entry => Math.Abs(entry.Value) > ZeroTest.Cancelled * norm));
            _starts = new int[kept.Length + 1];
            for (int i = 0; i < kept.Length; i++)
            {
                _starts[i + 1] = _starts[i] + kept[i].Length;
            }

            _indices = [.. kept.SelectMany(static row => row.Select(static entry => entry.Index))];
            _values = [.. kept.SelectMany(row => row.Select(entry => entry.Value / norm))];
        }

        /// <summary>result += K A for K with as many columns as A has rows; rows beyond are those of homogeneous coordinates, which linear operands have not.</summary>
        public void AddFromRight(double[] map, double[] result, int rows)
        {
            int width = _starts.Length - 1;
            for (int offset = 0; offset < rows * width; offset += width)
            {
                for (int k = 0; k < width; k++)
                {
                    double value = map[offset + k];
                    if (value == 0)
                    {
                        continue;
                    }

                    for (int entry = _starts[k]; entry < _starts[k + 1]; entry++)
                    {
                        result[offset + _indices[entry]] += value * _values[entry];
                    }
                }
            }
        }

        /// <summary>result -= A K.</summary>
        public void SubtractFromLeft(double[] map, double[] result, int columns)
        {
            for (int i = 0; i < _starts.Length - 1; i++)
            {
                int target = i * columns;
                for (int entry = _starts[i]; entry < _starts[i + 1]; entry++)
                {
                    double value = _values[entry];
                    int source = _indices[entry] * columns;
                    for (int j = 0; j < columns; j++)
                    {
                        result[target + j] -= value * map[source + j];
                    }
                }
            }
        }
    }
}
