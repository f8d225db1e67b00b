namespace Intertwine.Algebra;

/// <summary>Maps from a tensor product, c.Dimension x (a.Dimension * b.Dimension) row-major, as tensors.</summary>
internal static class BilinearMaps
{
    /// <summary>The path with the given maps, over an irrep each followed by its further endomorphisms; orthonormalised.</summary>
    public static TensorProductPath ToPath(TensorProductPiece product, Piece output, ExchangeSymmetry symmetry, IReadOnlyList<double[]> maps)
    {
        IReadOnlyList<Matrix> endomorphisms = output is Irrep irrep ? irrep.Endomorphisms : [Matrix.Identity(output.Dimension)];
        var orthonormal = new OrthonormalSet();
        foreach (double[] map in maps)
        {
            orthonormal.TryAdd(map);
            var matrix = new Matrix(output.Dimension, product.Dimension, map);
            for (int k = 1; k < endomorphisms.Count; k++)
            {
                // Already there where the maps are a basis over the real numbers.
                orthonormal.TryAdd((endomorphisms[k] * matrix).ToArray());
            }
        }

        double residual = 0;
        List<SparseTensor3> tensors = [];
        foreach (double[] map in orthonormal.Vectors)
        {
            (Coefficient[] entries, double difference) = IntertwinerResidual.Round(map, product, output);
            residual = Math.Max(residual, difference);
            tensors.Add(ToTensor(entries, product.Left.Dimension, product.Right.Dimension, output.Dimension));
        }

        return new TensorProductPath(product.Left, product.Right, output, symmetry, [.. tensors], residual);
    }

    /// <summary>T(x, y) + T(y, x) or T(x, y) - T(y, x) for each map of a square.</summary>
    public static List<double[]> Part(IReadOnlyList<double[]> maps, int dimension, ExchangeSymmetry symmetry)
    {
        int sign = symmetry == ExchangeSymmetry.Symmetric ? 1 : -1;
        int size = dimension * dimension;
        List<double[]> parts = [];
        foreach (double[] map in maps)
        {
            double[] part = new double[map.Length];
            for (int index = 0; index < map.Length; index++)
            {
                int row = index / size;
                int exchanged = (row * size) + (index % dimension * dimension) + (index % size / dimension);
                part[index] = (map[index] + (sign * map[exchanged])) / 2;
            }

            // What is rounding noise next to the map that it came from is nothing.
            if (OrthonormalSet.Norm(part) > NullSpace.GapTolerance * OrthonormalSet.Norm(map))
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    private static SparseTensor3 ToTensor(Coefficient[] entries, int left, int right, int output)
    {
        List<SparseEntry3> kept = [];
        for (int column = 0; column < left * right; column++)
        {
            for (int k = 0; k < output; k++)
            {
                Coefficient coefficient = entries[(k * left * right) + column];
                if (coefficient.Value != 0)
                {
                    kept.Add(new SparseEntry3(column / right, column % right, k, coefficient));
                }
            }
        }

        return new SparseTensor3(left, right, output, [.. kept]);
    }
}
