namespace Intertwine.Algebra;

/// <summary>What exchanging the two arguments of a bilinear map does to it.</summary>
public enum ExchangeSymmetry
{
    /// <summary>Nothing simple: the arguments are of different kinds, or maps of both kinds are combined.</summary>
    None,

    /// <summary><c>T(y, x) = T(x, y)</c>.</summary>
    Symmetric,

    /// <summary><c>T(y, x) = -T(x, y)</c>: zero where both arguments are the same.</summary>
    Antisymmetric,
}

/// <summary>
/// The equivariant bilinear maps from two pieces to a third: <c>Hom_G(a ⊗ b, c)</c> as tensors <c>z[k] = sum_ij T[i, j, k] x[i] y[j]</c>, each of Frobenius norm 1 and orthogonal to the others.
/// Equal by value.
/// </summary>
/// <param name="Left">a, the piece of x.</param>
/// <param name="Right">b, the piece of y.</param>
/// <param name="Output">c, the piece of z.</param>
/// <param name="Symmetry">Where a = b: whether the maps are symmetric or antisymmetric. A square has one path for either kind.</param>
/// <param name="Tensors">
/// A basis of the maps. Where c is an irrep that others than multiples of 1 commute with (complex, quaternionic), copy by copy: a map, then that map followed by each further endomorphism of c.
/// </param>
/// <param name="Residual">Largest entry of the constraint over all maps and generators; 0 where the maps are exact.</param>
public sealed record TensorProductPath(Piece Left, Piece Right, Piece Output, ExchangeSymmetry Symmetry, IReadOnlyList<SparseTensor3> Tensors, double Residual)
{
    /// <summary>Copies of an irrep c that the path reaches: maps per endomorphism of c.</summary>
    public int Multiplicity => Tensors.Count / (Output is Irrep irrep ? (int)irrep.Type : 1);

    public bool IsExact => Tensors.All(tensor => tensor.IsExact);

    public bool Equals(TensorProductPath? other)
        => other is not null && Left == other.Left && Right == other.Right && Output == other.Output && Symmetry == other.Symmetry && Residual.Equals(other.Residual) && Sequences.AreEqual(Tensors, other.Tensors);

    public override int GetHashCode()
        => Sequences.Combine(Sequences.Combine(Sequences.Combine(Left.GetHashCode(), Right.GetHashCode()), Output.GetHashCode()), Sequences.Hash(Tensors));

    public override string ToString() => $"{Left} * {Right} -> {Output} over {Left.Group}: {Tensors.Count}";
}

/// <summary>
/// The tensor product of two irreps as a direct sum: <c>a ⊗ b = sum_c m_c c</c>, one path per irrep (two in a square where it is reached symmetrically and antisymmetrically), in canonical order
/// of the irreps, symmetric before antisymmetric. Equal by value.
/// </summary>
public sealed record TensorProduct(Irrep Left, Irrep Right, IReadOnlyList<TensorProductPath> Paths)
{
    /// <summary>The irreps of the product with their multiplicities, in the order of the paths: <c>1o ⊗ 1o = 0e + 1e + 2e</c>.</summary>
    public Representation Content => new Representation(Left.Group, [.. Paths.Select(path => new RepresentationTerm(path.Multiplicity, path.Output))]).Simplified();

    /// <summary>The paths to one irrep; none where the product does not contain it.</summary>
    public IEnumerable<TensorProductPath> To(Piece output) => Paths.Where(path => path.Output == output);

    public bool Equals(TensorProduct? other) => other is not null && Left == other.Left && Right == other.Right && Sequences.AreEqual(Paths, other.Paths);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(Left.GetHashCode(), Right.GetHashCode()), Sequences.Hash(Paths));

    public override string ToString() => $"{Left} * {Right} = {Content}";
}
