namespace Intertwine.Algebra;

/// <summary>
/// The tensors of <c>V_1 ⊗ V_2 ⊗ …</c> with a symmetry of their indices as a direct sum of irreps: <c>ij=ji</c> over <c>1o</c> is <c>0e + 2e</c>. Equal by value.
/// </summary>
/// <param name="Symmetry">The symmetry of the indices.</param>
/// <param name="Axes">The representation of every index.</param>
/// <param name="Irreps">The irreps with their multiplicities in canonical order.</param>
/// <param name="Map">
/// The equivariant map from tensors to irreps: rows are the components of <paramref name="Irreps"/>, columns those of the tensor in row-major order. For orthogonal representations rows are orthonormal, and the transpose goes back.
/// </param>
/// <param name="Residual">Largest entry of the constraint over all generators.</param>
public sealed record ReducedTensorProduct(IndexSymmetry Symmetry, IReadOnlyList<Representation> Axes, Representation Irreps, SparseMatrix Map, double Residual)
{
    private static readonly BoundedCache<ReductionKey, ReducedTensorProduct> Cache = new(1024);

    /// <summary>The reduction where all indices have one representation.</summary>
    public static Result<ReducedTensorProduct, SolveFailure> Of(IndexSymmetry symmetry, Representation representation, CancellationToken cancellation = default)
        => Of(symmetry, [.. Enumerable.Repeat(representation, symmetry.Indices.Length)], cancellation);

    /// <summary>The reduction with a representation for every index; indices that a permutation exchanges have the same.</summary>
    public static Result<ReducedTensorProduct, SolveFailure> Of(IndexSymmetry symmetry, IReadOnlyList<Representation> axes, CancellationToken cancellation = default)
    {
        var key = new ReductionKey(symmetry, axes);
        if (Cache.TryGet(key, out ReducedTensorProduct known))
        {
            return known;
        }

        if (axes.Count != symmetry.Indices.Length)
        {
            throw new ArgumentException($"Expected a representation for each of the {symmetry.Indices.Length} indices {symmetry.Indices}, came {axes.Count}.", nameof(axes));
        }

        if (Check(symmetry, axes) is { } failure)
        {
            return failure;
        }

        var piece = new IndexSymmetricPiece(symmetry, axes);
        if (piece.Dimension == 0)
        {
            return new SolveFailure(SolveFailureKind.Incomplete, $"No tensor but zero has the symmetry {symmetry} over {string.Join(", ", axes)}.");
        }

        if (!Decomposition.Of(piece, cancellation).TryGet(out Decomposition? decomposition, out failure))
        {
            return failure;
        }

        double[] map = piece.OnTensors(decomposition.Inverse.ToDense().ToArray());
        int columns = map.Length / piece.Dimension;
        List<SparseEntry> entries = [];
        for (int index = 0; index < map.Length; index++)
        {
            Coefficient coefficient = Coefficient.Round(map[index]);
            if (coefficient.Value != 0)
            {
                entries.Add(new SparseEntry(index / columns, index % columns, coefficient));
            }
        }

        IReadOnlyList<Representation> copy = [.. axes];
        var result = new ReducedTensorProduct(symmetry, copy, decomposition.Irreps, new SparseMatrix(piece.Dimension, columns, [.. entries]), decomposition.Residual);
        // The caller may change its list.
        Cache.Add(new ReductionKey(symmetry, copy), result);
        return result;
    }

    public bool Equals(ReducedTensorProduct? other)
        => other is not null && Symmetry == other.Symmetry && Sequences.AreEqual(Axes, other.Axes) && Irreps == other.Irreps && Map.Equals(other.Map) && Residual.Equals(other.Residual);

    public override int GetHashCode() => Sequences.Combine(Symmetry.GetHashCode(), Sequences.Hash(Axes));

    private static SolveFailure? Check(IndexSymmetry symmetry, IReadOnlyList<Representation> axes)
    {
        double size = 1;
        for (int axis = 0; axis < axes.Count; axis++)
        {
            if (axes[axis].Group != axes[0].Group)
            {
                return new SolveFailure(SolveFailureKind.DifferentGroups, $"Expected representations of one group, came '{axes[axis]}' of {axes[axis].Group} and '{axes[0]}' of {axes[0].Group}.");
            }

            if (axes[axis].HasWildcard)
            {
                return new SolveFailure(SolveFailureKind.OpenMultiplicity, $"Expected numbers of copies, came '{axes[axis]}', which leaves one open.");
            }

            if (axes[axis].Terms.Any(term => term.Piece.IsAffine))
            {
                return new SolveFailure(SolveFailureKind.NotLinear, $"Expected linear pieces of {axes[axis].Group}, came '{axes[axis]}': points have no products.");
            }

            foreach ((int[] permutation, int _) in symmetry.Elements)
            {
                if (axes[permutation[axis]] != axes[axis])
                {
                    throw new ArgumentException(
                        $"Expected one representation for the indices {symmetry.Indices[axis]} and {symmetry.Indices[permutation[axis]]} of {symmetry}, came '{axes[axis]}' and '{axes[permutation[axis]]}'.", nameof(axes));
                }
            }

            size *= axes[axis].Dimension;
        }

        return size > IndexSymmetricPiece.MaximumDimension
            ? new SolveFailure(SolveFailureKind.TooLarge, $"The tensors over {string.Join(", ", axes)} have {size:0} components; the limit is {IndexSymmetricPiece.MaximumDimension}.")
            : null;
    }

    /// <summary>The arguments by value; representations keep their hash codes.</summary>
    private readonly struct ReductionKey(IndexSymmetry symmetry, IReadOnlyList<Representation> axes) : IEquatable<ReductionKey>
    {
        private readonly IndexSymmetry _symmetry = symmetry;

        private readonly IReadOnlyList<Representation> _axes = axes;

        public bool Equals(ReductionKey other) => _symmetry.Equals(other._symmetry) && Sequences.AreEqual(_axes, other._axes);

        public override bool Equals(object? obj) => obj is ReductionKey other && Equals(other);

        public override int GetHashCode() => Sequences.Combine(_symmetry.GetHashCode(), Sequences.Hash(_axes));
    }
}
