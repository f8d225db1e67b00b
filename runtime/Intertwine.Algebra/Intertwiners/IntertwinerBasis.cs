namespace Intertwine.Algebra;

/// <summary>
/// A basis of <c>Hom_G(V, W) = { K : K rho_V(g) = rho_W(g) K for all g }</c>. Sparse, and exact where entries are recognised as signed square roots of rationals; in reduced echelon form,
/// so that a space of multiples of the identity has the identity as its element. Equal by value.
/// </summary>
/// <param name="From">V: columns.</param>
/// <param name="To">W: rows.</param>
/// <param name="Elements">The basis, W.Dimension x V.Dimension each.</param>
/// <param name="Residual">Largest entry of <c>K d rho_V(A) - d rho_W(A) K</c> and <c>K rho_V(h) - rho_W(h) K</c> over all elements and generators; 0 where the basis solves the constraint exactly.</param>
public sealed record IntertwinerBasis(Representation From, Representation To, IReadOnlyList<SparseMatrix> Elements, double Residual)
{
    /// <summary>Number of elements: one learnable number each.</summary>
    public int Dimension => Elements.Count;

    /// <summary>No map but zero: a linear layer between these representations would always output 0.</summary>
    public bool IsEmpty => Elements.Count == 0;

    /// <summary>
    /// Whether the outputs are points. A combination of the elements then maps points to points only if the coefficients of all elements that reach one output point (over all input points)
    /// add up to 1.
    /// </summary>
    public bool IsAffine => To.Terms.Any(term => term.Piece.IsAffine);

    public bool Equals(IntertwinerBasis? other)
        => other is not null && From == other.From && To == other.To && Residual.Equals(other.Residual) && Sequences.AreEqual(Elements, other.Elements);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(From.GetHashCode(), To.GetHashCode()), Sequences.Hash(Elements));

    public override string ToString() => $"Hom({From}, {To}) over {From.Group}: {Dimension}";
}

/// <summary>
/// The intertwiners from one copy of term <paramref name="FromTerm"/> to one copy of term <paramref name="ToTerm"/>. A linear layer mixes channels once per element:
/// <c>y[o, c] = sum_k sum_i W_k[o, i] sum_d K_k[c, d] x[i, d]</c>.
/// </summary>
/// <param name="FromTerm">Index of the term of the input representation.</param>
/// <param name="ToTerm">Index of the term of the output representation.</param>
/// <param name="Basis">Basis between single copies.</param>
public sealed record IntertwinerBlock(int FromTerm, int ToTerm, IntertwinerBasis Basis);

/// <summary>The blocks of a linear map between representations that are not zero; terms pair by pair, ordered by output, then input. Equal by value.</summary>
public sealed record IntertwinerBlocks(Representation From, Representation To, IReadOnlyList<IntertwinerBlock> Blocks)
{
    /// <summary>Largest residual of the blocks.</summary>
    public double Residual => Blocks.Count == 0 ? 0 : Blocks.Max(block => block.Basis.Residual);

    /// <summary>dim Hom of the whole representations: the number of learnable weights of a linear layer.</summary>
    public long Dimension => Blocks.Sum(block => (long)From.Terms[block.FromTerm].Multiplicity * To.Terms[block.ToTerm].Multiplicity * block.Basis.Dimension);

    public bool Equals(IntertwinerBlocks? other) => other is not null && From == other.From && To == other.To && Sequences.AreEqual(Blocks, other.Blocks);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(From.GetHashCode(), To.GetHashCode()), Sequences.Hash(Blocks));
}

/// <summary>Why a space of intertwiners was not computed.</summary>
public enum SolveFailureKind
{
    /// <summary>The space of all linear maps exceeds the limit.</summary>
    TooLarge,

    /// <summary>The singular values of the constraint leave open which of them are zero.</summary>
    RankUnclear,

    /// <summary>The two representations belong to different groups.</summary>
    DifferentGroups,

    /// <summary>A multiplicity is a wildcard.</summary>
    OpenMultiplicity,

    /// <summary>The group is not compact: its representations need not be sums of irreps.</summary>
    NotCompact,

    /// <summary>A piece is affine (points) where a linear one is needed.</summary>
    NotLinear,

    /// <summary>A group is not contained in another.</summary>
    NotSubgroup,

    /// <summary>A piece is not an irrep where one is needed.</summary>
    NotIrreducible,

    /// <summary>The known irreps of the group do not make up the representation.</summary>
    Incomplete,

    /// <summary>The group moves points of a grid to places between them.</summary>
    NotOnGrid,
}

/// <summary>Why a space of intertwiners was not computed, in words for the user.</summary>
public sealed record SolveFailure(SolveFailureKind Kind, string Message)
{
    public override string ToString() => Message;
}
