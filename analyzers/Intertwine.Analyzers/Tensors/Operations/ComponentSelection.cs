using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>What the components from one place to another are.</summary>
internal enum PartKind
{
    /// <summary>Whole copies: a representation of their own.</summary>
    Whole,

    /// <summary>A proper part of an irrep, which by its irreducibility no group element leaves among itself for all vectors.</summary>
    Broken,

    /// <summary>Cannot be told: behind a wildcard, or inside a piece that may be reducible.</summary>
    Unknown,
}

/// <summary>
/// The components start, ..., stop - 1 of a representation m_1 R_1 + m_2 R_2 + ..., which lie copy after copy. They transform among themselves if they are whole copies; within an irrep they do not. The only place where a part of
/// an irrep is made.
/// </summary>
internal static class ComponentSelection
{
    public static PartKind Part(Representation representation, long start, long stop, out Representation? part)
    {
        List<RepresentationTerm> terms = [];
        part = null;
        long at = 0;
        foreach (RepresentationTerm term in representation.Terms)
        {
            if (at >= stop)
            {
                break;
            }

            if (term.IsWildcard)
            {
                return PartKind.Unknown;
            }

            int size = term.Piece.Dimension;
            long first = Math.Max(start, at) - at, last = Math.Min(stop, at + ((long)size * term.Multiplicity)) - at;
            at += (long)size * term.Multiplicity;
            if (first >= last)
            {
                continue;
            }

            if (first % size != 0 || last % size != 0)
            {
                return term.Piece is Irrep || Leaves(term.Piece, first, last) ? PartKind.Broken : PartKind.Unknown;
            }

            terms.Add(new RepresentationTerm((int)((last - first) / size), term.Piece));
        }

        if (terms.Count == 0)
        {
            return PartKind.Unknown;
        }

        part = new Representation(representation.Group, terms);
        return PartKind.Whole;
    }

    /// <summary>Whether other components get into the part. Asked of orthogonal matrices only: time and space of a four-vector are taken apart to be put together by the metric.</summary>
    private static bool Leaves(Piece piece, long first, long last) => piece.IsOrthogonal && RepresentationActions.Mixes(piece, first, last - first);
}
