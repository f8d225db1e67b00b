namespace Intertwine.Algebra;

/// <summary>
/// The irreps in a tensor product of irreps, coupled one factor after the other: every copy of l in the first factors, followed by every path <c>l ⊗ next -> c</c>. Nothing is solved but the paths, and their exact numbers stay sparse.
/// </summary>
internal static class TensorCoupling
{
    /// <summary>Whether the piece is such a product.</summary>
    public static bool Applies(Piece piece) => piece is TensorPiece product && product.Factors.All(factor => factor is Irrep);

    public static Result<IsotypicPart[], SolveFailure> Find(TensorPiece product, CancellationToken cancellation, int maximumSize)
    {
        var first = (Irrep)product.Factors[0];
        List<IsotypicPart> parts = [new IsotypicPart(first, [Matrix.Identity(first.Dimension).ToArray()])];
        foreach (Irrep factor in product.Factors.Skip(1).Cast<Irrep>())
        {
            var next = new Dictionary<Irrep, List<double[]>>();
            foreach (IsotypicPart part in parts)
            {
                if (!TensorProducts.Paths(part.Irrep, factor, cancellation, maximumSize).TryGet(out TensorProduct? paths, out SolveFailure? failure))
                {
                    return failure;
                }

                foreach (double[] projection in part.Projections)
                {
                    foreach (TensorProductPath path in paths.Paths)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        var output = (Irrep)path.Output;
                        if (!next.TryGetValue(output, out List<double[]>? maps))
                        {
                            next.Add(output, maps = []);
                        }

                        // One map per copy; the further ones are that map followed by endomorphisms.
                        for (int copy = 0; copy < path.Multiplicity; copy++)
                        {
                            maps.Add(Couple(projection, part.Irrep.Dimension, path.Tensors[copy * (int)output.Type]));
                        }
                    }
                }
            }

            parts = [.. next.Select(entry => new IsotypicPart(entry.Key, entry.Value)).OrderBy(part => part.Irrep)];
        }

        return parts.ToArray();
    }

    /// <summary><c>P'[k, (i, j)] = sqrt(dim c) sum_m T[m, j, k] P[m, i]</c>: with orthonormal rows, as P has.</summary>
    private static double[] Couple(double[] projection, int rows, SparseTensor3 tensor)
    {
        int columns = projection.Length / rows;
        double[] result = new double[tensor.Dim3 * columns * tensor.Dim2];
        double scale = Math.Sqrt(tensor.Dim3);
        foreach (SparseEntry3 entry in tensor.Entries)
        {
            double value = scale * entry.Value;
            for (int i = 0; i < columns; i++)
            {
                result[(((entry.K * columns) + i) * tensor.Dim2) + entry.J] += value * projection[(entry.I * columns) + i];
            }
        }

        return result;
    }
}
