using System.Numerics;

namespace Intertwine.Kernels.Tests;

/// <summary>Products and weighted sums over pairs against their definitions: every length of a head, ends that pairs share or do not, targets without pairs.</summary>
public sealed unsafe class TilePairTests
{
    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void PairOperations_FollowTheirDefinitions(SimdLevel level, string number) => VectorTypes.Run(level, number, new Pairs());

    private sealed class Pairs : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(11);
            foreach ((int heads, int block) in new[] { (1, 1), (2, 1), (1, 3), (4, 3), (8, 3), (3, 5), (2, 12), (5, 12), (1, 17), (2, 24), (1, 37), (2, 64), (3, 65) })
            {
                foreach (int count in new[] { 1, 17, 64 })
                {
                    foreach (bool sorted in new[] { false, true })
                    {
                        Check<V, T>(random, heads, block, count, sorted);
                    }
                }
            }
        }

        private static void Check<V, T>(Random random, int heads, int block, int count, bool sorted)
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            const int First = 3;
            int rows = heads * block;
            int targets = First + count + 2;
            int length = First + (2 * targets);
            long[] to = [.. Enumerable.Range(0, length).Select(_ => (long)random.Next(targets / 2, targets))];
            if (sorted)
            {
                Array.Sort(to);
            }

            using var target = new IndexTable(to, targets, "target");
            using var source = new IndexTable([.. Enumerable.Range(0, length).Select(_ => (long)random.Next(7))], 7, "source");
            using Buffer<T> left = Buffer<T>.Exact(targets * rows, random), right = Buffer<T>.Exact(7 * rows, random), weights = Buffer<T>.Exact(length * heads, random);
            using Buffer<T> products = Buffer<T>.Filled(heads * Tile.Items, T.NaN), swapped = Buffer<T>.Filled(heads * Tile.Items, T.NaN), sums = Buffer<T>.Filled(rows * Tile.Items, T.NaN);
            Tile.PairProduct<V, T>(left.Pointer, target.Index + First, right.Pointer, source.Index + First, rows, heads, count, products.Pointer);
            Tile.PairProduct<V, T>(right.Pointer, source.Index + First, left.Pointer, target.Index + First, rows, heads, count, swapped.Pointer);
            Tile.PairSum<V, T>(weights.Pointer, heads, right.Pointer, rows, source.Index, target.Start, target.Items, target.IsSorted, First, count, sums.Pointer);
            for (int t = 0; t < Tile.Items; t++)
            {
                for (int h = 0; h < heads; h++)
                {
                    T product = T.Zero;
                    for (int r = h * block; t < count && r < (h + 1) * block; r++)
                    {
                        product += left[((int)to[First + t] * rows) + r] * right[(source.Index[First + t] * rows) + r];
                    }

                    Assert.True(product == products[(h * Tile.Items) + t] && product == swapped[(h * Tile.Items) + t], $"product, {heads} heads of {block}, pair {t} of {count}, head {h}");
                }

                for (int r = 0; r < rows; r++)
                {
                    T sum = T.Zero;
                    for (int e = 0; t < count && e < length; e++)
                    {
                        sum += to[e] == First + t ? weights[(e * heads) + (r / block)] * right[(source.Index[e] * rows) + r] : T.Zero;
                    }

                    Assert.True(sum == sums[(r * Tile.Items) + t], $"sum, {heads} heads of {block}, target {t} of {count}, row {r}");
                }
            }
        }
    }
}
