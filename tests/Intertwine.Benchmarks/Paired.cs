using System.Diagnostics;

namespace Intertwine.Benchmarks;

/// <summary>Times of two ways to do the same, taken in turn (A B A B …), so that a machine whose speed drifts treats both alike.</summary>
/// <param name="First">Median milliseconds of the first.</param>
/// <param name="Second">Median milliseconds of the second.</param>
/// <param name="Ratio">Median over pairs of second / first: how many times faster the first is.</param>
internal sealed record Paired(double First, double Second, double Ratio)
{
    public static Paired Measure(Action first, Action second, int runs = 41, int warmUp = 12)
    {
        for (int i = 0; i < warmUp; i++)
        {
            first();
            second();
        }

        double[] a = new double[runs];
        double[] b = new double[runs];
        double[] ratios = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            a[i] = Milliseconds(first);
            b[i] = Milliseconds(second);
            ratios[i] = b[i] / a[i];
        }

        return new Paired(Median(a), Median(b), Median(ratios));
    }

    public static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
