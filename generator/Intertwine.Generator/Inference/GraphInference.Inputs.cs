using Intertwine.Algebra;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Inputs: their domains, and representations as text.</summary>
internal sealed partial class GraphInference
{
    /// <summary>An input of the model, or what feeds an input of a block, checked against its declaration.</summary>
    private Resolution Input(Scope scope, MemberSpec member, LayerSpec.Input input)
    {
        if (Declared(scope, member, input) is not { } declared)
        {
            return Resolution.Failed;
        }

        bool isAny = input.Representation == AnyRepresentation;
        if (scope.Parent is null)
        {
            CheckInput(scope, member, input);
            return Resolution.Of(Node(scope, member, DomainOf(input.Per), declared.WithMultiplicity(SampleMultiplicity).Regrouped(), new Layer.Input()));
        }

        if (!scope.Feeds.TryGetValue(member.Name, out Feed? feed))
        {
            return input.Optional ? Resolution.Absent : Resolution.Failed;
        }

        Resolution fed = Lookup(feed.Scope, feed.Reporter, feed.Member, feed.Source, feed.Place);
        if (!fed.IsFeature)
        {
            if (fed.Kind == ResolutionKind.Absent && !input.Optional)
            {
                Report(feed.Reporter, feed.Member, ProblemIds.AbsentSource, feed.Place, feed.Source!, $"{scope.Class.Name}.{member.Name}");
                return Resolution.Failed;
            }

            return fed;
        }

        FeatureNode feature = _features[fed.Feature];
        string name = $"{scope.Class.Name}.{member.Name}";
        if (!Accepts(input.Per, feature.Domain))
        {
            Report(feed.Reporter, feed.Member, ProblemIds.WrongDomain, feed.Place, name, DomainOf(input.Per).Name, feature.Domain.Name);
            return Resolution.Failed;
        }

        if (isAny && feature.Type.HasPoints())
        {
            Report(feed.Reporter, feed.Member, ProblemIds.WrongRepresentation, feed.Place, name, "features without points (subtract them first)", feature.Type.ToString());
            return Resolution.Failed;
        }

        if (!isAny && !declared.SamePieces(feature.Type))
        {
            Report(feed.Reporter, feed.Member, ProblemIds.WrongRepresentation, feed.Place, name, declared.ToString(), feature.Type.ToString());
            return Resolution.Failed;
        }

        if (!isAny && !declared.Accepts(feature.Type))
        {
            Report(feed.Reporter, feed.Member, ProblemIds.WidthMismatch, feed.Place, name, declared.ToString(), feature.Type.ToString());
            return Resolution.Failed;
        }

        return fed;
    }

    /// <summary>The representation that an input declares, as one of the model's group.</summary>
    private Representation? Declared(Scope scope, MemberSpec member, LayerSpec.Input input)
    {
        if (input.Representation is null || GroupOf(scope.Class) is not { } group)
        {
            return null;
        }

        if (!scope.Class.IsBlock || input.Representation != AnyRepresentation)
        {
            return ParseRepresentation(scope, member, group, input.Representation, scope.Class.IsBlock, new Place("Input", "representation"));
        }

        if (input.Example is null || scope.Parent is not null)
        {
            return Sample(_group);
        }

        bool isOption = scope.Options.TryGetValue(input.Example, out Value option) && option.Kind == ValueKind.Name;
        return ParseRepresentation(scope, member, group, isOption ? option.Text : input.Example, false, new Place("Input", "Example"), isWritten: !isOption);
    }

    /// <summary>Reads a representation of a block's or the model's group and restricts it to the model's group.</summary>
    /// <param name="isWritten">Whether the text stands at <paramref name="place"/>, so that positions in it are positions there.</param>
    private Representation? ParseRepresentation(Scope scope, MemberSpec member, Group group, string text, bool allowWildcard, Place place, bool regrouped = true, bool isWritten = true)
    {
        if (RepresentationParser.Parse(group, text, allowWildcard).TryGet(out Representation? representation, out ParseError? error))
        {
            Representation? restricted = representation.Restrict(_group);
            return regrouped ? restricted?.Regrouped() : restricted;
        }

        place = isWritten ? place with { Start = error.Position, Length = error.Length } : place;
        List<Hint> hints = isWritten ? [.. Corrections(group, text, allowWildcard)] : [];
        if (OwnerOf(group, TermAt(text, error.Position), allowWildcard) is { Name: { } owner } relative)
        {
            if (isWritten && relative.Defining.IsAffine && !group.Defining.IsAffine && group.IsSubgroupOf(relative))
            {
                hints.Add(new Hint(Hint.Translations, owner));
            }

            string suggestion = error.Suggestion is not { } known ? $"the group {owner}" : known.IndexOf(owner, StringComparison.Ordinal) >= 0 ? known : $"{known} here, or the group {owner}";
            error = error with { Suggestion = suggestion };
            ReportWith(scope, member, ProblemIds.WrongGroup, place, hints, text, group.Name, error.Message);
        }
        else
        {
            ReportWith(scope, member, ProblemIds.MalformedRepresentation, place, hints, text, error.Message);
        }

        return null;
    }

    /// <summary>What stands between the <c>+</c> before a position and that behind it, those in brackets not counted.</summary>
    private static string TermAt(string text, int position)
    {
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (text[i] == '+' && depth <= 0)
            {
                if (i >= position)
                {
                    return text.Substring(start, i - start);
                }

                start = i + 1;
            }
        }

        return text.Substring(start);
    }

    /// <summary>A related group for which the text would be right: parities under SO(3), points without translations, T1u under the rotations of a cube.</summary>
    private Group? OwnerOf(Group group, string text, bool allowWildcard)
    {
        foreach (Group relative in group.Relatives)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (RepresentationParser.Parse(relative, text, allowWildcard).IsSuccess)
            {
                return relative;
            }
        }

        return null;
    }

    private void CheckInput(Scope scope, MemberSpec member, LayerSpec.Input input)
    {
        if (!scope.Class.IsBlock && input.Optional)
        {
            Report(scope, member, ProblemIds.WrongValue, new Place("Input", "Optional"), "Optional", "false: only inputs of blocks may stay unfed", "true");
        }

        if (!scope.Class.IsBlock && input.Per is (Per.Token or Per.Item))
        {
            Report(scope, member, ProblemIds.WrongValue, new Place("Input", "per"), "per", input.Per == Per.Token ? "Graph, Node or Edge: tokens are made by [Tokens]" : "Graph, Node or Edge: only inputs of blocks may be of any domain", input.Per.ToString());
        }
        else if (!_hasGraph && input.Per == Per.Edge)
        {
            Report(scope, member, ProblemIds.NeedsGraph, new Place("Input", "per"), "Input", "edges");
        }
    }
}
