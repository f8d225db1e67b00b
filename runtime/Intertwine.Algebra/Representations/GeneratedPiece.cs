namespace Intertwine.Algebra;

/// <summary>
/// A representation by the images of the generators: matrices d rho(A_k) and rho(h). They have to satisfy the relations of the group, which is not checked here. Equal by group, name and matrices.
/// </summary>
public sealed record GeneratedPiece : Piece
{
    private readonly GeneratorImages _images;

    /// <param name="group">The group that acts.</param>
    /// <param name="name">How the piece is written in a representation.</param>
    /// <param name="dimension">Number of components; the images are square matrices of this size.</param>
    /// <param name="infinitesimal">d rho(A_k), one per infinitesimal generator of the group.</param>
    /// <param name="discrete">rho(h), one per discrete generator of the group.</param>
    public GeneratedPiece(Group group, string name, int dimension, IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete)
        : base(group)
    {
        if (infinitesimal.Count != group.InfinitesimalCount || discrete.Count != group.DiscreteCount)
        {
            throw new ArgumentException(
                $"{group} has {group.InfinitesimalCount} infinitesimal and {group.DiscreteCount} discrete generators: expected as many images, came {infinitesimal.Count} and {discrete.Count}.", nameof(discrete));
        }

        foreach (Matrix image in infinitesimal.Concat(discrete))
        {
            if (image.Rows != dimension || image.Columns != dimension)
            {
                throw new ArgumentException($"Expected images of {dimension} x {dimension} for the piece {name} of {group}, came {image.Rows} x {image.Columns}.", nameof(discrete));
            }
        }

        Name = name;
        Dimension = dimension;
        _images = new GeneratorImages([.. infinitesimal], [.. discrete]);
    }

    public override string Name { get; }

    public override int Dimension { get; }

    public override bool IsTrivial => _images.Infinitesimal.All(image => image.MaximumNorm() == 0) && _images.Discrete.All(image => image.Equals(Matrix.Identity(Dimension)));

    internal override GeneratorImages GeneratorImages => _images;

    // After the irreps, before the points.
    protected override int Order => int.MaxValue - 1;

    public bool Equals(GeneratedPiece? other)
        => other is not null && Group == other.Group && Name == other.Name && Dimension == other.Dimension
            && (ReferenceEquals(_images, other._images)
                || (Sequences.AreEqual(_images.Infinitesimal, other._images.Infinitesimal) && Sequences.AreEqual(_images.Discrete, other._images.Discrete)));

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), Name.GetHashCode());

    private protected override GeneratorImages CreateImages() => _images;
}
