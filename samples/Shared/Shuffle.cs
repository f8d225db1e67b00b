namespace Intertwine.Samples;

/// <summary>The order in which an epoch goes through the training data.</summary>
public static class Shuffle
{
    // The streams below belong to the data.
    private const ulong Stream = 100;

    /// <summary>A random permutation of 0 … <paramref name="count"/> - 1 (Fisher and Yates), the same for the same seed and epoch.</summary>
    public static long[] Order(ulong seed, int epoch, int count)
    {
        var order = new long[count];
        var random = new CounterRandom(seed, Stream, (ulong)epoch);
        for (var i = 0; i < count; i++)
        {
            var j = random.NextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
