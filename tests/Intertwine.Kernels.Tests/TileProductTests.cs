using System.Numerics;

namespace Intertwine.Kernels.Tests;

/// <summary>Matrix products and sums over items, against their definitions. The numbers are such that every sum is exact: results must be equal.</summary>
public sealed unsafe class TileProductTests
{
    private static readonly int[] RowCounts = [1, 2, 3, 5, 6, 7, 12, 21, 64, 65, 127];

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void Mix_MultipliesWithTheMatrix(SimdLevel level, string number) => VectorTypes.Run(level, number, new Mix());

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void MixSum_AddsUpProducts(SimdLevel level, string number) => VectorTypes.Run(level, number, new MixSum());

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void OuterSum_SumsOverValidLanesOnly(SimdLevel level, string number) => VectorTypes.Run(level, number, new OuterSum());

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void RowSum_SumsOverValidLanesOnly(SimdLevel level, string number) => VectorTypes.Run(level, number, new RowSum());

    private sealed class Mix : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(5);
            foreach (int rowsOut in RowCounts)
            {
                foreach (int rowsIn in RowCounts)
                {
                    foreach (int components in new[] { 1, 3 })
                    {
                        bool accumulate = random.Next(2) == 0, transposed = random.Next(2) == 0, biased = random.Next(2) == 0;
                        int padding = random.Next(3);
                        int rowStride = transposed ? 1 : rowsIn + padding, columnStride = transposed ? rowsOut + padding : 1;
                        int lanes = components * Tile.Items, count = random.Next(2) == 0 ? Tile.Items : random.Next(1, Tile.Items);
                        using Buffer<T> matrix = Buffer<T>.Exact((rowsOut + padding) * (rowsIn + padding), random);
                        using Buffer<T> source = Buffer<T>.Exact(rowsIn * lanes, random);
                        using Buffer<T> destination = Buffer<T>.Exact(rowsOut * lanes, random);
                        using Buffer<T> bias = Buffer<T>.Exact(rowsOut, random);
                        T[] expected = destination.ToArray();
                        for (int o = 0; o < rowsOut; o++)
                        {
                            for (int t = 0; t < lanes; t++)
                            {
                                T sum = (accumulate ? expected[(o * lanes) + t] : T.Zero) + (biased ? bias[o] : T.Zero);
                                for (int i = 0; i < rowsIn; i++)
                                {
                                    sum += matrix[(o * rowStride) + (i * columnStride)] * source[(i * lanes) + t];
                                }

                                expected[(o * lanes) + t] = sum;
                            }
                        }

                        Tile.Mix<V, T>(
                            matrix.Pointer, rowStride, columnStride, rowsOut, rowsIn, source.Pointer, destination.Pointer, lanes, count, accumulate, biased ? bias.Pointer : null);
                        Assert.True(
                            ValidLanes(destination, count).SequenceEqual(ValidLanes(expected, count)),
                            $"{rowsOut} x {rowsIn} x {lanes}, count {count}, transposed {transposed}, accumulate {accumulate}, bias {biased}");
                    }
                }
            }
        }
    }

    private sealed class MixSum : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(8);
            foreach (int rowsOut in RowCounts)
            {
                for (int number = 1; number <= 4; number++)
                {
                    bool accumulate = random.Next(2) == 0, biased = random.Next(2) == 0;
                    int lanes = random.Next(1, 4) * Tile.Items, count = random.Next(2) == 0 ? Tile.Items : random.Next(1, Tile.Items);
                    using Buffer<T> matrices = Buffer<T>.Exact(number * rowsOut * 21, random);
                    using Buffer<T> sources = Buffer<T>.Exact(number * 21 * lanes, random);
                    using Buffer<T> destination = Buffer<T>.Exact(rowsOut * lanes, random);
                    using Buffer<T> bias = Buffer<T>.Exact(rowsOut, random);
                    T[] expected = destination.ToArray();
                    var terms = new MixTerm<T>[number];
                    for (int o = 0; o < rowsOut; o++)
                    {
                        for (int t = 0; t < lanes; t++)
                        {
                            expected[(o * lanes) + t] = (accumulate ? expected[(o * lanes) + t] : T.Zero) + (biased ? bias[o] : T.Zero);
                        }
                    }

                    for (int i = 0; i < number; i++)
                    {
                        // Every other matrix is read as its transpose.
                        int rowsIn = random.Next(1, 22);
                        int rowStride = i % 2 == 0 ? rowsIn : 1, columnStride = i % 2 == 0 ? 1 : rowsOut;
                        T* matrix = matrices.Pointer + (i * rowsOut * 21), source = sources.Pointer + (i * 21 * lanes);
                        terms[i] = new MixTerm<T>(matrix, rowStride, columnStride, rowsIn, source);
                        for (int o = 0; o < rowsOut; o++)
                        {
                            for (int t = 0; t < lanes; t++)
                            {
                                for (int k = 0; k < rowsIn; k++)
                                {
                                    expected[(o * lanes) + t] += matrix[(o * rowStride) + (k * columnStride)] * source[(k * lanes) + t];
                                }
                            }
                        }
                    }

                    Tile.MixSum<V, T>(terms, rowsOut, destination.Pointer, lanes, count, accumulate, biased ? bias.Pointer : null);
                    Assert.True(ValidLanes(destination, count).SequenceEqual(ValidLanes(expected, count)), $"{number} terms, {rowsOut} rows, {lanes} lanes, count {count}");
                }
            }
        }
    }

    /// <summary>What belongs to items.</summary>
    private static T[] ValidLanes<T>(T[] numbers, int count) => [.. numbers.Where((_, i) => i % Tile.Items < count)];

    private static T[] ValidLanes<T>(Buffer<T> numbers, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ValidLanes(numbers.ToArray(), count);

    private sealed class OuterSum : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(6);
            foreach (int leftRows in RowCounts)
            {
                foreach (int rightRows in RowCounts)
                {
                    foreach (int components in new[] { 1, 3, 5 })
                    {
                        int count = random.Next(2) == 0 ? Tile.Items : random.Next(1, Tile.Items);
                        int lanes = components * Tile.Items, stride = rightRows + random.Next(3);
                        using Buffer<T> left = Buffer<T>.Exact(leftRows * lanes, random);
                        using Buffer<T> right = Buffer<T>.Exact(rightRows * lanes, random);
                        using Buffer<T> accumulator = Buffer<T>.Exact(((leftRows - 1) * stride) + rightRows, random);
                        using var scratch = new Buffer<T>(Tile.OuterSumScratch(leftRows, rightRows, components));
                        T[] expected = accumulator.ToArray();
                        for (int o = 0; o < leftRows; o++)
                        {
                            for (int i = 0; i < rightRows; i++)
                            {
                                for (int t = 0; t < lanes; t++)
                                {
                                    expected[(o * stride) + i] += t % Tile.Items < count ? left[(o * lanes) + t] * right[(i * lanes) + t] : T.Zero;
                                }
                            }
                        }

                        Spoil(left, count);
                        Spoil(right, count);
                        Tile.OuterSum<V, T>(
                            left.Pointer, leftRows, right.Pointer, rightRows, lanes, components, count, accumulator.Pointer, stride, scratch.Pointer);
                        Assert.True(accumulator.Span.SequenceEqual(expected), $"{leftRows} x {rightRows} x {lanes}, count {count}");
                    }
                }
            }
        }
    }

    private sealed class RowSum : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(7);
            foreach (int rows in RowCounts)
            {
                for (int count = 1; count <= Tile.Items; count++)
                {
                    using Buffer<T> source = Buffer<T>.Exact(rows * Tile.Items, random);
                    using Buffer<T> accumulator = Buffer<T>.Exact(rows, random);
                    T[] expected = accumulator.ToArray();
                    for (int i = 0; i < rows * Tile.Items; i++)
                    {
                        expected[i / Tile.Items] += i % Tile.Items < count ? source[i] : T.Zero;
                    }

                    Spoil(source, count);
                    Tile.RowSum<V, T>(source.Pointer, rows, count, accumulator.Pointer);
                    Assert.True(accumulator.Span.SequenceEqual(expected), $"rows {rows}, count {count}");
                }
            }
        }
    }

    /// <summary>NaN in the lanes that no item occupies.</summary>
    private static void Spoil<T>(Buffer<T> tile, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < tile.Length; i++)
        {
            if (i % Tile.Items >= count)
            {
                tile.Span[i] = T.NaN;
            }
        }
    }
}
