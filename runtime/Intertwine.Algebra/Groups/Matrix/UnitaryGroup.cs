using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// The unitary maps of C^n, U(n), or those of determinant 1, SU(n), in real form on R^2n: first the n real parts, then the n imaginary parts; X + i Y acts as [[X, -Y], [Y, X]]. Infinitesimal generators: for i &lt; j in
/// lexicographic order E_ji - E_ij; for the same pairs i (E_ij + E_ji); then i E_kk for U(n), i (E_kk - E_nn) with k &lt; n for SU(n).
/// </summary>
/// <param name="ComplexDimension">n.</param>
/// <param name="IsSpecial">Whether determinants are 1.</param>
public sealed record UnitaryGroup(int ComplexDimension, bool IsSpecial) : MatrixGroup
{
    public int ComplexDimension { get; } = ComplexDimension >= (IsSpecial ? 2 : 1) && ComplexDimension <= MaximumDimension / 2
        ? ComplexDimension
        : throw new ArgumentOutOfRangeException(nameof(ComplexDimension), ComplexDimension, $"Expected a dimension from {(IsSpecial ? 2 : 1)} to {MaximumDimension / 2}.");

    public override string Name => (IsSpecial ? "SU(" : "U(") + ComplexDimension.ToString(CultureInfo.InvariantCulture) + ")";

    public override int Dimension => 2 * ComplexDimension;

    public override int InfinitesimalCount => (ComplexDimension * ComplexDimension) - (IsSpecial ? 1 : 0);

    public override int DiscreteCount => 0;

    public override bool IsCompact => true;

    /// <summary>The vectors of C^n as those of R^2n.</summary>
    public override Piece Defining => UnitaryWeights.Find(this, [1, .. Enumerable.Repeat(0, ComplexDimension - 1)]).OrThrow();

    public override IEnumerable<Irrep> Irreps => this is { IsSpecial: true, ComplexDimension: 2 } ? SpinIrrep.All(this) : UnitaryWeights.All(this);

    public override IReadOnlyList<string> ExampleNames => [ScalarIrrep.Notation, DefiningPiece.Notation, .. Irreps.Skip(2).Take(2).Select(irrep => irrep.Name)];

    private int PairCount => ComplexDimension * (ComplexDimension - 1) / 2;

    public override Result<Piece, ParseError> ParsePiece(string name, int position = 0)
        => name is ScalarIrrep.Notation or DefiningPiece.Notation ? base.ParsePiece(name, position) : UnitaryWeights.Parse(this, name, position);

    public override bool IsSubgroupOf(Group larger) => larger is UnitaryGroup group && group.ComplexDimension == ComplexDimension && (IsSpecial || !group.IsSpecial);

    /// <summary>A Haar-distributed element r_{n-1} … r_0, where r_k carries axis k to a uniformly distributed direction of the first k + 1 complex axes.</summary>
    public override GroupElement Random(Random random, double translationScale = 1)
    {
        GroupElement element = GroupElement.Identity(this);
        for (int k = IsSpecial ? 1 : 0; k < ComplexDimension; k++)
        {
            element = CarryAxis(random, k) * element;
        }

        return element;
    }

    public override IReadOnlyList<ClassNode> ClassQuadrature(int degree) => TorusQuadrature.Unitary(this, degree);

    /// <summary>The diagonal element with the given phases; those of SU(n) add up to 0.</summary>
    internal GroupElement Diagonal(IReadOnlyList<double> phases)
    {
        double[] coefficients = new double[InfinitesimalCount];
        for (int k = 0; k < coefficients.Length - (2 * PairCount); k++)
        {
            coefficients[(2 * PairCount) + k] = phases[k];
        }

        return GroupElement.Exponential(this, coefficients);
    }

    /// <summary>Indices of generators that generate the Lie algebra: pairs of neighbours and, for U(n), one phase.</summary>
    internal IReadOnlyList<int> SimpleGenerators =>
    [
        .. Enumerable.Range(0, ComplexDimension - 1).Select(i => Pair(i, i + 1)),
        .. Enumerable.Range(0, ComplexDimension - 1).Select(i => PairCount + Pair(i, i + 1)),
        .. IsSpecial ? (int[])[] : [2 * PairCount],
    ];

    internal override GeneratorImages CreateGenerators()
    {
        int n = ComplexDimension;
        List<Matrix> antisymmetric = [];
        List<Matrix> symmetric = [];
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                antisymmetric.Add(Entries((j, i, 1), (i, j, -1), (n + j, n + i, 1), (n + i, n + j, -1)));
                symmetric.Add(Entries((i, n + j, -1), (j, n + i, -1), (n + i, j, 1), (n + j, i, 1)));
            }
        }

        IEnumerable<Matrix> diagonal = Enumerable.Range(0, IsSpecial ? n - 1 : n).Select(k => IsSpecial
            ? Entries((k, n + k, -1), (n + k, k, 1), (n - 1, n + n - 1, 1), (n + n - 1, n - 1, -1))
            : Entries((k, n + k, -1), (n + k, k, 1)));
        return new GeneratorImages((IReadOnlyList<Matrix>)[.. antisymmetric, .. symmetric, .. diagonal], []);
    }

    /// <summary>A phase of axis k (against axis 0 in SU(n)), then the turn by which it reaches the uniform direction v: the rotation in the complex plane of axis k and the rest of v.</summary>
    private GroupElement CarryAxis(Random random, int k)
    {
        double[] real = [.. Enumerable.Range(0, k + 1).Select(_ => random.NextNormal())];
        double[] imaginary = [.. Enumerable.Range(0, k + 1).Select(_ => random.NextNormal())];
        double phase = Math.Atan2(imaginary[k], real[k]);
        double[] phases = new double[ComplexDimension];
        phases[k] = phase;
        if (IsSpecial)
        {
            phases[0] -= phase;
        }

        double rest = 0;
        for (int i = 0; i < k; i++)
        {
            rest += (real[i] * real[i]) + (imaginary[i] * imaginary[i]);
        }

        rest = Math.Sqrt(rest);
        GroupElement element = Diagonal(phases);
        if (rest == 0)
        {
            return element;
        }

        double angle = Math.Atan2(rest, Math.Sqrt((real[k] * real[k]) + (imaginary[k] * imaginary[k])));
        double[] turn = new double[InfinitesimalCount];
        for (int i = 0; i < k; i++)
        {
            // w = e^(-i phase) v / |v| on the other axes; the generator is w e_k^* - e_k w^*.
            double a = ((real[i] * Math.Cos(phase)) + (imaginary[i] * Math.Sin(phase))) / rest;
            double b = ((imaginary[i] * Math.Cos(phase)) - (real[i] * Math.Sin(phase))) / rest;
            turn[Pair(i, k)] = -angle * a;
            turn[PairCount + Pair(i, k)] = angle * b;
        }

        return GroupElement.Exponential(this, turn) * element;
    }

    private int Pair(int i, int j) => (i * ComplexDimension) - (i * (i + 1) / 2) + j - i - 1;
}
