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

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void SegmentChoices_FollowTheirDefinitions(SimdLevel level, string number) => VectorTypes.Run(level, number, new Choices());

    private sealed class Choices : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(8);
            foreach ((int rows, int choices) in new[] { (1, 1), (3, 1), (3, 3), (6, 2), (21, 21), (63, 21), (64, 64), (65, 65), (129, 43), (130, 1) })
            {
                foreach (int count in new[] { 1, 17, 63, 64 })
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

                        // Few different scores, so that there are equals; some are no numbers.
                        using var table = new IndexTable(map, targets, "target");
                        using Buffer<T> score = Buffer<T>.Exact(map.Length * choices, random), source = Buffer<T>.Exact(map.Length * rows, random), value = Buffer<T>.Exact(targets * rows, random);
                        for (int i = 0; i < map.Length * choices; i++)
                        {
                            score.Pointer[i] = random.Next(10) == 0 ? T.NaN : T.CreateTruncating(random.Next(-2, 3));
                        }

                        using Buffer<T> which = Buffer<T>.Filled(choices * Tile.Items, T.NaN), picked = Buffer<T>.Filled(rows * Tile.Items, T.NaN), placed = Buffer<T>.Filled(rows * Tile.Items, T.NaN);
                        using Buffer<T> positions = Buffer<T>.Filled(targets * choices, T.NegativeOne);
                        Tile.SegmentArgMaxRows<V, T>(score.Pointer, choices, table.Start, table.Items, table.IsSorted, First, count, which.Pointer);
                        Tile.SegmentPickRows<V, T>(source.Pointer, rows, which.Pointer, choices, table.Start, table.Items, table.IsSorted, First, count, picked.Pointer);
                        for (int t = 0; t < Tile.Items; t++)
                        {
                            int[] items = t < count ? [.. Enumerable.Range(0, map.Length).Where(i => map[i] == First + t)] : [];
                            for (int r = 0; r < rows; r++)
                            {
                                int c = r / (rows / choices);
                                T[] scores = [.. items.Select(i => score[(i * choices) + c])];
                                int nan = Array.FindIndex(scores, T.IsNaN);
                                int expected = scores.Length == 0 ? -1 : nan >= 0 ? nan : Array.IndexOf(scores, scores.Max());
                                Assert.True(which[(c * Tile.Items) + t] == T.CreateTruncating(t < count ? expected : 0), $"position, rows {rows}, count {count}, row {r}, lane {t}");
                                Assert.True(picked[(r * Tile.Items) + t] == (expected < 0 || t >= count ? T.Zero : source[(items[expected] * rows) + r]), $"pick, rows {rows}, count {count}, row {r}, lane {t}");
                                if (t < count)
                                {
                                    positions.Pointer[((First + t) * choices) + c] = T.CreateTruncating(expected);
                                }
                            }
                        }

                        Tile.SegmentPlaceRows<V, T>(value.Pointer, rows, positions.Pointer, choices, table.Index, table.Start, table.Items, table.IsSorted, First, count, placed.Pointer);
                        for (int t = 0; t < Tile.Items; t++)
                        {
                            int target = t < count ? (int)map[First + t] : 0;
                            int position = t < count ? Enumerable.Range(0, First + t).Count(i => map[i] == target) : 0;
                            for (int r = 0; r < rows; r++)
                            {
                                bool isChosen = t < count && positions[(target * choices) + (r / (rows / choices))] == T.CreateTruncating(position);
                                Assert.True(placed[(r * Tile.Items) + t] == (isChosen ? value[(target * rows) + r] : T.Zero), $"place, rows {rows}, count {count}, row {r}, lane {t}");
                            }
                        }
                    }
                }
            }
        }
    }
}
