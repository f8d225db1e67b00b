using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>The rules of edge sets and tokens, and which edges a layer works along.</summary>
internal sealed partial class GraphInference
{
    /// <summary>More neighbours than any network takes of a node: a guard against a mistake that costs memory.</summary>
    private const int MaximumNeighbours = 1024;

    private readonly List<SetNode> _sets = [];

    /// <summary>Edge sets that some layer works along, by name or because they are the only ones.</summary>
    private readonly HashSet<(Scope Scope, string Name)> _usedSets = [];

    /// <summary>Whether something follows from which nodes belong to which graph.</summary>
    private bool _usesGraph;

    private static bool IsEdgeSet(MemberSpec member) => member.Layer is LayerSpec.Graph or LayerSpec.AllPairs or LayerSpec.Nearest;

    /// <summary>A derived edge set.</summary>
    private Resolution EdgeSet(Scope scope, MemberSpec member)
    {
        if (member.IsOutput)
        {
            Report(scope, member, ProblemIds.NotAFeature, new Place("Output"), member.Name, "an edge set", "a feature");
            return Resolution.Failed;
        }

        _usesGraph = true;
        return member.Layer switch
        {
            LayerSpec.Nearest nearest => Nearest(scope, member, nearest),
            LayerSpec.AllPairs pairs => AllPairs(scope, member, pairs),
            _ => throw new InvalidOperationException($"{member.Layer} makes no edges."),
        };
    }

    private Resolution Nearest(Scope scope, MemberSpec member, LayerSpec.Nearest layer)
    {
        if (SetSource(scope, member, layer.Sources[0]) is not int source)
        {
            return Resolution.Failed;
        }

        FeatureNode feature = _features[source];
        if (feature.Domain != Domain.Nodes)
        {
            Report(scope, member, ProblemIds.WrongDomain, new Place("Nearest", "source"), "Nearest", Domain.Nodes.Name, feature.Domain.Name);
            return Resolution.Failed;
        }

        foreach (RepresentationTerm term in feature.Type.Terms)
        {
            if (!term.Piece.Differences.IsOrthogonal)
            {
                Report(scope, member, ProblemIds.DistanceNotInvariant, new Place("Nearest", "source"), layer.Sources[0].Name!, term.ToString(), _group.Name);
                return Resolution.Failed;
            }
        }

        Value number = Dereference(scope, layer.Number);
        if (number is not { Kind: ValueKind.Integer, Number: >= 1 and <= MaximumNeighbours })
        {
            if (number.Kind != ValueKind.Error)
            {
                Report(scope, member, ProblemIds.WrongNeighbours, new Place("Nearest", "number"), member.Name, Text(MaximumNeighbours), number.ToString());
            }

            return Resolution.Failed;
        }

        return Set(scope, member, Domain.Nearest(scope.Path + member.Name, (int)number.Number, layer.IncludeSelf), source);
    }

    private Resolution AllPairs(Scope scope, MemberSpec member, LayerSpec.AllPairs layer)
    {
        Domain[] ends = [Domain.Nodes, Domain.Nodes];
        for (int i = 0; i < layer.Sources.Count; i++)
        {
            if (SetSource(scope, member, layer.Sources[i]) is not int source)
            {
                return Resolution.Failed;
            }

            ends[i] = _features[source].Domain;
            if (ends[i] != Domain.Nodes && !ends[i].IsTokens)
            {
                Report(scope, member, ProblemIds.WrongDomain, new Place("AllPairs", layer.Sources[i].Parameter), "AllPairs", "nodes or tokens", ends[i].Name);
                return Resolution.Failed;
            }
        }

        return Set(scope, member, Domain.AllPairs(scope.Path + member.Name, ends[0], ends[1]), -1);
    }

    private Resolution Set(Scope scope, MemberSpec member, Domain domain, int source)
    {
        _sets.Add(new SetNode(member.Name, scope.Path + member.Name, domain, source));
        return new Resolution(ResolutionKind.EdgeSet, _sets.Count - 1);
    }

    /// <summary>The feature that an edge set names; null where it is not there.</summary>
    private int? SetSource(Scope scope, MemberSpec member, SourceSpec source)
    {
        var place = new Place(member.Layer!.Attribute, source.Parameter);
        Resolution resolution = Lookup(scope, scope, member, source.Name, place);
        if (resolution.Kind == ResolutionKind.Absent)
        {
            Report(scope, member, ProblemIds.AbsentSource, place, source.Name!, member.Name);
        }

        return resolution.IsFeature ? resolution.Feature : null;
    }

    private int? Tokens(Site site, LayerSpec.Tokens layer)
    {
        if (site.Domain != Domain.Graphs)
        {
            return site.Fail(ProblemIds.WrongDomain, "source", "Tokens", Domain.Graphs.Name, site.Domain.Name);
        }

        if (Width(site, layer.Number, new Place("Tokens", "number")) is not int number)
        {
            return null;
        }

        List<RepresentationTerm> terms = [];
        foreach (RepresentationTerm term in site.Type.Terms)
        {
            if (term.Multiplicity % number != 0)
            {
                return site.Fail(ProblemIds.WidthMismatch, "source", "Tokens", $"a multiple of {Text(number)} channels of each piece", term.ToString());
            }

            terms.Add(term with { Multiplicity = term.Multiplicity / number });
        }

        _usesGraph = true;
        string path = site.Scope.Path + site.Member.Name;
        Domain domain = Domain.Tokens(path, number);
        _sets.Add(new SetNode(site.Member.Name, path, domain, -1));
        return site.Node(domain, new Representation(_group, terms), new Layer.Tokens());
    }

    /// <summary>
    /// The edges that a layer works along: those it names; else the only ones of its class; else, in a block without any, those of its use: named there, or those of a feature that feeds it, or the only ones around it.
    /// Reports where there are none or several.
    /// </summary>
    private Domain? EdgesOf(Site site, string? along)
    {
        var place = new Place(site.Layer.Attribute, along is null ? null : "Along");
        return along is null ? DefaultEdges(site.Scope, site, place) : NamedEdges(site.Scope, site, along, place);
    }

    /// <summary>The edges that a layer works along, whose map <paramref name="end"/> must lead to where the layer's first source lives.</summary>
    private IndexMap? EdgesOf(Site site, string? along, Func<Domain, IndexMap> end)
    {
        if (EdgesOf(site, along) is not { } edges)
        {
            return null;
        }

        IndexMap map = end(edges);
        if (map.To == site.Domain)
        {
            return map;
        }

        if (edges.Origin is null)
        {
            site.Fail(ProblemIds.WrongDomain, "source", site.Layer.Attribute, map.To.Name, site.Domain.Name);
        }
        else
        {
            site.Fail(
                ProblemIds.WrongEdgeSet, along is null ? "source" : "Along", site.Layer.Attribute, edges.Name,
                $"edges whose {(map == IndexMap.Source(edges) ? "sources" : "targets")} are {site.Domain.Name}, like the feature", map.To.Name);
        }

        return null;
    }

    /// <summary>The map from the items of a layer's source to what the layer reduces them to; reports where there is none.</summary>
    private IndexMap? Segments(Site site, Over over)
    {
        if (over == Over.Neighbours ? !site.Domain.IsEdges : site.Domain == Domain.Graphs)
        {
            site.Fail(ProblemIds.WrongDomain, "source", site.Layer.Attribute, over == Over.Graph ? "nodes or edges" : Domain.Edges.Name, site.Domain.Name);
            return null;
        }

        _usesGraph = true;
        return over == Over.Neighbours ? IndexMap.Target(site.Domain) : IndexMap.ToGraphs(site.Domain);
    }

    private Domain? NamedEdges(Scope scope, Site site, string name, Place place)
    {
        if (!scope.Members.TryGetValue(name, out MemberSpec? member))
        {
            Report(site.Scope, site.Member, ProblemIds.UnknownSource, place, name, scope.Class.Name);
            return null;
        }

        if (!IsEdgeSet(member))
        {
            if (member.Layer is not null)
            {
                Report(site.Scope, site.Member, ProblemIds.WrongEdgeSet, place, site.Layer.Attribute, name, "an edge set", member.Kind == MemberKind.Feature ? "a feature" : member.Kind == MemberKind.Block ? "a block" : "an option");
            }

            return null;
        }

        return EdgesOf(scope, member, site, place);
    }

    private Domain? DefaultEdges(Scope scope, Site site, Place place)
    {
        MemberSpec[] sets = [.. scope.Class.Members.Where(m => IsEdgeSet(m) && (m.Layer is LayerSpec.Graph || Resolve(scope, m).Kind != ResolutionKind.Absent))];
        switch (sets.Length)
        {
            case 1:
                return EdgesOf(scope, sets[0], site, place);
            case > 1:
                _usedSets.UnionWith(sets.Select(s => (scope, s.Name)));
                string names = string.Join(", ", sets.Select(m => m.Name));
                ReportWith(site.Scope, site.Member, ProblemIds.SeveralEdgeSets, place, [new Hint(Hint.Suggestion, names)], site.Layer.Attribute, names);
                return null;
            default:
                return Surroundings(scope, site, place);
        }
    }

    private Domain? EdgesOf(Scope scope, MemberSpec set, Site site, Place place)
    {
        _usedSets.Add((scope, set.Name));
        if (set.Layer is LayerSpec.Graph)
        {
            return scope.Parent is null ? Domain.Edges : Surroundings(scope, site, place);
        }

        Resolution resolution = Resolve(scope, set);
        if (resolution.Kind == ResolutionKind.Absent)
        {
            Report(site.Scope, site.Member, ProblemIds.AbsentSource, place, set.Name, site.Member.Name);
        }

        return resolution.Kind == ResolutionKind.EdgeSet ? _sets[resolution.Feature].Domain : null;
    }

    /// <summary>The edges around a copy of a block.</summary>
    private Domain? Surroundings(Scope scope, Site site, Place place)
    {
        if (scope.Parent is null)
        {
            if (_hasGraph)
            {
                return Domain.Edges;
            }

            Report(site.Scope, site.Member, ProblemIds.NeedsGraph, place, site.Layer.Attribute, Domain.Edges.Name);
            return null;
        }

        if (scope.Along is not null)
        {
            return NamedEdges(scope.Parent, site, scope.Along, place);
        }

        foreach (MemberSpec member in scope.Class.Members)
        {
            if (member.Layer is LayerSpec.Input { Per: Per.Edge } && Resolve(scope, member) is { IsFeature: true } fed)
            {
                return _features[fed.Feature].Domain;
            }
        }

        return DefaultEdges(scope.Parent, site, place);
    }

    /// <summary>Whether an input of a block takes a feature of this domain. Edges may be any edges, and what a block calls nodes may be tokens.</summary>
    private static bool Accepts(Per per, Domain domain) => per switch
    {
        Per.Graph => domain == Domain.Graphs,
        Per.Node => domain == Domain.Nodes || domain.IsTokens,
        Per.Token => domain.IsTokens,
        Per.Item => true,
        _ => domain.IsEdges,
    };

    private static Domain DomainOf(Per per) => per switch
    {
        Per.Graph => Domain.Graphs,
        Per.Node or Per.Item => Domain.Nodes,
        Per.Token => Domain.Tokens("tokens", SampleMultiplicity),
        _ => Domain.Edges,
    };
}
