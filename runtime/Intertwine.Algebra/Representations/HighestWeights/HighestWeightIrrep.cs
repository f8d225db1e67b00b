using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// A real irrep of a compact Lie group by its highest weight: a partition for SO(n), O(n) and SU(n), <c>[2,1]</c>; decreasing integers for U(n), <c>[1,0,-1]</c>. SU(2) has <see cref="SpinIrrep"/>. It stands for the real form of
/// the complex irrep with this highest weight and, for the complex type, of its conjugate with it. Basis: orthonormal in the tensors that it is found in, which are traceless and of the symmetry of the Young diagram.
/// </summary>
public sealed record HighestWeightIrrep : Irrep
{
    /// <summary>Largest dimension of such an irrep.</summary>
    public const int MaximumDimension = 512;

    private static readonly BoundedCache<HighestWeightIrrep, CyclicModule> Modules = new(256);

    private readonly HighestWeightSpec _spec;

    internal HighestWeightIrrep(Group group, IReadOnlyList<int> weight, HighestWeightSpec spec)
        : base(group)
    {
        Weight = weight;
        _spec = spec;
    }

    /// <summary>The highest weight, trailing zeros left out except for U(n).</summary>
    public IReadOnlyList<int> Weight { get; }

    public override string Name => NameOf(Weight);

    public override int Dimension => _spec.Dimension;

    public override IrrepType Type => _spec.Type;

    public override bool IsTrivial => false;

    public override IReadOnlyList<Matrix> Endomorphisms
    {
        get
        {
            IReadOnlyList<Matrix> found = Module.Endomorphisms;
            Matrix identity = Matrix.Identity(Dimension);
            return found.Count switch
            {
                0 => [identity],
                1 => [identity, found[0]],
                _ => [identity, found[0], found[1], found[0] * found[1]],
            };
        }
    }

    public override bool IsOrthogonal => true;

    protected override int Order => 2 + Weight.Sum(Math.Abs);

    private CyclicModule Module
    {
        get
        {
            if (!Modules.TryGet(this, out CyclicModule? module))
            {
                module = _spec.Build(Group is OrthogonalGroup orthogonal ? orthogonal.Vector : new DefiningPiece((MatrixGroup)Group));
                Modules.Add(this, module);
            }

            return module;
        }
    }

    public bool Equals(HighestWeightIrrep? other) => other is not null && Group == other.Group && Sequences.AreEqual(Weight, other.Weight);

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), Sequences.Hash(Weight));

    /// <summary><c>[2,1]</c>.</summary>
    internal static string NameOf(IEnumerable<int> weight) => "[" + string.Join(",", weight.Select(value => value.ToString(CultureInfo.InvariantCulture))) + "]";

    /// <summary><c>1</c> for 2, <c>3/2</c> for 3: half of the number.</summary>
    internal static string SpinName(int twice) => twice % 2 == 0
        ? (twice / 2).ToString(CultureInfo.InvariantCulture)
        : twice.ToString(CultureInfo.InvariantCulture) + "/2";

    private protected override GeneratorImages CreateImages()
    {
        GeneratorImages images = Module.Images;
        return _spec.IsTwisted ? new GeneratorImages(images.Infinitesimal, [.. images.Discrete.Select(matrix => -1 * matrix)]) : images;
    }
}
