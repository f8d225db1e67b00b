using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// The symmetric power <c>Sym^p(V)</c> or alternating power <c>Alt^p(V)</c>: the tensors of order p that permutations of their slots leave alone, or change by their sign. The basis are the monomials
/// <c>e_i1 … e_ip</c> (i1 ≤ … ≤ ip; strictly for alternating ones) in lexicographic order, normalised so that they are orthonormal in <c>V^p</c>. Made by
/// <see cref="Composites.Symmetric(Piece, int)"/> and <see cref="Composites.Alternating(Piece, int)"/>.
/// </summary>
public sealed record SymmetrisedPiece : CompositePiece
{
    internal SymmetrisedPiece(Piece original, int power, bool isAlternating)
        : base(original.Group)
    {
        Original = Linear(original, nameof(original));
        Power = power;
        IsAlternating = isAlternating;
    }

    /// <summary>V.</summary>
    public Piece Original { get; }

    /// <summary>p, at least 2.</summary>
    public int Power { get; }

    /// <summary>Whether transpositions of slots change the sign.</summary>
    public bool IsAlternating { get; }

    public override string Name => (IsAlternating ? "Alt^" : "Sym^") + Power.ToString(CultureInfo.InvariantCulture) + "(" + Original.Name + ")";

    public override int Dimension => (int)MonomialBasis.Count(Original.Dimension, Power, IsAlternating);

    public override bool IsOrthogonal => Original.IsOrthogonal || base.IsOrthogonal;

    /// <summary>The isometry from this piece into <c>V^p</c>: columns are the basis tensors, orthonormal.</summary>
    public Matrix Embedding => new MonomialBasis(Original.Dimension, Power, IsAlternating).Embedding();

    internal override Piece? RestrictTo(Group subgroup)
        => Original.RestrictTo(subgroup) is not { } piece ? null : IsAlternating ? piece.Alternating(Power) : piece.Symmetric(Power);

    private protected override Matrix Evaluate(GroupElement element)
        => new MonomialBasis(Original.Dimension, Power, IsAlternating).Power(new SparseGenerator(Original.Represent(element))).ToMatrix();

    private protected override GeneratorImages CreateImages()
    {
        var basis = new MonomialBasis(Original.Dimension, Power, IsAlternating);
        GeneratorImages images = Original.GeneratorImages;
        return new GeneratorImages(
            [.. images.SparseInfinitesimal.Select(basis.Derivation)],
            [.. images.SparseDiscrete.Select(basis.Power)]);
    }
}
