namespace Intertwine.Algebra.Tests;

/// <summary>A group by the generators of the golden file, with the tensors that EMLP names T(p,q) as pieces.</summary>
internal sealed record GoldenGroup(string Name, bool IsComplex, int Size, IReadOnlyList<Matrix> Lie, IReadOnlyList<Matrix> Steps) : Group
{
    public override string Name { get; } = Name;

    public override int Dimension => IsComplex ? 2 * Size : Size;

    public override Piece Defining => Tensor(1, 0);

    public override Irrep Trivial => throw new NotSupportedException();

    public override int InfinitesimalCount => Lie.Count;

    public override int DiscreteCount => Steps.Count;

    public override bool IsCompact => false;

    public override IReadOnlyList<string> ExampleNames => [];

    public bool Equals(GoldenGroup? other) => Name == other?.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override Result<Piece, ParseError> ParsePiece(string name, int position = 0) => throw new NotSupportedException();

    public override bool IsSubgroupOf(Group larger) => larger == this;

    public override GroupElement Random(Random random, double translationScale = 1) => throw new NotSupportedException();

    internal override Piece? Restrict(Piece piece) => piece;

    /// <summary>The group of that name. Complex matrices come as real ones on real parts, then imaginary parts; multiplication by i is one more generator, so that real intertwiners are the complex ones.</summary>
    public static GoldenGroup Load(GoldenTensors golden, string name)
    {
        List<Matrix> lie = [.. Matrices(golden, $"gen_{name}/lie")];
        List<Matrix> steps = [.. Matrices(golden, $"gen_{name}/disc")];
        if (!golden.Contains($"gen_{name}/lie_re"))
        {
            return new GoldenGroup(name, false, lie.Concat(steps).FirstOrDefault()?.Rows ?? 2, lie, steps);
        }

        lie = [.. Matrices(golden, $"gen_{name}/lie_re").Zip(Matrices(golden, $"gen_{name}/lie_im"), Realify)];
        int size = lie[0].Rows / 2;
        return new GoldenGroup(name, true, size, lie, [Realify(Matrix.Zero(size, size), Matrix.Identity(size))]);
    }

    /// <summary>p copies of the defining representation and q of its dual, as EMLP's T(p,q).</summary>
    public Piece Tensor(int p, int q)
    {
        IReadOnlyList<Matrix> lie = [.. Lie.Select(matrix => Sum(matrix, p, q))];
        IReadOnlyList<Matrix> steps = IsComplex
            ? [Realify(Matrix.Zero(Power(p + q), Power(p + q)), Matrix.Identity(Power(p + q)))]
            : [.. Steps.Select(matrix => Product(matrix, p, q))];
        return new GeneratedPiece(this, $"T({p},{q})", (IsComplex ? 2 : 1) * Power(p + q), lie, steps);
    }

    private int Power(int rank) => (int)Math.Round(Math.Pow(Size, rank));

    private Matrix Sum(Matrix generator, int p, int q)
    {
        if (!IsComplex)
        {
            return Sum(generator, p, q, Size);
        }

        // Linear in the generator, so real and imaginary part go separately.
        return Realify(Sum(generator.Block(0, 0, Size, Size), p, q, Size), Sum(generator.Block(Size, 0, Size, Size), p, q, Size));
    }

    private static Matrix Sum(Matrix generator, int p, int q, int size)
    {
        var result = Matrix.Zero(1, 1);
        int dimension = 1;
        for (int k = 0; k < p + q; k++)
        {
            result = result.Kronecker(Matrix.Identity(size)) + Matrix.Identity(dimension).Kronecker(k < p ? generator : -1 * generator.Transpose());
            dimension *= size;
        }

        return result;
    }

    private static Matrix Product(Matrix step, int p, int q)
    {
        var result = Matrix.Identity(1);
        for (int k = 0; k < p + q; k++)
        {
            // The discrete generators of the file are orthogonal: their duals are themselves.
            result = result.Kronecker(step);
        }

        return result;
    }

    private static Matrix Realify(Matrix real, Matrix imaginary)
    {
        int size = real.Rows;
        double[] entries = new double[4 * size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                entries[(i * 2 * size) + j] = entries[((size + i) * 2 * size) + size + j] = real[i, j];
                entries[((size + i) * 2 * size) + j] = imaginary[i, j];
                entries[(i * 2 * size) + size + j] = -imaginary[i, j];
            }
        }

        return Matrix.FromRows(2 * size, 2 * size, entries);
    }

    private static IEnumerable<Matrix> Matrices(GoldenTensors golden, string name)
    {
        if (golden.Contains(name))
        {
            GoldenTensor tensor = golden[name];
            for (int k = 0; k < tensor.Shape[0]; k++)
            {
                yield return Matrix.FromRows(tensor.Shape[1], tensor.Shape[2], tensor.Part(k));
            }
        }
    }
}
