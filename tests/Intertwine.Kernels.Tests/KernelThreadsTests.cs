using System.Runtime.InteropServices;

namespace Intertwine.Kernels.Tests;

/// <summary>Parallel regions: every chunk once, exceptions, nesting, concurrent callers, sleeping workers, no allocation.</summary>
[Collection(nameof(KernelThreads))]
public sealed unsafe class KernelThreadsTests : IDisposable
{
    private readonly int _count = KernelThreads.Count;

    public void Dispose() => KernelThreads.Count = _count;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Run_VisitsEveryChunkOnce(int threads)
    {
        KernelThreads.Count = threads;
        foreach (int chunks in new[] { 0, 1, 2, 3, 16, 1000 })
        {
            for (int repeat = 0; repeat < 50; repeat++)
            {
                using var visits = new Buffer<int>(chunks);
                KernelThreads.Run(chunks, &Visit, visits.Pointer);
                Assert.False(visits.Span.ContainsAnyExcept(1), $"{chunks} chunks on {threads} threads");
            }
        }
    }

    [Fact]
    public void Run_GivesThreadsDistinctNumbers()
    {
        KernelThreads.Count = 5;
        for (int repeat = 0; repeat < 200; repeat++)
        {
            // Field 0: how many threads met another one under their number; then one field per number.
            using var inside = new Buffer<int>(6);
            KernelThreads.Run(200, &CheckNumber, inside.Pointer);
            Assert.Equal(0, inside[0]);
        }
    }

    [Fact]
    public void Run_AfterTheWorkersFellAsleep_StillRuns()
    {
        KernelThreads.Count = 3;
        for (int repeat = 0; repeat < 20; repeat++)
        {
            using var visits = new Buffer<int>(100);
            KernelThreads.Run(100, &Visit, visits.Pointer);
            Assert.False(visits.Span.ContainsAnyExcept(1));
            Thread.Sleep(repeat % 3);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_ThrowsWhatTheBodyThrows(int threads)
    {
        KernelThreads.Count = threads;
        for (int repeat = 0; repeat < 50; repeat++)
        {
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => KernelThreads.Run(64, &Throw, null));
            Assert.Equal("chunk 13", exception.Message);

            using var visits = new Buffer<int>(64);
            KernelThreads.Run(64, &Visit, visits.Pointer);
            Assert.False(visits.Span.ContainsAnyExcept(1), "The pool works after an exception.");
        }
    }

    [Fact]
    public void Run_WithinARegion_RunsOnItsCaller()
    {
        KernelThreads.Count = 4;
        using var visits = new Buffer<int>(16 * 8);
        KernelThreads.Run(16, &Nest, visits.Pointer);
        Assert.False(visits.Span.ContainsAnyExcept(1));
    }

    [Fact]
    public void Run_FromSeveralThreads_IsSafe()
    {
        KernelThreads.Count = 3;
        int failures = 0;
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int repeat = 0; repeat < 500; repeat++)
            {
                using var visits = new Buffer<int>(20);
                KernelThreads.Run(20, &Visit, visits.Pointer);
                if (visits.Span.ContainsAnyExcept(1))
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }))];
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.Equal(0, failures);
    }

    [Fact]
    public void Run_AllocatesNothing()
    {
        KernelThreads.Count = 2;
        using var visits = new Buffer<int>(8);
        KernelThreads.Run(8, &Visit, visits.Pointer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int repeat = 0; repeat < 1000; repeat++)
        {
            KernelThreads.Run(8, &Visit, visits.Pointer);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Count_BelowOne_IsAnError(int count)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => KernelThreads.Count = count);
        Assert.Contains($"expected at least 1, got {count}", exception.Message, StringComparison.Ordinal);
    }

    private static void Visit(void* context, int chunk, int thread) => Interlocked.Increment(ref ((int*)context)[chunk]);

    private static void CheckNumber(void* context, int chunk, int thread)
    {
        int* inside = (int*)context;
        if (thread is < 0 or > 4 || Interlocked.Increment(ref inside[1 + thread]) != 1)
        {
            Interlocked.Increment(ref inside[0]);
        }

        Thread.SpinWait(50);
        Interlocked.Decrement(ref inside[1 + thread]);
    }

    private static void Throw(void* context, int chunk, int thread)
    {
        if (chunk == 13)
        {
            throw new InvalidOperationException($"chunk {chunk}");
        }
    }

    private static void Nest(void* context, int chunk, int thread) => KernelThreads.Run(8, &Visit, (int*)context + (8 * chunk));
}

/// <summary>Tests that change the number of threads run one after the other.</summary>
[CollectionDefinition(nameof(KernelThreads), DisableParallelization = true)]
public sealed class KernelThreadsCollection;
