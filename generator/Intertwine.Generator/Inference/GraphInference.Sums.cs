using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Layers that put features together or take them apart: concatenations, sums, differences, reductions over items, dropout.</summary>
internal sealed partial class GraphInference
{
    private int? PerNode(Site site)
    {
        _usesGraph = true;
        return site.Domain == Domain.Graphs
            ? Gather(site, IndexMap.ToGraphs(Domain.Nodes))
            : site.Fail(ProblemIds.WrongDomain, "source", site.Layer.Attribute, Domain.Graphs.Name, site.Domain.Name);
    }

    private static int? Difference(Site site)
    {
        if (!site.SameDomain() || !site.SameType())
        {
            return null;
        }

        return site.Node(site.Type.PointsToVectors(), new Layer.Difference());
    }

    private static int? Concat(Site site)
    {
        if (!site.SameDomain())
        {
            return null;
        }

        Representation sum = site.Type;
        for (int i = 1; i < site.Count; i++)
        {
            sum += site.TypeOf(i);
        }

        return site.Node(sum.Regrouped(), new Layer.Concat());
    }

    private int? Add(Site site, LayerSpec.Add layer)
    {
        if (!site.SameDomain())
        {
            return null;
        }

        int points = 0;
        for (int i = 0; i < site.Count; i++)
        {
            points += site.TypeOf(i).HasPoints() ? 1 : 0;
        }

        if (points > 1)
        {
            return site.Fail(ProblemIds.PointsAdded, "sources", "Add", site.SourceNames());
        }

        if (points == 0 && layer.MissingAsZero)
        {
            return Union(site) is { } union ? site.Node(union, new Layer.Add()) : null;
        }

        if (points == 0)
        {
            return site.SameType() ? site.Node(site.Type, new Layer.Add()) : null;
        }

        // One point plus vectors: the vectors must match what the point's differences are.
        int point = 0;
        while (!site.TypeOf(point).HasPoints())
        {
            point++;
        }

        Representation vectors = site.TypeOf(point).PointsToVectors();
        for (int i = 0; i < site.Count; i++)
        {
            if (i != point && !site.Matches(vectors, i))
            {
                return null;
            }
        }

        return site.Node(site.TypeOf(point), new Layer.Add());
    }

    /// <summary>Every piece of any source, each with the channels that all sources with this piece have; reports where these differ.</summary>
    private Representation? Union(Site site)
    {
        List<RepresentationTerm> terms = [];
        for (int i = 0; i < site.Count; i++)
        {
            foreach (RepresentationTerm term in site.TypeOf(i).Terms)
            {
                int known = terms.FindIndex(other => other.Piece == term.Piece);
                if (known < 0)
                {
                    terms.Add(term);
                }
                else if (terms[known].Multiplicity != term.Multiplicity)
                {
                    site.Fail(ProblemIds.WidthMismatch, "sources", "Add", terms[known].ToString(), term.ToString());
                    return null;
                }
            }
        }

        return new Representation(_group, terms).Regrouped();
    }

    private int? Reduce(Site site, LayerSpec.Reduce layer)
    {
        Value choice = Dereference(site.Scope, layer.Aggregation);
        if (choice.Kind != ValueKind.Choice || !Enum.TryParse(choice.Choice, out Aggregation aggregation))
        {
            return choice.Kind == ValueKind.Error ? null : site.Fail(ProblemIds.WrongValue, "aggregation", "aggregation", "nameof of an option of type Aggregation", choice.ToString());
        }

        if (Segments(site, layer.Over) is not { } segments)
        {
            return null;
        }

        // The mean over no neighbour at all is 0, which is not a point; a graph has nodes.
        if (site.Type.HasPoints() && (aggregation == Aggregation.Sum || layer.Over == Over.Neighbours || site.Domain.IsEdges))
        {
            bool isGraph = layer is { Attribute: "Sum", Over: Over.Graph } && !site.Domain.IsEdges;
            return site.FailWith(isGraph ? [new Hint(Hint.Layers, "Mean")] : [], ProblemIds.PointsAdded, "source", layer.Attribute, site.SourceNames());
        }

        return site.Node(segments.To, site.Type, new Layer.Reduce(segments, aggregation));
    }

    private int? Dropout(Site site, LayerSpec.Dropout layer)
    {
        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", "Dropout", "features without points (a point set to 0 depends on the origin)", site.Type.ToString());
        }

        if (Number(site, layer.Rate, "rate", 0, 1) is not double rate)
        {
            return null;
        }

        return rate < 1 ? site.Node(site.Type, new Layer.Dropout(rate)) : site.Fail(ProblemIds.WrongValue, "rate", "rate", "at least 0 and below 1", "1");
    }
}
