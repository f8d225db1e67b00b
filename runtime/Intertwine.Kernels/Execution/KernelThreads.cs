using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Intertwine.Kernels;

/// <summary>
/// Threads that stay ready for the short parallel regions of kernels. A region costs a few microseconds and no managed allocation: the workers watch a counter for two
/// milliseconds after each region before they go to sleep. Each thread begins with its own share of the chunks, the same in every region of as many chunks: what one loop leaves in the cache of
/// a core the next one finds there. Whoever is done helps the others.
/// </summary>
/// <remarks>
/// The caller works too and never waits for a worker that has not begun: a worker enters a region through a gate, and when the chunks are used up the caller closes the gate and waits for
/// those inside only. A region that begins while another one runs (from within it, or from another thread) runs on its caller alone.
/// </remarks>
public static unsafe class KernelThreads
{
    /// <summary>How long an idle worker watches for the next region before it sleeps.</summary>
    private static readonly long WatchTicks = Stopwatch.Frequency * 2 / 1_000;

    /// <summary>Two cache lines: processors fetch them in pairs.</summary>
    private const int CacheLines = 128;

    private static readonly Lock Growth = new();
    private static readonly Shared* State = CreateState();
    private static volatile Worker[] Workers = [];
    private static volatile ExceptionDispatchInfo? Failure;
    private static int Threads = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Threads that work on a region, the caller among them. The number of processors at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static int Count
    {
        get => Volatile.Read(ref Threads);
        set
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(KernelThreads)}.{nameof(Count)} is the number of threads; expected at least 1, got {value}.");
            }

            Volatile.Write(ref Threads, value);
        }
    }

    /// <summary>
    /// Calls <paramref name="body"/>(<paramref name="context"/>, chunk, thread) once for every chunk from 0 to <paramref name="chunks"/> - 1 and returns when all are done. Which thread
    /// takes which chunk is not determined; thread numbers lie between 0 and the <see cref="Count"/> at the time of the call, and no two threads of a region have the same.
    /// </summary>
    /// <remarks>An exception of <paramref name="body"/> ends the region, leaving out chunks that nobody has begun, and is thrown to the caller; of several, one is.</remarks>
    public static void Run(int chunks, delegate*<void*, int, int, void> body, void* context)
    {
        int threads = Math.Min(Count, chunks);
        if (threads <= 1 || Interlocked.CompareExchange(ref State->Busy, 1, 0) != 0)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                body(context, chunk, 0);
            }

            return;
        }

        try
        {
            RunParallel(chunks, body, context, threads);
        }
        finally
        {
            Volatile.Write(ref State->Busy, 0);
        }
    }

    private static void RunParallel(int chunks, delegate*<void*, int, int, void> body, void* context, int threads)
    {
        Worker[] workers = Workers;
        if (workers.Length < threads - 1)
        {
            workers = Grow(threads - 1);
        }

        Shared* state = State;
        if (state->Capacity < threads)
        {
            // Nobody is inside: the region has not begun, and the one before has ended.
            NativeMemory.AlignedFree(state->Shares);
            state->Shares = NativeMemory.AlignedAlloc((nuint)(threads * CacheLines), CacheLines);
            state->Capacity = threads;
        }

        state->Body = body;
        state->Context = context;
        state->Chunks = chunks;
        state->Threads = threads;
        for (int thread = 0; thread < threads; thread++)
        {
            *Next(state, thread) = ShareStart(chunks, thread, threads);
        }

        Failure = null;

        // Opening the gate publishes the fields above; a worker reads them only after it has passed it.
        Interlocked.Or(ref state->Gate, Shared.Open);
        Interlocked.Increment(ref state->Region);
        for (int i = 0; i < threads - 1; i++)
        {
            workers[i].Wake();
        }

        Work(0);

        // Close the gate and wait for the workers inside.
        Interlocked.And(ref state->Gate, ~Shared.Open);
        SpinWait wait = default;
        while (Volatile.Read(ref state->Gate) != 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        ExceptionDispatchInfo? failure = Failure;
        if (failure is not null)
        {
            Failure = null;
            failure.Throw();
        }
    }

    /// <summary>Takes chunks until none is left: first those of the thread's own share, then those of the others.</summary>
    private static void Work(int thread)
    {
        Shared* state = State;
        delegate*<void*, int, int, void> body = state->Body;
        void* context = state->Context;
        int chunks = state->Chunks;
        int threads = state->Threads;
        try
        {
            for (int i = 0; i < threads; i++)
            {
                int share = (thread + i) % threads;
                int end = ShareStart(chunks, share + 1, threads);
                int* next = Next(state, share);
                int chunk;
                while ((chunk = Interlocked.Increment(ref *next) - 1) < end)
                {
                    body(context, chunk, thread);
                }
            }
        }
        catch (Exception exception)
        {
            Failure = ExceptionDispatchInfo.Capture(exception);
            for (int share = 0; share < threads; share++)
            {
                Volatile.Write(ref *Next(state, share), int.MaxValue / 2);
            }
        }
    }

    /// <summary>The first chunk of a thread's share.</summary>
    private static int ShareStart(int chunks, int thread, int threads) => (int)((long)chunks * thread / threads);

    /// <summary>The next chunk of a share that nobody has taken.</summary>
    private static int* Next(Shared* state, int share) => (int*)((byte*)state->Shares + ((nint)share * CacheLines));

    private static Worker[] Grow(int count)
    {
        lock (Growth)
        {
            Worker[] workers = Workers;
            if (workers.Length < count)
            {
                int known = workers.Length;
                Array.Resize(ref workers, count);
                for (int i = known; i < count; i++)
                {
                    workers[i] = new Worker(i + 1);
                }

                Workers = workers;
            }

            return workers;
        }
    }

    private static Shared* CreateState()
    {
        // Lives as long as the process: the workers look at it until the end.
        nuint size = (nuint)sizeof(Shared);
        Shared* state = (Shared*)NativeMemory.AlignedAlloc(size, 128);
        NativeMemory.Clear(state, size);
        return state;
    }

    /// <summary>What caller and workers share. Fields that different threads write at the same time lie on cache lines of their own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 640)]
    private struct Shared
    {
        /// <summary>The bit of <see cref="Gate"/> that lets workers in; the bits below count those inside.</summary>
        public const int Open = 1 << 30;

        /// <summary>1 while a region runs.</summary>
        [FieldOffset(0)]
        public int Busy;

        /// <summary>Number of the latest region; workers watch it.</summary>
        [FieldOffset(128)]
        public int Region;

        [FieldOffset(256)]
        public int Gate;

        /// <summary>A counter per thread, <see cref="CacheLines"/> bytes apart.</summary>
        [FieldOffset(504)]
        public void* Shares;

        /// <summary>For how many threads there are counters.</summary>
        [FieldOffset(536)]
        public int Capacity;

        [FieldOffset(512)]
        public int Chunks;

        /// <summary>Threads of the region, the caller among them.</summary>
        [FieldOffset(516)]
        public int Threads;

        [FieldOffset(520)]
        public delegate*<void*, int, int, void> Body;

        [FieldOffset(528)]
        public void* Context;
    }

    private sealed class Worker
    {
        private readonly int _number;
        private readonly SemaphoreSlim _signal = new(0);
        private int _asleep;

        public Worker(int number)
        {
            _number = number;
            var thread = new Thread(Loop) { IsBackground = true, Name = $"Intertwine kernels {number}" };
            thread.UnsafeStart();
        }

        public void Wake()
        {
            // Usually the worker is watching and this is one read.
            if (Volatile.Read(ref _asleep) != 0 && Interlocked.Exchange(ref _asleep, 0) != 0)
            {
                _signal.Release();
            }
        }

        private void Loop()
        {
            // A region that began before this thread did is entered if it still runs.
            int seen = Volatile.Read(ref State->Region) - 1;
            while (true)
            {
                int region = WaitForRegion(seen);
                seen = region;
                if (Enter())
                {
                    if (_number < State->Threads)
                    {
                        Work(_number);
                    }

                    Interlocked.Decrement(ref State->Gate);
                }
            }
        }

        private static bool Enter()
        {
            int gate = Volatile.Read(ref State->Gate);
            while ((gate & Shared.Open) != 0)
            {
                int now = Interlocked.CompareExchange(ref State->Gate, gate + 1, gate);
                if (now == gate)
                {
                    return true;
                }

                gate = now;
            }

            return false;
        }

        private int WaitForRegion(int seen)
        {
            long end = Stopwatch.GetTimestamp() + WatchTicks;
            for (int turn = 1; ; turn++)
            {
                int region = Volatile.Read(ref State->Region);
                if (region != seen)
                {
                    return region;
                }

                // No yielding in between: on a busy machine that gives away a whole time slice, whereas a sleeper is woken at once.
                Thread.SpinWait(4);
                if (turn % 16 == 0 && Stopwatch.GetTimestamp() > end)
                {
                    Sleep(seen);
                    end = Stopwatch.GetTimestamp() + WatchTicks;
                }
            }
        }

        private void Sleep(int seen)
        {
            // Announce first, then look again: a region that begins in between either is seen here or finds the announcement and signals.
            Interlocked.Exchange(ref _asleep, 1);
            if (Volatile.Read(ref State->Region) != seen && Interlocked.Exchange(ref _asleep, 0) != 0)
            {
                return;
            }

            _signal.Wait();
        }
    }
}
