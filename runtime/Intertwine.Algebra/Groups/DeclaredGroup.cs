namespace Intertwine.Algebra;

/// <summary>A representation that was declared by the images of the generators of a group.</summary>
/// <param name="Name">The piece as it is written.</param>
/// <param name="InfinitesimalImages">d rho(A_k), one per infinitesimal generator.</param>
/// <param name="DiscreteImages">rho(h), one per discrete generator.</param>
public sealed record DeclaredRepresentation(string Name, IReadOnlyList<Matrix> InfinitesimalImages, IReadOnlyList<Matrix> DiscreteImages)
{
    /// <summary>Number of components.</summary>
    public int Dimension => (InfinitesimalImages.Count > 0 ? InfinitesimalImages : DiscreteImages)[0].Rows;

    public bool Equals(DeclaredRepresentation? other)
        => other is not null && Name == other.Name && Sequences.AreEqual(InfinitesimalImages, other.InfinitesimalImages) && Sequences.AreEqual(DiscreteImages, other.DiscreteImages);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(Name.GetHashCode(), Sequences.Hash(InfinitesimalImages)), Sequences.Hash(DiscreteImages));
}

/// <summary>Why there is no such group or representation.</summary>
/// <param name="Representation">Name of the declared representation at fault; null where it is the group itself.</param>
/// <param name="IsDiscrete">Whether the matrix at fault is (the image of) a discrete generator.</param>
/// <param name="Index">Index of that generator; -1 where no single one is at fault.</param>
/// <param name="Message">One sentence: what was expected and what came.</param>
public sealed record DeclarationFailure(string? Representation, bool IsDiscrete, int Index, string Message)
{
    public override string ToString() => Message;
}

/// <summary>
/// A group that a user declared by any infinitesimal and discrete generator matrices, with representations by the images of the generators. The generators need not be a basis of a Lie algebra: the group is
/// what they generate. Equal by value. Made by <see cref="Create"/>.
/// </summary>
public sealed record DeclaredGroup : MatrixGroup
{
    /// <summary>Largest number of elements that are listed.</summary>
    public const int MaximumOrder = 4096;

    private readonly string _name;
    private readonly int _hash;
    private readonly Lazy<bool> _isCompact;
    private readonly Lazy<IReadOnlyList<GroupElement>?> _elements;

    private DeclaredGroup(string name, int dimension, IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete, IReadOnlyList<DeclaredRepresentation> representations)
    {
        _name = name;
        Dimension = dimension;
        InfinitesimalMatrices = infinitesimal;
        DiscreteMatrices = discrete;
        Representations = representations;
        _isCompact = new(() => InvariantForm.Find(Dimension, InfinitesimalMatrices, DiscreteMatrices) is not null);
        _elements = new(ListElements);
        _hash = Sequences.Combine(
            Sequences.Combine(Sequences.Combine(name.GetHashCode(), dimension), Sequences.Combine(Sequences.Hash(infinitesimal), Sequences.Hash(discrete))),
            Sequences.Hash(representations));
    }

    public override string Name => _name;

    public override int Dimension { get; }

    /// <summary>The declared infinitesimal generators.</summary>
    public IReadOnlyList<Matrix> InfinitesimalMatrices { get; }

    /// <summary>The declared discrete generators.</summary>
    public IReadOnlyList<Matrix> DiscreteMatrices { get; }

    /// <summary>The declared representations, in their order.</summary>
    public IReadOnlyList<DeclaredRepresentation> Representations { get; }

    public override int InfinitesimalCount => InfinitesimalMatrices.Count;

    public override int DiscreteCount => DiscreteMatrices.Count;

    /// <summary>Whether the generators keep a positive definite form, so that the closure of the group is compact.</summary>
    public override bool IsCompact => _isCompact.Value;

    /// <summary>Number of elements, where there are no infinitesimal generators and the discrete ones make a group of at most <see cref="MaximumOrder"/> elements.</summary>
    public override int? Order => _elements.Value?.Count;

    public override IReadOnlyList<GroupElement> Elements => _elements.Value ?? base.Elements;

    public override IReadOnlyList<string> ExampleNames => [.. base.ExampleNames, .. Representations.Select(representation => representation.Name)];

    /// <summary>The group, or what is wrong with its matrices: sizes, numbers that are not finite, discrete generators without inverse, names.</summary>
    /// <param name="name">How the group is called.</param>
    /// <param name="dimension">Dimension of the space that it is defined on.</param>
    /// <param name="infinitesimal">A_k: <c>exp(t A_k)</c> belongs to the group for every number t.</param>
    /// <param name="discrete">h: the matrix itself belongs to the group.</param>
    /// <param name="representations">Named representations. Whether their images respect the relations of the group is for <see cref="RepresentationCheck"/> to say.</param>
    public static Result<DeclaredGroup, DeclarationFailure> Create(
        string name,
        int dimension,
        IReadOnlyList<Matrix> infinitesimal,
        IReadOnlyList<Matrix> discrete,
        IReadOnlyList<DeclaredRepresentation>? representations = null)
    {
        representations ??= [];
        if (dimension is < 1 or > MaximumDimension)
        {
            return new DeclarationFailure(null, false, -1, $"Expected a dimension from 1 to {MaximumDimension}, came {dimension}.");
        }

        if (DeclarationChecks.Matrices(null, dimension, infinitesimal, discrete) is { } failure)
        {
            return failure;
        }

        for (int i = 0; i < representations.Count; i++)
        {
            DeclaredRepresentation representation = representations[i];
            if (DeclarationChecks.Representation(representation, infinitesimal.Count, discrete.Count, [.. representations.Take(i).Select(other => other.Name)]) is { } wrong)
            {
                return wrong;
            }
        }

        return new DeclaredGroup(name, dimension, [.. infinitesimal], [.. discrete], [.. representations]);
    }

    public override Result<Piece, ParseError> ParsePiece(string name, int position = 0)
        => Representations.FirstOrDefault(representation => representation.Name == name) is { } declared
            ? new GeneratedPiece(this, name, declared.Dimension, declared.InfinitesimalImages, declared.DiscreteImages)
            : base.ParsePiece(name, position);

    /// <summary>
    /// An element drawn uniformly from a finite group. Otherwise a product of exponentials of normally distributed combinations of the generators and of discrete generators: many and long ones for a compact group, whose
    /// distribution comes near the Haar measure.
    /// </summary>
    public override GroupElement Random(Random random, double translationScale = 1)
    {
        if (_elements.Value is { } elements)
        {
            return elements[random.Next(elements.Count)];
        }

        (double deviation, int words) = IsCompact ? (Math.PI, 8) : (0.3, 2);
        GroupElement element = RandomWord(random, _ => deviation, 1);
        for (int i = 1; i < words; i++)
        {
            element *= RandomWord(random, _ => deviation, 1);
        }

        return element;
    }

    /// <summary>All elements of a finite group with the same weight.</summary>
    public override IReadOnlyList<ClassNode> ClassQuadrature(int degree)
        => _elements.Value is { } elements ? [.. elements.Select(element => new ClassNode(element, 1.0 / elements.Count))] : base.ClassQuadrature(degree);

    public bool Equals(DeclaredGroup? other)
        => other is not null && _hash == other._hash && _name == other._name && Dimension == other.Dimension && Sequences.AreEqual(InfinitesimalMatrices, other.InfinitesimalMatrices)
            && Sequences.AreEqual(DiscreteMatrices, other.DiscreteMatrices) && Sequences.AreEqual(Representations, other.Representations);

    public override int GetHashCode() => _hash;

    internal override GeneratorImages CreateGenerators() => InfinitesimalCount + DiscreteCount == 0 ? new GeneratorImages((IReadOnlyList<Matrix>)[], []) : new GeneratorImages(InfinitesimalMatrices, DiscreteMatrices);

    /// <summary>Products of the discrete generators, shorter ones first; null for an infinite group, or one with too many elements.</summary>
    private IReadOnlyList<GroupElement>? ListElements()
    {
        if (InfinitesimalMatrices.Any(matrix => matrix.MaximumNorm() > 0) || !IsCompact)
        {
            return null;
        }

        // Where the group does not act on its space, its representations tell elements apart.
        IReadOnlyList<Matrix> faithful = [.. Enumerable.Range(0, DiscreteCount).Select(DirectSum)];
        int size = Dimension + Representations.Sum(representation => representation.Dimension);
        if (size > 64 || Representations.Any(representation => representation.InfinitesimalImages.Any(image => image.MaximumNorm() > 0)))
        {
            return null;
        }

        var table = new MatrixTable(size);
        List<(Matrix Matrix, GroupElement Element)> elements = [(Matrix.Identity(size), GroupElement.Identity(this))];
        table.Add(elements[0].Matrix, 0);
        for (int next = 0; next < elements.Count; next++)
        {
            for (int k = 0; k < DiscreteCount; k++)
            {
                Matrix product = faithful[k] * elements[next].Matrix;
                if (table.Find(product) >= 0)
                {
                    continue;
                }

                if (elements.Count == MaximumOrder)
                {
                    return null;
                }

                table.Add(product, elements.Count);
                elements.Add((product, GroupElement.Discrete(this, k) * elements[next].Element));
            }
        }

        return [.. elements.Select(element => element.Element)];
    }

    private Matrix DirectSum(int generator)
    {
        int size = Dimension + Representations.Sum(representation => representation.Dimension);
        double[] entries = new double[size * size];
        int offset = 0;
        foreach (Matrix block in (Matrix[])[DiscreteMatrices[generator], .. Representations.Select(representation => representation.DiscreteImages[generator])])
        {
            for (int i = 0; i < block.Rows; i++)
            {
                for (int j = 0; j < block.Columns; j++)
                {
                    entries[((offset + i) * size) + offset + j] = block[i, j];
                }
            }

            offset += block.Rows;
        }

        return new Matrix(size, size, entries);
    }
}
