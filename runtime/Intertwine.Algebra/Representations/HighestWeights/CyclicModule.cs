namespace Intertwine.Algebra;

/// <summary>
/// The smallest invariant subspace of a piece that holds a vector: the span of what words in the generators make of it. A highest weight vector of an irrep generates that irrep.
/// </summary>
/// <param name="Images">How the generators act, in an orthonormal basis of the subspace.</param>
/// <param name="Endomorphisms">The maps that commute with the group and carry the vector to each of its partners.</param>
internal sealed record CyclicModule(GeneratorImages Images, IReadOnlyList<Matrix> Endomorphisms)
{
    private const double IndependenceTolerance = 1e-8;

    /// <summary>The module of the first of <paramref name="seeds"/>.</summary>
    /// <param name="ambient">The piece.</param>
    /// <param name="seeds">The vector, then partners that an endomorphism of the module carries it to.</param>
    /// <param name="infinitesimal">Indices of infinitesimal generators that generate the Lie algebra.</param>
    /// <param name="dimension">What the dimension of the module has to be.</param>
    /// <exception cref="InvalidOperationException">It is another one.</exception>
    public static CyclicModule Create(Piece ambient, IReadOnlyList<double[]> seeds, IReadOnlyList<int> infinitesimal, int dimension)
    {
        GeneratorImages images = ambient.GeneratorImages;
        SparseGenerator[] generators = [.. infinitesimal.Select(k => images.SparseInfinitesimal[k]), .. images.SparseDiscrete];
        List<double[][]> module = [];
        Add(module, [.. seeds.Select(seed => (double[])seed.Clone())]);
        for (int next = 0; next < module.Count && module.Count < dimension; next++)
        {
            foreach (SparseGenerator generator in generators)
            {
                Add(module, [.. module[next].Select(vector => Apply(generator, vector))]);
                if (module.Count == dimension)
                {
                    break;
                }
            }
        }

        if (module.Count != dimension)
        {
            throw new InvalidOperationException($"A highest weight vector in '{ambient}' of {ambient.Group} generates {module.Count} dimensions; expected {dimension}.");
        }

        Matrix basis = IrreducibleSplit.ToBasis([.. module.Select(vectors => (double[])vectors[0].Clone())]);
        var restriction = new SubspaceRestriction(basis);
        bool isOrthogonal = ambient.IsOrthogonal;
        return new CyclicModule(
            new GeneratorImages([.. images.SparseInfinitesimal.Select(generator => restriction.Restrict(generator, isOrthogonal))], [.. images.SparseDiscrete.Select(generator => restriction.Restrict(generator, false))]),
            [.. Enumerable.Range(1, seeds.Count - 1).Select(partner => Endomorphism(module, basis, partner))]);
    }

    /// <summary>Takes away the projection to the vectors so far, from the partners with the same coefficients, and adds what is left if that is not nothing.</summary>
    private static void Add(List<double[][]> module, double[][] vectors)
    {
        double[] first = vectors[0];
        double before = OrthonormalSet.Norm(first);
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[][] element in module)
            {
                double product = 0;
                double[] direction = element[0];
                for (int k = 0; k < first.Length; k++)
                {
                    product += direction[k] * first[k];
                }

                for (int s = 0; s < vectors.Length && product != 0; s++)
                {
                    for (int k = 0; k < first.Length; k++)
                    {
                        vectors[s][k] -= product * element[s][k];
                    }
                }
            }
        }

        double norm = OrthonormalSet.Norm(first);
        // Images of unit vectors: what is small in itself is rounding noise as well.
        if (norm <= IndependenceTolerance * Math.Max(1, before))
        {
            return;
        }

        foreach (double[] vector in vectors)
        {
            for (int k = 0; k < vector.Length; k++)
            {
                vector[k] /= norm;
            }
        }

        module.Add(vectors);
    }

    private static double[] Apply(SparseGenerator generator, double[] vector)
    {
        double[] result = new double[vector.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            foreach ((int j, double value) in generator.Rows[i])
            {
                sum += value * vector[j];
            }

            result[i] = sum;
        }

        return result;
    }

    /// <summary>The map from each vector to its partner, in the final basis: <c>sum_i (B p_i) (B v_i)^T</c>.</summary>
    private static Matrix Endomorphism(List<double[][]> module, Matrix basis, int partner)
    {
        Matrix from = new Matrix(module.Count, basis.Columns, [.. module.SelectMany(vectors => vectors[0])]) * basis.Transpose();
        Matrix to = new Matrix(module.Count, basis.Columns, [.. module.SelectMany(vectors => vectors[partner])]) * basis.Transpose();
        Matrix map = to.Transpose() * from;
        return new Matrix(map.Rows, map.Columns, Array.ConvertAll(map.ToArray(), value => Coefficient.Round(value).Value));
    }
}

/// <summary>Sparse matrices restricted to an invariant subspace with an orthonormal basis.</summary>
internal sealed class SubspaceRestriction
{
    private readonly int _ambient;
    private readonly (int Index, double Value)[][] _rows;
    private readonly List<(int Row, double Value)>[] _columns;

    /// <param name="basis">Orthonormal rows.</param>
    public SubspaceRestriction(Matrix basis)
    {
        _ambient = basis.Columns;
        _rows = new (int Index, double Value)[basis.Rows][];
        _columns = [.. Enumerable.Range(0, _ambient).Select(_ => new List<(int Row, double Value)>())];
        for (int i = 0; i < basis.Rows; i++)
        {
            List<(int Index, double Value)> row = [];
            for (int k = 0; k < _ambient; k++)
            {
                if (basis[i, k] != 0)
                {
                    row.Add((k, basis[i, k]));
                    _columns[k].Add((i, basis[i, k]));
                }
            }

            _rows[i] = [.. row];
        }
    }

    /// <summary><c>B A B^T</c>, entries rounded to square roots of rationals where they are such; made antisymmetric to the last bit where asked.</summary>
    public Matrix Restrict(SparseGenerator generator, bool isAntisymmetric)
    {
        int size = _rows.Length;
        double[] result = new double[size * size];
        double[] image = new double[_ambient];
        for (int i = 0; i < size; i++)
        {
            Array.Clear(image, 0, _ambient);
            foreach ((int k, double weight) in _rows[i])
            {
                foreach ((int l, double value) in generator.Rows[k])
                {
                    image[l] += weight * value;
                }
            }

            for (int l = 0; l < _ambient; l++)
            {
                if (image[l] != 0)
                {
                    foreach ((int j, double value) in _columns[l])
                    {
                        result[(i * size) + j] += image[l] * value;
                    }
                }
            }
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = isAntisymmetric ? i : 0; j < size; j++)
            {
                double value = isAntisymmetric ? (result[(i * size) + j] - result[(j * size) + i]) / 2 : result[(i * size) + j];
                value = Math.Abs(value) < 1e-14 ? 0 : Coefficient.Round(value).Value;
                result[(i * size) + j] = value;
                if (isAntisymmetric)
                {
                    result[(j * size) + i] = -value;
                }
            }
        }

        return new Matrix(size, size, result);
    }
}
