using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// The isometries of R^n that fix the origin, O(n), or keep orientation as well, SO(n); with translations E(n) = O(n) ⋉ R^n and SE(n) = SO(n) ⋉ R^n.
/// Infinitesimal generators: first the rotations, then the translations along the axes. Rotations of n = 3: about x, y, z, right-handed; otherwise in the planes (i, j), i &lt; j, in
/// lexicographic order, turning axis i towards axis j. Discrete generator of O(n), E(n): the inversion x → -x for odd n, the mirror of the last axis for even n (where the inversion is a rotation).
/// </summary>
/// <param name="Dimension">n.</param>
/// <param name="IsSpecial">Whether determinants are +1: no inversion, no mirrors.</param>
/// <param name="HasTranslations">Whether translations belong to the group.</param>
public sealed record OrthogonalGroup(int Dimension, bool IsSpecial, bool HasTranslations) : Group, IFrequencyGroup
{
    /// <summary>Largest n of the notation.</summary>
    public const int MaximumDimension = 16;

    public static OrthogonalGroup O3 { get; } = new(3, IsSpecial: false, HasTranslations: false);

    public static OrthogonalGroup SO3 { get; } = new(3, IsSpecial: true, HasTranslations: false);

    public static OrthogonalGroup E3 { get; } = new(3, IsSpecial: false, HasTranslations: true);

    public static OrthogonalGroup SE3 { get; } = new(3, IsSpecial: true, HasTranslations: true);

    public override int Dimension { get; } = Dimension is >= 1 and <= MaximumDimension
        ? Dimension
        : throw new ArgumentOutOfRangeException(nameof(Dimension), Dimension, $"Expected a dimension from 1 to {MaximumDimension}.");

    public override string Name => (IsSpecial ? "S" : "") + (HasTranslations ? "E" : "O") + "(" + Dimension.ToString(CultureInfo.InvariantCulture) + ")";

    /// <summary>n (n - 1) / 2, the dimension of the Lie algebra so(n).</summary>
    public int RotationCount => Dimension * (Dimension - 1) / 2;

    public override int InfinitesimalCount => RotationCount + (HasTranslations ? Dimension : 0);

    public override int DiscreteCount => IsSpecial ? 0 : 1;

    public override bool IsCompact => !HasTranslations;

    // Of the plane, where the rotations have one angle: every angle, and reflections unless the group is special.
    int? IFrequencyGroup.RotationOrder => null;

    bool IFrequencyGroup.HasReflections => !IsSpecial;

    public override Irrep Trivial => Dimension switch
    {
        2 => new FrequencyIrrep(this, 0, IsSpecial ? Parity.None : Parity.Even),
        3 => new SphericalIrrep(this, 0, IsSpecial ? Parity.None : Parity.Even),
        _ => new ScalarIrrep(this),
    };

    /// <summary>The vectors x → R x: frequency 1 for n = 2, l = 1 for n = 3, else <c>V</c>.</summary>
    public Irrep Vector => Dimension switch
    {
        2 => new FrequencyIrrep(this, 1, Parity.None),
        3 => new SphericalIrrep(this, 1, IsSpecial ? Parity.None : Parity.Odd),
        _ => new VectorIrrep(this),
    };

    public override IEnumerable<Irrep> Irreps => (Dimension, IsCompact) switch
    {
        (2, true) => FrequencyIrrep.All(this),
        (3, true) => SphericalIrrep.All(this),
        ( > 3, true) => OrthogonalWeights.All(this),
        _ => base.Irreps,
    };

    /// <summary>The points x → R x + t.</summary>
    /// <exception cref="ArgumentException">The group has no translations.</exception>
    public Piece Point => new PointPiece(this);

    public override Piece Defining => HasTranslations ? Point : Vector;

    public override Piece Determinant => IsSpecial ? Trivial : Dimension switch
    {
        2 => new FrequencyIrrep(this, 0, Parity.Odd),
        3 => new SphericalIrrep(this, 0, Parity.Odd),
        _ => new DeterminantIrrep(this),
    };

    public override IReadOnlyList<int>? Metric => [.. Enumerable.Repeat(1, Dimension)];

    public override IReadOnlyList<string> ExampleNames
    {
        get
        {
            List<string> names = (Dimension == 3, IsSpecial) switch
            {
                (true, true) => ["0", "1", "2"],
                (true, false) => ["0e", "1o", "2e"],
                _ when Dimension == 2 => IsSpecial ? ["0", "1", "2"] : ["0e", "0o", "1", "2"],
                _ => ["S", "V"],
            };
            if (HasTranslations)
            {
                names.Add(PointPiece.Notation);
            }

            return names;
        }
    }

    public override Result<Piece, ParseError> ParsePiece(string name, int position = 0)
    {
        if (HasTranslations && name == PointPiece.Notation)
        {
            return Point;
        }

        if (Dimension == 3 && name.Length > 0 && name[0] is >= '0' and <= '9')
        {
            return SphericalIrrep.Parse(this, name, position);
        }

        if (Dimension == 2 && name.Length > 0 && name[0] is >= '0' and <= '9')
        {
            return FrequencyIrrep.Parse(this, name, position);
        }

        if (BandLimitedRegularPiece.HasBands(this) && (name == RegularPiece.Notation || name.StartsWith(RegularPiece.Notation + "(", StringComparison.Ordinal)))
        {
            return BandLimitedRegularPiece.Parse(this, name, position);
        }

        if (name is ScalarIrrep.Notation or VectorIrrep.Notation)
        {
            return name == ScalarIrrep.Notation ? Trivial : Vector;
        }

        if (Dimension > 3 && !HasTranslations && name.Length > 0 && name[0] == '[')
        {
            return OrthogonalWeights.Parse(this, name, position);
        }

        if (!HasTranslations && name == PointPiece.Notation)
        {
            OrthogonalGroup translating = this with { HasTranslations = true };
            return new ParseError(position, name.Length, $"a piece of {Name}, which has no translations", $"'{name}'")
            {
                Suggestion = $"{Vector.Name} here, or the group {translating.Name}",
            };
        }

        string? suggestion = NearestName.Of(name, ExampleNames, caseMatters: false);
        return new ParseError(position, name.Length, $"a piece of {Name}, such as {string.Join(", ", ExampleNames)}", $"'{name}'") { Suggestion = suggestion };
    }

    public override bool IsSubgroupOf(Group larger)
        => larger is OrthogonalGroup group && group.Dimension == Dimension && (IsSpecial || !group.IsSpecial) && (!HasTranslations || group.HasTranslations);

    internal override Piece? Restrict(Piece piece)
    {
        if (!IsSubgroupOf(piece.Group))
        {
            return null;
        }

        // Without inversion the parities go; without translations points are vectors.
        return piece switch
        {
            SphericalIrrep irrep => new SphericalIrrep(this, irrep.Degree, IsSpecial ? Parity.None : irrep.Parity),
            FrequencyIrrep irrep => new FrequencyIrrep(this, irrep.Frequency, IsSpecial ? Parity.None : irrep.Parity),
            PointPiece => Defining,
            VectorIrrep => Vector,
            DeterminantIrrep => Determinant,
            HighestWeightIrrep irrep when irrep.Group == this => irrep,
            HighestWeightIrrep irrep when OrthogonalWeights.Restrict(this, irrep) is { } same => same,
            _ when piece.IsTrivial => Trivial,
            _ => SubgroupEmbedding.Of(this, piece.Group).TryGet(out SubgroupEmbedding? embedding, out _) ? new RestrictedPiece(piece, embedding) : null,
        };
    }

    public override IReadOnlyList<ClassNode> ClassQuadrature(int degree) => Dimension <= 3 ? OrthogonalClasses.Quadrature(this, degree) : TorusQuadrature.Orthogonal(this, degree);

    /// <summary>
    /// Coefficients, in the basis of the infinitesimal generators, of the generator <c>E_ji - E_ij</c> that turns axis <paramref name="i"/> towards axis <paramref name="j"/>:
    /// the index of the only one that is not zero, and its sign.
    /// </summary>
    internal (int Index, int Sign) Plane(int i, int j)
    {
        if (Dimension == 3)
        {
            // x to y turns about z, y to z about x, z to x about y.
            return (3 - i - j, (j - i + 3) % 3 == 1 ? 1 : -1);
        }

        (int low, int high) = i < j ? (i, j) : (j, i);
        return ((low * Dimension) - (low * (low + 1) / 2) + high - low - 1, i < j ? 1 : -1);
    }

    /// <summary>
    /// A Haar-distributed rotation or, with probability 1/2 where the group has them, improper one; then a normally distributed translation.
    /// The rotation is r_n … r_2, where r_k carries axis k to a uniformly distributed direction of the first k axes.
    /// </summary>
    public override GroupElement Random(Random random, double translationScale = 1)
    {
        GroupElement element = GroupElement.Identity(this);
        if (!IsSpecial && random.Next(2) == 1)
        {
            element = GroupElement.Discrete(this, 0);
        }

        for (int k = 1; k < Dimension; k++)
        {
            element = CarryAxis(random, k) * element;
        }

        if (HasTranslations)
        {
            double[] coefficients = new double[InfinitesimalCount];
            for (int i = 0; i < Dimension; i++)
            {
                coefficients[RotationCount + i] = translationScale * random.NextNormal();
            }

            element = GroupElement.Exponential(this, coefficients) * element;
        }

        return element;
    }

    /// <summary>The rotation in the plane of axis k and a uniform direction v of the first k + 1 axes that carries axis k to v.</summary>
    private GroupElement CarryAxis(Random random, int k)
    {
        double[] v = new double[k + 1];
        double square = 0;
        for (int i = 0; i <= k; i++)
        {
            v[i] = random.NextNormal();
            square += v[i] * v[i];
        }

        double rest = Math.Sqrt(Math.Max(0, square - (v[k] * v[k])));
        double angle = Math.Atan2(rest, v[k]);
        double[] coefficients = new double[InfinitesimalCount];
        for (int i = 0; i < k; i++)
        {
            (int index, int sign) = Plane(k, i);
            coefficients[index] = rest == 0 ? (i == 0 ? sign * angle : 0) : sign * angle * v[i] / rest;
        }

        return GroupElement.Exponential(this, coefficients);
    }
}
