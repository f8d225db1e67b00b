using Intertwine.Algebra;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>The rule of layers written by hand: annotations of the method against the features that it is given.</summary>
internal sealed partial class GraphInference
{
    private int? Custom(Site site, LayerSpec.Custom layer)
    {
        if (layer.Method is not { } method)
        {
            return null;
        }

        if (method.Defect is { } defect)
        {
            return site.Fail(defect.Id, "method", [method.Name, .. defect.Arguments]);
        }

        // A group that does not exist is reported at the method.
        if (method.Group is null || !DeclaredGroups.Find(method.Group, _cancellation).TryGet(out Group? group, out _) || !site.SameDomain())
        {
            return null;
        }

        if (Seen(group) is not { } seen)
        {
            return site.Fail(ProblemIds.CustomMethodOfAnotherGroup, "method", method.Name, group.Name, _group.Name);
        }

        if (!Takes(site, method, group, seen) || Results(site, method, group, seen) is not { } results)
        {
            return null;
        }

        int? channels = layer.Channels.Kind == ValueKind.None ? site.Type.Terms[0].Multiplicity : Width(site, layer.Channels, new Place("Custom", "Channels"));
        if (channels is not int width)
        {
            return null;
        }

        Representation type = new Representation(_group, [.. results.Select(piece => new RepresentationTerm(width, piece))]).Regrouped();
        int[] places = [.. type.Terms.Select(term => results.IndexOf(term.Piece))];
        return site.Node(type, new Layer.Custom(method.Name, method.Code, method.Parameters.Select(p => p.Parameter).ToEquatable(), new(places), method.ReturnsTuple));
    }

    /// <summary>
    /// The group by whose elements the model's elements act on a method's tensors: the model's group where it is part of the method's, else the model's group without its translations, which act on nothing but points.
    /// Null where neither is part of it.
    /// </summary>
    private Group? Seen(Group group)
    {
        if (_group == group || _group.IsSubgroupOf(group))
        {
            return _group;
        }

        return _group is OrthogonalGroup { HasTranslations: true } moving && moving with { HasTranslations = false } is var linear && linear.IsSubgroupOf(group) ? linear : null;
    }

    /// <summary>Whether the pieces of the sources are those of the parameters, one by one; reports where not.</summary>
    private bool Takes(Site site, CustomMethodSpec method, Group group, Group seen)
    {
        List<(int Source, RepresentationTerm Term)> given = [.. Enumerable.Range(0, site.Count).SelectMany(i => site.TypeOf(i).Terms.Select(term => (i, term)))];
        if (given.Count != method.Parameters.Count)
        {
            string came = string.Join("; ", Enumerable.Range(0, site.Count).Select(i => $"{site.SourceName(i)}: {site.TypeOf(i)}"));
            site.Fail(ProblemIds.CustomSourceCount, "sources", method.Name, Text(method.Parameters.Count), Text(given.Count), came);
            return false;
        }

        bool right = true;
        for (int i = 0; i < given.Count; i++)
        {
            AnnotatedTensor parameter = method.Parameters[i];
            Piece actual = given[i].Term.Piece;
            if (PieceOf(site, method, parameter, group, seen, actual) is not { } expected)
            {
                return false;
            }

            if (expected != actual)
            {
                string representation = parameter.Representation is { } text ? $"[Rep(\"{text}\")]" : "[Invariant]";
                site.FailAt(given[i].Source, ProblemIds.CustomSourceRepresentation, [], method.Name, parameter.Name, representation, site.SourceName(given[i].Source), actual.Name);
                right = false;
            }
        }

        return right;
    }

    /// <summary>The pieces that a method returns, in its order; null where they make no feature.</summary>
    private List<Piece>? Results(Site site, CustomMethodSpec method, Group group, Group seen)
    {
        List<Piece> pieces = [];
        foreach (AnnotatedTensor result in method.Results)
        {
            if (PieceOf(site, method, result, group, seen, null) is not { } piece)
            {
                return null;
            }

            if (pieces.Contains(piece))
            {
                site.Fail(ProblemIds.CustomTensorNotAPiece, "method", method.Name, result.Name, piece.Name, "another element is the same: a feature has one tensor for each piece, so join their channels");
                return null;
            }

            pieces.Add(piece);
        }

        return pieces;
    }

    /// <summary>
    /// The piece of the model's group that an annotation states. The components of several pieces along one axis are their direct sum as one piece, <c>sum(…)</c>.
    /// </summary>
    /// <param name="actual">What came; null for results.</param>
    private Piece? PieceOf(Site site, CustomMethodSpec method, AnnotatedTensor tensor, Group group, Group seen, Piece? actual)
    {
        if (tensor.Representation is not { } text)
        {
            return _group.Trivial;
        }

        // What cannot be read is reported at the method.
        if (!RepresentationParser.Parse(group, text).TryGet(out Representation? representation, out _))
        {
            return null;
        }

        if (representation.Terms is not [{ Multiplicity: 1 }])
        {
            if (!RepresentationParser.Parse(group, $"sum({text})").TryGet(out Representation? sum, out _) || sum.Terms is not [{ Multiplicity: 1 }])
            {
                site.Fail(ProblemIds.CustomTensorNotAPiece, "method", method.Name, tensor.Name, text, "its components are not those of one piece");
                return null;
            }

            representation = sum;
        }

        if (representation.Restrict(seen) is { Terms: [{ Piece: var piece }] } && Lift(piece) is { } lifted)
        {
            return lifted;
        }

        site.Fail(ProblemIds.CustomTensorNotAPiece, "method", method.Name, tensor.Name, text, $"{_group.Name} has no piece with these components{(actual is null ? "" : $", and '{actual.Name}' came")}");
        return null;
    }

    /// <summary>A piece of the group without translations as one of the model's, on which these act trivially.</summary>
    private Piece? Lift(Piece piece) =>
        piece.Group == _group ? piece
        : piece.IsTrivial && piece.Dimension == 1 ? _group.Trivial
        : RepresentationParser.Parse(_group, piece.Name).TryGet(out Representation? same, out _) && same.Terms is [{ Multiplicity: 1, Piece: var lifted }] && lifted.Dimension == piece.Dimension && !lifted.IsAffine ? lifted
        : null;
}
