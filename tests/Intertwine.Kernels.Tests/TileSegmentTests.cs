using System.Numerics;

namespace Intertwine.Kernels.Tests;

/// <summary>Reductions over the items that point at a target, against their definitions, on random maps with empty targets.</summary>
public sealed unsafe class TileSegmentTests
{
    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void SegmentReductions_FollowTheirDefinitions(SimdLevel level, string number) => VectorTypes.Run(level, number, new Segments());

    private sealed class Segments : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(8);
            foreach (int rows in new[] { 1, 2, 3, 5, 8, 16, 21, 64, 65, 127 })
            {
                foreach (int count in new[] { 1, 5, 16, 17, 63, 64 })
                {
                    foreach (bool sorted in new[] { false, true })
                    {
                        const int First = 4;
                        int targets = First + count + 2;
                        long[] map = [.. Enumerable.Range(0, 3 * targets).Select(_ => (long)random.Next(targets))];
                        if (sorted)
                        {
                            Array.Sort(map);
                        }

                        using var table = new IndexTable(map, targets, "target");
                        Assert.Equal(sorted, table.IsSorted);
                        using Buffer<T> source = Buffer<T>.Exact(map.Length * rows, random);
                        using Buffer<T> sum = Buffer<T>.Filled(rows * Tile.Items, T.NaN), max = Buffer<T>.Filled(rows * Tile.Items, T.NaN), number = Buffer<T>.Filled(Tile.Items, T.NaN);
                        Tile.SegmentSumRows<V, T>(source.Pointer, rows, table.Start, table.Items, table.IsSorted, First, count, sum.Pointer);
                        Tile.SegmentMaxRows<V, T>(source.Pointer, rows, table.Start, table.Items, table.IsSorted, First, count, max.Pointer);
                        Tile.SegmentCount<V, T>(table.Start, First, count, number.Pointer);
                        for (int t = 0; t < Tile.Items; t++)
                        {
                            int[] items = t < count ? [.. Enumerable.Range(0, map.Length).Where(i => map[i] == First + t)] : [];
                            Assert.Equal(T.CreateTruncating(items.Length), number[t]);
                            for (int r = 0; r < rows; r++)
                            {
                                T[] values = [.. items.Select(i => source[(i * rows) + r])];
                                Assert.True(values.Aggregate(T.Zero, (a, b) => a + b) == sum[(r * Tile.Items) + t], $"sum, rows {rows}, count {count}, row {r}, lane {t}");
                                T largest = values.Length == 0 ? T.Zero : values.Max();
                                Assert.True(largest == max[(r * Tile.Items) + t], $"max, rows {rows}, count {count}, row {r}, lane {t}");
                            }
                        }
                    }
                }
            }
        }
    }
}
