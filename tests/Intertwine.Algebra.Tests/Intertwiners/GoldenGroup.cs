namespace Intertwine.Algebra.Tests;

/// <summary>A group by the generators of EMLP's golden file, with the tensors that EMLP names T(p,q) as pieces.</summary>
/// <param name="Group">The group; of complex matrices, the real one on real parts, then imaginary parts, with multiplication by i as one more generator, so that real intertwiners are the complex ones.</param>
/// <param name="IsComplex">Whether the matrices are complex.</param>
/// <param name="Size">Rows of the matrices as they are given.</param>
internal sealed record GoldenGroup(DeclaredGroup Group, bool IsComplex, int Size)
{
    public static GoldenTensors Golden { get; } = GoldenTensors.Load("emlp/basis_ranks");

    /// <param name="name">The name in the file.</param>
    /// <param name="label">Another name for the group, so that nothing that was computed for it before is found again.</param>
    public static GoldenGroup Load(string name, string? label = null)
    {
        bool isComplex = Golden.Contains($"gen_{name}/lie_re");
        IReadOnlyList<Matrix> lie = isComplex ? [.. Matrices($"gen_{name}/lie_re").Zip(Matrices($"gen_{name}/lie_im"), Realify)] : [.. Matrices($"gen_{name}/lie")];
        int size = lie.Concat(Matrices($"gen_{name}/disc")).FirstOrDefault()?.Rows ?? 2;
        IReadOnlyList<Matrix> steps = isComplex ? [Realify(Matrix.Zero(size / 2, size / 2), Matrix.Identity(size / 2))] : [.. Matrices($"gen_{name}/disc")];
        return new GoldenGroup(DeclaredGroup.Create(label ?? name, size, lie, steps).OrThrow(), isComplex, isComplex ? size / 2 : size);
    }

    /// <summary>p copies of the defining representation and q of its dual; of complex matrices, over the complex numbers.</summary>
    public Piece Tensor(int p, int q)
    {
        if (!IsComplex)
        {
            return Group.Defining.TensorOf(p, q);
        }

        int size = (int)Math.Round(Math.Pow(Size, p + q));
        return new GeneratedPiece(
            Group,
            $"T({p},{q}) over C",
            2 * size,
            [.. Group.InfinitesimalGenerators.Select(a => Realify(Leibniz(a.Block(0, 0, Size, Size), p, q), Leibniz(a.Block(Size, 0, Size, Size), p, q)))],
            [Realify(Matrix.Zero(size, size), Matrix.Identity(size))]);
    }

    private static Matrix Leibniz(Matrix generator, int p, int q)
    {
        var result = Matrix.Zero(1, 1);
        for (int k = 0; k < p + q; k++)
        {
            result = result.Kronecker(Matrix.Identity(generator.Rows)) + Matrix.Identity(result.Rows).Kronecker(k < p ? generator : -1 * generator.Transpose());
        }

        return result;
    }

    /// <summary>X + i Y as [[X, -Y], [Y, X]].</summary>
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

    private static IEnumerable<Matrix> Matrices(string name)
    {
        if (Golden.Contains(name))
        {
            GoldenTensor tensor = Golden[name];
            for (int k = 0; k < tensor.Shape[0]; k++)
            {
                yield return Matrix.FromRows(tensor.Shape[1], tensor.Shape[2], tensor.Part(k));
            }
        }
    }
}
