using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Lowering;

/// <summary>
/// Tensor products, path by path. Of the orders in which a path can be computed, the one with the fewest operations is written: components first and then the weights, or the weights first on the side where that is
/// cheaper.
/// </summary>
internal sealed partial class LayerLowering
{
    /// <summary>Up to this many channels of one side are written out one by one.</summary>
    private const int MaximumUnrolled = 16;

    private IReadOnlyList<int> TensorProduct(FeatureNode node, Layer.TensorProduct layer)
    {
        int second = layer.IsSquare ? 0 : 1;
        IReadOnlyList<int> left = Source(node);
        IReadOnlyList<int> right = Source(node, second);
        Dictionary<int, ProductWeight> weights = ProductWeights.Of(node, layer, SourceType(node), SourceType(node, second)).ToDictionary(w => w.Path);
        int?[] slots = new int?[layer.Slots.Terms.Count];
        int first = 0;
        for (int i = 0; i < layer.Paths.Count; i++)
        {
            ProductPath path = layer.Paths[i];
            PathWeight? weight = null;
            if (weights.TryGetValue(i, out ProductWeight? spec))
            {
                weight = layer.Weights switch
                {
                    WeightOrigin.Given => new PathWeight(Builder.Reshape(Builder.SliceChannels(Source(node, node.Sources.Count - 1)[0], first, spec.Shape.Rows), spec.Shape), false),
                    WeightOrigin.LinearIn => new PathWeight(Builder.Reshape(LinearIn(Source(node, node.Sources.Count - 1)[0], spec), spec.Shape), false),
                    _ => new PathWeight(Builder.Parameter(spec.Name, spec.Shape), true),
                };
                first += spec.Shape.Rows;
            }

            int value = Path(path, left[path.Left], right[path.Right], weight);
            slots[path.Slot] = slots[path.Slot] is int sum ? Builder.Add(sum, value) : value;
        }

        List<(Piece, int)> pieces = [];
        for (int k = 0; k < slots.Length; k++)
        {
            pieces.Add((layer.Slots.Terms[k].Piece, slots[k]!.Value));
        }

        return Assemble(node.Type, pieces);
    }

    /// <summary>The weights of a path for each item, L s / sqrt(channels of s), row by row.</summary>
    private int LinearIn(int scalars, ProductWeight weight)
    {
        int channels = Builder[scalars].Shape.Channels;
        return Builder.Affine(Builder.Mix(Builder.Parameter(weight.Name, new Shape(weight.Shape.Rows, channels)), scalars), 1 / Math.Sqrt(channels));
    }

    private int Path(ProductPath path, int x, int y, PathWeight? weight)
    {
        SparseTensor tensor = path.Tensor.Scaled(path.Factor);
        switch (path.Connection)
        {
            case Connection.Uvw:
                return FullyConnected(tensor, x, y, weight!.Value);
            case Connection.Uvu when Builder[y].Shape.Channels == 1 || weight is null:
                return Weighted(tensor, x, Builder.SumChannels(y), weight);
            case Connection.Uvu:
                return Builder.Contract(x, Combined(y, weight.Value), tensor);
            case Connection.Uvv when Builder[x].Shape.Channels == 1 || weight is null:
                return Weighted(tensor.SwapArguments(), y, Builder.SumChannels(x), weight);
            case Connection.Uvv:
                return Builder.Contract(Combined(x, weight.Value), y, tensor);
            case Connection.Uuw:
                int products = Builder.Contract(x, y, tensor);
                return weight is PathWeight mixing ? Combined(products, mixing) : Builder.SumChannels(products);
            case Connection.Uuu:
                return Weighted(tensor, x, y, weight);
            case Connection.Uvuv:
                return ByChannel(LeftMajor(tensor, x, y), weight);
            case Connection.UvuLessV:
                return ByChannel(Pairs(tensor, x, y), weight);
            default:
                return Combined(Pairs(tensor, x, y), weight!.Value);
        }
    }

    /// <summary>z_w = sum_uv W[w,(v,u)] T(x_u, y_v).</summary>
    private int FullyConnected(SparseTensor tensor, int x, int y, PathWeight weight)
    {
        if (!weight.IsLearnt)
        {
            return Combined(RightMajor(tensor, x, y), weight);
        }

        (int u, int v, int w) = (Builder[x].Shape.Channels, Builder[y].Shape.Channels, Builder[weight.Value].Shape.Channels);
        long entries = tensor.Entries.Count;
        long componentsFirst = (entries * u * v) + ((long)w * u * v * tensor.Out);
        long leftFirst = v <= MaximumUnrolled ? ((long)w * v * u * tensor.Left) + (w * v * entries) : long.MaxValue;
        long rightFirst = u == 1 ? ((long)w * v * tensor.Right) + (w * entries) : long.MaxValue;
        if (componentsFirst <= Math.Min(leftFirst, rightFirst))
        {
            return Builder.Mix(weight.Value, RightMajor(tensor, x, y));
        }

        if (rightFirst < leftFirst)
        {
            return Builder.Contract(x, Builder.Mix(weight.Value, y), tensor);
        }

        int mixed = Builder.Mix(Builder.Reshape(weight.Value, new Shape(w * v, u)), x);
        return Builder.Contract(
            Builder.Reshape(mixed, new Shape(w, v * tensor.Left)),
            Builder.Reshape(y, new Shape(1, v * tensor.Right)),
            tensor.Summed(v));
    }

    /// <summary>sum_k W[w,k] x_k.</summary>
    private int Combined(int x, PathWeight weight)
    {
        Shape shape = Builder[x].Shape;
        return weight.IsLearnt
            ? Builder.Mix(weight.Value, x)
            : Builder.Contract(weight.Value, Builder.Reshape(x, new Shape(1, shape.Rows)), TensorShapes.WeightedSum(shape.Channels, shape.Components));
    }

    /// <summary>W_u T(x_u, y_u) with one number for each channel of x; y may have one channel for all. The weights go where there are fewer components.</summary>
    private int Weighted(SparseTensor tensor, int x, int y, PathWeight? weight)
    {
        bool before = weight is not null && tensor.Left < tensor.Out;
        int product = Builder.Contract(before ? ByChannel(x, weight) : x, y, tensor);
        return before ? product : ByChannel(product, weight);
    }

    private int ByChannel(int x, PathWeight? weight)
    {
        if (weight is not PathWeight factor)
        {
            return x;
        }

        int numbers = Builder.Reshape(factor.Value, new Shape(Builder[x].Shape.Channels, 1));
        return Builder.Multiply(x, factor.IsLearnt ? Builder.Gather(numbers, IndexMap.ToUnit(Builder[x].Domain)) : numbers);
    }

    /// <summary>T(x_u, y_v) for all pairs, v before u.</summary>
    private int RightMajor(SparseTensor tensor, int x, int y) => LeftMajor(tensor.SwapArguments(), y, x);

    /// <summary>T(x_u, y_v) for all pairs, u before v.</summary>
    private int LeftMajor(SparseTensor tensor, int x, int y)
    {
        int u = Builder[x].Shape.Channels;
        int v = Builder[y].Shape.Channels;
        if (u == 1 || v == 1)
        {
            return Builder.Contract(x, y, tensor);
        }

        if (v < u && v <= MaximumUnrolled)
        {
            // [u, a] with all of y as one channel: the result has [u, (v, c)].
            int product = Builder.Contract(x, Builder.Reshape(y, new Shape(1, v * tensor.Right)), tensor.RepeatedRight(v));
            return Builder.Reshape(product, new Shape(u * v, tensor.Out));
        }

        int[] rows = new int[u];
        for (int i = 0; i < u; i++)
        {
            rows[i] = Builder.Contract(Builder.SliceChannels(x, i, 1), y, tensor);
        }

        return Builder.Concat(rows);
    }

    /// <summary>T(x_u, y_v) for u &lt; v, u before v.</summary>
    private int Pairs(SparseTensor tensor, int x, int y)
    {
        int channels = Builder[x].Shape.Channels;
        int[] rows = new int[channels - 1];
        for (int u = 0; u < rows.Length; u++)
        {
            rows[u] = Builder.Contract(Builder.SliceChannels(x, u, 1), Builder.SliceChannels(y, u + 1, channels - u - 1), tensor);
        }

        return Builder.Concat(rows);
    }

    /// <summary>Weights of a path: a parameter, or a value of each item in the same shape.</summary>
    private readonly record struct PathWeight(int Value, bool IsLearnt);
}
