namespace Intertwine.Algebra;

/// <summary>
/// The regular representation of a finite group, written <c>regular</c>: one component per element, permuted by <c>rho(g) e_h = e_(g h)</c>. It holds every real irrep of dimension d and type t exactly d / t times.
/// </summary>
/// <param name="FiniteGroup">A group of at most <see cref="MaximumDimension"/> elements.</param>
public sealed record RegularPiece(FiniteGroup FiniteGroup) : PermutationPiece(FiniteGroup)
{
    /// <summary>Largest order of a group whose regular representation is made: its matrices are dense.</summary>
    public const int MaximumDimension = 1024;

    internal const string Notation = "regular";

    public override string Name => Notation;

    public override int Dimension { get; } = FiniteGroup.Order <= MaximumDimension
        ? FiniteGroup.Order.Value
        : throw new ArgumentException($"The regular representation of {FiniteGroup} has {FiniteGroup.Order} components: expected at most {MaximumDimension}.", nameof(FiniteGroup));

    public override IReadOnlyList<IReadOnlyList<int>> Permutations => FiniteGroup.DiscreteCount == 0 ? [] : FiniteGroup.Structure.Left;

    /// <summary>The order of the group for the identity, else 0: no other element leaves one in place.</summary>
    public override double Character(GroupElement element) => FiniteGroup.IndexOf(element) == 0 ? Dimension : 0;
}
