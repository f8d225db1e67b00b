using System.Numerics;
using FsCheck.Xunit;

namespace Intertwine.Kernels.Tests;

/// <summary>Operations that move rows between memory and tiles, against their definitions, for every tile filling and odd row counts.</summary>
public sealed unsafe class TileMemoryTests
{
    private static readonly int[] RowCounts = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 21, 31, 33, 64, 65, 100, 127];
    private static readonly int[] Counts = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64];

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void LoadRows_TransposesAndClearsTheOtherLanes(SimdLevel level, string number) => VectorTypes.Run(level, number, new LoadRows());

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void StoreRows_WritesTheValidItemsOnly(SimdLevel level, string number) => VectorTypes.Run(level, number, new StoreRows());

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void GatherRows_TakesTheIndexedItems(SimdLevel level, string number) => VectorTypes.Run(level, number, new GatherRows());

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void FillAndFriends_FollowTheirDefinitions(SimdLevel level, string number) => VectorTypes.Run(level, number, new Fill());

    [Property]
    public void StoreRows_UndoesLoadRows(byte rows, byte count, byte first)
    {
        foreach (object[] type in VectorTypes.All)
        {
            VectorTypes.Run((SimdLevel)type[0], (string)type[1], new RoundTrip(rows + 1, (count % Tile.Items) + 1, first % 5));
        }
    }

    private sealed class RoundTrip(int rows, int count, int first) : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            using Buffer<T> source = Buffer<T>.Exact((first + count) * rows, new Random(rows)), copy = new((first + count) * rows), tile = new(rows * Tile.Items);
            Tile.LoadRows<V, T>(source.Pointer, rows, first, count, tile.Pointer);
            Tile.StoreRows<V, T>(tile.Pointer, rows, copy.Pointer, first, count);
            Assert.True(source.Span[(first * rows)..].SequenceEqual(copy.Span[(first * rows)..]));
        }
    }

    private sealed class LoadRows : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            const int First = 3;
            var random = new Random(1);
            foreach (int rows in RowCounts)
            {
                foreach (int count in Counts)
                {
                    using Buffer<T> source = Buffer<T>.Exact((First + count) * rows, random);
                    using Buffer<T> tile = Buffer<T>.Filled(rows * Tile.Items, T.NaN);
                    Tile.LoadRows<V, T>(source.Pointer, rows, First, count, tile.Pointer);
                    for (int r = 0; r < rows; r++)
                    {
                        for (int t = 0; t < Tile.Items; t++)
                        {
                            T expected = t < count ? source[((First + t) * rows) + r] : T.Zero;
                            Assert.True(expected == tile[(r * Tile.Items) + t], $"rows {rows}, count {count}, row {r}, lane {t}");
                        }
                    }
                }
            }
        }
    }

    private sealed class StoreRows : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            const int First = 2;
            var random = new Random(2);
            foreach (int rows in RowCounts)
            {
                foreach (int count in Counts)
                {
                    using Buffer<T> tile = Buffer<T>.Exact(rows * Tile.Items, random);
                    using Buffer<T> destination = Buffer<T>.Filled((First + count + 1) * rows, T.CreateTruncating(99));
                    Tile.StoreRows<V, T>(tile.Pointer, rows, destination.Pointer, First, count);
                    for (int item = 0; item < First + count + 1; item++)
                    {
                        for (int r = 0; r < rows; r++)
                        {
                            int t = item - First;
                            T expected = t >= 0 && t < count ? tile[(r * Tile.Items) + t] : T.CreateTruncating(99);
                            Assert.True(expected == destination[(item * rows) + r], $"rows {rows}, count {count}, item {item}, row {r}");
                        }
                    }
                }
            }
        }
    }

    private sealed class GatherRows : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            const int Items = 11;
            var random = new Random(3);
            foreach (int rows in RowCounts)
            {
                foreach (int count in Counts)
                {
                    using Buffer<T> source = Buffer<T>.Exact(Items * rows, random);
                    using var index = new Buffer<int>(count);
                    foreach (ref int i in index.Span)
                    {
                        i = random.Next(Items);
                    }

                    using Buffer<T> tile = Buffer<T>.Filled(rows * Tile.Items, T.NaN);
                    using Buffer<T> sum = Buffer<T>.Exact(rows * Tile.Items, random);
                    T[] before = sum.ToArray();
                    Tile.GatherRows<V, T>(source.Pointer, rows, index.Pointer, count, tile.Pointer);
                    Tile.GatherAddRows<V, T>(source.Pointer, rows, index.Pointer, count, sum.Pointer);
                    for (int r = 0; r < rows; r++)
                    {
                        for (int t = 0; t < Tile.Items; t++)
                        {
                            int at = (r * Tile.Items) + t;
                            T expected = t < count ? source[(index[t] * rows) + r] : T.Zero;
                            Assert.True(expected == tile[at], $"rows {rows}, count {count}, row {r}, lane {t}");
                            Assert.True(before[at] + expected == sum[at], $"adding, rows {rows}, count {count}, row {r}, lane {t}");
                        }
                    }
                }
            }
        }
    }

    private sealed class Fill : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(4);
            foreach (int rows in RowCounts)
            {
                using Buffer<T> vector = Buffer<T>.Exact(rows, random);
                using Buffer<T> filled = new(rows * Tile.Items), repeated = new(rows * Tile.Items), copy = new(rows * Tile.Items);
                T value = T.CreateTruncating(2.5);
                Tile.Fill<V, T>(filled.Pointer, rows, value);
                Tile.BroadcastRows<V, T>(vector.Pointer, rows, repeated.Pointer);
                Tile.Copy<V, T>(repeated.Pointer, rows, copy.Pointer);
                Tile.AddTo<V, T>(filled.Pointer, rows, copy.Pointer);
                for (int i = 0; i < rows * Tile.Items; i++)
                {
                    Assert.Equal(value, filled[i]);
                    Assert.Equal(vector[i / Tile.Items], repeated[i]);
                    Assert.Equal(vector[i / Tile.Items] + value, copy[i]);
                }

                foreach (int count in Counts)
                {
                    Tile.Fill<V, T>(filled.Pointer, rows, T.NaN);
                    Tile.ClearLanes<V, T>(filled.Pointer, rows, count);
                    Assert.True(Enumerable.Range(0, rows * Tile.Items).All(i => T.IsNaN(filled[i]) == (i % Tile.Items < count)), $"rows {rows}, count {count}");
                }
            }
        }
    }
}
