using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>Finds equal points, bit by bit, with a hash table.</summary>
internal static unsafe class PointTable
{
    /// <summary>Numbers of scratch that <see cref="Group"/> needs for so many nodes.</summary>
    public static nint Size(int nodes) => (nint)Slots(nodes) + nodes;

    /// <summary>Numbers the different points in the order of their first nodes.</summary>
    /// <param name="points">All points, <paramref name="bytes"/> bytes each.</param>
    /// <param name="members">[nodes]: which of them belong to the graph.</param>
    /// <param name="first">[nodes]: for each different point the first node with it.</param>
    /// <param name="next">[nodes]: the next node with the same point, -1 after the last.</param>
    /// <param name="scratch">[<see cref="Size"/>].</param>
    /// <returns>How many different points there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Group(byte* points, int bytes, int* members, int nodes, int* first, int* next, int* scratch)
    {
        uint mask = Slots(nodes) - 1;
        int* slots = scratch;
        int* last = scratch + mask + 1;
        new Span<int>(slots, (int)mask + 1).Fill(-1);
        int count = 0;
        for (int node = 0; node < nodes; node++)
        {
            byte* point = points + ((nint)members[node] * bytes);
            next[node] = -1;
            for (uint slot = Hash(point, bytes) & mask; ; slot = (slot + 1) & mask)
            {
                int known = slots[slot];
                if (known < 0)
                {
                    slots[slot] = count;
                    first[count] = node;
                    last[count++] = node;
                    break;
                }

                if (new ReadOnlySpan<byte>(point, bytes).SequenceEqual(new ReadOnlySpan<byte>(points + ((nint)members[first[known]] * bytes), bytes)))
                {
                    next[last[known]] = node;
                    last[known] = node;
                    break;
                }
            }
        }

        return count;
    }

    private static uint Slots(int nodes) => BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, nodes) * 2);

    /// <summary>Four chains at a time, each word multiplied by an odd constant: points have a multiple of four bytes.</summary>
    private static uint Hash(byte* point, int bytes)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        ulong a = 1, b = 2, c = 3, d = 4;
        int i = 0;
        for (; i + 32 <= bytes; i += 32)
        {
            ulong* words = (ulong*)(point + i);
            a = (BitOperations.RotateLeft(a, 23) ^ words[0]) * Factor;
            b = (BitOperations.RotateLeft(b, 23) ^ words[1]) * Factor;
            c = (BitOperations.RotateLeft(c, 23) ^ words[2]) * Factor;
            d = (BitOperations.RotateLeft(d, 23) ^ words[3]) * Factor;
        }

        for (; i < bytes; i += 4)
        {
            a = (BitOperations.RotateLeft(a, 23) ^ *(uint*)(point + i)) * Factor;
        }

        ulong hash = (a ^ BitOperations.RotateLeft(b, 17) ^ BitOperations.RotateLeft(c, 31) ^ BitOperations.RotateLeft(d, 47)) * Factor;
        return (uint)(hash >> 32);
    }
}
