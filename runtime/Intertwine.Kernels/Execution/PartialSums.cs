using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>Sums over all items of a loop: every chunk of tiles has a block of its own, and the blocks are added up in pairs, pairs of pairs, and so on.</summary>
/// <remarks>
/// Which blocks are added in which order depends on the number of chunks only, so that results do not depend on the threads. Whoever completes the second half of a pair adds the two: the threads share this work, and mostly
/// add what they have in their own caches, for neighbouring chunks belong to the same thread.
/// </remarks>
internal static unsafe class PartialSums<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Called when a chunk is done. When it was for all of them, the first block holds the sum.</summary>
    /// <param name="partials">The blocks, one after the other.</param>
    /// <param name="arrived">A number per chunk, 0 at first.</param>
    public static void Join(T* partials, int length, int chunks, int* arrived, int chunk)
    {
        int left = chunk;
        for (int span = 1; span < chunks; span *= 2)
        {
            left &= ~span;
            int right = left + span;
            if (right < chunks)
            {
                // Two halves arrive here; the first one leaves the sum to the second.
                if (Interlocked.Exchange(ref arrived[right], 1) == 0)
                {
                    return;
                }

                Add(partials + ((long)left * length), partials + ((long)right * length), length);
            }
        }
    }

    /// <summary><c>sum[i] += terms[i]</c></summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(T* sum, T* terms, int length)
    {
        int i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var total = Unsafe.ReadUnaligned<Vector<T>>(sum + i) + Unsafe.ReadUnaligned<Vector<T>>(terms + i);
            Unsafe.WriteUnaligned(sum + i, total);
        }

        for (; i < length; i++)
        {
            sum[i] += terms[i];
        }
    }
}
