namespace Intertwine.Algebra;

/// <summary>
/// Equivariant linear maps: <c>Hom_G(V, W) = { K : K d rho_V(A) = d rho_W(A) K, K rho_V(h) = rho_W(h) K }</c> for all infinitesimal generators A and discrete generators h.
/// Pair by pair of pieces: between irreps by Schur's lemma, otherwise as a linear system for the entries of K, which sparse elimination solves exactly wherever the generators are exact. What was solved once in a
/// process comes from the <see cref="IntertwinerCache"/>.
/// </summary>
/// <remarks>
/// <para>Linear maps have no constant term; the constant terms that may be added are <see cref="InvariantBias"/>.</para>
/// <para>
/// Points act on homogeneous coordinates (x, 1). A point-valued map is <c>diag(K, c)</c> with the last row fixed by c = 1: the output's homogeneous coordinate is the input's. Hence
/// point → point is the identity only (an affine combination of several points: weights that add up to 1), vector → point and scalar → point are empty (no homogeneous coordinate to take,
/// and no invariant point), point → vector and point → scalar are empty (<c>K t = 0</c> for all translations t).
/// </para>
/// </remarks>
public static class IntertwinerSolver
{
    /// <summary>Default limit of <c>dim V * dim W</c>, the number of unknowns.</summary>
    public const int DefaultMaximumSize = 1 << 16;

    /// <summary>Intertwiners between single copies of two pieces.</summary>
    public static Result<IntertwinerBasis, SolveFailure> Solve(Piece from, Piece to, CancellationToken cancellation = default, int maximumSize = DefaultMaximumSize)
    {
        cancellation.ThrowIfCancellationRequested();
        long size = (long)from.Dimension * to.Dimension;
        var key = new PiecePair(from, to);
        if (size <= maximumSize && IntertwinerCache.Pairs.TryGet(key, out Result<IntertwinerBasis, SolveFailure> known))
        {
            return known;
        }

        if (from.Group != to.Group)
        {
            return DifferentGroups(from.ToString(), from.Group, to.ToString(), to.Group);
        }

        if (size > maximumSize)
        {
            return TooLarge(from.ToString(), from.Dimension, to.ToString(), to.Dimension, maximumSize);
        }

        Result<IntertwinerBasis, SolveFailure> result = SolvePair(from, to, cancellation);
        IntertwinerCache.Pairs.Add(key, result, result.TryGet(out IntertwinerBasis? basis, out _) ? IntertwinerCache.Weight(basis) : 1);
        return result;
    }

    /// <summary>
    /// A basis of all intertwiners between two representations: for every pair of copies of pieces the elements of its block. For layers with many channels
    /// <see cref="SolveBlocks"/> gives the same without repeating it for every pair of channels.
    /// </summary>
    public static Result<IntertwinerBasis, SolveFailure> Solve(
        Representation from, Representation to, CancellationToken cancellation = default, int maximumSize = DefaultMaximumSize)
    {
        cancellation.ThrowIfCancellationRequested();
        var key = new RepresentationPair(from, to);
        if (IntertwinerCache.Bases.TryGet(key, out IntertwinerBasis known) && (long)from.Dimension * to.Dimension <= maximumSize)
        {
            return known;
        }

        if (!SolveBlocks(from, to, cancellation, maximumSize).TryGet(out IntertwinerBlocks? blocks, out SolveFailure? failure))
        {
            return failure;
        }

        long size = (long)from.Dimension * to.Dimension;
        if (size > maximumSize)
        {
            return TooLarge(from.ToString(), from.Dimension, to.ToString(), to.Dimension, maximumSize);
        }

        var basis = new IntertwinerBasis(from, to, Expand(blocks, cancellation), blocks.Residual);
        IntertwinerCache.Bases.Add(key, basis, IntertwinerCache.Weight(basis));
        return basis;
    }

    /// <summary>The intertwiners between single copies for every pair of terms, leaving out pairs that have none.</summary>
    public static Result<IntertwinerBlocks, SolveFailure> SolveBlocks(
        Representation from, Representation to, CancellationToken cancellation = default, int maximumSize = DefaultMaximumSize)
    {
        cancellation.ThrowIfCancellationRequested();
        var key = new RepresentationPair(from, to);
        if (IntertwinerCache.Blocks.TryGet(key, out IntertwinerBlocks known) && (long)from.LargestPiece * to.LargestPiece <= maximumSize)
        {
            return known;
        }

        if (from.Group != to.Group)
        {
            return DifferentGroups(from.ToString(), from.Group, to.ToString(), to.Group);
        }

        foreach (Representation representation in (Representation[])[from, to])
        {
            if (representation.HasWildcard)
            {
                return new SolveFailure(SolveFailureKind.OpenMultiplicity, $"Expected numbers of copies, came '{representation}', which leaves one open.");
            }
        }

        List<IntertwinerBlock> blocks = [];
        for (int j = 0; j < to.Terms.Count; j++)
        {
            for (int i = 0; i < from.Terms.Count; i++)
            {
                if (!Solve(from.Terms[i].Piece, to.Terms[j].Piece, cancellation, maximumSize).TryGet(out IntertwinerBasis? basis, out SolveFailure? failure))
                {
                    return failure;
                }

                if (!basis.IsEmpty)
                {
                    blocks.Add(new IntertwinerBlock(i, j, basis));
                }
            }
        }

        var result = new IntertwinerBlocks(from, to, blocks);
        // The coefficients belong to the pairs.
        IntertwinerCache.Blocks.Add(key, result, 16 + (4 * blocks.Count));
        return result;
    }

    /// <summary>Constant terms b with <c>rho(g) b = b</c>: <c>Hom_G(trivial, W)</c>, elements with a single column. Empty for points: no point is invariant.</summary>
    public static Result<IntertwinerBasis, SolveFailure> InvariantBias(Representation representation, CancellationToken cancellation = default, int maximumSize = DefaultMaximumSize)
        => Solve(Representation.Of(representation.Group.Trivial), representation, cancellation, maximumSize);

    private static Result<IntertwinerBasis, SolveFailure> SolvePair(Piece from, Piece to, CancellationToken cancellation)
    {
        if (SchurSolver.TrySolve(from, to) is { } irreducible)
        {
            return irreducible;
        }

        return PairSolver.Solve(Operand.Of(from), Operand.Of(to), null, cancellation).TryGet(out MapSpace? space, out SolveFailure? failure)
            ? new IntertwinerBasis(Representation.Of(from), Representation.Of(to), space.Elements, space.Residual)
            : failure with { Message = $"The intertwiners from {from} to {to} of {from.Group} are not clear: {failure.Message}." };
    }

    /// <summary>Every element of every block at the place of every pair of copies.</summary>
    private static List<SparseMatrix> Expand(IntertwinerBlocks blocks, CancellationToken cancellation)
    {
        (Representation from, Representation to) = (blocks.From, blocks.To);
        int[] columns = Offsets(from);
        int[] rows = Offsets(to);
        int height = to.Dimension;
        int width = from.Dimension;
        List<SparseMatrix> elements = [];
        foreach (IntertwinerBlock block in blocks.Blocks)
        {
            RepresentationTerm input = from.Terms[block.FromTerm];
            RepresentationTerm output = to.Terms[block.ToTerm];
            for (int copy = 0; copy < output.Multiplicity * input.Multiplicity; copy++)
            {
                cancellation.ThrowIfCancellationRequested();
                int row = rows[block.ToTerm] + (copy / input.Multiplicity * output.Piece.Dimension);
                int column = columns[block.FromTerm] + (copy % input.Multiplicity * input.Piece.Dimension);
                foreach (SparseMatrix element in block.Basis.Elements)
                {
                    elements.Add(new SparseMatrix(
                        height,
                        width,
                        [.. element.Entries.Select(entry => entry with { Row = row + entry.Row, Column = column + entry.Column })]));
                }
            }
        }

        return elements;
    }

    private static int[] Offsets(Representation representation)
    {
        int[] offsets = new int[representation.Terms.Count];
        for (int i = 1; i < offsets.Length; i++)
        {
            offsets[i] = offsets[i - 1] + representation.Terms[i - 1].Dimension;
        }

        return offsets;
    }

    private static SolveFailure DifferentGroups(string from, Group fromGroup, string to, Group toGroup)
        => new(SolveFailureKind.DifferentGroups, $"Expected representations of one group, came '{from}' of {fromGroup} and '{to}' of {toGroup}.");

    private static SolveFailure TooLarge(string from, int fromDimension, string to, int toDimension, int maximumSize)
        => new(SolveFailureKind.TooLarge, $"The maps from '{from}' to '{to}' have {toDimension} x {fromDimension} entries; the limit is {maximumSize}.");
}
