namespace Intertwine.Golden;

/// <summary>
/// Weights that a file does not store but defines: a splitmix64 hash of seed, tensor and entry, as 24 bits in [-1, 1). The numbers are the same in every language and exact in float32.
/// </summary>
internal static class HashWeights
{
    private const int Half = 1 << 23;

    /// <summary>h_i of tensor <paramref name="tensor"/>, for i = 0 … count - 1.</summary>
    public static float[] Values(ulong seed, ulong tensor, long count)
    {
        float[] values = new float[count];
        for (long i = 0; i < count; i++)
        {
            ulong z = unchecked((ulong)i + (tensor << 40) + (seed << 56) + 0x9E3779B97F4A7C15UL);
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
            z ^= z >> 31;
            values[i] = ((int)(z >> 40) - Half) / (float)Half;
        }

        return values;
    }

    /// <summary>h_i scale + offset, rounded to float32 as the official run did.</summary>
    public static float[] Weights(ulong seed, ulong tensor, long count, float scale, float offset)
    {
        float[] values = Values(seed, tensor, count);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (values[i] * scale) + offset;
        }

        return values;
    }
}
