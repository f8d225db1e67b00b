namespace Intertwine.Algebra;

/// <summary>A factor of a block of monomials: so many of the components of one irrep.</summary>
internal readonly record struct MonomialFactor(Irrep Irrep, int Exponent);

/// <summary>
/// The monomials of fixed degree in each of several groups of variables, one group per factor: the components of <c>Sym^n1(V1) ⊗ Sym^n2(V2) ⊗ …</c>. Variables of later factors have larger numbers. Equal by value.
/// </summary>
internal sealed class MonomialBlock : IEquatable<MonomialBlock>
{
    private readonly MonomialFactor[] _factors;
    private readonly Lazy<List<int[]>> _monomials;
    private readonly Lazy<Dictionary<ulong, int>> _places;

    public MonomialBlock(IReadOnlyList<MonomialFactor> factors)
    {
        _factors = [.. factors];
        _monomials = new(Enumerate);
        _places = new(() => Monomials.Select((indices, place) => (indices, place)).ToDictionary(item => Pack(item.indices), item => item.place));
    }

    public IReadOnlyList<MonomialFactor> Factors => _factors;

    public MonomialFactor Last => _factors[_factors.Length - 1];

    public int Degree => _factors.Sum(factor => factor.Exponent);

    /// <summary>Number of the first variable of the last factor.</summary>
    public int LastOffset => _factors.Take(_factors.Length - 1).Sum(factor => factor.Irrep.Dimension);

    /// <summary>The monomials by the numbers of their variables, ascending.</summary>
    public IReadOnlyList<int[]> Monomials => _monomials.Value;

    /// <summary>The block with one power of the last factor less.</summary>
    public MonomialBlock Without()
        => new(Last.Exponent == 1 ? [.. _factors.Take(_factors.Length - 1)] : [.. _factors.Take(_factors.Length - 1), Last with { Exponent = Last.Exponent - 1 }]);

    /// <summary>The place of the product of a monomial of <see cref="Without"/> and a variable of the last factor.</summary>
    public int Product(int[] monomial, int variable)
    {
        int[] indices = new int[monomial.Length + 1];
        int position = monomial.Length;
        while (position > 0 && monomial[position - 1] > variable)
        {
            position--;
        }

        Array.Copy(monomial, indices, position);
        indices[position] = variable;
        Array.Copy(monomial, position, indices, position + 1, monomial.Length - position);
        return _places.Value[Pack(indices)];
    }

    /// <summary>ν! over the factorials of the multiplicities of equal indices; ascending indices.</summary>
    public static int Orders(IReadOnlyList<int> indices)
    {
        int orders = 1;
        int equal = 1;
        for (int i = 1; i < indices.Count; i++)
        {
            equal = indices[i] == indices[i - 1] ? equal + 1 : 1;
            orders = orders * (i + 1) / equal;
        }

        return orders;
    }

    /// <summary>The different orders of ascending indices.</summary>
    public static IEnumerable<IReadOnlyList<int>> Permutations(IReadOnlyList<int> indices)
    {
        if (indices.Count == 0)
        {
            yield return [];
            yield break;
        }

        for (int first = 0; first < indices.Count; first++)
        {
            if (first > 0 && indices[first] == indices[first - 1])
            {
                continue;
            }

            foreach (IReadOnlyList<int> rest in Permutations([.. indices.Where((_, place) => place != first)]))
            {
                yield return [indices[first], .. rest];
            }
        }
    }

    public bool Equals(MonomialBlock? other) => other is not null && Sequences.AreEqual(_factors, other._factors);

    public override bool Equals(object? obj) => Equals(obj as MonomialBlock);

    public override int GetHashCode() => Sequences.Hash(_factors);

    private List<int[]> Enumerate()
    {
        List<int[]> monomials = [[]];
        int offset = 0;
        foreach (MonomialFactor factor in _factors)
        {
            for (int power = 0; power < factor.Exponent; power++)
            {
                List<int[]> longer = [];
                foreach (int[] monomial in monomials)
                {
                    int first = power == 0 ? offset : monomial[monomial.Length - 1];
                    for (int variable = first; variable < offset + factor.Irrep.Dimension; variable++)
                    {
                        longer.Add([.. monomial, variable]);
                    }
                }

                monomials = longer;
            }

            offset += factor.Irrep.Dimension;
        }

        return monomials;
    }

    private static ulong Pack(int[] indices)
    {
        ulong key = 0;
        foreach (int index in indices)
        {
            key = (key << 16) | (uint)(index + 1);
        }

        return key;
    }
}
