namespace Intertwine.Algebra;

/// <summary>Characters of representations of compact groups, <c>chi(g) = tr rho(g)</c>, and what they say without solving anything: dimensions of spaces of intertwiners, multiplicities and types of irreps.</summary>
/// <remarks>Means over the group are sums over <see cref="Group.ClassQuadrature"/>, exact for these integrands. Pieces of E(n) and SE(n) on which translations act trivially count as those of the linear part.</remarks>
public static class Characters
{
    /// <summary><c>dim Hom_G(V, W) = (1/|G|) ∫ chi_V(g) chi_W(g) dg</c> (real representations).</summary>
    /// <exception cref="NotSupportedException">Translations do not act trivially, or nobody has given the group a quadrature.</exception>
    public static int IntertwinerDimension(Representation from, Representation to)
    {
        if (from.Group != to.Group)
        {
            throw new ArgumentException($"Expected a representation of {from.Group}, came one of {to.Group}.", nameof(to));
        }

        IReadOnlyList<ClassNode> nodes = from.Group.ClassQuadrature(Degree(from) + Degree(to));
        return ToCount(Mean(nodes, node => Of(from, node.Element) * Of(to, node.Element)));
    }

    /// <inheritdoc cref="IntertwinerDimension(Representation, Representation)"/>
    public static int IntertwinerDimension(Piece from, Piece to) => IntertwinerDimension(Representation.Of(from), Representation.Of(to));

    /// <summary><c>tr rho(g)</c>.</summary>
    public static double Of(Representation representation, GroupElement element) => representation.Terms.Sum(term => term.Multiplicity * term.Piece.Character(element));

    /// <summary>How often the irrep is in the representation: <c>dim Hom_G(irrep, V) / type</c>.</summary>
    public static int Multiplicity(Irrep irrep, Representation representation) => IntertwinerDimension(Representation.Of(irrep), representation) / (int)irrep.Type;

    /// <summary>The irreps in a representation with their multiplicities, in the order of <see cref="Group.Irreps"/>: equivalent to the representation, in another basis.</summary>
    public static Representation Decompose(Representation representation)
    {
        List<RepresentationTerm> terms = [];
        int rest = representation.Dimension;
        IEnumerator<Irrep> irreps = representation.Group.Irreps.GetEnumerator();
        while (rest > 0 && irreps.MoveNext())
        {
            if (irreps.Current.Dimension <= rest && Multiplicity(irreps.Current, representation) is var multiplicity and > 0)
            {
                terms.Add(new RepresentationTerm(multiplicity, irreps.Current));
                rest -= terms[terms.Count - 1].Dimension;
            }
        }

        return rest == 0
            ? new Representation(representation.Group, terms)
            : throw new InvalidOperationException($"The irreps of {representation.Group} leave {rest} components of '{representation}' unexplained.");
    }

    /// <summary>
    /// The Frobenius-Schur indicator of a real irrep, <c>(1/|G|) ∫ chi(g^2) dg</c>: 1 for the real type, 0 for the complex and -2 for the quaternionic one (a real irrep of these types is twice a complex one, or a complex
    /// one with its conjugate).
    /// </summary>
    public static int FrobeniusSchur(Irrep irrep)
        => (int)Math.Round(Mean(irrep.Group.ClassQuadrature(2 * Degree(irrep)), node => irrep.Character(node.Element * node.Element)));

    /// <summary>A bound of the absolute values of the eigenvalues of all d rho(A_k): the largest sum of absolute values in a row.</summary>
    internal static int Degree(Piece piece)
    {
        double largest = 0;
        foreach (Matrix generator in piece.InfinitesimalGenerators)
        {
            for (int i = 0; i < generator.Rows; i++)
            {
                double sum = 0;
                for (int j = 0; j < generator.Columns; j++)
                {
                    sum += Math.Abs(generator[i, j]);
                }

                largest = Math.Max(largest, sum);
            }
        }

        return (int)Math.Ceiling(largest - 1e-9);
    }

    private static int Degree(Representation representation) => representation.Terms.Max(term => Degree(WithoutTranslations(term.Piece)));

    private static Piece WithoutTranslations(Piece piece)
    {
        bool moved = piece.IsAffine || (piece.Group is OrthogonalGroup { HasTranslations: true } group && piece.InfinitesimalGenerators.Skip(group.RotationCount).Any(image => image.MaximumNorm() != 0));
        return moved ? throw new NotSupportedException($"The piece '{piece}' of {piece.Group} has no character of a compact group: translations move it.") : piece;
    }

    private static double Mean(IReadOnlyList<ClassNode> nodes, Func<ClassNode, double> function) => nodes.Sum(node => node.Weight * function(node));

    private static int ToCount(double value)
    {
        double rounded = Math.Round(value);
        return Math.Abs(value - rounded) < 1e-6 * Math.Max(1, rounded)
            ? (int)rounded
            : throw new InvalidOperationException($"A mean of products of characters is {NumberText.RoundTrip(value)}: expected a whole number.");
    }
}
