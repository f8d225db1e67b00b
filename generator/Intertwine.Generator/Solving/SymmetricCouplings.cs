using Intertwine.Algebra;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Solving;

/// <summary>
/// A product of irreps of one feature, coupled one after the other: <c>A_i</c>, <c>T(A_i, A_j)</c> or <c>T'(T(A_i, A_j), A_k)</c>.
/// </summary>
/// <param name="Factors">i, j, k: positions among the irreps of the feature.</param>
/// <param name="Steps">For a single factor its map to the result, else one bilinear map for each factor after the first.</param>
internal sealed record CouplingTree(EquatableArray<int> Factors, EquatableArray<SparseTensor> Steps)
{
    public int Cost => Steps.Sum(step => step.Entries.Count);
}

/// <summary>The symmetric equivariant maps of one degree from a feature to an irrep, U_1 … U_n, as combinations of as many coupling trees: <c>U_n = sum_t Mixing[t, n] tree_t</c>.</summary>
/// <param name="Output">The irrep's position in the result.</param>
/// <param name="Mixing">A linear map from weights of the U to weights of the trees.</param>
internal sealed record CoupledContraction(int Output, int Degree, EquatableArray<CouplingTree> Trees, SparseTensor Mixing)
{
    /// <summary>How many U there are.</summary>
    public int Paths => Mixing.Left;
}

/// <summary>
/// Writes the orthonormal symmetric contractions of the algebra as coupling trees, which share their first products between all irreps of the result and all degrees, and are far sparser than the tensors of degree three. The trees
/// of a block of irreps span its symmetric maps, because every map of a product of irreps factors over the irreps of the first two; of those trees the cheapest independent ones are taken.
/// </summary>
internal static class SymmetricCouplings
{
    /// <summary>Largest degree of a coupling tree.</summary>
    public const int MaximumDegree = 3;

    /// <summary>Trees whose part that the ones before do not span is smaller than this are not taken.</summary>
    private const double Independence = 1e-3;

    /// <summary>The contractions of degree <paramref name="degree"/>, perhaps none.</summary>
    /// <param name="input">One copy of each irrep.</param>
    public static Result<CoupledContraction, SolveFailure> Of(Representation input, Piece output, int position, int degree, int maximumSize, CancellationToken cancellation)
    {
        if (output is not Irrep irrep)
        {
            return new SolveFailure(SolveFailureKind.NotIrreducible, $"Expected irreps, came '{output}' of {output.Group}.");
        }

        if (!SymmetricContraction.Of(input, irrep, degree, cancellation).TryGet(out SymmetricContraction? contraction, out SolveFailure? failure))
        {
            return failure;
        }

        int[] offsets = new int[input.Terms.Count + 1];
        for (int i = 0; i < input.Terms.Count; i++)
        {
            offsets[i + 1] = offsets[i] + input.Terms[i].Piece.Dimension;
        }

        List<CouplingTree> trees = [];
        List<TensorEntry> mixing = [];
        int first = 0;
        while (first < contraction.Tensors.Count)
        {
            int[] block = Block(contraction.Tensors[first], offsets);
            int end = first + 1;
            while (end < contraction.Tensors.Count && Block(contraction.Tensors[end], offsets).SequenceEqual(block))
            {
                end++;
            }

            Polynomial[] basis = [.. contraction.Tensors.Skip(first).Take(end - first).Select(Polynomial.Of)];
            if (!Candidates(input, block, output, maximumSize, cancellation).TryGet(out IReadOnlyList<CouplingTree>? candidates, out failure))
            {
                return failure;
            }

            (List<CouplingTree> chosen, List<double[]> coefficients) = Choose(basis, candidates, offsets);
            Matrix inverse = Matrix.FromRows(chosen.Count, chosen.Count, [.. coefficients.SelectMany(row => row)]).Inverse();
            for (int t = 0; t < chosen.Count; t++)
            {
                for (int n = 0; n < basis.Length; n++)
                {
                    double value = Coefficient.Round(inverse[n, t]).Value;
                    if (Math.Abs(value) > ExactNumber.Tolerance)
                    {
                        mixing.Add(new TensorEntry(trees.Count + t, first + n, 0, value));
                    }
                }
            }

            trees.AddRange(chosen);
            first = end;
        }

        return new CoupledContraction(position, degree, trees.ToEquatable(), new SparseTensor(trees.Count, contraction.Tensors.Count, 1, mixing.ToEquatable()));
    }

    /// <summary>The irreps whose components a contraction multiplies, ascending: the same for all its monomials.</summary>
    private static int[] Block(SymmetricTensor tensor, int[] offsets) => [.. tensor.Entries[0].Indices.Select(index => Array.FindLastIndex(offsets, offset => offset <= index))];

    /// <summary>Every tree on a block of irreps, the cheapest first.</summary>
    private static Result<IReadOnlyList<CouplingTree>, SolveFailure> Candidates(Representation input, int[] block, Piece output, int maximumSize, CancellationToken cancellation)
    {
        List<CouplingTree> trees = [];
        Piece PieceOf(int factor) => input.Terms[factor].Piece;
        if (block.Length == 1)
        {
            // Between equal irreps: the identity and, where the irrep has them, its further endomorphisms.
            if (!Intertwiners.Between(PieceOf(block[0]), output, maximumSize, cancellation).TryGet(out IntertwinerBasis? maps, out SolveFailure? failure))
            {
                return failure;
            }

            foreach (SparseMatrix map in maps.Elements)
            {
                trees.Add(new CouplingTree(new(block), new([new SparseTensor(map.Rows, map.Columns, 1, map.Entries.Select(e => new TensorEntry(e.Row, e.Column, 0, e.Value)).ToEquatable())])));
            }

            return trees;
        }

        for (int last = block.Length - 1; last >= 0; last--)
        {
            int[] pair = block.Length == 2 ? block : [.. block.Where((_, place) => place != last)];
            if ((block.Length == 2 && last == 0) || (last < block.Length - 1 && block[last] == block[last + 1]))
            {
                continue;
            }

            Result<IReadOnlyList<PieceProduct>, SolveFailure> products = block.Length == 2
                ? PieceProducts.Between(PieceOf(pair[0]), PieceOf(pair[1]), output, maximumSize, cancellation)
                : PieceProducts.All(PieceOf(pair[0]), PieceOf(pair[1]), maximumSize, cancellation);
            if (!products.TryGet(out IReadOnlyList<PieceProduct>? inner, out SolveFailure? failure))
            {
                return failure;
            }

            foreach (PieceProduct product in inner)
            {
                if (block.Length == 2)
                {
                    trees.Add(new CouplingTree(new(pair), new([product.Tensor])));
                    continue;
                }

                if (!PieceProducts.Between(product.Output, PieceOf(block[last]), output, maximumSize, cancellation).TryGet(out IReadOnlyList<PieceProduct>? outer, out failure))
                {
                    return failure;
                }

                trees.AddRange(outer.Select(second => new CouplingTree(new([pair[0], pair[1], block[last]]), new([product.Tensor, second.Tensor]))));
            }
        }

        return trees.OrderBy(tree => tree.Cost).ToArray();
    }

    /// <summary>As many independent trees as there are basis polynomials, and each tree in this basis.</summary>
    private static (List<CouplingTree> Trees, List<double[]> Coefficients) Choose(Polynomial[] basis, IReadOnlyList<CouplingTree> candidates, int[] offsets)
    {
        List<CouplingTree> chosen = [];
        List<double[]> coefficients = [];
        List<double[]> orthonormal = [];
        foreach (CouplingTree candidate in candidates)
        {
            if (chosen.Count == basis.Length)
            {
                break;
            }

            Polynomial polynomial = Polynomial.Of(candidate, offsets);
            double[] vector = [.. basis.Select(polynomial.InnerProduct)];
            double[] rest = [.. vector];
            foreach (double[] direction in orthonormal)
            {
                double along = direction.Zip(rest, (a, b) => a * b).Sum();
                for (int i = 0; i < rest.Length; i++)
                {
                    rest[i] -= along * direction[i];
                }
            }

            double length = Math.Sqrt(rest.Sum(x => x * x));
            if (length > Independence)
            {
                chosen.Add(candidate);
                coefficients.Add(vector);
                orthonormal.Add([.. rest.Select(x => x / length)]);
            }
        }

        return chosen.Count == basis.Length
            ? (chosen, coefficients)
            : throw new InvalidOperationException($"{chosen.Count} of {basis.Length} symmetric maps are coupling trees.");
    }

    /// <summary>A polynomial map by its monomials, sorted indices and -1 beyond the degree, for each component of the result.</summary>
    private sealed class Polynomial
    {
        private readonly Dictionary<(int I1, int I2, int I3, int Output), double> _coefficients = [];

        public static Polynomial Of(SymmetricTensor tensor)
        {
            var polynomial = new Polynomial();
            foreach (SymmetricEntry entry in tensor.Entries)
            {
                polynomial._coefficients.Add((entry.I1, entry.I2, entry.I3, entry.Output), entry.Value);
            }

            return polynomial;
        }

        public static Polynomial Of(CouplingTree tree, int[] offsets)
        {
            var polynomial = new Polynomial();
            int first = offsets[tree.Factors[0]];
            foreach (TensorEntry inner in tree.Steps[0].Entries)
            {
                if (tree.Factors.Count == 1)
                {
                    polynomial.Add(first + inner.Left, -1, -1, inner.Out, inner.Value);
                    continue;
                }

                int second = offsets[tree.Factors[1]] + inner.Right;
                if (tree.Factors.Count == 2)
                {
                    polynomial.Add(first + inner.Left, second, -1, inner.Out, inner.Value);
                    continue;
                }

                foreach (TensorEntry outer in tree.Steps[1].Entries)
                {
                    if (outer.Left == inner.Out)
                    {
                        polynomial.Add(first + inner.Left, second, offsets[tree.Factors[2]] + outer.Right, outer.Out, inner.Value * outer.Value);
                    }
                }
            }

            return polynomial;
        }

        /// <summary>Of the symmetric tensors: the product of two coefficients over the number of orders of the monomial.</summary>
        public double InnerProduct(Polynomial other)
        {
            double sum = 0;
            foreach (KeyValuePair<(int I1, int I2, int I3, int Output), double> monomial in other._coefficients)
            {
                if (_coefficients.TryGetValue(monomial.Key, out double value))
                {
                    sum += value * monomial.Value / Orders(monomial.Key.I1, monomial.Key.I2, monomial.Key.I3);
                }
            }

            return sum;
        }

        private static int Orders(int i, int j, int k) => j < 0 ? 1 : k < 0 ? (i == j ? 1 : 2) : i == j && j == k ? 1 : i == j || j == k ? 3 : 6;

        private void Add(int i, int j, int k, int output, double value)
        {
            if (j >= 0 && i > j)
            {
                (i, j) = (j, i);
            }

            if (k >= 0 && j > k)
            {
                (j, k) = (k, j);
                (i, j) = i > j ? (j, i) : (i, j);
            }

            var key = (i, j, k, output);
            _coefficients[key] = (_coefficients.TryGetValue(key, out double sum) ? sum : 0) + value;
        }
    }
}
