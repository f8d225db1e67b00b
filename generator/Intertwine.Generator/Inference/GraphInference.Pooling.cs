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
            ? site.Node(segments.To, site.Type, new Layer.Max(segments))
            : site.FailWith(
                ScalarUnderRotations(site.Type).Concat(HasForms(site.Type, positive: false) ? [new Hint(Hint.Layers, "VectorMaxPool")] : []), ProblemIds.MaxOfNonScalar, "source", layer.Attribute, site.Type.ToString());
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

        return Forms(site, needsRoot: false) is { } forms ? site.Node(segments.To, site.Type, new Layer.VectorMaxPool(segments, forms)) : null;
    }
}
