using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>How long each loop of the programs takes, while somebody asks; costs one comparison per loop else.</summary>
public static class KernelProfile
{
    [ThreadStatic]
    private static List<long>? Ticks;

    /// <summary>
    /// Runs an action and gives the time of every loop that this thread ran meanwhile (with the help of others), in order: those of <see cref="KernelProgram.Costs"/> of the passes that it ran, one after the other.
    /// </summary>
    /// <exception cref="InvalidOperationException">This thread is taking a profile.</exception>
    public static IReadOnlyList<TimeSpan> Of(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (Ticks is not null)
        {
            throw new InvalidOperationException("This thread is taking a profile; expected one at a time.");
        }

        List<long> ticks = [];
        Ticks = ticks;
        try
        {
            action();
        }
        finally
        {
            Ticks = null;
        }

        return [.. ticks.Select(t => TimeSpan.FromSeconds(t / (double)Stopwatch.Frequency))];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long Begin() => Ticks is null ? 0 : Stopwatch.GetTimestamp();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void End(long begin)
    {
        if (begin != 0)
        {
            Ticks?.Add(Stopwatch.GetTimestamp() - begin);
        }
    }
}
