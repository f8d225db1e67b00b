using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// The irrep of frequency k of a group of rotations by one angle t: for k &gt; 0 the plane with the matrix [[cos kt, -sin kt], [sin kt, cos kt]], and diag(1, -1) for the reflection f where the group has one.
/// One-dimensional are k = 0 (the rotations act as 1) and, with an even number N of rotations, k = N/2 (r acts as -1); under reflections these come twice, as even (<c>0e</c>, f acts as 1) and odd (<c>0o</c>, f acts as -1).
/// With N rotations the frequencies end at N/2. Translations act trivially.
/// </summary>
/// <param name="Group">SO(2), O(2), SE(2), E(2), C_N, D_N or another <see cref="IFrequencyGroup"/>.</param>
/// <param name="Frequency">k, from 0 to N/2 or <see cref="MaximumFrequency"/>.</param>
/// <param name="Parity">Sign of the reflection (x, y) → (x, -y) for one-dimensional irreps of groups that have it, otherwise none.</param>
public sealed record FrequencyIrrep(Group Group, int Frequency, Parity Parity) : Irrep(Group)
{
    /// <summary>Largest k of the notation.</summary>
    public const int MaximumFrequency = 128;

    /// <summary>diag(1, -1): the reflection (x, y) → (x, -y).</summary>
    internal static readonly Matrix Mirror = new(2, 2, [1, 0, 0, -1]);

    /// <summary>The rotation by a quarter turn, which commutes with all rotations.</summary>
    internal static readonly Matrix QuarterTurn = new(2, 2, [0, -1, 1, 0]);

    public int Frequency { get; } = Frequency >= 0 && Frequency <= LargestFrequency(Rotations(Group))
        ? Frequency
        : throw new ArgumentOutOfRangeException(nameof(Frequency), Frequency, $"Expected a frequency of {Group} from 0 to {LargestFrequency(Rotations(Group))}.");

    public Parity Parity { get; } = NeedsParity(Rotations(Group), Frequency) == (Parity != Parity.None)
        ? Parity
        : throw new ArgumentException($"{Group} has no irrep of frequency {Frequency} with parity {Parity}.", nameof(Parity));

    public override string Name => Frequency.ToString(CultureInfo.InvariantCulture) + Parity switch
    {
        Parity.Even => "e",
        Parity.Odd => "o",
        _ => "",
    };

    public override int Dimension => IsLine(Rotations(Group), Frequency) ? 1 : 2;

    public override bool IsTrivial => Frequency == 0 && Parity != Parity.Odd;

    public override IrrepType Type => Dimension == 2 && !Rotations(Group).HasReflections ? IrrepType.Complex : IrrepType.Real;

    public override IReadOnlyList<Matrix> Endomorphisms => Type == IrrepType.Complex ? [Matrix.Identity(2), QuarterTurn] : [Matrix.Identity(Dimension)];

    // By frequency, odd before even.
    protected override int Order => (2 * Frequency) + (Parity == Parity.Even ? 1 : 0);

    /// <summary>All irreps by frequency, even before odd; endless for continuous rotations up to <see cref="MaximumFrequency"/>.</summary>
    internal static IEnumerable<Irrep> All(Group group)
    {
        IFrequencyGroup rotations = Rotations(group);
        for (int frequency = 0; frequency <= LargestFrequency(rotations); frequency++)
        {
            if (NeedsParity(rotations, frequency))
            {
                yield return new FrequencyIrrep(group, frequency, Parity.Even);
                yield return new FrequencyIrrep(group, frequency, Parity.Odd);
            }
            else
            {
                yield return new FrequencyIrrep(group, frequency, Parity.None);
            }
        }
    }

    /// <summary>Reads <c>2</c>, or <c>0e</c> where the frequency has a parity.</summary>
    internal static Result<Piece, ParseError> Parse(Group group, string name, int position)
    {
        IFrequencyGroup rotations = Rotations(group);
        int digits = 0;
        int frequency = 0;
        while (digits < name.Length && name[digits] is >= '0' and <= '9')
        {
            frequency = Math.Min(10_000, (frequency * 10) + (name[digits] - '0'));
            digits++;
        }

        if (digits == 0)
        {
            return new ParseError(position, name.Length, $"a piece of {group}, such as {string.Join(", ", group.ExampleNames)}", $"'{name}'")
            {
                Suggestion = NearestName.Of(name, group.ExampleNames, caseMatters: false),
            };
        }

        int largest = LargestFrequency(rotations);
        if (frequency > largest)
        {
            return new ParseError(position, digits, $"a frequency of {group} from 0 to {largest}", $"'{name.Substring(0, digits)}'");
        }

        string text = frequency.ToString(CultureInfo.InvariantCulture);
        string rest = name.Substring(digits);
        if (!NeedsParity(rotations, frequency))
        {
            return rest.Length == 0
                ? new FrequencyIrrep(group, frequency, Parity.None)
                : new ParseError(position + digits, rest.Length, $"'+' or the end after {text} (it has no parity in {group})", $"'{rest}'") { Suggestion = text };
        }

        return rest switch
        {
            "e" => new FrequencyIrrep(group, frequency, Parity.Even),
            "o" => new FrequencyIrrep(group, frequency, Parity.Odd),
            "" => new ParseError(position, digits, $"a parity, 'e' (even) or 'o' (odd under reflections), after the frequency {text} of {group}", $"'{name}'") { Suggestion = text + "e" },
            _ => new ParseError(position + digits, rest.Length, $"a parity, 'e' (even) or 'o' (odd under reflections), after the frequency {text}", $"'{rest}'")
            {
                Suggestion = char.ToLowerInvariant(rest[0]) is 'e' or 'o' ? text + char.ToLowerInvariant(rest[0]) : null,
            },
        };
    }

    private protected override GeneratorImages CreateImages()
    {
        IFrequencyGroup rotations = Rotations(Group);
        int size = Dimension;
        List<Matrix> infinitesimal = [.. Enumerable.Repeat(Matrix.Zero(size, size), Group.InfinitesimalCount)];
        List<Matrix> discrete = [];
        if (rotations.RotationOrder is { } order)
        {
            (double cosine, double sine) = CircleFractions.CosineAndSine(Frequency, order);
            discrete.Add(size == 1 ? Matrix.Scalar(1, cosine) : new Matrix(2, 2, [cosine, 0 - sine, sine, cosine]));
        }
        else if (size == 2)
        {
            infinitesimal[0] = Frequency * QuarterTurn;
        }

        if (rotations.HasReflections)
        {
            discrete.Add(size == 1 ? Matrix.Scalar(1, (int)Parity) : Mirror);
        }

        return new GeneratorImages(infinitesimal, discrete);
    }

    private static IFrequencyGroup Rotations(Group group)
        => group is IFrequencyGroup rotations && group is not OrthogonalGroup { Dimension: not 2 }
            ? rotations
            : throw new ArgumentException($"The irreps of {group} have no frequencies: expected a group of rotations by one angle.", nameof(group));

    private static int LargestFrequency(IFrequencyGroup rotations) => rotations.RotationOrder / 2 ?? MaximumFrequency;

    private static bool IsLine(IFrequencyGroup rotations, int frequency) => frequency == 0 || 2 * frequency == rotations.RotationOrder;

    private static bool NeedsParity(IFrequencyGroup rotations, int frequency) => rotations.HasReflections && IsLine(rotations, frequency);
}
