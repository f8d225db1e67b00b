using Intertwine.Algebra;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Representations that attributes give: as they are written, by the name of an option, or as that of another feature.</summary>
internal sealed partial class GraphInference
{
    /// <summary>The representation that <paramref name="text"/> gives; null, and a problem, where it gives none.</summary>
    /// <param name="regrouped">Whether equal pieces are one term, in canonical order; if not, terms stay as they are written.</param>
    private Representation? Represented(Site site, string text, string parameter, bool regrouped = true)
    {
        if (GroupOf(site.Scope.Class) is not { } group)
        {
            return null;
        }

        // A name that is also the name of a piece, such as V, is the piece.
        var place = new Place(site.Layer.Attribute, parameter);
        bool isName = site.Scope.Members.TryGetValue(text, out MemberSpec? member) && !RepresentationParser.Parse(group, text).IsSuccess;
        if (isName && member!.Kind == MemberKind.Feature)
        {
            Resolution feature = Lookup(site.Scope, site.Scope, site.Member, text, place);
            if (feature.Kind == ResolutionKind.Absent)
            {
                site.Fail(ProblemIds.AbsentSource, parameter, text, site.Member.Name);
            }

            return feature.IsFeature ? _features[feature.Feature].Type : null;
        }

        Value option = Value.None;
        bool isOption = isName && site.Scope.Options.TryGetValue(text, out option);
        if (isOption && option.Kind != ValueKind.Name)
        {
            if (option.Kind != ValueKind.Error)
            {
                site.Fail(ProblemIds.WrongValue, parameter, parameter, "a representation, or nameof of a string option or of a feature", option.ToString());
            }

            return null;
        }

        return ParseRepresentation(site.Scope, site.Member, group, isOption ? option.Text : text, false, place, regrouped, isWritten: !isOption);
    }

    /// <summary>
    /// What a layer makes of a declared representation: without the pieces that <paramref name="reaches"/> excludes where only reachable ones are wanted, with a scalar for each channel that a gate will multiply.
    /// </summary>
    private Representation Target(Representation declared, TargetSpec target, Func<Piece, bool> reaches)
    {
        Representation result = declared;
        if (target.OnlyReachable)
        {
            result = new Representation(declared.Group, [.. declared.Terms.Where(term => reaches(term.Piece))]);
        }

        int gated = target.Gates ? result.Terms.Sum(term => term.Piece.IsScalar() || term.Piece.IsSign() ? 0 : term.Multiplicity) : 0;
        return gated == 0 ? result : (result + FeatureTypes.Scalars(_group, gated)).Regrouped();
    }

    /// <summary>Any representation without points, where a block with an input <c>"*"</c> is checked on its own: scalars, and the pieces by which the group introduces itself.</summary>
    private Representation Sample(Group group)
    {
        List<RepresentationTerm> terms = [new(SampleMultiplicity, group.Trivial)];
        foreach (string name in group.ExampleNames)
        {
            if (group.ParsePiece(name).TryGet(out Piece? piece, out _) && !piece.IsAffine)
            {
                terms.Add(new RepresentationTerm(SampleMultiplicity, piece));
            }
        }

        if (terms.Exists(term => term.Piece is Irrep { IsTrivial: false }))
        {
            // Products of other pieces are not decomposed.
            terms.RemoveAll(term => term.Piece is not Irrep);
        }

        return new Representation(group, terms).Regrouped();
    }
}
