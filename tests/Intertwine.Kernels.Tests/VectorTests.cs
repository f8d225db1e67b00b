using System.Numerics;

namespace Intertwine.Kernels.Tests;

/// <summary>Every member of <see cref="ISimd{TSelf,T}"/> lane by lane against scalar arithmetic.</summary>
public sealed unsafe class VectorTests
{
    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void Members_WorkLaneByLane(SimdLevel level, string number) => VectorTypes.Run(level, number, new Members());

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void MinAndMax_TakeTheSecondOperandForNaN(SimdLevel level, string number) => VectorTypes.Run(level, number, new NotANumber());

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void PowersOfTwo_CoverTheWholeRange(SimdLevel level, string number) => VectorTypes.Run(level, number, new PowersOfTwo());

    private static T[] Lanes<V, T>(V vector)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var buffer = new Buffer<T>(V.Count);
        V.Store(vector, buffer.Pointer);
        return buffer.ToArray();
    }

    private sealed class Members : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Assert.True(BitOperations.IsPow2(V.Count) && V.Count <= 16 && Tile.Items % V.Count == 0);
            Assert.All(Lanes<V, T>(V.Constant(0.1)), x => Assert.Equal(T.CreateTruncating(0.1), x));
            var random = new Random(12);
            for (int repeat = 0; repeat < 50; repeat++)
            {
                using Buffer<T> left = Buffer<T>.Exact(V.Count, random), right = Buffer<T>.Exact(V.Count, random), third = Buffer<T>.Exact(V.Count, random);
                right.Span[0] = left[0]; // Equal lanes occur.
                V a = V.Load(left.Pointer), b = V.Load(right.Pointer), c = V.Load(third.Pointer);
                Check(a + b, (x, y, _) => x + y);
                Check(a - b, (x, y, _) => x - y);
                Check(a * b, (x, y, _) => x * y);
                Check(a / b, (x, y, _) => x / y);
                Check(-a, (x, _, _) => -x);
                Check(V.MultiplyAdd(a, b, c), (x, y, z) => (x * y) + z);
                Check(V.SubtractProduct(a, b, c), (x, y, z) => z - (x * y));
                Check(V.Min(a, b), (x, y, _) => T.Min(x, y));
                Check(V.Max(a, b), (x, y, _) => T.Max(x, y));
                Check(V.Abs(a), (x, _, _) => T.Abs(x));
                Check(V.Sqrt(V.Abs(a)), (x, _, _) => T.Sqrt(T.Abs(x)));
                Check(V.Round(a), (x, _, _) => T.Round(x));
                Check(V.SelectGreater(a, b, c, a), (x, y, z) => x > y ? z : x);
                Check(V.SelectEqual(a, b, c, a), (x, y, z) => x == y ? z : x);
                Check(V.Zero, (_, _, _) => T.Zero);
                Check(V.Broadcast(left[0]), (_, _, _) => left[0]);
                Assert.Equal(left.ToArray().Aggregate((x, y) => x + y), V.Sum(a));
                Assert.Equal(Enumerable.Range(0, V.Count).Any(i => left[i] > right[i]), V.AnyGreater(a, b));

                void Check(V actual, Func<T, T, T, T> expected)
                {
                    T[] lanes = Lanes<V, T>(actual);
                    for (int i = 0; i < V.Count; i++)
                    {
                        T value = expected(left[i], right[i], third[i]);
                        Assert.True(value.Equals(lanes[i]) || value == lanes[i], $"lane {i} of ({left[i]}, {right[i]}, {third[i]}): {lanes[i]}, expected {value}");
                    }
                }
            }
        }
    }

    private sealed class NotANumber : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            V nan = V.Broadcast(T.NaN), one = V.Constant(1);
            Assert.All(Lanes<V, T>(V.Min(nan, one)), x => Assert.Equal(T.One, x));
            Assert.All(Lanes<V, T>(V.Max(nan, one)), x => Assert.Equal(T.One, x));
            Assert.All(Lanes<V, T>(V.Min(one, nan)), x => Assert.True(T.IsNaN(x)));
            Assert.All(Lanes<V, T>(V.Max(one, nan)), x => Assert.True(T.IsNaN(x)));
            Assert.All(Lanes<V, T>(V.SelectGreater(nan, one, nan, one)), x => Assert.Equal(T.One, x));
            Assert.False(V.AnyGreater(nan, one));
        }
    }

    private sealed class PowersOfTwo : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            bool single = typeof(T) == typeof(float);
            int largest = single ? 127 : 1023, subnormal = single ? -149 : -1074;
            for (int n = subnormal - 4; n <= largest + 1; n++)
            {
                T expected = T.CreateTruncating(single ? MathF.ScaleB(1.5f, n) : Math.ScaleB(1.5, n));
                T power = T.CreateTruncating(n);
                Assert.All(Lanes<V, T>(V.ScaleByPowerOfTwo(V.Constant(1.5), V.Broadcast(power))), x => Assert.Equal(expected, x));
                if (n >= 1 - largest && n <= largest)
                {
                    Assert.All(Lanes<V, T>(V.Exponent(V.Broadcast(expected))), x => Assert.Equal(power, x));
                    Assert.All(Lanes<V, T>(V.Mantissa(V.Broadcast(expected))), x => Assert.Equal(T.CreateTruncating(1.5), x));
                }
            }
        }
    }
}
