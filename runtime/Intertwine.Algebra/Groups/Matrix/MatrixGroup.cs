namespace Intertwine.Algebra;

/// <summary>A group of linear maps of R^n that is defined by the matrices of its generators. Its pieces are the vectors <c>V</c>, the scalars <c>S</c>, and what is made from them.</summary>
public abstract record MatrixGroup : Group
{
    /// <summary>Largest dimension of the space that such a group acts on.</summary>
    public const int MaximumDimension = 16;

    /// <summary>Vectors, <c>x → g x</c>.</summary>
    public override Piece Defining => new DefiningPiece(this);

    public override Irrep Trivial => new ScalarIrrep(this);

    public override IReadOnlyList<string> ExampleNames => [ScalarIrrep.Notation, DefiningPiece.Notation];

    public override Result<Piece, ParseError> ParsePiece(string name, int position = 0) => name switch
    {
        ScalarIrrep.Notation => Trivial,
        DefiningPiece.Notation => Defining,
        _ => new ParseError(position, name.Length, $"a piece of {Name}, such as {string.Join(", ", ExampleNames)}", $"'{name}'")
        {
            Suggestion = NearestName.Of(name, ExampleNames, caseMatters: false),
        },
    };

    public override bool IsSubgroupOf(Group larger) => larger == this;

    /// <summary>The matrices that define the group.</summary>
    internal abstract GeneratorImages CreateGenerators();

    internal override Piece? Restrict(Piece piece) => piece.Group == this ? piece : piece is DefiningPiece && IsSubgroupOf(piece.Group) ? Defining : piece.IsTrivial && IsSubgroupOf(piece.Group) ? Trivial : null;

    /// <summary>The product of the elements <c>exp(a A_k)</c> with normally distributed a, every generator with its own standard deviation; each discrete generator with probability 1/2.</summary>
    private protected GroupElement RandomWord(Random random, Func<int, double> deviation, int factors)
    {
        GroupElement element = GroupElement.Identity(this);
        for (int k = 0; k < DiscreteCount; k++)
        {
            if (random.Next(2) == 1)
            {
                element = GroupElement.Discrete(this, k) * element;
            }
        }

        for (int i = 0; i < factors && InfinitesimalCount > 0; i++)
        {
            double[] coefficients = new double[InfinitesimalCount];
            for (int k = 0; k < coefficients.Length; k++)
            {
                coefficients[k] = deviation(k) * Bounded(random.NextNormal());
            }

            element = GroupElement.Exponential(this, coefficients) * element;
        }

        return element;
    }

    /// <summary>A matrix from the few entries that are not zero.</summary>
    private protected Matrix Entries(params (int Row, int Column, double Value)[] entries)
    {
        double[] values = new double[Dimension * Dimension];
        foreach ((int row, int column, double value) in entries)
        {
            values[(row * Dimension) + column] += value;
        }

        return new Matrix(Dimension, Dimension, values);
    }

    /// <summary>The identity with the signs of some axes changed.</summary>
    private protected Matrix Mirror(params int[] axes)
    {
        double[] values = new double[Dimension * Dimension];
        for (int i = 0; i < Dimension; i++)
        {
            values[(i * Dimension) + i] = axes.Contains(i) ? -1 : 1;
        }

        return new Matrix(Dimension, Dimension, values);
    }

    private static double Bounded(double normal) => Math.Max(-3, Math.Min(3, normal));
}

/// <summary>The vectors that a group is defined on, <c>x → g x</c>, written <c>V</c>.</summary>
public sealed record DefiningPiece : Piece
{
    internal const string Notation = "V";

    internal DefiningPiece(MatrixGroup group)
        : base(group)
    {
    }

    public override string Name => Notation;

    public override int Dimension => Group.Dimension;

    public override bool IsTrivial => Dimension == 1 && Group is { InfinitesimalCount: 0, DiscreteCount: 0 };

    protected override int Order => 1;

    private protected override GeneratorImages CreateImages() => ((MatrixGroup)Group).CreateGenerators();
}
