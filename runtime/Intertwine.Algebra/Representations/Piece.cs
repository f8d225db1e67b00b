using System.Collections.Concurrent;

namespace Intertwine.Algebra;

/// <summary>
/// A piece that representations are made of, the type of one channel of a feature: an <see cref="Irrep"/>, or a representation that is used whole, such as the points of E(n), <c>regular</c>
/// or <c>V*V</c>. It is known by the images of the generators: matrices <c>d rho(A_k)</c> and <c>rho(h)</c>. Equal by value (group and name).
/// </summary>
/// <param name="Group">The group that acts.</param>
public abstract record Piece(Group Group) : IComparable<Piece>
{
    /// <summary>Non-zeros that the table of matrices may hold before it is emptied.</summary>
    private const long MaximumCachedNonZeros = 1 << 23;

    // Cosines and square roots are rounded.
    private const double OrthogonalityTolerance = 1e-12;

    // Pieces are recreated by every parse; their matrices are computed once. The table starts again when it becomes large.
    private static readonly ConcurrentDictionary<Piece, GeneratorImages> Images = new();
    private static long _cachedNonZeros;

    private readonly Kept _kept = new();

    /// <summary>A copy, which may be changed afterwards and keeps nothing that was computed before.</summary>
    protected Piece(Piece original)
    {
        Group = original.Group;
        _kept = new Kept();
    }

    /// <summary>The piece as it is written in a representation: <c>1o</c>, <c>point</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Number of components in memory.</summary>
    public abstract int Dimension { get; }

    /// <summary>Whether every element acts as 1: a scalar.</summary>
    public abstract bool IsTrivial { get; }

    /// <summary>Whether elements act by x → L x + s with a shift: points. Then the matrices act on the homogeneous coordinates (x, 1).</summary>
    public virtual bool IsAffine => false;

    /// <summary>How differences of two values transform: vectors for points, and otherwise as the values themselves.</summary>
    public virtual Piece Differences => this;

    /// <summary>Whether the matrices are orthogonal, so that sum_c x_c y_c is invariant: d rho(A) antisymmetric, rho(h) orthogonal, no shifts.</summary>
    public virtual bool IsOrthogonal => !IsAffine
        && InfinitesimalGenerators.All(matrix => (matrix + matrix.Transpose()).MaximumNorm() < OrthogonalityTolerance)
        && DiscreteGenerators.All(matrix => ((matrix * matrix.Transpose()) - Matrix.Identity(Dimension)).MaximumNorm() < OrthogonalityTolerance);

    /// <summary>Size of the matrices: <see cref="Dimension"/>, plus 1 for the homogeneous coordinate of an affine piece.</summary>
    public int MatrixSize => Dimension + (IsAffine ? 1 : 0);

    /// <summary>Reads a piece that the program itself wrote, a name or an expression: <c>1o</c>, <c>regular</c>, <c>V*V</c>, <c>Sym^2(V)</c>, <c>mv</c>. For users' text see <see cref="RepresentationParser"/>.</summary>
    /// <exception cref="FormatException">The text is wrong, or means several pieces or copies.</exception>
    public static Piece Parse(Group group, string text) => Representation.Parse(group, text).Terms is [{ Multiplicity: 1 } only]
        ? only.Piece
        : throw new FormatException($"Expected a single piece of {group}, came '{text}', which is {Representation.Parse(group, text)}.");

    /// <summary>d rho(A_k) for every infinitesimal generator of the group, in its order.</summary>
    public IReadOnlyList<Matrix> InfinitesimalGenerators => GeneratorImages.Infinitesimal;

    /// <summary>rho(h) for every discrete generator of the group, in its order.</summary>
    public IReadOnlyList<Matrix> DiscreteGenerators => GeneratorImages.Discrete;

    /// <summary>The hash code, computed once: pieces made of matrices or of other pieces take long.</summary>
    internal int KeptHashCode => _kept.HashOf(this);

    internal virtual GeneratorImages GeneratorImages
    {
        get
        {
            if (!Images.TryGetValue(this, out GeneratorImages? images))
            {
                images = CreateImages();
                if (Interlocked.Add(ref _cachedNonZeros, images.NonZeros + 1) > MaximumCachedNonZeros)
                {
                    Images.Clear();
                    Interlocked.Exchange(ref _cachedNonZeros, images.NonZeros + 1);
                }

                Images[this] = images;
            }

            return images;
        }
    }

    /// <summary>rho(g); for an affine piece on homogeneous coordinates.</summary>
    public Matrix Represent(GroupElement element)
    {
        if (element.Group != Group)
        {
            throw new ArgumentException($"Expected an element of {Group}, came one of {element.Group}.", nameof(element));
        }

        return Evaluate(element);
    }

    /// <summary>The piece as one of a smaller group, or null where <paramref name="subgroup"/> is none.</summary>
    internal virtual Piece? RestrictTo(Group subgroup)
    {
        if (subgroup == Group)
        {
            return this;
        }

        if (subgroup.Restrict(this) is { } known)
        {
            return known;
        }

        return subgroup.Dimension == Group.Dimension && !IsAffine && SubgroupEmbedding.Of(subgroup, Group).TryGet(out SubgroupEmbedding? embedding, out _) ? new RestrictedPiece(this, embedding) : null;
    }

    /// <summary>Whether the name can be a factor of a product without parentheses.</summary>
    internal virtual bool HasAtomicName => true;

    /// <summary>rho(g) for an element of this group: the product of the matrices of its factors.</summary>
    private protected virtual Matrix Evaluate(GroupElement element)
    {
        GeneratorImages images = GeneratorImages;
        Matrix result = Matrix.Identity(MatrixSize);
        foreach (GroupFactor factor in element.Factors)
        {
            result *= factor.Coefficients is null ? images.Power(factor.Discrete, factor.Power) : images.Combination(factor.Coefficients, MatrixSize).Exponential();
        }

        return result;
    }

    /// <summary><c>d rho(A)</c> for <c>A = sum_k a_k A_k</c>; for an affine piece on homogeneous coordinates.</summary>
    public Matrix RepresentAlgebra(IReadOnlyList<double> coefficients)
        => coefficients.Count == Group.InfinitesimalCount
            ? GeneratorImages.Combination(coefficients, MatrixSize)
            : throw new ArgumentException($"{Group} has {Group.InfinitesimalCount} infinitesimal generators: expected as many coefficients, came {coefficients.Count}.", nameof(coefficients));

    /// <summary><c>tr rho(g)</c>.</summary>
    public virtual double Character(GroupElement element) => Represent(element).Trace();

    /// <summary>rho(g) as it acts on the components in memory.</summary>
    public AffineMap Action(GroupElement element)
    {
        Matrix matrix = Represent(element);
        return IsAffine
            ? new AffineMap(matrix.Block(0, 0, Dimension, Dimension), matrix.Block(0, Dimension, Dimension, 1).ToArray())
            : new AffineMap(matrix, new double[Dimension]);
    }

    /// <summary>Canonical order of pieces of one group: by degree, odd before even (as in e3nn), points last.</summary>
    public int CompareTo(Piece? other) => other is null ? 1 : Order.CompareTo(other.Order) is var order and not 0 ? order : string.CompareOrdinal(Name, other.Name);

    public sealed override string ToString() => Name;

    /// <summary>Place in the canonical order.</summary>
    protected abstract int Order { get; }

    private protected abstract GeneratorImages CreateImages();
}

/// <summary>The map x → L x + s. The shift is zero for everything but points.</summary>
/// <param name="Linear">L, square.</param>
/// <param name="Shift">s, as many entries as L has rows.</param>
public sealed record AffineMap(Matrix Linear, IReadOnlyList<double> Shift)
{
    /// <summary>L x + s.</summary>
    public double[] Apply(IReadOnlyList<double> x)
    {
        double[] result = Linear.Apply(x);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] += Shift[i];
        }

        return result;
    }

    public bool Equals(AffineMap? other) => other is not null && Linear.Equals(other.Linear) && Sequences.AreEqual(Shift, other.Shift);

    public override int GetHashCode() => Sequences.Combine(Linear.GetHashCode(), Sequences.Hash(Shift));
}
