namespace Intertwine.Algebra;

/// <summary>Characters of representations of O(3) and SO(3), and what they say about intertwiners without solving for them.</summary>
public static class Characters
{
    /// <summary>
    /// <c>dim Hom_G(V, W) = (1/|G|) ∫ chi_V(g) chi_W(g) dg</c>. Conjugacy classes of SO(3) are the angles with density <c>(1 - cos t) / 2 pi</c> on [0, 2 pi); for O(3) the mean over
    /// inverted and not. The integrand is a trigonometric polynomial, so the trapezoidal rule with more points than its degree is exact.
    /// Pieces of E(3) and SE(3) on which translations act trivially count as those of the linear part.
    /// </summary>
    /// <exception cref="NotSupportedException">A piece has no character of a compact group: points, or another dimension than 3.</exception>
    public static int IntertwinerDimension(Representation from, Representation to)
    {
        if (from.Group != to.Group)
        {
            throw new ArgumentException($"Expected a representation of {from.Group}, came one of {to.Group}.", nameof(to));
        }

        int degree = MaximumDegree(from) + MaximumDegree(to) + 1;
        int points = (2 * degree) + 1;
        bool hasInversion = from.Group is OrthogonalGroup { IsSpecial: false };
        double sum = 0;
        for (int k = 0; k < points; k++)
        {
            double angle = 2 * Math.PI * k / points;
            double density = (1 - Math.Cos(angle)) / points;
            double value = Of(from, angle, inverted: false) * Of(to, angle, inverted: false);
            if (hasInversion)
            {
                value = (value + (Of(from, angle, inverted: true) * Of(to, angle, inverted: true))) / 2;
            }

            sum += density * value;
        }

        return (int)Math.Round(sum);
    }

    /// <summary>Trace of the matrix of a rotation by <paramref name="angle"/>, followed by the inversion where <paramref name="inverted"/>.</summary>
    /// <exception cref="NotSupportedException">A piece has no character of a compact group: points, or another dimension than 3.</exception>
    public static double Of(Representation representation, double angle, bool inverted)
        => representation.Terms.Sum(term => term.Multiplicity * Spherical(term.Piece).Character(angle, inverted));

    private static int MaximumDegree(Representation representation) => representation.Terms.Max(term => Spherical(term.Piece).Degree);

    private static SphericalIrrep Spherical(Piece irrep)
        => irrep as SphericalIrrep ?? throw new NotSupportedException($"Expected irreps of O(3) or SO(3), came '{irrep}' of {irrep.Group}.");
}
