namespace Intertwine.Algebra;

/// <summary>
/// A representation of a finite group that permutes its components: <c>(rho(g) x)_(g i) = x_i</c>. Functions applied to each component are equivariant.
/// </summary>
/// <param name="FiniteGroup">The group that acts.</param>
public abstract record PermutationPiece(FiniteGroup FiniteGroup) : Piece(FiniteGroup)
{
    public override bool IsTrivial => Permutations.All(permutation => permutation.Select((image, i) => image == i).All(fixes => fixes));

    /// <summary>Per generator the component that each component is carried to.</summary>
    public abstract IReadOnlyList<IReadOnlyList<int>> Permutations { get; }

    // After the irreps, before what is given by matrices, and before the points.
    protected override int Order => int.MaxValue - 2;

    /// <summary>Number of components that stay in place.</summary>
    public override double Character(GroupElement element)
    {
        IReadOnlyList<int> permutation = Permute(element);
        int count = 0;
        for (int i = 0; i < permutation.Count; i++)
        {
            count += permutation[i] == i ? 1 : 0;
        }

        return count;
    }

    /// <summary>The component that each component is carried to.</summary>
    public IReadOnlyList<int> Permute(GroupElement element) => Permutation.OfWord(element, Permutations, Dimension);

    private protected override GeneratorImages CreateImages() => new([], [.. Permutations.Select(Permutation.ToGenerator)]);
}

/// <summary>A permutation representation by the permutations of the generators. They have to satisfy the relations of the group, which is not checked here. Equal by group, name and permutations.</summary>
public sealed record ActionPiece : PermutationPiece
{
    private readonly int[][] _permutations;

    /// <param name="group">The group that acts.</param>
    /// <param name="name">How the piece is written in a representation.</param>
    /// <param name="permutations">Per generator the component that each component is carried to; at least one generator.</param>
    public ActionPiece(FiniteGroup group, string name, IReadOnlyList<IReadOnlyList<int>> permutations)
        : base(group)
    {
        if (permutations.Count == 0 || permutations.Count != group.DiscreteCount)
        {
            throw new ArgumentException($"{group} has {group.DiscreteCount} generators: expected as many permutations and at least one, came {permutations.Count}.", nameof(permutations));
        }

        foreach (IReadOnlyList<int> permutation in permutations)
        {
            if (permutation.Count != permutations[0].Count || !permutation.OrderBy(image => image).SequenceEqual(Enumerable.Range(0, permutation.Count)))
            {
                throw new ArgumentException($"Expected permutations of {permutations[0].Count} components, came ({string.Join(" ", permutation)}).", nameof(permutations));
            }
        }

        Name = name;
        _permutations = [.. permutations.Select(permutation => permutation.ToArray())];
    }

    public override string Name { get; }

    public override int Dimension => _permutations[0].Length;

    public override IReadOnlyList<IReadOnlyList<int>> Permutations => _permutations;

    public bool Equals(ActionPiece? other)
        => other is not null && Group == other.Group && Name == other.Name && Dimension == other.Dimension && _permutations.Zip(other._permutations, Sequences.AreEqual).All(equal => equal);

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), Name.GetHashCode());
}
