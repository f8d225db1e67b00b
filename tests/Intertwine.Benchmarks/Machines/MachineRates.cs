using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Intertwine.Kernels;

namespace Intertwine.Benchmarks;

/// <summary>One level of the memory: what fits in, and how fast all threads together stream through it.</summary>
/// <param name="Name">L2, L3 or memory.</param>
/// <param name="Capacity">Bytes.</param>
/// <param name="Rate">Bytes per second of a triad a = b + s c, three bytes counted for each byte of a: what a write brings into the cache first is not counted.</param>
internal sealed record MemoryLevel(string Name, double Capacity, double Rate);

/// <summary>The two roofs, measured: multiply-adds in registers on all threads, and streams through every level of the memory.</summary>
/// <param name="Peak">Operations per second, two per multiply-add.</param>
/// <param name="Levels">From the fastest to the largest.</param>
internal sealed record MachineRates(double Peak, IReadOnlyList<MemoryLevel> Levels)
{
    private const int Repetitions = 30;

    /// <summary>The level that holds so many bytes.</summary>
    public MemoryLevel LevelOf(double bytes) => Levels.First(l => bytes <= l.Capacity);

    /// <summary>Seconds that a loop takes at least: its operations at the peak or its bytes at the rate of the smallest level that holds them, whichever takes longer.</summary>
    public (double Seconds, string Bound) Roof(double flops, double bytes)
    {
        MemoryLevel level = LevelOf(bytes);
        double compute = flops / Peak;
        double stream = bytes / level.Rate;
        return compute >= stream ? (compute, "operations") : (stream, level.Name);
    }

    public static MachineRates Measure(int threads) => SimdLevels.Best switch
    {
        SimdLevel.Avx512 => Measure<Simd512Single>(threads),
        SimdLevel.Avx2 => Measure<Simd256Single>(threads),
        _ => Measure<SimdPortableSingle>(threads),
    };

    private static MachineRates Measure<V>(int threads)
        where V : unmanaged, ISimd<V, float>
    {
        double l2 = CacheSize(2) * threads;
        double l3 = CacheSize(3);
        return new MachineRates(
            MultiplyAddRate<V>(threads),
            [
                new MemoryLevel("L2", l2, StreamRate<V>(threads, l2 / 2)),
                new MemoryLevel("L3", l3, StreamRate<V>(threads, l3 / 2)),
                new MemoryLevel("memory", double.PositiveInfinity, StreamRate<V>(threads, 6 * l3)),
            ]);
    }

    /// <summary>Bytes of a cache of one core, as Linux tells it; 1 MiB and 32 MiB where it does not.</summary>
    private static double CacheSize(int level)
    {
        foreach (string folder in Directory.Exists("/sys/devices/system/cpu/cpu0/cache") ? Directory.GetDirectories("/sys/devices/system/cpu/cpu0/cache", "index*") : [])
        {
            if (File.ReadAllText(Path.Combine(folder, "level")).Trim() == level.ToString(CultureInfo.InvariantCulture) && File.ReadAllText(Path.Combine(folder, "type")).Trim() != "Instruction")
            {
                string size = File.ReadAllText(Path.Combine(folder, "size")).Trim();
                return double.Parse(size.TrimEnd('K', 'M'), CultureInfo.InvariantCulture) * (size.EndsWith('M') ? 1 << 20 : 1 << 10);
            }
        }

        return level == 2 ? 1 << 20 : 32 << 20;
    }

    private static unsafe double MultiplyAddRate<V>(int threads)
        where V : unmanaged, ISimd<V, float>
    {
        const int Steps = 2_000_000;
        var work = new Work { Count = Steps };
        double seconds = Best(threads, &MultiplyAdds<V>, &work);
        return 2.0 * Steps * Accumulators * V.Count * threads / seconds;
    }

    private static unsafe double StreamRate<V>(int threads, double bytes)
        where V : unmanaged, ISimd<V, float>
    {
        // Whole vectors per thread, three arrays.
        long length = (long)(bytes / 3 / sizeof(float) / threads) / 64 * 64;
        float* memory = (float*)NativeMemory.AlignedAlloc((nuint)(3 * length * threads * sizeof(float)), 64);
        try
        {
            new Span<byte>(memory, 1).Clear();
            for (long i = 0; i < 3 * length * threads; i++)
            {
                memory[i] = 1;
            }

            // In a cache a single sweep is too short to time.
            int sweeps = (int)Math.Max(1, 2e7 / (3.0 * length * sizeof(float)));
            var work = new Work { Memory = memory, Count = length, Sweeps = sweeps };
            return 3.0 * length * sizeof(float) * threads * sweeps / Best(threads, &Triad<V>, &work);
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    /// <summary>The shortest of many runs: a roof is what the machine can do.</summary>
    private static unsafe double Best(int threads, delegate*<void*, int, int, void> body, Work* work)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            KernelThreads.Run(threads, body, work);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private const int Accumulators = 12;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MultiplyAdds<V>(void* context, int chunk, int thread)
        where V : unmanaged, ISimd<V, float>
    {
        var work = (Work*)context;
        V factor = V.Constant(0.5);
        V term = V.Constant(1);
        V a0 = term, a1 = term, a2 = term, a3 = term, a4 = term, a5 = term, a6 = term, a7 = term, a8 = term, a9 = term, a10 = term, a11 = term;
        for (long i = 0; i < work->Count; i++)
        {
            a0 = V.MultiplyAdd(a0, factor, term);
            a1 = V.MultiplyAdd(a1, factor, term);
            a2 = V.MultiplyAdd(a2, factor, term);
            a3 = V.MultiplyAdd(a3, factor, term);
            a4 = V.MultiplyAdd(a4, factor, term);
            a5 = V.MultiplyAdd(a5, factor, term);
            a6 = V.MultiplyAdd(a6, factor, term);
            a7 = V.MultiplyAdd(a7, factor, term);
            a8 = V.MultiplyAdd(a8, factor, term);
            a9 = V.MultiplyAdd(a9, factor, term);
            a10 = V.MultiplyAdd(a10, factor, term);
            a11 = V.MultiplyAdd(a11, factor, term);
        }

        // Without a use of the sums there would be no loop.
        work->Sum = V.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Triad<V>(void* context, int chunk, int thread)
        where V : unmanaged, ISimd<V, float>
    {
        var work = (Work*)context;
        float* a = work->Memory + (3 * work->Count * chunk);
        float* b = a + work->Count;
        float* c = b + work->Count;
        V factor = V.Constant(0.5);
        for (int sweep = 0; sweep < work->Sweeps; sweep++)
        {
            for (long i = 0; i < work->Count; i += V.Count)
            {
                V.Store(V.MultiplyAdd(factor, V.Load(c + i), V.Load(b + i)), a + i);
            }
        }
    }

    private unsafe struct Work
    {
        public float* Memory;
        public long Count;
        public int Sweeps;
        public float Sum;
    }
}
