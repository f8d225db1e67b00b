namespace Intertwine.Algebra;

/// <summary>One factor of a <see cref="GroupElement"/>: <c>exp(sum_k a_k A_k)</c>, or a power of a discrete generator where <paramref name="Coefficients"/> is null.</summary>
/// <param name="Coefficients">a_k, one per infinitesimal generator.</param>
/// <param name="Discrete">Index of the discrete generator.</param>
/// <param name="Power">Exponent of the discrete generator; negative for powers of its inverse.</param>
internal readonly record struct GroupFactor(double[]? Coefficients, int Discrete, int Power);

/// <summary>
/// A group element as a product of exponentials of Lie algebra elements and of discrete generators. It is written in generators and not as a matrix, so that every representation can evaluate it:
/// <c>rho(g) = prod exp(sum_k a_k d rho(A_k))</c> or <c>rho(h)</c>, hence <c>rho(g1 g2) = rho(g1) rho(g2)</c>.
/// </summary>
public sealed class GroupElement
{
    private readonly GroupFactor[] _factors;

    private GroupElement(Group group, GroupFactor[] factors)
    {
        Group = group;
        _factors = factors;
    }

    public Group Group { get; }

    internal IReadOnlyList<GroupFactor> Factors => _factors;

    public static GroupElement Identity(Group group) => new(group, []);

    internal static GroupElement FromFactors(Group group, GroupFactor[] factors) => new(group, factors);

    /// <summary><c>exp(sum_k a_k A_k)</c> with one coefficient per infinitesimal generator. In SO(3): the rotation about the vector a by the angle |a|.</summary>
    public static GroupElement Exponential(Group group, IReadOnlyList<double> coefficients)
    {
        if (coefficients.Count != group.InfinitesimalCount)
        {
            throw new ArgumentException($"{group} has {group.InfinitesimalCount} infinitesimal generators: expected as many coefficients, came {coefficients.Count}.", nameof(coefficients));
        }

        return new GroupElement(group, [new GroupFactor([.. coefficients], 0, 0)]);
    }

    /// <summary>A power of the discrete generator with the given index. In O(3), index 0: the inversion x → -x.</summary>
    public static GroupElement Discrete(Group group, int index, int power = 1)
    {
        if (index < 0 || index >= group.DiscreteCount)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"{group} has {group.DiscreteCount} discrete generators.");
        }

        return new GroupElement(group, power == 0 ? [] : [new GroupFactor(null, index, power)]);
    }

    /// <summary>The translation by <paramref name="shift"/> in a group that has them.</summary>
    public static GroupElement Translation(OrthogonalGroup group, IReadOnlyList<double> shift)
    {
        if (!group.HasTranslations || shift.Count != group.Dimension)
        {
            throw new ArgumentException($"Expected a shift by {(group.HasTranslations ? group.Dimension : 0)} components for {group}, came {shift.Count}.", nameof(shift));
        }

        double[] coefficients = new double[group.InfinitesimalCount];
        for (int i = 0; i < shift.Count; i++)
        {
            coefficients[group.RotationCount + i] = shift[i];
        }

        return Exponential(group, coefficients);
    }

    /// <summary>g^-1: the factors inverted, in the other order.</summary>
    public GroupElement Inverse()
    {
        GroupFactor[] factors = new GroupFactor[_factors.Length];
        for (int i = 0; i < factors.Length; i++)
        {
            GroupFactor factor = _factors[factors.Length - 1 - i];
            factors[i] = factor with { Coefficients = factor.Coefficients?.Select(a => -a).ToArray(), Power = -factor.Power };
        }

        return new GroupElement(Group, factors);
    }

    /// <summary>The same element with neighbouring powers of one discrete generator in one factor.</summary>
    internal GroupElement Simplified()
    {
        List<GroupFactor> factors = [];
        foreach (GroupFactor factor in _factors)
        {
            if (factors.Count > 0 && factor.Coefficients is null && factors[factors.Count - 1] is { Coefficients: null } last && last.Discrete == factor.Discrete)
            {
                factors.RemoveAt(factors.Count - 1);
                if (last.Power + factor.Power != 0)
                {
                    factors.Add(last with { Power = last.Power + factor.Power });
                }
            }
            else
            {
                factors.Add(factor);
            }
        }

        return new GroupElement(Group, [.. factors]);
    }

    /// <summary>First <paramref name="right"/>, then <paramref name="left"/>.</summary>
    public static GroupElement operator *(GroupElement left, GroupElement right)
    {
        if (left.Group != right.Group)
        {
            throw new ArgumentException($"Expected an element of {left.Group}, came one of {right.Group}.", nameof(right));
        }

        return new GroupElement(left.Group, [.. left._factors, .. right._factors]);
    }
}

/// <summary>Random group elements, for measures of equivariance.</summary>
public static class GroupElements
{
    /// <summary>
    /// A random element of <paramref name="group"/>: a Haar-distributed rotation, with probability 1/2 an inversion or mirror where the group has them, and a translation with standard normal
    /// components times <paramref name="translationScale"/> where it has them.
    /// </summary>
    public static GroupElement Random(Group group, Random random, double translationScale = 1) => group.Random(random, translationScale);
}
