using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

/// <summary>What the reference needs of an index map besides the map itself, on the CPU.</summary>
internal static class MapTensors
{
    /// <summary>How many items point at each item, <c>[items, 1, 1]</c>.</summary>
    public static Tensor Degree(long[] targets, long targetCount, ScalarType type)
    {
        double[] degrees = new double[targetCount];
        foreach (long target in targets)
        {
            degrees[target]++;
        }

        return torch.tensor(degrees, dtype: type).reshape(-1, 1, 1);
    }

    /// <summary><c>[items, longest segment]</c>: the items that point at each item, filled up with the number of items.</summary>
    public static Tensor Segments(long[] targets, long targetCount)
    {
        int[] lengths = new int[targetCount];
        foreach (long target in targets)
        {
            lengths[target]++;
        }

        long width = lengths.DefaultIfEmpty(0).Max();
        long[] segments = new long[lengths.Length * Math.Max(width, 1)];
        Array.Fill(segments, targets.Length);
        Array.Clear(lengths);
        for (int i = 0; i < targets.Length; i++)
        {
            segments[(targets[i] * width) + lengths[targets[i]]++] = i;
        }

        return torch.tensor(segments, dtype: ScalarType.Int64).reshape(lengths.Length, Math.Max(width, 1));
    }
}
