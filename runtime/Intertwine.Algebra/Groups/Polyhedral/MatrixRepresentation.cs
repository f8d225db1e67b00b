namespace Intertwine.Algebra;

/// <summary>An orthogonal representation of a finite group by the matrices of all elements, in the order of its Cayley graph; for small groups and dimensions.</summary>
internal sealed class MatrixRepresentation
{
    private readonly int[][] _left;
    private readonly Matrix[] _elements;

    /// <param name="left">Per generator h the number of h g for the element g with each number; 0 is the identity.</param>
    /// <param name="generators">The images of the generators; numbers are rounded to the exact ones that irreps of polyhedral groups have.</param>
    public MatrixRepresentation(int[][] left, IReadOnlyList<Matrix> generators)
    {
        _left = left;
        Generators = [.. generators.Select(Round)];
        _elements = new Matrix[left[0].Length];
        _elements[0] = Matrix.Identity(Dimension);
        var queue = new Queue<int>([0]);
        while (queue.Count > 0)
        {
            int element = queue.Dequeue();
            for (int k = 0; k < left.Length; k++)
            {
                int next = left[k][element];
                if (_elements[next] is null)
                {
                    _elements[next] = Generators[k] * _elements[element];
                    queue.Enqueue(next);
                }
            }
        }
    }

    public IReadOnlyList<Matrix> Generators { get; }

    public int Dimension => Generators[0].Rows;

    /// <summary>The mean of the squared character: 1, 2 or 4 for an irrep, its type.</summary>
    public double SquaredNorm => _elements.Average(matrix => matrix.Trace() * matrix.Trace());

    public bool HasCharacterOf(MatrixRepresentation other) => _elements.Zip(other._elements, (left, right) => Math.Abs(left.Trace() - right.Trace())).Max() < 1e-6;

    /// <summary>The projector to all copies of an irrep with dimension d and type t: <c>d / (t |G|) sum_g chi(g) rho(g)</c>.</summary>
    public Matrix Isotypic(MatrixRepresentation irrep)
    {
        Matrix sum = Matrix.Zero(Dimension, Dimension);
        for (int i = 0; i < _elements.Length; i++)
        {
            sum += irrep._elements[i].Trace() * _elements[i];
        }

        return (irrep.Dimension / (irrep.SquaredNorm * _elements.Length)) * sum;
    }

    /// <summary><c>(1/|G|) sum_g rho(g) e_j e_j^T rho(g)^T</c>, which commutes with the representation.</summary>
    public Matrix Mean(int j)
    {
        Matrix sum = Matrix.Zero(Dimension, Dimension);
        foreach (Matrix element in _elements)
        {
            Matrix column = element.Block(0, j, Dimension, 1);
            sum += column * column.Transpose();
        }

        return (1.0 / _elements.Length) * sum;
    }

    /// <summary>The representation on an invariant subspace, whose orthonormal basis stands in the rows of <paramref name="basis"/>.</summary>
    public MatrixRepresentation Restrict(Matrix basis) => new(_left, [.. Generators.Select(image => basis * image * basis.Transpose())]);

    private static Matrix Round(Matrix matrix) => Matrix.FromRows(matrix.Rows, matrix.Columns, [.. matrix.ToArray().Select(GoldenNumbers.Round)]);
}
