namespace Intertwine.Algebra;

/// <summary>
/// Bilinear maps between irreps of direct products, factor by factor: <c>Hom(a_1 @ a_2 ⊗ b_1 @ b_2, c_1 @ c_2) = Hom(a_1 ⊗ b_1, c_1) ⊗ Hom(a_2 ⊗ b_2, c_2)</c>. Nothing is solved but the products of the factors.
/// </summary>
internal static class OuterTensorProducts
{
    /// <summary>The product of two outer irreps; null where a result is reducible over the real numbers, so that its parts have to be found in it.</summary>
    public static Result<TensorProduct, SolveFailure>? Paths(Irrep left, Irrep right, CancellationToken cancellation, int maximumSize)
    {
        if (left.Group is not ProductGroup group || Parts(left, group) is not { } lefts || Parts(right, group) is not { } rights)
        {
            return null;
        }

        // Choices of one path per factor, the last factor fastest.
        List<TensorProductPath[]> choices = [[]];
        for (int i = 0; i < lefts.Count; i++)
        {
            if (!TensorProducts.Paths(lefts[i], rights[i], cancellation, maximumSize).TryGet(out TensorProduct? product, out SolveFailure? failure))
            {
                return failure;
            }

            choices = [.. choices.SelectMany(choice => product.Paths.Select(path => (TensorProductPath[])[.. choice, path]))];
        }

        bool isSquare = left == right;
        var found = new Dictionary<(Irrep Output, ExchangeSymmetry Symmetry), (List<SparseTensor3> Tensors, double Residual)>();
        foreach (TensorProductPath[] choice in choices)
        {
            cancellation.ThrowIfCancellationRequested();
            if (OuterPiece.Of(group, [.. choice.Select(path => path.Output)]) is not Irrep output)
            {
                return null;
            }

            bool isOdd = choice.Count(path => path.Symmetry == ExchangeSymmetry.Antisymmetric) % 2 == 1;
            ExchangeSymmetry symmetry = !isSquare ? ExchangeSymmetry.None : isOdd ? ExchangeSymmetry.Antisymmetric : ExchangeSymmetry.Symmetric;
            if (!found.TryGetValue((output, symmetry), out (List<SparseTensor3> Tensors, double Residual) path))
            {
                path = ([], 0);
            }

            path.Tensors.AddRange(Tensors(choice));
            found[(output, symmetry)] = (path.Tensors, Math.Max(path.Residual, choice.Sum(factor => factor.Residual)));
        }

        return new TensorProduct(
            left,
            right,
            [.. found.OrderBy(entry => entry.Key.Output).ThenBy(entry => entry.Key.Symmetry)
                .Select(entry => new TensorProductPath(left, right, entry.Key.Output, entry.Key.Symmetry, [.. entry.Value.Tensors], entry.Value.Residual))]);
    }

    private static IReadOnlyList<Irrep>? Parts(Irrep irrep, ProductGroup group) => irrep switch
    {
        OuterIrrep outer => outer.Parts,
        ScalarIrrep => [.. group.Factors.Select(factor => factor.Trivial)],
        _ => null,
    };

    /// <summary>All outer products of one tensor per factor. What commutes with the one output that is not of the real type goes fastest, so that every map is followed by its endomorphisms.</summary>
    private static IEnumerable<SparseTensor3> Tensors(TensorProductPath[] choice)
    {
        int endomorphisms = choice.Max(path => (int)((Irrep)path.Output).Type);
        List<(IReadOnlyList<SparseTensor3> Tensors, bool IsReal)> factors = [.. choice.Select(path => (path.Tensors, ((Irrep)path.Output).Type == IrrepType.Real))];
        int count = factors.Aggregate(1, (product, factor) => product * factor.Tensors.Count) / endomorphisms;
        for (int copy = 0; copy < count; copy++)
        {
            for (int e = 0; e < endomorphisms; e++)
            {
                int rest = copy;
                var chosen = new SparseTensor3[choice.Length];
                for (int i = choice.Length - 1; i >= 0; i--)
                {
                    int step = factors[i].IsReal ? 1 : endomorphisms;
                    int copies = factors[i].Tensors.Count / step;
                    chosen[i] = factors[i].Tensors[(rest % copies * step) + (step == 1 ? 0 : e)];
                    rest /= copies;
                }

                yield return chosen.Aggregate(Outer);
            }
        }
    }

    private static SparseTensor3 Outer(SparseTensor3 first, SparseTensor3 second) => new(
        first.Dim1 * second.Dim1,
        first.Dim2 * second.Dim2,
        first.Dim3 * second.Dim3,
        [.. from a in first.Entries
            from b in second.Entries
            let entry = new SparseEntry3((a.I * second.Dim1) + b.I, (a.J * second.Dim2) + b.J, (a.K * second.Dim3) + b.K, a.Coefficient * b.Coefficient)
            orderby entry.I, entry.J, entry.K
            select entry]);
}
