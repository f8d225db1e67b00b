using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Lowering;

/// <summary>Layers of vector neurons. Only the products with matrices are dear; all else is written so that it is cheap to compute again from them.</summary>
internal sealed partial class LayerLowering
{
    /// <summary>W x + epsilon b / |b|, with the norm of each row of b or of all of it.</summary>
    private IReadOnlyList<int> VectorLinear(FeatureNode node, Layer.VectorLinear layer)
    {
        IReadOnlyList<int> source = Source(node);
        int[] values = new int[source.Count];
        for (int i = 0; i < values.Length; i++)
        {
            string prefix = LayerParameters.Prefix(node, node.Type.Terms[i]);
            values[i] = Builder.Mix(Builder.Parameter(prefix + ".weight", new Shape(node.Type.Terms[i].Multiplicity, Builder[source[i]].Shape.Channels)), source[i]);
            if (LayerParameters.ApproximateBias(node, layer, i) is { } shape)
            {
                int bias = Builder.Parameter(prefix + ".bias", shape);
                int square = Builder.Multiply(bias, bias);
                square = layer.BiasForm == VectorBias.Uniform ? Builder.SumChannels(square) : Builder.SumComponents(square);
                int unit = Builder.Multiply(bias, Builder.Apply(ScalarFunction.SafeReciprocalSqrt, square));
                values[i] = Builder.AddBias(values[i], Builder.Affine(unit, layer.ApproximateBias));
            }
        }

        return values;
    }

    /// <summary>x + (1 - slope) max(-&lt;x, d&gt;, 0) d / n.</summary>
    private IReadOnlyList<int> VectorRelu(FeatureNode node, Layer.VectorRelu layer)
    {
        IReadOnlyList<int> source = Source(node);
        IReadOnlyList<int> directions = Source(node, node.Sources.Count - 1);
        int[] values = new int[source.Count];
        for (int i = 0; i < values.Length; i++)
        {
            int x = source[i];
            BilinearForm form = layer.Forms[i];
            int channels = layer.Shared ? 1 : Builder[x].Shape.Channels;
            string prefix = LayerParameters.Prefix(node, node.Type.Terms[i]);
            int d = Builder.Mix(Builder.Parameter(prefix + ".weight", new Shape(channels, Builder[directions[i]].Shape.Channels)), directions[i]);
            int square = Square(d, form);
            int inverse = layer.Projection switch
            {
                VectorProjection.Clamped => Builder.Apply(ScalarFunction.Reciprocal, Builder.Clamp(square, layer.Epsilon * layer.Epsilon, double.PositiveInfinity)),
                VectorProjection.HalfNormalized => Builder.Apply(ScalarFunction.SafeReciprocalSqrt, Builder.Clamp(square, layer.Epsilon * layer.Epsilon, double.PositiveInfinity)),
                _ => Builder.Apply(ScalarFunction.Reciprocal, Builder.Affine(square, 1, layer.Epsilon)),
            };
            int behind = Builder.Apply(ScalarFunction.Relu, Builder.Negate(InnerProduct(x, d, form)));
            values[i] = Builder.Add(x, Builder.Multiply(d, Builder.Multiply(Builder.Affine(behind, 1 - layer.Slope), inverse)));
        }

        return values;
    }

    /// <summary>x ((n - mean) a + bias) / n with n = |x| + epsilon and a = weight / sqrt(var + epsilon).</summary>
    private IReadOnlyList<int> VectorBatchNorm(FeatureNode node, Layer.VectorBatchNorm layer)
    {
        IndexMap map = IndexMap.ToUnit(node.Domain);
        int channels = node.Type.Channels();
        int weight = Builder.Parameter(node.Path + ".weight", new Shape(channels, 1));
        int bias = Builder.Parameter(node.Path + ".bias", new Shape(channels, 1));
        int first = 0;
        List<int> means = [];
        List<int> variances = [];
        int[] values = new int[node.Type.Terms.Count];
        for (int i = 0; i < values.Length; i++)
        {
            int x = Source(node)[i];
            int count = node.Type.Terms[i].Multiplicity;
            int norm = Builder.Affine(Builder.Apply(ScalarFunction.Sqrt, Square(x, layer.Forms[i])), 1, layer.NormEpsilon);
            int mean = _training ? Builder.ScatterMean(norm, map) : Builder.SliceChannels(Running(node.Path, "mean", channels), first, count);
            int centred = Builder.Subtract(norm, Builder.Gather(mean, map));
            int variance = _training ? Builder.ScatterMean(Builder.Multiply(centred, centred), map) : Builder.SliceChannels(Running(node.Path, "var", channels), first, count);
            means.Add(mean);
            variances.Add(variance);
            int slope = Builder.Multiply(Builder.SliceChannels(weight, first, count), Builder.Apply(ScalarFunction.SafeReciprocalSqrt, Builder.Affine(variance, 1, layer.Epsilon)));
            int normalized = Builder.AddBias(Builder.Multiply(centred, Builder.Gather(slope, map)), Builder.SliceChannels(bias, first, count));
            values[i] = Builder.Multiply(x, Builder.Multiply(normalized, Builder.Apply(ScalarFunction.Reciprocal, norm)));
            first += count;
        }

        _statistics[node.Path] = (Builder.Concat(means), Builder.Concat(variances));
        return values;
    }

    /// <summary>x ((n - mean) weight / sqrt(var + epsilon) + bias) / m with n = |x|, statistics over the channels, and m = max(n, epsilon) or n + epsilon.</summary>
    private IReadOnlyList<int> VectorLayerNorm(FeatureNode node, Layer.VectorLayerNorm layer)
    {
        IndexMap map = IndexMap.ToUnit(node.Domain);
        int weight = Builder.Parameter(node.Path + ".weight", new Shape(node.Type.Channels(), 1));
        int first = 0;
        int[] values = new int[node.Type.Terms.Count];
        for (int i = 0; i < values.Length; i++)
        {
            int x = Source(node)[i];
            int count = node.Type.Terms[i].Multiplicity;
            int norm = Builder.Apply(ScalarFunction.Sqrt, Square(x, layer.Forms[i]));
            int centred = Builder.Subtract(norm, Builder.Affine(Builder.SumChannels(norm), 1.0 / count));
            int variance = Builder.Affine(Builder.SumChannels(Builder.Multiply(centred, centred)), 1.0 / count, layer.Epsilon);
            int normalized = Builder.Multiply(Builder.Multiply(centred, Builder.Apply(ScalarFunction.SafeReciprocalSqrt, variance)), Builder.Gather(Builder.SliceChannels(weight, first, count), map));
            if (layer.Bias)
            {
                normalized = Builder.AddBias(normalized, Builder.SliceChannels(Builder.Parameter(node.Path + ".bias", new Shape(node.Type.Channels(), 1)), first, count));
            }

            int divisor = layer.AddNormEpsilon ? Builder.Affine(norm, 1, layer.NormEpsilon) : Builder.Clamp(norm, layer.NormEpsilon, double.PositiveInfinity);
            values[i] = Builder.Multiply(x, Builder.Multiply(normalized, Builder.Apply(ScalarFunction.Reciprocal, divisor)));
            first += count;
        }

        return values;
    }

    /// <summary>All products of channels of one piece in one contraction: the channels of the right side are its components.</summary>
    private int InnerProducts(FeatureNode node, Layer.InnerProducts layer)
    {
        IReadOnlyList<int> left = Source(node);
        IReadOnlyList<int> right = Source(node, 1);
        int[] products = new int[left.Count];
        for (int i = 0; i < products.Length; i++)
        {
            int channels = Builder[left[i]].Shape.Channels;
            (int others, int components) = (Builder[right[i]].Shape.Channels, Builder[right[i]].Shape.Components);
            int y = layer.Forms[i].Matrix is { } form ? Builder.MapComponents(right[i], ToTensor(form)) : right[i];
            int table = Builder.Contract(left[i], Builder.Reshape(y, new Shape(1, others * components)), PairProducts(others, components));
            products[i] = Builder.Reshape(table, new Shape(channels * others, 1));
        }

        return Builder.Concat(products);
    }

    /// <summary>z_k = sum_d x_d y_kd.</summary>
    private static SparseTensor PairProducts(int channels, int components) => new(
        channels,
        components,
        channels * components,
        Enumerable.Range(0, channels * components).Select(kd => new TensorEntry(kd / components, kd % components, kd, 1)).ToEquatable());

    /// <summary>u_k = w / (|w| + epsilon) with w = v_k less its parts along all earlier u; perhaps the vector that completes the frame.</summary>
    private int Orthonormalize(FeatureNode node, Layer.Orthonormalize layer)
    {
        int source = Source(node)[0];
        List<int> frame = [];
        for (int k = 0; k < Builder[source].Shape.Channels; k++)
        {
            int w = Builder.SliceChannels(source, k, 1);
            foreach (int u in frame)
            {
                w = Builder.Subtract(w, Builder.Multiply(u, InnerProduct(w, u, layer.Form)));
            }

            int length = Builder.Apply(ScalarFunction.Sqrt, Square(w, layer.Form));
            frame.Add(Builder.Multiply(w, Builder.Apply(ScalarFunction.Reciprocal, Builder.Affine(length, 1, layer.Epsilon))));
        }

        if (layer.Complete)
        {
            frame.Add(frame.Count == 2 ? CrossProduct(frame[0], frame[1]) : Builder.MapComponents(frame[0], CrossProducts.QuarterTurn));
        }

        return Builder.Concat(frame);
    }

    private int CrossProduct(int left, int right) => Builder.Contract(left, right, CrossProducts.Tensor);

    /// <summary>[x_j - x_i, x_i], and x_j × x_i; j the source of the edge, i its target.</summary>
    private IReadOnlyList<int> EdgeFeatures(FeatureNode node, Layer.EdgeFeatures layer) => Each(Source(node), x =>
    {
        int j = Builder.Gather(x, IndexMap.Source(node.Domain));
        int i = Builder.Gather(x, IndexMap.Target(node.Domain));
        int difference = Builder.Subtract(j, i);
        return layer.Cross ? Builder.Concat(difference, i, CrossProduct(j, i)) : Builder.Concat(difference, i);
    });
}
