namespace Intertwine.Algebra;

/// <summary>
/// The regular representation of a finite group, written <c>regular</c>: one component per element, permuted by <c>rho(g) e_h = e_(g h)</c>. It holds every real irrep of dimension d and type t exactly d / t times.
/// </summary>
/// <param name="FiniteGroup">A group of at most <see cref="MaximumDimension"/> elements.</param>
public sealed record RegularPiece(FiniteGroup FiniteGroup) : Piece(FiniteGroup)
{
    /// <summary>Largest order of a group whose regular representation is made: its matrices are dense.</summary>
    public const int MaximumDimension = 1024;

    internal const string Notation = "regular";

    public FiniteGroup FiniteGroup { get; } = FiniteGroup.Order <= MaximumDimension
        ? FiniteGroup
        : throw new ArgumentException($"The regular representation of {FiniteGroup} has {FiniteGroup.Order} components: expected at most {MaximumDimension}.", nameof(FiniteGroup));

    public override string Name => Notation;

    public override int Dimension => FiniteGroup.Structure.Order;

    public override bool IsTrivial => Dimension == 1;

    protected override int Order => int.MaxValue - 2;

    /// <summary>The order of the group for the identity, else 0: no other element leaves one in place.</summary>
    public override double Character(GroupElement element) => FiniteGroup.IndexOf(element) == 0 ? Dimension : 0;

    private protected override GeneratorImages CreateImages()
    {
        int order = Dimension;
        List<Matrix> images = [];
        for (int k = 0; k < FiniteGroup.DiscreteCount; k++)
        {
            double[] image = new double[order * order];
            for (int h = 0; h < order; h++)
            {
                image[(FiniteGroup.Structure.MultiplyByGenerator(k, h) * order) + h] = 1;
            }

            images.Add(new Matrix(order, order, image));
        }

        return new GeneratorImages([], images);
    }
}
