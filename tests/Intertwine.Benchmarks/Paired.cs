using System.Diagnostics;

namespace Intertwine.Benchmarks;

/// <summary>Times of two ways to do the same, taken in turn, a few runs of each, so that a machine whose speed drifts treats both alike.</summary>
/// <param name="First">Median milliseconds of the first.</param>
/// <param name="Second">Median milliseconds of the second.</param>
/// <param name="Ratio">Median over turns of second / first: how many times faster the first is.</param>
internal sealed record Paired(double First, double Second, double Ratio)
{
    private const int RunsPerTurn = 10;
    private const int FewestRuns = 3;
    private const int FewestTurns = 3;

    /// <summary>Whether a rough answer will do.</summary>
    public static bool IsQuick { get; set; }

    private static int MostTurns => IsQuick ? 4 : 15;

    private static TimeSpan Budget => TimeSpan.FromSeconds(IsQuick ? 1.5 : 6);

    /// <summary>How long the runs of one turn may take before there are fewer of them.</summary>
    private const double TurnMilliseconds = 500;

    /// <summary>Measures; <paramref name="beforeFirst"/> and <paramref name="beforeSecond"/> run at the beginning of each turn, outside the time.</summary>
    public static Paired Measure(Action first, Action second, Action beforeFirst, Action beforeSecond)
    {
        var a = new List<double>();
        var b = new List<double>();
        long start = Stopwatch.GetTimestamp();
        for (int turn = 0; turn < MostTurns && (turn < FewestTurns || Stopwatch.GetElapsedTime(start) < Budget); turn++)
        {
            a.Add(Turn(first, beforeFirst));
            b.Add(Turn(second, beforeSecond));
        }

        return new Paired(Median(a), Median(b), Median([.. a.Zip(b, (x, y) => y / x)]));
    }

    /// <summary>How long runs nobody counts go on: threads that have slept may wake up on one processor, and the system takes its time to move one of them.</summary>
    private const double WarmUpMilliseconds = 40;

    /// <summary>Shortest of a few runs (what disturbs a run only lengthens it), after some that nobody counts, once the threads of the other side have gone to sleep.</summary>
    private static double Turn(Action action, Action before)
    {
        before();
        Thread.Sleep(50);
        action();
        double time = Milliseconds(action);
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMilliseconds < WarmUpMilliseconds;)
        {
            time = Milliseconds(action);
        }

        int runs = (int)Math.Clamp(TurnMilliseconds / time, FewestRuns, RunsPerTurn);
        return Enumerable.Min([.. Enumerable.Range(0, runs).Select(_ => Milliseconds(action))]);
    }

    public static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
