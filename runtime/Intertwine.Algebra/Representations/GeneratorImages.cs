namespace Intertwine.Algebra;

/// <summary>The matrices of a piece for every generator of its group: all that the solvers know of it.</summary>
internal sealed class GeneratorImages
{
    private readonly Lazy<IReadOnlyList<Matrix>> _infinitesimal;
    private readonly Lazy<IReadOnlyList<Matrix>> _discrete;

    public GeneratorImages(IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete)
    {
        SparseInfinitesimal = [.. infinitesimal.Select(matrix => new SparseGenerator(matrix))];
        SparseDiscrete = [.. discrete.Select(matrix => new SparseGenerator(matrix))];
        _infinitesimal = new(() => infinitesimal);
        _discrete = new(() => discrete);
    }

    /// <summary>Images of tensor products are large and nearly empty: the dense matrices are made only where somebody asks for them.</summary>
    public GeneratorImages(IReadOnlyList<SparseGenerator> infinitesimal, IReadOnlyList<SparseGenerator> discrete)
    {
        SparseInfinitesimal = infinitesimal;
        SparseDiscrete = discrete;
        _infinitesimal = new(() => [.. infinitesimal.Select(generator => generator.ToMatrix())]);
        _discrete = new(() => [.. discrete.Select(generator => generator.ToMatrix())]);
    }

    public IReadOnlyList<Matrix> Infinitesimal => _infinitesimal.Value;

    public IReadOnlyList<Matrix> Discrete => _discrete.Value;

    /// <summary>The same numbers by their non-zeros: generators have a few per row.</summary>
    public IReadOnlyList<SparseGenerator> SparseInfinitesimal { get; }

    public IReadOnlyList<SparseGenerator> SparseDiscrete { get; }

    /// <summary>Number of non-zeros of all matrices together.</summary>
    public long NonZeros => SparseInfinitesimal.Sum(generator => (long)generator.NonZeros) + SparseDiscrete.Sum(generator => (long)generator.NonZeros);

    /// <summary>sum_k a_k d rho(A_k), of the given size where all coefficients are zero.</summary>
    public Matrix Combination(IReadOnlyList<double> coefficients, int size)
    {
        double[] result = new double[size * size];
        for (int k = 0; k < coefficients.Count; k++)
        {
            double coefficient = coefficients[k];
            if (coefficient == 0)
            {
                continue;
            }

            (int Index, double Value)[][] rows = SparseInfinitesimal[k].Rows;
            for (int i = 0; i < size; i++)
            {
                foreach ((int j, double value) in rows[i])
                {
                    result[(i * size) + j] += coefficient * value;
                }
            }
        }

        return new Matrix(size, size, result);
    }

    /// <summary>rho(h)^power for the discrete generator with the given index.</summary>
    public Matrix Power(int index, int power) => (power < 0 ? Discrete[index].Inverse() : Discrete[index]).Power(Math.Abs(power));
}
