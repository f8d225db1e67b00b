using Intertwine.Algebra;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Rules of the layers that choose among items.</summary>
internal sealed partial class GraphInference
{
    private int? Max(Site site, LayerSpec.Max layer)
    {
        if (Segments(site, layer.Over) is not { } segments)
        {
            return null;
        }

        return site.Type.IsScalar()
            ? site.Node(segments.To, site.Type, new Layer.Max(segments.Map))
            : site.Fail(ProblemIds.MaxOfNonScalar, "source", layer.Attribute, site.Type.ToString());
    }

    private int? VectorMaxPool(Site site, LayerSpec.VectorMaxPool layer)
    {
        if (Segments(site, layer.Over) is not { } segments)
        {
            return null;
        }

        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", layer.Attribute, "features without points (subtract them first)", site.Type.ToString());
        }

        return Forms(site, needsRoot: false) is { } forms ? site.Node(segments.To, site.Type, new Layer.VectorMaxPool(segments.Map, forms)) : null;
    }

    /// <summary>The map from the items of the source to what they are pooled to; null where there is none.</summary>
    private (Per To, string Map)? Segments(Site site, Over over)
    {
        if (!_hasGraph)
        {
            site.Fail(ProblemIds.NeedsGraph, null, site.Layer.Attribute, over == Over.Graph ? "to know which nodes belong to which graph" : "edges");
            return null;
        }

        switch (over, site.Domain)
        {
            case (Over.Neighbours, Per.Edge):
                return (Per.Node, "target");
            case (Over.Graph, Per.Node):
                return (Per.Graph, "nodeGraph");
            case (Over.Graph, Per.Edge):
                return (Per.Graph, "edgeGraph");
            default:
                site.Fail(ProblemIds.WrongDomain, "source", site.Layer.Attribute, over == Over.Graph ? "nodes or edges" : Per.Edge.Plural(), site.Domain.Plural());
                return null;
        }
    }
}
