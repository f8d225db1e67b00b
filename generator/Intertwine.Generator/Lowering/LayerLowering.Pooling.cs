using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Lowering;

internal sealed partial class LayerLowering
{
    /// <summary>Piece by piece, channel by channel: what stands where &lt;x, D x&gt; is largest.</summary>
    private IReadOnlyList<int> VectorMaxPool(FeatureNode node, Layer.VectorMaxPool layer)
    {
        IReadOnlyList<int> source = Source(node);
        int[] values = new int[source.Count];
        IndexMap map = layer.Map;
        for (int i = 0; i < values.Length; i++)
        {
            RepresentationTerm term = node.Type.Terms[i];
            int direction = Builder.Mix(Builder.Parameter(LayerParameters.Prefix(node, term) + ".weight", new Shape(term.Multiplicity, term.Multiplicity)), source[i]);
            int score = InnerProduct(source[i], direction, layer.Forms[i]);
            values[i] = Builder.SegmentPick(source[i], Builder.SegmentArgMax(score, map), map);
        }

        return values;
    }
}
