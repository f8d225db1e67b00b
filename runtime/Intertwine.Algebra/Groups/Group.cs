namespace Intertwine.Algebra;

/// <summary>
/// A matrix group given by generators: infinitesimal ones A_1 … A_k (a basis of its Lie algebra, <c>exp(t A)</c> lies in the group) and discrete ones h_1 … h_m.
/// Everything the solvers know of a group is how its generators act, so a new family is one more subclass. Equal by value.
/// </summary>
public abstract record Group
{
    /// <summary>The group as it is written: <c>O(3)</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Dimension of the space that the group is defined on: 3 for O(3) and E(3).</summary>
    public abstract int Dimension { get; }

    /// <summary>The representation that the group is defined by: vectors, or points where the group translates.</summary>
    public abstract Piece Defining { get; }

    /// <summary>The representation that sends every element to 1: scalars.</summary>
    public abstract Irrep Trivial { get; }

    /// <summary>The determinant of the linear part: pseudo-scalars; the trivial piece where it is 1 for every element.</summary>
    public virtual Piece Determinant => DeterminantIrrep.IsOne(this) ? Trivial : new DeterminantIrrep(this);

    /// <summary>Number of infinitesimal generators: the dimension of the Lie algebra.</summary>
    public abstract int InfinitesimalCount { get; }

    /// <summary>Number of discrete generators.</summary>
    public abstract int DiscreteCount { get; }

    /// <summary>The matrices A_k in the defining representation (in homogeneous coordinates where the group translates).</summary>
    public IReadOnlyList<Matrix> InfinitesimalGenerators => Defining.InfinitesimalGenerators;

    /// <summary>The matrices h in the defining representation (in homogeneous coordinates where the group translates).</summary>
    public IReadOnlyList<Matrix> DiscreteGenerators => Defining.DiscreteGenerators;

    /// <summary>Whether the group is compact: then every representation is a direct sum of irreps, and there is a Haar measure of total 1.</summary>
    public abstract bool IsCompact { get; }

    /// <summary>Number of elements; null where there are infinitely many, or where nobody counted them.</summary>
    public virtual int? Order => null;

    /// <summary>All elements of a group with an <see cref="Order"/>, the identity first.</summary>
    /// <exception cref="NotSupportedException">The group is not known to be finite.</exception>
    public virtual IReadOnlyList<GroupElement> Elements => throw new NotSupportedException($"The elements of {Name} cannot be listed.");

    /// <summary>
    /// All real irreps, one per class of equivalent ones, the trivial one first and smaller ones (lower degree, frequency) before larger ones. Finitely many for a finite group; endless for other compact groups, so take what
    /// is needed.
    /// </summary>
    /// <exception cref="NotSupportedException">The irreps of the group are not known.</exception>
    public virtual IEnumerable<Irrep> Irreps => throw new NotSupportedException($"The irreps of {Name} are not known.");

    /// <summary>Names of pieces to show to somebody who got one wrong, simplest first.</summary>
    public abstract IReadOnlyList<string> ExampleNames { get; }

    /// <summary>
    /// The piece with the name <paramref name="name"/>, or what is wrong with it; positions are counted from <paramref name="position"/>. Names only: <see cref="Piece.Parse"/> reads expressions such as <c>V*V</c> too.
    /// </summary>
    public abstract Result<Piece, ParseError> ParsePiece(string name, int position = 0);

    /// <summary>Squares of the axes under the quadratic form that the linear parts of the elements keep: 1 and -1, or null where the group keeps no such form.</summary>
    public virtual IReadOnlyList<int>? Metric => null;

    /// <summary>Whether this group is part of <paramref name="larger"/>, in the same coordinates; every group is part of itself.</summary>
    public abstract bool IsSubgroupOf(Group larger);

    /// <summary>A random element: Haar-distributed where the group is compact, translations of the size of <paramref name="translationScale"/> otherwise.</summary>
    public abstract GroupElement Random(Random random, double translationScale = 1);

    /// <summary>
    /// Elements with weights whose weighted sum of class functions is their mean over the group (Haar measure of total 1). Exact for products of characters whose pieces have eigenvalues of d rho(A_k) with absolute
    /// values of at most <paramref name="degree"/> in all; finite groups need no degree. Groups with translations: of the linear part.
    /// </summary>
    /// <exception cref="NotSupportedException">The classes of the group are not known.</exception>
    public virtual IReadOnlyList<ClassNode> ClassQuadrature(int degree) => throw new NotSupportedException($"The conjugacy classes of {Name} are not known, so its characters cannot be averaged.");

    /// <summary>The group that <paramref name="text"/> denotes, such as <c>E(3)</c>; the families are those of <see cref="GroupFamilies"/>.</summary>
    public static Result<Group, ParseError> Parse(string text) => GroupParser.Parse(text);

    /// <summary>Groups of other families with the same parameters, or on the same space: those that a representation may come from which this group does not have.</summary>
    public IEnumerable<Group> Relatives => GroupFamilies.Relatives(this);

    /// <summary>What a piece of a larger group is under the elements of this one, or null where this one is no subgroup.</summary>
    internal abstract Piece? Restrict(Piece piece);

    public sealed override string ToString() => Name;
}
