using FsCheck;
using FsCheck.Fluent;

namespace Intertwine.Algebra.Tests;

/// <summary>Two representations of one compact group of dimension 2 or 3.</summary>
public sealed record CompactPair(Representation From, Representation To);

/// <summary>Two representations of any group of the notation.</summary>
public sealed record AnyPair(Representation From, Representation To);

/// <summary>Generators of random representations; they shrink by dropping terms.</summary>
public static class RandomRepresentations
{
    private const int MaximumDegree = 5;

    public static Arbitrary<CompactPair> CompactPairs() => Arb.From(
        from special in Gen.Elements(true, false)
        from dimension in Gen.Choose(2, 3)
        let symmetry = new OrthogonalGroup(dimension, special, HasTranslations: false)
        from left in Representations(symmetry)
        from right in Representations(symmetry)
        select new CompactPair(left, right),
        pair => Shrink(pair.From).Select(smaller => pair with { From = smaller }).Concat(Shrink(pair.To).Select(smaller => pair with { To = smaller })));

    public static Arbitrary<AnyPair> AnyPairs() => Arb.From(
        from symmetry in Groups()
        from left in Representations(symmetry)
        from right in Representations(symmetry)
        select new AnyPair(left, right),
        pair => Shrink(pair.From).Select(smaller => pair with { From = smaller }).Concat(Shrink(pair.To).Select(smaller => pair with { To = smaller })));

    public static Arbitrary<Representation> AnyRepresentation() => Arb.From(
        from symmetry in Groups()
        from representation in Representations(symmetry)
        select representation,
        Shrink);

    private static Gen<OrthogonalGroup> Groups() =>
        from dimension in Gen.Frequency((3, Gen.Constant(3)), (1, Gen.Choose(1, 6)))
        from special in Gen.Elements(true, false)
        from translations in Gen.Elements(true, false)
        select new OrthogonalGroup(dimension, special, translations);

    private static Gen<Representation> Representations(OrthogonalGroup symmetry) =>
        from count in Gen.Choose(1, 3)
        from terms in Terms(symmetry).ArrayOf(count)
        select new Representation(symmetry, terms);

    private static Gen<RepresentationTerm> Terms(OrthogonalGroup symmetry) =>
        from multiplicity in Gen.Choose(1, 3)
        from irrep in Pieces(symmetry)
        select new RepresentationTerm(multiplicity, irrep);

    private static Gen<Piece> Pieces(OrthogonalGroup symmetry)
    {
        Gen<Piece> linear = symmetry.Dimension == 3
            ? from degree in Gen.Choose(0, MaximumDegree)
              from parity in symmetry.IsSpecial ? Gen.Constant(Parity.None) : Gen.Elements(Parity.Even, Parity.Odd)
              select (Piece)new SphericalIrrep(symmetry, degree, parity)
            : symmetry.Dimension == 2
                ? from irrep in Gen.Elements(FrequencyIrrep.All(symmetry).Take(MaximumDegree + 2).ToArray())
                  select (Piece)irrep
                : Gen.Elements<Piece>(symmetry.Trivial, symmetry.Vector);
        return symmetry.HasTranslations ? Gen.Frequency((3, linear), (1, Gen.Constant(symmetry.Point))) : linear;
    }

    private static IEnumerable<Representation> Shrink(Representation representation)
    {
        if (representation.Terms.Count > 1)
        {
            for (int i = 0; i < representation.Terms.Count; i++)
            {
                yield return new Representation(representation.Group, [.. representation.Terms.Where((_, index) => index != i)]);
            }
        }

        for (int i = 0; i < representation.Terms.Count; i++)
        {
            if (representation.Terms[i].Multiplicity > 1)
            {
                RepresentationTerm[] terms = [.. representation.Terms];
                terms[i] = terms[i] with { Multiplicity = 1 };
                yield return new Representation(representation.Group, terms);
            }
        }
    }
}
