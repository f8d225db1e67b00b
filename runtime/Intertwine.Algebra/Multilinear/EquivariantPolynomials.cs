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

    /// <summary>A basis over the endomorphisms of <paramref name="output"/>: one map per copy of it, of norm 1 and orthogonal also after endomorphisms.</summary>
    public static Result<double[][], SolveFailure> Find(MonomialBlock block, Irrep output, CancellationToken cancellation)
    {
        if (Maps.TryGet((block, output), out double[][] known))
        {
            return known;
        }

        cancellation.ThrowIfCancellationRequested();
        Result<double[][], SolveFailure> result = block.Degree == 1 ? Identity(block.Last.Irrep, output)
            : IsTooLarge(output, block, cancellation) ? Array.Empty<double[]>()
            : Couple(block, output, cancellation);
        if (result.IsSuccess)
        {
            Maps.Add((block, output), result.Value);
        }

        return result;
    }

    private static bool IsTooLarge(Irrep output, MonomialBlock block, CancellationToken cancellation)
        => WeightSpectrum.Exceeds(WeightSpectrum.Largest(output, cancellation), block.Factors.Sum(factor => factor.Exponent * WeightSpectrum.Largest(factor.Irrep, cancellation)));

    private static Result<double[][], SolveFailure> Identity(Irrep input, Irrep output)
        => input == output ? [Matrix.Scalar(input.Dimension, 1 / Math.Sqrt(input.Dimension)).ToArray()] : Array.Empty<double[]>();

    private static Result<double[][], SolveFailure> Couple(MonomialBlock block, Irrep output, CancellationToken cancellation)
    {
        // An invariant of l ⊗ V ⊗ c is a map from c ⊗ V to l as well as one from l ⊗ V to c: so the intermediate irreps that can reach c are those in c ⊗ V, and no others are asked for.
        if (!TensorProducts.Paths(output, block.Last.Irrep, cancellation).TryGet(out TensorProduct? product, out SolveFailure? failure))
        {
            return failure;
        }

        MonomialBlock shorter = block.Without();
        List<double[]> candidates = [];
        foreach (TensorProductPath path in product.Paths)
        {
            if (!Find(shorter, (Irrep)path.Output, cancellation).TryGet(out double[][]? maps, out failure))
            {
                return failure;
            }

            candidates.AddRange(from map in maps from tensor in path.Tensors select Multiply(block, shorter, map, tensor));
        }

        return Select(candidates, output, block);
    }

    /// <summary><c>z[i] = sum_jk T[i, j, k] x[j] P[k](x)</c> with x in the last factor: monomial by monomial.</summary>
    private static double[] Multiply(MonomialBlock block, MonomialBlock shorter, double[] map, SparseTensor3 tensor)
    {
        double[] result = new double[block.Monomials.Count * tensor.Dim1];
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
                result[(places[entry.J] * tensor.Dim1) + entry.I] += scale * entry.Value * map[(place * tensor.Dim3) + entry.K];
            }
        }

        for (int place = 0; place < block.Monomials.Count; place++)
        {
            double scale = 1 / Math.Sqrt(MonomialBlock.Orders(block.Monomials[place]));
            for (int i = 0; i < tensor.Dim1; i++)
            {
                result[(place * tensor.Dim1) + i] *= scale;
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
