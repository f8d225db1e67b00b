using System.Numerics;

namespace Intertwine.Kernels.Tests;

/// <summary>A short check of every kind of operation, for a process without hardware intrinsics, where the full tests would take minutes.</summary>
internal static unsafe class PortableCheck
{
    /// <exception cref="InvalidOperationException">A result is wrong.</exception>
    public static void Run<V, T>(T tolerance)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int In = 17, Out = 9, Count = 50;
        var random = new Random(10);
        using Buffer<T> memory = Buffer<T>.Exact(Count * In, random), matrix = Buffer<T>.Exact(Out * In, random);
        using Buffer<T> tile = new(In * Tile.Items), mixed = new(Out * Tile.Items), stored = new(Count * Out);
        using Buffer<T> outer = new(Out * In), scratch = new(Tile.OuterSumScratch(Out, In, 1)), sums = new(Out);
        Tile.LoadRows<V, T>(memory.Pointer, In, 0, Count, tile.Pointer);
        Tile.Mix<V, T>(matrix.Pointer, In, 1, Out, In, tile.Pointer, mixed.Pointer, Tile.Items, Tile.Items, accumulate: false);
        Tile.StoreRows<V, T>(mixed.Pointer, Out, stored.Pointer, 0, Count);
        Tile.OuterSum<V, T>(mixed.Pointer, Out, tile.Pointer, In, Tile.Items, 1, Count, outer.Pointer, In, scratch.Pointer);
        Tile.RowSum<V, T>(mixed.Pointer, Out, Count, sums.Pointer);
        for (int o = 0; o < Out; o++)
        {
            T total = T.Zero;
            for (int item = 0; item < Count; item++)
            {
                T expected = T.Zero;
                for (int i = 0; i < In; i++)
                {
                    expected += matrix[(o * In) + i] * memory[(item * In) + i];
                }

                Require(expected == stored[(item * Out) + o], "Mix");
                total += expected;
            }

            Require(total == sums[o], "RowSum");
            for (int i = 0; i < In; i++)
            {
                T expected = T.Zero;
                for (int item = 0; item < Count; item++)
                {
                    expected += stored[(item * Out) + o] * memory[(item * In) + i];
                }

                Require(expected == outer[(o * In) + i], "OuterSum");
            }
        }

        Compare<V, T>("exp", VectorMath<V, T>.Exp, T.Exp, tolerance);
        Compare<V, T>("log", x => VectorMath<V, T>.Log(V.Abs(x)), x => T.Log(T.Abs(x)), tolerance);
        Compare<V, T>("tanh", VectorMath<V, T>.Tanh, T.Tanh, tolerance);
        Compare<V, T>("sin", VectorMath<V, T>.Sin, T.Sin, tolerance);
        Compare<V, T>("sqrt", x => VectorMath<V, T>.Sqrt(V.Abs(x)), x => T.Sqrt(T.Abs(x)), tolerance);
        Compare<V, T>("silu", VectorMath<V, T>.Silu, x => x / (T.One + T.Exp(-x)), tolerance);
    }

    private static void Compare<V, T>(string name, Func<V, V> function, Func<T, T> reference, T tolerance)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using Buffer<T> x = Buffer<T>.Exact(256, new Random(11)), y = new(256);
        for (int i = 0; i < 256; i += V.Count)
        {
            V.Store(function(V.Load(x.Pointer + i)), y.Pointer + i);
        }

        for (int i = 0; i < 256; i++)
        {
            T expected = reference(x[i]);
            Require(y[i] == expected || T.Abs(y[i] - expected) <= tolerance * T.Max(T.Abs(expected), tolerance), $"{name}({x[i]}) = {y[i]}, expected {expected}");
        }
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException(what);
        }
    }
}
