using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>Which of the four components of O(p, q) a group has.</summary>
public enum OrthogonalComponents
{
    /// <summary>The component of the identity, <c>SO+(p,q)</c>.</summary>
    Identity,

    /// <summary>Those of determinant 1, <c>SO(p,q)</c>: with the maps that reverse time and space.</summary>
    Special,

    /// <summary>All, <c>O(p,q)</c>.</summary>
    All,
}

/// <summary>
/// The linear maps that keep the form <c>x_1² + … + x_p² - x_{p+1}² - … - x_{p+q}²</c>: the Lorentz groups for p = 1. Infinitesimal generators in the planes (i, j), i &lt; j, in lexicographic order:
/// boosts <c>E_ji + E_ij</c> between the two kinds of axes, rotations <c>E_ji - E_ij</c>, turning axis i towards axis j, within one kind. Discrete generators: SO(p,q) has -1 where p and q are
/// odd, else the mirror of the first and of the last axis; O(p,q) has after it the mirror of the first axis (time reversal).
/// </summary>
/// <param name="Positive">p, at least 1.</param>
/// <param name="Negative">q, at least 1.</param>
/// <param name="Components">Which components of the full group belong to it.</param>
public sealed record IndefiniteOrthogonalGroup(int Positive, int Negative, OrthogonalComponents Components) : MatrixGroup
{
    private const double RapidityDeviation = 0.5;

    public int Positive { get; } = Positive >= 1 ? Positive : throw new ArgumentOutOfRangeException(nameof(Positive), Positive, "Expected at least 1.");

    public int Negative { get; } = Negative >= 1 && Positive + Negative <= MaximumDimension
        ? Negative
        : throw new ArgumentOutOfRangeException(nameof(Negative), Negative, $"Expected at least 1 and at most {MaximumDimension} axes in all.");

    public override string Name => (Components switch
    {
        OrthogonalComponents.Identity => "SO+",
        OrthogonalComponents.Special => "SO",
        _ => "O",
    }) + string.Format(CultureInfo.InvariantCulture, "({0},{1})", Positive, Negative);

    public override int Dimension => Positive + Negative;

    public override int InfinitesimalCount => Dimension * (Dimension - 1) / 2;

    public override int DiscreteCount => (int)Components;

    public override bool IsCompact => false;

    public override IReadOnlyList<int>? Metric => [.. Enumerable.Repeat(1, Positive), .. Enumerable.Repeat(-1, Negative)];

    public override IReadOnlyList<string> ExampleNames => Positive == 1 && Negative == 3 ? [.. base.ExampleNames, "(1,0)", "(1,1)"] : base.ExampleNames;

    /// <summary>In 1 + 3 dimensions also the irreps (a,b).</summary>
    public override Result<Piece, ParseError> ParsePiece(string name, int position = 0)
        => Positive == 1 && Negative == 3 && name.Length > 1 && name[0] == '(' ? LorentzIrrep.Parse(this, name, position) : base.ParsePiece(name, position);

    public override bool IsSubgroupOf(Group larger)
        => larger is IndefiniteOrthogonalGroup group && group.Positive == Positive && group.Negative == Negative && Components <= group.Components;

    /// <summary>A rotation, a boost of a rapidity normal with standard deviation 1/2 per direction (at most 3/2), another rotation; every component of the group with the same probability.</summary>
    public override GroupElement Random(Random random, double translationScale = 1)
    {
        List<bool> isBoost = [];
        for (int i = 0; i < Dimension; i++)
        {
            for (int j = i + 1; j < Dimension; j++)
            {
                isBoost.Add(i < Positive && j >= Positive);
            }
        }

        return RandomWord(random, k => isBoost[k] ? RapidityDeviation : 1, 1) * RandomRotation(random, isBoost);
    }

    internal override GeneratorImages CreateGenerators()
    {
        List<Matrix> infinitesimal = [];
        for (int i = 0; i < Dimension; i++)
        {
            for (int j = i + 1; j < Dimension; j++)
            {
                infinitesimal.Add(Entries((j, i, 1), (i, j, i < Positive && j >= Positive ? 1 : -1)));
            }
        }

        List<Matrix> discrete = [];
        if (Components >= OrthogonalComponents.Special)
        {
            discrete.Add(Positive % 2 == 1 && Negative % 2 == 1 ? Matrix.Scalar(Dimension, -1) : Mirror(0, Dimension - 1));
        }

        if (Components == OrthogonalComponents.All)
        {
            discrete.Add(Mirror(0));
        }

        return new GeneratorImages(infinitesimal, discrete);
    }

    private GroupElement RandomRotation(Random random, List<bool> isBoost)
    {
        double[] coefficients = new double[InfinitesimalCount];
        for (int k = 0; k < coefficients.Length; k++)
        {
            coefficients[k] = isBoost[k] ? 0 : Math.PI * random.NextNormal();
        }

        return GroupElement.Exponential(this, coefficients);
    }
}
