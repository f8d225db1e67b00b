namespace Intertwine.Algebra;

/// <summary>
/// The multivectors of a Clifford algebra as a representation of the group that keeps its metric, written <c>mv</c>: every element acts as an automorphism of the geometric product that keeps grades, the versor action
/// v x v^-1 (v x^ v^-1 for odd v). O(n) and SO(n) act on Cl(n, 0, 0), O(p, q) on Cl(p, q, 0), E(n) and SE(n) on the projective algebra Cl(n, 0, 1).
/// </summary>
/// <remarks>
/// The vectors of Cl(n, 0, 1) are planes: <c>n_1 e_1 + … + d e_0</c> is the plane <c>n x + d = 0</c>, so they transform by the inverse transpose of the homogeneous matrices; points are the vectors' wedge products of
/// grade n. Under E(3) this is the representation of GATr (Brehmer et al. 2023), in its order of components.
/// </remarks>
public sealed record MultivectorPiece : Piece
{
    internal const string Notation = "mv";

    /// <summary>The multivectors that <paramref name="group"/> acts on.</summary>
    /// <exception cref="ArgumentException">The group keeps no metric, or has too many dimensions.</exception>
    public MultivectorPiece(Group group)
        : base(group)
    {
        if (Refusal(group) is { } refusal)
        {
            throw new ArgumentException($"Expected {refusal}, came {group}.", nameof(group));
        }

        IReadOnlyList<int> metric = group.Metric!;
        Algebra = group.Defining.IsAffine ? new CliffordAlgebra([0, .. metric], first: 0) : new CliffordAlgebra(metric);
    }

    /// <summary>The algebra.</summary>
    public CliffordAlgebra Algebra { get; }

    public override string Name => Notation;

    public override int Dimension => Algebra.Size;

    public override bool IsTrivial => false;

    protected override int Order => int.MaxValue - 1;

    /// <summary>The multivectors of a group that may have none, for the notation.</summary>
    internal static Result<Piece, ParseError> Of(Group group, int position)
        => Refusal(group) is { } refusal ? new ParseError(position, Notation.Length, refusal + $" for {Notation}", group.ToString()) : new MultivectorPiece(group);

    /// <summary>The same multivectors, where the smaller group has the same algebra: without translations there is no e_0.</summary>
    internal override Piece? RestrictTo(Group subgroup)
        => subgroup.IsSubgroupOf(Group) && Refusal(subgroup) is null && new MultivectorPiece(subgroup) is var restricted && restricted.Algebra == Algebra ? restricted : null;

    private protected override GeneratorImages CreateImages()
    {
        Piece defining = Group.Defining;
        return new GeneratorImages(
            [.. defining.InfinitesimalGenerators.Select(matrix => Outermorphism.Derivation(Algebra, defining.IsAffine ? Planes(-1 * matrix.Transpose()) : matrix))],
            [.. defining.DiscreteGenerators.Select(matrix => Outermorphism.Of(Algebra, defining.IsAffine ? Planes(matrix.Inverse().Transpose()) : matrix))]);
    }

    /// <summary>What is expected of a group that has a Clifford algebra and is not met; null where all is.</summary>
    private static string? Refusal(Group group)
        => group.Metric is not { } metric ? "a group that keeps a metric"
            : metric.Count + (group.Defining.IsAffine ? 1 : 0) > CliffordAlgebra.MaximumDimension ? $"a group whose Clifford algebra has at most {CliffordAlgebra.MaximumDimension} generators" : null;

    /// <summary>The homogeneous coordinate moves from the last place to the first, that of e_0.</summary>
    private static Matrix Planes(Matrix matrix)
    {
        int n = matrix.Rows;
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[((i + 1) % n * n) + ((j + 1) % n)] = matrix[i, j];
            }
        }

        return new Matrix(n, n, result);
    }
}
