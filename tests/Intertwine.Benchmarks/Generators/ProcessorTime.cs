namespace Intertwine.Benchmarks;

/// <summary>Processor time of all threads of this process: what other programs take of the machine does not count.</summary>
internal static class ProcessorTime
{
    /// <summary>Milliseconds that <paramref name="action"/> takes.</summary>
    public static double Of(Action action)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }
}
