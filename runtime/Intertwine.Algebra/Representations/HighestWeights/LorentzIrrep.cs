using System.Globalization;
using System.Numerics;

namespace Intertwine.Algebra;

/// <summary>
/// A finite-dimensional real irrep <c>(a,b)</c> of a Lorentz group, a + b a whole number: for a = b the traceless symmetric tensors of order 2a, of (2a + 1)² components; otherwise (a,b) and (b,a) together, which are
/// conjugate, of 2 (2a + 1)(2b + 1) components: <c>(1,0)</c> are the field strengths F. Found in <c>Sym^2b(V) * Sym^(a-b)(Alt^2(V))</c>, so -1 and mirrors act as they do on tensors. Written with a ≥ b.
/// </summary>
public sealed record LorentzIrrep : Irrep
{
    private const int MaximumTwiceSpin = 16;

    private static readonly BoundedCache<LorentzIrrep, CyclicModule> Modules = new(64);

    private readonly HighestWeightSpec _spec;

    private LorentzIrrep(IndefiniteOrthogonalGroup group, int twiceA, int twiceB, HighestWeightSpec spec)
        : base(group)
    {
        TwiceA = twiceA;
        TwiceB = twiceB;
        _spec = spec;
    }

    /// <summary>2a.</summary>
    public int TwiceA { get; }

    /// <summary>2b, at most 2a.</summary>
    public int TwiceB { get; }

    public override string Name => $"({HighestWeightIrrep.SpinName(TwiceA)},{HighestWeightIrrep.SpinName(TwiceB)})";

    public override int Dimension => _spec.Dimension;

    // With mirrors, which carry (a,b) to (b,a), only multiples of the identity commute.
    public override IrrepType Type => _spec.Type;

    public override bool IsTrivial => false;

    public override IReadOnlyList<Matrix> Endomorphisms => [Matrix.Identity(Dimension), .. Module.Endomorphisms];

    protected override int Order => 2 + TwiceA + TwiceB;

    private CyclicModule Module
    {
        get
        {
            if (!Modules.TryGet(this, out CyclicModule? module))
            {
                module = _spec.Build(Group.Defining);
                Modules.Add(this, module);
            }

            return module;
        }
    }

    public bool Equals(LorentzIrrep? other) => other is not null && Group == other.Group && TwiceA == other.TwiceA && TwiceB == other.TwiceB;

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), (TwiceA << 8) + TwiceB);

    /// <summary>Reads <c>(1,0)</c>; (1/2,1/2) is <c>V</c> and (0,0) is <c>S</c>.</summary>
    internal static Result<Piece, ParseError> Parse(IndefiniteOrthogonalGroup group, string name, int position)
    {
        string[] parts = name.Substring(1, name.Length - 2).Split(',');
        if (parts.Length != 2 || TwiceSpin(parts[0]) is not { } first || TwiceSpin(parts[1]) is not { } second)
        {
            return new ParseError(position, name.Length, "an irrep (a,b) with a, b = 0, 1/2, 1, …", $"'{name}'");
        }

        if ((first + second) % 2 == 1)
        {
            return new ParseError(position, name.Length, $"an irrep (a,b) with a whole a + b (others are spinors, on which a full turn is -1: no representations of {group})", $"'{name}'");
        }

        int a = Math.Max(first, second);
        int b = Math.Min(first, second);
        if (a == b && a <= 1)
        {
            return a == 0 ? group.Trivial : group.Defining;
        }

        Complex[] light = [Complex.One, Complex.Zero, Complex.Zero, Complex.One];
        Complex[] turning = [Complex.Zero, Complex.One, Complex.ImaginaryOne, Complex.Zero];
        List<WeightColumn> columns = [];
        if (b > 0)
        {
            columns.Add(new WeightColumn(b, [light]));
        }

        if (a > b)
        {
            columns.Add(new WeightColumn((a - b) / 2, [light, turning]));
        }

        int dimension = (a + 1) * (b + 1) * (a == b ? 1 : 2);
        bool isComplex = a != b && group.Components != OrthogonalComponents.All;

        // The three boosts generate the Lie algebra.
        var spec = new HighestWeightSpec(dimension, isComplex ? IrrepType.Complex : IrrepType.Real, columns, null, [0, 1, 2]);
        return dimension > HighestWeightIrrep.MaximumDimension || spec.AmbientDimension(4) > CompositePiece.MaximumDimension
            ? new ParseError(position, name.Length, $"an irrep of at most {HighestWeightIrrep.MaximumDimension} components, in tensors of at most {CompositePiece.MaximumDimension}", $"'{name}'")
            : new LorentzIrrep(group, a, b, spec);
    }

    private protected override GeneratorImages CreateImages() => Module.Images;

    private static int? TwiceSpin(string text)
    {
        string trimmed = text.Trim();
        bool isHalf = trimmed.EndsWith("/2", StringComparison.Ordinal);
        string number = isHalf ? trimmed.Substring(0, trimmed.Length - 2) : trimmed;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= MaximumTwiceSpin && (!isHalf || value % 2 == 1) ? (isHalf ? value : 2 * value) : null;
    }
}
