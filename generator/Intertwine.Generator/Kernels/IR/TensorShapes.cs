namespace Intertwine.Generator.Kernels;

/// <summary>Bilinear maps of components made from others, where channels have become components.</summary>
internal static class TensorShapes
{
    public static SparseTensor Scaled(this SparseTensor tensor, double factor) => factor == 1
        ? tensor
        : tensor with { Entries = tensor.Entries.Select(e => e with { Value = factor * e.Value }).ToEquatable() };

    /// <summary>z[(n,c)] = sum T[c,a,b] x[(n,a)] y[b]: each of <paramref name="count"/> left blocks with the one right block.</summary>
    public static SparseTensor RepeatedLeft(this SparseTensor tensor, int count) => Repeat(tensor, count, 1, 1, 0);

    /// <summary>z[(n,c)] = sum T[c,a,b] x[a] y[(n,b)].</summary>
    public static SparseTensor RepeatedRight(this SparseTensor tensor, int count) => Repeat(tensor, count, 1, 0, 1);

    /// <summary>z[c] = sum_n T[c,a,b] x[(n,a)] y[(n,b)].</summary>
    public static SparseTensor Summed(this SparseTensor tensor, int count) => Repeat(tensor, count, 0, 1, 1);

    /// <summary>z[d] = sum_k w[k] x[(k,d)]: a matrix of each item times channels.</summary>
    public static SparseTensor WeightedSum(int channels, int components)
    {
        var entries = new List<TensorEntry>();
        for (int d = 0; d < components; d++)
        {
            for (int k = 0; k < channels; k++)
            {
                entries.Add(new TensorEntry(d, k, (k * components) + d, 1));
            }
        }

        return new SparseTensor(components, channels, channels * components, entries.ToEquatable());
    }

    private static SparseTensor Repeat(SparseTensor tensor, int count, int outStep, int leftStep, int rightStep)
    {
        var entries = new List<TensorEntry>();
        for (int n = 0; n < count; n++)
        {
            foreach (TensorEntry e in tensor.Entries)
            {
                entries.Add(new TensorEntry(e.Out + (n * outStep * tensor.Out), e.Left + (n * leftStep * tensor.Left), e.Right + (n * rightStep * tensor.Right), e.Value));
            }
        }

        return new SparseTensor(
            outStep == 0 ? tensor.Out : count * tensor.Out,
            leftStep == 0 ? tensor.Left : count * tensor.Left,
            rightStep == 0 ? tensor.Right : count * tensor.Right,
            entries.OrderBy(e => (e.Out, e.Left, e.Right)).ToEquatable());
    }
}
