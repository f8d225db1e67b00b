using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Lowering;

/// <summary>Attention, and vectors and scalars as one piece.</summary>
internal sealed partial class LayerLowering
{
    /// <summary>Minus the logit of a masked key: below all that occur, and a number in either precision.</summary>
    private const double Far = 1e30;

    private int Softmax(FeatureNode node, Layer.Softmax layer)
    {
        int weights = Exponentials(Source(node)[0], layer.Segments, 1);
        return Builder.Multiply(weights, Builder.Gather(InverseSum(weights, layer.Segments), layer.Segments));
    }

    /// <summary>exp(scale (x - largest x of the same segment)), between 0 and 1.</summary>
    private int Exponentials(int x, IndexMap target, double scale)
    {
        int largest = Builder.StopGradient(Builder.SegmentMax(x, target));
        return Builder.Apply(ScalarFunction.Exp, Builder.Affine(Builder.Subtract(x, Builder.Gather(largest, target)), scale));
    }

    /// <summary>One over the sum of such exponentials, which is at least 1 wherever there is any.</summary>
    private int InverseSum(int weights, IndexMap target) =>
        Builder.Apply(ScalarFunction.Reciprocal, Builder.Clamp(Builder.ScatterSum(weights, target), 0.5, double.PositiveInfinity));

    /// <summary>
    /// y_i = sum_j w_ij v_j / sum_j w_ij with w_ij = exp(scale (a_ij - max_j a_ij)): the division is done for each query and not for each pair, so that a pair needs one number per head.
    /// </summary>
    private IReadOnlyList<int> VectorAttention(FeatureNode node, Layer.VectorAttention layer)
    {
        IndexMap target = layer.Target;
        IndexMap source = IndexMap.Source(target.From);
        int? mask = node.Sources.Count > 3 ? Builder.Gather(Builder.StopGradient(Source(node, 3)[0]), source) : null;
        int logits = Logits(node, layer, source);
        if (mask is int m)
        {
            // Whatever a masked key's logit was, it must not be the largest.
            logits = Builder.Add(Builder.Multiply(logits, m), Builder.Affine(m, Far, -Far));
        }

        int weights = Exponentials(logits, target, layer.Distance == AttentionDistance.HalfScaled ? 1 : layer.Factor);
        weights = mask is int counts ? Builder.Multiply(weights, counts) : weights;
        int inverse = InverseSum(weights, target);
        return Each(Source(node, 2), x => Builder.Multiply(Builder.PairSum(weights, x, source, target), PerChannel(inverse, Builder[x].Shape.Channels)));
    }

    /// <summary>
    /// &lt;q_i, k_j&gt; head by head, or 2 &lt;q_i, k_j&gt; - |k_j|^2, or 2 scale &lt;q_i, k_j&gt; - |k_j|^2: a softmax does not see |q_i|^2, which is the same for all keys.
    /// </summary>
    private int Logits(FeatureNode node, Layer.VectorAttention layer, IndexMap source)
    {
        IReadOnlyList<int> queries = Source(node);
        IReadOnlyList<int> keys = Source(node, 1);
        int? products = null;
        int? norms = null;
        for (int i = 0; i < keys.Count; i++)
        {
            int key = layer.Forms[i].Matrix is { } form ? Builder.MapComponents(keys[i], ToTensor(form)) : keys[i];
            products = Plus(products, Builder.PairProduct(queries[i], layer.Target, key, source, layer.Heads));
            norms = layer.Distance != AttentionDistance.Product ? Plus(norms, PerHead(Builder.SumComponents(Builder.Multiply(keys[i], key)), layer.Heads)) : null;
        }

        double factor = layer.Distance == AttentionDistance.HalfScaled ? 2 * layer.Factor : 2;
        return norms is int squares ? Builder.Subtract(Builder.Affine(products!.Value, factor), Builder.Gather(squares, source)) : products!.Value;

        int Plus(int? sum, int term) => sum is int other ? Builder.Add(other, term) : term;
    }

    /// <summary>Scalars of channels summed over each head.</summary>
    private int PerHead(int x, int heads) => heads == 1 ? Builder.SumChannels(x) : Builder.SumComponents(Builder.Reshape(x, new Shape(heads, Builder[x].Shape.Channels / heads)));

    /// <summary>Scalars of heads, repeated for the channels of each.</summary>
    private int PerChannel(int x, int channels)
    {
        int heads = Builder[x].Shape.Channels;
        return heads == 1 ? x : Builder.Reshape(Builder.BroadcastTo(x, new Shape(heads, channels / heads)), new Shape(channels, 1));
    }

    /// <summary>[x_c, s] for every channel c.</summary>
    private int EarlyFusion(FeatureNode node)
    {
        int vectors = Source(node)[0];
        Shape x = Builder[vectors].Shape;
        Shape sum = x with { Components = node.Type.Terms[0].Piece.Dimension };
        int result = Builder.Pad(vectors, 0, 0, sum);
        int first = x.Components;
        foreach (int scalars in Source(node, 1))
        {
            int rows = Builder[scalars].Shape.Rows;
            result = Builder.Add(result, Builder.Pad(Builder.Reshape(scalars, new Shape(1, rows)), 0, first, sum with { Channels = 1 }));
            first += rows;
        }

        return result;
    }

    /// <summary>The components of some summands of every channel; copies become channels.</summary>
    private int SplitFusion(FeatureNode node)
    {
        int source = Source(node)[0];
        var sum = (DirectSumPiece)SourceType(node).Terms[0].Piece;
        Piece piece = node.Type.Terms[0].Piece;
        List<TensorEntry> entries = [];
        int first = 0;
        foreach (Piece summand in sum.Summands)
        {
            for (int d = 0; summand == piece && d < piece.Dimension; d++)
            {
                entries.Add(new TensorEntry(entries.Count, first + d, 0, 1));
            }

            first += summand.Dimension;
        }

        int components = Builder.MapComponents(source, new SparseTensor(entries.Count, sum.Dimension, 1, entries.ToEquatable()));
        return Builder.Reshape(components, new Shape(node.Type.Terms[0].Multiplicity, piece.Dimension));
    }
}
