using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>What the machine can do, measured in the same run: rates are stated as fractions of it.</summary>
internal static class Machine
{
    /// <summary>GFLOP/s of libtorch's float32 product of two 1024 x 1024 matrices: the best of many, for it is a bound that we compare with.</summary>
    public static double GemmRate()
    {
        const int N = 1024;
        using Tensor a = randn(N, N);
        using Tensor b = randn(N, N);
        double[] times = new double[60];
        for (int i = -5; i < times.Length; i++)
        {
            double time = Paired.Milliseconds(() => a.matmul(b).Dispose());
            if (i >= 0)
            {
                times[i] = time;
            }
        }

        return 2.0 * N * N * N / times.Min() / 1e6;
    }

    public static string Describe(int threads)
    {
        string cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
            : System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
        return $"{cpu}, {threads} threads, {SimdLevels.Best}, .NET {Environment.Version}, libtorch through TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}";
    }
}
