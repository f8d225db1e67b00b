using Intertwine.Algebra;

namespace Intertwine.Generator.Inference;

/// <summary>Questions about representations that layers ask.</summary>
internal static class FeatureTypes
{
    public static bool HasPoints(this Representation type)
    {
        foreach (RepresentationTerm term in type.Terms)
        {
            if (term.Piece.IsAffine)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Copies of all pieces together.</summary>
    public static int Channels(this Representation type)
    {
        int channels = 0;
        foreach (RepresentationTerm term in type.Terms)
        {
            channels += term.Multiplicity;
        }

        return channels;
    }

    /// <summary>Whether a piece is a pseudo-scalar: one component that some elements send to its negative and the others leave alone.</summary>
    public static bool IsSign(this Piece piece)
    {
        return piece is { Dimension: 1, IsTrivial: false, IsAffine: false }
            && piece.InfinitesimalGenerators.All(a => a.MaximumNorm() == 0)
            && piece.DiscreteGenerators.All(h => Math.Abs(h[0, 0]) == 1);
    }

    /// <summary>Whether sum_d x_cd^2 is invariant for every channel.</summary>
    public static bool IsOrthogonal(this Representation type) => type.Terms.All(term => term.Piece.IsOrthogonal);

    /// <summary>That many scalars.</summary>
    public static Representation Scalars(Group group, int channels) => Representation.Of(group.Trivial, channels);

    /// <summary>The same pieces, <paramref name="channels"/> of each.</summary>
    public static Representation WithChannels(this Representation type, int channels)
    {
        List<RepresentationTerm> terms = [];
        foreach (RepresentationTerm term in type.Terms)
        {
            terms.Add(term with { Multiplicity = channels });
        }

        return new Representation(type.Group, terms);
    }

    public static bool SamePieces(this Representation left, Representation right)
    {
        if (left.Terms.Count != right.Terms.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Terms.Count; i++)
        {
            if (left.Terms[i].Piece != right.Terms[i].Piece)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How derivatives of a scalar by a piece transform: as its dual, of the vectors between them for points.</summary>
    public static Piece OfGradients(this Piece piece) => piece.Differences.Dual();

    /// <summary>Points become the vectors between them.</summary>
    public static Representation PointsToVectors(this Representation type) => type.Differences().Regrouped();

    /// <summary>Whether a piece is one number that no element changes. Trivial pieces of several components are none: the components are no channels.</summary>
    public static bool IsScalar(this Piece piece) => piece is { IsTrivial: true, Dimension: 1 };

    /// <summary>Whether a feature is nothing but scalars.</summary>
    public static bool IsScalar(this Representation type) => type.SinglePiece?.IsScalar() == true;
}
