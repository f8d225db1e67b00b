namespace Intertwine.Algebra;

/// <summary>The trivial representation of an orthogonal group of dimension other than 2 and 3, written <c>S</c>.</summary>
public sealed record ScalarIrrep(Group Group) : Irrep(Group)
{
    internal const string Notation = "S";

    public override string Name => Notation;

    public override int Dimension => 1;

    public override bool IsTrivial => true;

    protected override int Order => 0;

    private protected override GeneratorImages CreateImages() => new(
        [.. Enumerable.Repeat(Matrix.Zero(1, 1), Group.InfinitesimalCount)],
        [.. Enumerable.Repeat(Matrix.Identity(1), Group.DiscreteCount)]);
}

/// <summary>The vectors of R^n, x → R x (translations act trivially), for n other than 2 and 3, written <c>V</c>.</summary>
public sealed record VectorIrrep(OrthogonalGroup OrthogonalGroup) : Irrep(OrthogonalGroup)
{
    public OrthogonalGroup OrthogonalGroup { get; } = OrthogonalGroup.Dimension is not (2 or 3)
        ? OrthogonalGroup
        : throw new ArgumentException($"The vectors of {OrthogonalGroup} are the irrep of degree or frequency 1: expected a dimension other than 2 and 3.", nameof(OrthogonalGroup));

    internal const string Notation = "V";

    public override string Name => Notation;

    public override int Dimension => Group.Dimension;

    public override bool IsTrivial => Group is { Dimension: 1, DiscreteCount: 0 };

    protected override int Order => 1;

    private protected override GeneratorImages CreateImages() => EuclideanGenerators.Create(OrthogonalGroup, homogeneous: false);
}

/// <summary>
/// The points of R^n, x → R x + t, written <c>point</c>. Not irreducible (differences of points are an invariant subspace) but indecomposable: no origin can be chosen invariantly.
/// The matrices are [[R, t], [0, 1]] on homogeneous coordinates (x, 1); in memory a point has its n coordinates.
/// </summary>
public sealed record PointPiece(OrthogonalGroup OrthogonalGroup) : Piece(OrthogonalGroup)
{
    public OrthogonalGroup OrthogonalGroup { get; } = OrthogonalGroup.HasTranslations
        ? OrthogonalGroup
        : throw new ArgumentException($"{OrthogonalGroup} has no translations, so its points are vectors.", nameof(OrthogonalGroup));

    internal const string Notation = "point";

    public override string Name => Notation;

    public override int Dimension => Group.Dimension;

    public override bool IsTrivial => false;

    public override bool IsAffine => true;

    public override Piece Differences => OrthogonalGroup.Vector;

    protected override int Order => int.MaxValue;

    private protected override GeneratorImages CreateImages() => EuclideanGenerators.Create(OrthogonalGroup, homogeneous: true);
}

/// <summary>Generators of O(n) and E(n) in the representation that defines them.</summary>
internal static class EuclideanGenerators
{
    /// <summary>Rotations <c>E_ji - E_ij</c>, translations <c>E_in</c> (zero on vectors), and the inversion (n odd) or the mirror of the last axis (n even).</summary>
    public static GeneratorImages Create(OrthogonalGroup group, bool homogeneous)
    {
        int n = group.Dimension;
        int size = homogeneous ? n + 1 : n;
        double[][] infinitesimal = new double[group.InfinitesimalCount][];
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                (int index, int sign) = group.Plane(i, j);
                double[] rotation = new double[size * size];
                rotation[(j * size) + i] = sign;
                rotation[(i * size) + j] = -sign;
                infinitesimal[index] = rotation;
            }
        }

        for (int k = group.RotationCount; k < infinitesimal.Length; k++)
        {
            double[] translation = new double[size * size];
            if (homogeneous)
            {
                translation[((k - group.RotationCount) * size) + n] = 1;
            }

            infinitesimal[k] = translation;
        }

        List<Matrix> discrete = [];
        if (!group.IsSpecial)
        {
            double[] reflection = new double[size * size];
            for (int i = 0; i < size; i++)
            {
                bool flipped = i < n && (n % 2 == 1 || i == n - 1);
                reflection[(i * size) + i] = flipped ? -1 : 1;
            }

            discrete.Add(new Matrix(size, size, reflection));
        }

        return new GeneratorImages([.. infinitesimal.Select(entries => new Matrix(size, size, entries))], discrete);
    }
}
