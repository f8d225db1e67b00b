namespace Intertwine.Algebra;

/// <summary>
/// Equivariant polynomial maps on a block of monomials, <c>Hom_G(Sym^n1(V1) ⊗ Sym^n2(V2) ⊗ …, c)</c>. One factor after the other is coupled: the maps with one power of the last irrep V less, to every irrep l, followed by
/// every path <c>l ⊗ V -> c</c>. Every map arises like this because <c>Sym^n(V)</c> lies in <c>Sym^(n-1)(V) ⊗ V</c>; where V stands several times, some arise more than once and drop out.
/// </summary>
/// <remarks>
/// A map is held as a vector over (monomial, component), the coefficient over the root of the monomial's number of orders: so inner products are those of the symmetric tensors, which are invariant.
/// </remarks>
internal static class EquivariantPolynomials
{
    private static readonly BoundedCache<(MonomialBlock Block, Irrep Output), double[][]> Maps = new(8192);

    private static readonly BoundedCache<MonomialBlock, Irrep[]> Contents = new(2048);

    /// <summary>A basis over the endomorphisms of <paramref name="output"/>: one map per copy of it, of norm 1 and orthogonal also after endomorphisms.</summary>
    public static Result<double[][], SolveFailure> Find(MonomialBlock block, Irrep output, CancellationToken cancellation)
    {
        if (Maps.TryGet((block, output), out double[][] known))
        {
            return known;
        }

        cancellation.ThrowIfCancellationRequested();
        Result<double[][], SolveFailure> result = block.Degree == 1 ? Identity(block.Last.Irrep, output) : Couple(block, output, cancellation);
        if (result.IsSuccess)
        {
            Maps.Add((block, output), result.Value);
        }

        return result;
    }

    private static Result<double[][], SolveFailure> Identity(Irrep input, Irrep output)
        => input == output ? [Matrix.Scalar(input.Dimension, 1 / Math.Sqrt(input.Dimension)).ToArray()] : Array.Empty<double[]>();

    private static Result<double[][], SolveFailure> Couple(MonomialBlock block, Irrep output, CancellationToken cancellation)
    {
        MonomialBlock shorter = block.Without();
        if (!Content(shorter, cancellation).TryGet(out Irrep[]? intermediates, out SolveFailure? failure))
        {
            return failure;
        }

        List<double[]> candidates = [];
        foreach (Irrep intermediate in intermediates)
        {
            if (!TensorProducts.Paths(intermediate, block.Last.Irrep, cancellation).TryGet(out TensorProduct? product, out failure))
            {
                return failure;
            }

            List<SparseTensor3> tensors = [.. product.To(output).SelectMany(path => path.Tensors)];
            if (tensors.Count == 0)
            {
                continue;
            }

            if (!Find(shorter, intermediate, cancellation).TryGet(out double[][]? maps, out failure))
            {
                return failure;
            }

            candidates.AddRange(from map in maps from tensor in tensors select Multiply(block, shorter, map, tensor));
        }

        return Select(candidates, output, block);
    }

    /// <summary>The irreps that the block contains.</summary>
    private static Result<Irrep[], SolveFailure> Content(MonomialBlock block, CancellationToken cancellation)
    {
        if (block.Degree == 1)
        {
            return (Irrep[])[block.Last.Irrep];
        }

        if (Contents.TryGet(block, out Irrep[] known))
        {
            return known;
        }

        if (!Content(block.Without(), cancellation).TryGet(out Irrep[]? intermediates, out SolveFailure? failure))
        {
            return failure;
        }

        var candidates = new HashSet<Irrep>();
        foreach (Irrep intermediate in intermediates)
        {
            if (!TensorProducts.Paths(intermediate, block.Last.Irrep, cancellation).TryGet(out TensorProduct? product, out failure))
            {
                return failure;
            }

            candidates.UnionWith(product.Paths.Select(path => (Irrep)path.Output));
        }

        List<Irrep> content = [];
        foreach (Irrep candidate in candidates.OrderBy(irrep => irrep))
        {
            if (!Find(block, candidate, cancellation).TryGet(out double[][]? maps, out failure))
            {
                return failure;
            }

            if (maps.Length > 0)
            {
                content.Add(candidate);
            }
        }

        Irrep[] result = [.. content];
        Contents.Add(block, result);
        return result;
    }

    /// <summary><c>T(P(x), x)</c> with x in the last factor: monomial by monomial.</summary>
    private static double[] Multiply(MonomialBlock block, MonomialBlock shorter, double[] map, SparseTensor3 tensor)
    {
        double[] result = new double[block.Monomials.Count * tensor.Dim3];
        int[] places = new int[tensor.Dim2];
        for (int place = 0; place < shorter.Monomials.Count; place++)
        {
            int[] monomial = shorter.Monomials[place];
            for (int j = 0; j < places.Length; j++)
            {
                places[j] = block.Product(monomial, block.LastOffset + j);
            }

            double scale = Math.Sqrt(MonomialBlock.Orders(monomial));
            foreach (SparseEntry3 entry in tensor.Entries)
            {
                result[(places[entry.J] * tensor.Dim3) + entry.K] += scale * entry.Value * map[(place * tensor.Dim1) + entry.I];
            }
        }

        for (int place = 0; place < block.Monomials.Count; place++)
        {
            double scale = 1 / Math.Sqrt(MonomialBlock.Orders(block.Monomials[place]));
            for (int k = 0; k < tensor.Dim3; k++)
            {
                result[(place * tensor.Dim3) + k] *= scale;
            }
        }

        return result;
    }

    private static Result<double[][], SolveFailure> Select(List<double[]> candidates, Irrep output, MonomialBlock block)
    {
        var span = new OrthonormalSet();
        List<double[]> selected = [];
        foreach (double[] candidate in candidates)
        {
            // Couplings of orthonormal maps have norms of the order of 1, so that a small one is the zero map.
            if (OrthonormalSet.Norm(candidate) < NullSpace.GapTolerance)
            {
                continue;
            }

            if (!span.TryAdd(candidate))
            {
                if (span.UnclearNorm > 0)
                {
                    return new SolveFailure(
                        SolveFailureKind.RankUnclear,
                        $"The symmetric maps of degree {block.Degree} to {output} of {output.Group} are not clear: a coupling is within {NumberText.RoundTrip(span.UnclearNorm)} of its norm in the span of the others.");
                }

                continue;
            }

            double[] map = span.Vectors[span.Vectors.Count - 1];
            selected.Add(map);
            foreach (double[] image in Images(map, output))
            {
                span.TryAdd(image);
            }
        }

        return selected.ToArray();
    }

    /// <summary>The map followed by each endomorphism of the output other than the identity.</summary>
    public static IEnumerable<double[]> Images(double[] map, Irrep output)
    {
        int size = output.Dimension;
        for (int e = 1; e < output.Endomorphisms.Count; e++)
        {
            Matrix endomorphism = output.Endomorphisms[e];
            double[] image = new double[map.Length];
            for (int index = 0; index < map.Length; index++)
            {
                int first = index / size * size;
                for (int k = 0; k < size; k++)
                {
                    image[index] += endomorphism[index - first, k] * map[first + k];
                }
            }

            yield return image;
        }
    }
}
