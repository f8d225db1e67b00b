using System.Text.Json;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>Official [batch, channels, 3], [batch, channels, 3, samples] or [batch, channels, 3, samples, neighbours] ↔ ours, [items, channels, 3] with an item for each entry of the other axes.</summary>
internal static class VnnLayout
{
    /// <summary>The shape of the official input.</summary>
    public static long[] Shape(GoldenConfig config) => [.. config.Json("shape").EnumerateArray().Select((JsonElement n) => n.GetInt64())];

    public static Tensor ToItems(Tensor official)
    {
        long[] axes = [0, .. Rest(official.dim(), 3), 1, 2];
        return official.permute(axes).reshape(-1, official.shape[1], official.shape[2]);
    }

    /// <summary>[items, a, b] → [batch, a, b, samples…].</summary>
    /// <param name="official">The shape of the official input, whose batch and samples count.</param>
    public static Tensor FromItems(Tensor items, long[] official)
    {
        long[] shape = [official[0], .. official.Skip(3), items.shape[1], items.shape[2]];
        long[] axes = [0, shape.Length - 2, shape.Length - 1, .. Rest(shape.Length, 3).Select(axis => axis - 2)];
        return items.reshape(shape).permute(axes);
    }

    private static IEnumerable<long> Rest(long axes, int first) => Enumerable.Range(first, (int)axes - first).Select(axis => (long)axis);
}
