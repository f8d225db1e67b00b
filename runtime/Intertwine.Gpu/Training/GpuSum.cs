using System.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>
/// Sums on the device whose order depends on the number of terms only: passes in which thread t of P adds the terms t, t + P, t + 2P, …, with P = 1024, then 32, then 1. No atomics, no barriers; results are the same in every run.
/// </summary>
internal sealed class GpuSum<T>(GpuDevice device) : IDisposable
    where T : unmanaged, INumber<T>
{
    private const int Wide = 1024;
    private const int Narrow = 32;

    private readonly GpuBuffer _partials = device.Allocate<T>(Wide + Narrow);

    /// <summary>target[0] = the sum of the terms, which are overwritten by nothing.</summary>
    public void Run(ArrayView<T> terms, ArrayView<T> target)
    {
        ArrayView<T> wide = _partials.View<T>().SubView(0, Wide);
        ArrayView<T> narrow = _partials.View<T>().SubView(Wide, Narrow);
        var pass = device.Kernels.Get((typeof(GpuSum<T>), nameof(Pass)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>>(Pass));
        pass(device.Stream, Wide, terms, wide);
        pass(device.Stream, Narrow, wide, narrow);
        pass(device.Stream, 1, narrow, target);
    }

    public void Dispose() => _partials.Dispose();

    private static void Pass(Index1D thread, ArrayView<T> terms, ArrayView<T> sums)
    {
        T sum = T.Zero;
        for (long i = thread; i < terms.Length; i += sums.Length)
        {
            sum += terms[i];
        }

        sums[thread] = sum;
    }
}
