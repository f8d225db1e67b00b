namespace Intertwine.Algebra;

/// <summary>
/// A group as a subgroup of a larger one: what its generators are in the larger group. Infinitesimal generators go to elements of the Lie algebra, discrete ones to elements of the group. Equal by value.
/// </summary>
public sealed record SubgroupEmbedding
{
    // Computed where a name is asked for.
    private string? _suffix;

    /// <param name="subgroup">The smaller group.</param>
    /// <param name="group">The larger group.</param>
    /// <param name="infinitesimalImages">Per infinitesimal generator of the subgroup its coefficients in the infinitesimal generators of the group.</param>
    /// <param name="discreteImages">Per discrete generator of the subgroup an element of the group.</param>
    public SubgroupEmbedding(Group subgroup, Group group, IReadOnlyList<IReadOnlyList<double>> infinitesimalImages, IReadOnlyList<GroupElement> discreteImages)
    {
        if (infinitesimalImages.Count != subgroup.InfinitesimalCount || infinitesimalImages.Any(image => image.Count != group.InfinitesimalCount))
        {
            throw new ArgumentException(
                $"Expected {group.InfinitesimalCount} coefficients of {group} for each of the {subgroup.InfinitesimalCount} infinitesimal generators of {subgroup}, came {infinitesimalImages.Count} lists.", nameof(infinitesimalImages));
        }

        if (discreteImages.Count != subgroup.DiscreteCount || discreteImages.Any(image => image.Group != group))
        {
            throw new ArgumentException($"Expected an element of {group} for each of the {subgroup.DiscreteCount} discrete generators of {subgroup}, came {discreteImages.Count}.", nameof(discreteImages));
        }

        Subgroup = subgroup;
        Group = group;
        InfinitesimalImages = [.. infinitesimalImages.Select(image => (double[])[.. image])];
        DiscreteImages = [.. discreteImages];
    }

    public Group Subgroup { get; }

    public Group Group { get; }

    /// <summary>Coefficients in the infinitesimal generators of the group, one list per infinitesimal generator of the subgroup.</summary>
    public IReadOnlyList<IReadOnlyList<double>> InfinitesimalImages { get; }

    /// <summary>Elements of the group, one per discrete generator of the subgroup.</summary>
    public IReadOnlyList<GroupElement> DiscreteImages { get; }

    /// <summary>
    /// The embedding in the same coordinates: the space of the subgroup is that of the group, or its first axes, the others staying fixed. SO(2) in SO(3) is about z, S_(n-1) in S_n leaves the last item alone.
    /// </summary>
    public static Result<SubgroupEmbedding, SolveFailure> Of(Group subgroup, Group group, CancellationToken cancellation = default)
    {
        int rest = group.Defining.MatrixSize - subgroup.Defining.MatrixSize;
        return rest < 0
            ? EmbeddingFinder.NotContained(subgroup, group, "acts on a larger space")
            : Of(
                subgroup,
                group,
                [.. subgroup.InfinitesimalGenerators.Select(matrix => EmbeddingFinder.Extend(matrix, rest, 0))],
                [.. subgroup.DiscreteGenerators.Select(matrix => EmbeddingFinder.Extend(matrix, rest, 1))],
                cancellation);
    }

    /// <summary>The embedding that sends the generators of the subgroup to the given matrices on the space that the larger group is defined on. Whether they satisfy the relations of the subgroup is not checked.</summary>
    public static Result<SubgroupEmbedding, SolveFailure> Of(
        Group subgroup, Group group, IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete, CancellationToken cancellation = default)
    {
        List<IReadOnlyList<double>> algebra = [];
        foreach (Matrix matrix in infinitesimal)
        {
            if (EmbeddingFinder.FindAlgebra(group, matrix) is not { } coefficients)
            {
                return EmbeddingFinder.NotContained(subgroup, group, $"has the infinitesimal generator {matrix}");
            }

            algebra.Add(coefficients);
        }

        List<GroupElement> elements = [];
        foreach (Matrix matrix in discrete)
        {
            if (EmbeddingFinder.FindElement(group, matrix, cancellation) is not { } element)
            {
                return EmbeddingFinder.NotContained(subgroup, group, $"has the discrete generator {matrix}");
            }

            elements.Add(element);
        }

        return new SubgroupEmbedding(subgroup, group, algebra, elements);
    }

    /// <summary>The element of the larger group that an element of the subgroup is.</summary>
    public GroupElement Map(GroupElement element)
    {
        if (element.Group != Subgroup)
        {
            throw new ArgumentException($"Expected an element of {Subgroup}, came one of {element.Group}.", nameof(element));
        }

        GroupElement result = GroupElement.Identity(Group);
        foreach (GroupFactor factor in element.Factors)
        {
            if (factor.Coefficients is { } coefficients)
            {
                result *= GroupElement.Exponential(Group, Combine(coefficients));
                continue;
            }

            GroupElement image = factor.Power < 0 ? DiscreteImages[factor.Discrete].Inverse() : DiscreteImages[factor.Discrete];
            for (int power = Math.Abs(factor.Power); power > 0; power--)
            {
                result *= image;
            }
        }

        return result;
    }

    /// <summary>This embedding followed by that of the group in one still larger.</summary>
    public SubgroupEmbedding Then(SubgroupEmbedding outer) => outer.Subgroup == Group
        ? new SubgroupEmbedding(Subgroup, outer.Group, [.. InfinitesimalImages.Select(outer.Combine)], [.. DiscreteImages.Select(outer.Map)])
        : throw new ArgumentException($"Expected an embedding of {Group}, came one of {outer.Subgroup}.", nameof(outer));

    public bool Equals(SubgroupEmbedding? other)
    {
        return ReferenceEquals(this, other)
            || (other is not null && Subgroup == other.Subgroup && Group == other.Group
                && InfinitesimalImages.Zip(other.InfinitesimalImages, Sequences.AreEqual).All(equal => equal)
                && DiscreteImages.Zip(other.DiscreteImages, AreEqual).All(equal => equal));

        static bool AreEqual(GroupElement left, GroupElement right) => left.Factors.Count == right.Factors.Count && left.Factors.Zip(right.Factors, AreSame).All(same => same);

        static bool AreSame(GroupFactor left, GroupFactor right) => left.Discrete == right.Discrete && left.Power == right.Power && Sequences.AreEqual(left.Coefficients ?? [], right.Coefficients ?? []);
    }

    public override int GetHashCode() => Sequences.Combine(Subgroup.GetHashCode(), Group.GetHashCode());

    public override string ToString() => $"{Subgroup} in {Group}";

    /// <summary>What the names of pieces say of the embedding: nothing where it is <see cref="Of(Group, Group, CancellationToken)"/>, else a comma and <see cref="EmbeddingNotation"/>.</summary>
    internal string NameSuffix
        => _suffix ??= Of(Subgroup, Group).TryGet(out SubgroupEmbedding? standard, out _) && Equals(standard) ? "" : "," + EmbeddingNotation.Write(this);

    /// <summary>The image of an element of the Lie algebra.</summary>
    private double[] Combine(IReadOnlyList<double> coefficients)
    {
        double[] result = new double[Group.InfinitesimalCount];
        for (int k = 0; k < coefficients.Count; k++)
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] += coefficients[k] * InfinitesimalImages[k][i];
            }
        }

        return result;
    }
}
