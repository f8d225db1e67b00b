namespace Intertwine.Algebra;

/// <summary>
/// The direct product of groups, <c>SO(3) x S_5</c>: tuples of elements that know nothing of each other. Generators: those of the first factor, then those of the next. Its pieces are outer products
/// <c>1 @ [4,1]</c>; a piece of one factor alone is the outer product with the trivial pieces of the others. It is defined by the outer product of what its factors are defined by.
/// </summary>
public sealed record ProductGroup : Group
{
    /// <summary>Largest number of factors.</summary>
    public const int MaximumFactors = 8;

    private readonly int[] _infinitesimalOffsets;
    private readonly int[] _discreteOffsets;

    /// <summary>The product of two or more groups; products among them are taken apart.</summary>
    public ProductGroup(params IReadOnlyList<Group> factors)
    {
        Factors = [.. factors.SelectMany(factor => factor is ProductGroup product ? product.Factors : [factor])];
        if (Factors.Count is < 2 or > MaximumFactors)
        {
            throw new ArgumentException($"Expected 2 to {MaximumFactors} factors, came {Factors.Count}.", nameof(factors));
        }

        foreach (Group factor in Factors)
        {
            if (factor.Defining.IsAffine)
            {
                throw new ArgumentException($"Expected groups without translations, came {factor}.", nameof(factors));
            }
        }

        _infinitesimalOffsets = Offsets(factor => factor.InfinitesimalCount);
        _discreteOffsets = Offsets(factor => factor.DiscreteCount);
    }

    /// <summary>The factors, none of them a product.</summary>
    public IReadOnlyList<Group> Factors { get; }

    public override string Name => string.Join(" x ", Factors);

    public override int Dimension => Factors.Aggregate(1, (product, factor) => product * factor.Dimension);

    public override Piece Defining => OuterPiece.Of(this, [.. Factors.Select(factor => factor.Defining)]);

    public override Irrep Trivial => new ScalarIrrep(this);

    public override int InfinitesimalCount => Factors.Sum(factor => factor.InfinitesimalCount);

    public override int DiscreteCount => Factors.Sum(factor => factor.DiscreteCount);

    public override bool IsCompact => Factors.All(factor => factor.IsCompact);

    public override int? Order
    {
        get
        {
            long order = 1;
            foreach (Group factor in Factors)
            {
                if (factor.Order is not { } count || (order *= count) > int.MaxValue)
                {
                    return null;
                }
            }

            return (int)order;
        }
    }

    public override IReadOnlyList<GroupElement> Elements
    {
        get
        {
            IReadOnlyList<GroupElement> elements = [GroupElement.Identity(this)];
            for (int i = 0; i < Factors.Count; i++)
            {
                IReadOnlyList<GroupElement> next = [.. Factors[i].Elements.Select(element => Embed(i, element))];
                elements = [.. elements.SelectMany(element => next.Select(other => element * other))];
            }

            return elements;
        }
    }

    /// <summary>Outer products of irreps of the factors, split where they are not irreducible over the real numbers.</summary>
    public override IEnumerable<Irrep> Irreps => OuterIrreps.All(this);

    /// <summary>Tuples of nodes of the factors.</summary>
    public override IReadOnlyList<ClassNode> ClassQuadrature(int degree)
    {
        IReadOnlyList<ClassNode> nodes = [new ClassNode(GroupElement.Identity(this), 1)];
        for (int i = 0; i < Factors.Count; i++)
        {
            IReadOnlyList<ClassNode> next = [.. Factors[i].ClassQuadrature(degree).Select(node => node with { Element = Embed(i, node.Element) })];
            nodes = [.. nodes.SelectMany(node => next.Select(other => new ClassNode(node.Element * other.Element, node.Weight * other.Weight)))];
        }

        return nodes;
    }

    public override IReadOnlyList<string> ExampleNames
    {
        get
        {
            string outer = string.Join(" @ ", Factors.Select(factor => factor.ExampleNames[Math.Min(1, factor.ExampleNames.Count - 1)]));
            return [ScalarIrrep.Notation, DefiningPiece.Notation, outer];
        }
    }

    public override Result<Piece, ParseError> ParsePiece(string name, int position = 0)
    {
        if (name is ScalarIrrep.Notation or DefiningPiece.Notation)
        {
            return name == ScalarIrrep.Notation ? Trivial : Defining;
        }

        if (name.StartsWith(OuterPartIrrep.Prefix, StringComparison.Ordinal))
        {
            return OuterIrreps.ParsePart(this, name, position);
        }

        List<int> matches = [];
        Piece? found = null;
        ParseError? error = null;
        for (int i = 0; i < Factors.Count; i++)
        {
            if (Factors[i].ParsePiece(name, position).TryGet(out Piece? piece, out ParseError? wrong))
            {
                found = OuterPiece.FromFactor(this, i, piece);
                matches.Add(i);
            }
            else if (error is null || (error.Suggestion is null && wrong.Suggestion is not null))
            {
                error = wrong;
            }
        }

        return matches.Count switch
        {
            1 => found!,
            0 => error!,
            _ => new ParseError(position, name.Length, $"a piece of one factor of {Name} only", $"'{name}', a piece of {string.Join(" and of ", matches.Select(i => Factors[i]))}")
            {
                Suggestion = string.Join(" @ ", Factors.Select((factor, i) => i == matches[0] ? name : ScalarIrrep.Notation)),
            },
        };
    }

    public override bool IsSubgroupOf(Group larger)
        => larger is ProductGroup product && product.Factors.Count == Factors.Count && Enumerable.Range(0, Factors.Count).All(i => Factors[i].IsSubgroupOf(product.Factors[i]));

    public override GroupElement Random(Random random, double translationScale = 1)
    {
        GroupElement element = GroupElement.Identity(this);
        for (int i = 0; i < Factors.Count; i++)
        {
            element *= Embed(i, Factors[i].Random(random, translationScale));
        }

        return element;
    }

    public bool Equals(ProductGroup? other) => other is not null && Sequences.AreEqual(Factors, other.Factors);

    public override int GetHashCode() => Sequences.Hash(Factors);

    /// <summary>The element that is <paramref name="element"/> in one factor and the identity in the others.</summary>
    public GroupElement Embed(int factor, GroupElement element)
    {
        if (element.Group != Factors[factor])
        {
            throw new ArgumentException($"Expected an element of {Factors[factor]}, came one of {element.Group}.", nameof(element));
        }

        return GroupElement.FromFactors(this, [.. element.Factors.Select(word =>
        {
            if (word.Coefficients is null)
            {
                return word with { Discrete = word.Discrete + _discreteOffsets[factor] };
            }

            double[] coefficients = new double[InfinitesimalCount];
            Array.Copy(word.Coefficients, 0, coefficients, _infinitesimalOffsets[factor], word.Coefficients.Length);
            return word with { Coefficients = coefficients };
        })]);
    }

    /// <summary>The part of an element in one factor.</summary>
    public GroupElement Project(int factor, GroupElement element)
    {
        if (element.Group != this)
        {
            throw new ArgumentException($"Expected an element of {this}, came one of {element.Group}.", nameof(element));
        }

        Group group = Factors[factor];
        List<GroupFactor> words = [];
        foreach (GroupFactor word in element.Factors)
        {
            if (word.Coefficients is null)
            {
                int index = word.Discrete - _discreteOffsets[factor];
                if (index >= 0 && index < group.DiscreteCount)
                {
                    words.Add(word with { Discrete = index });
                }

                continue;
            }

            double[] coefficients = new double[group.InfinitesimalCount];
            Array.Copy(word.Coefficients, _infinitesimalOffsets[factor], coefficients, 0, coefficients.Length);
            if (coefficients.Any(coefficient => coefficient != 0))
            {
                words.Add(word with { Coefficients = coefficients });
            }
        }

        return GroupElement.FromFactors(group, [.. words]);
    }

    internal override Piece? Restrict(Piece piece) => piece.Group == this ? piece : null;

    private int[] Offsets(Func<Group, int> count)
    {
        int[] offsets = new int[Factors.Count];
        for (int i = 1; i < offsets.Length; i++)
        {
            offsets[i] = offsets[i - 1] + count(Factors[i - 1]);
        }

        return offsets;
    }
}
