using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>The norm of a block of numbers, and the block scaled to one.</summary>
internal abstract class GpuNorm : IDisposable
{
    public static GpuNorm Create(GpuDevice device, bool isDouble) => isDouble ? new GpuNorm<double>(device) : new GpuNorm<float>(device);

    public abstract void Clip(GpuBuffer gradients, double maxNorm);

    public abstract void Dispose();
}

/// <summary>Of one number type.</summary>
internal sealed class GpuNorm<T>(GpuDevice device) : GpuNorm
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GpuSum<T> _sum = new(device);
    private readonly GpuBuffer _total = device.Allocate<T>(1);
    private GpuBuffer? _squares;

    public override void Clip(GpuBuffer gradients, double maxNorm)
    {
        ArrayView<T> view = gradients.View<T>();
        if (view.Length == 0)
        {
            return;
        }

        _squares ??= device.Allocate(gradients.Bytes);
        ArrayView<T> squares = _squares.View<T>();
        var square = device.Kernels.Get((typeof(GpuNorm<T>), nameof(Square)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>>(Square));
        square(device.Stream, view.IntLength, view, squares);
        _sum.Run(squares, _total.View<T>());
        var scale = device.Kernels.Get((typeof(GpuNorm<T>), nameof(Scale)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>, T, T>(Scale));
        scale(device.Stream, view.IntLength, view, _total.View<T>(), T.CreateChecked(maxNorm), T.CreateChecked(1e-6));
    }

    public override void Dispose()
    {
        _sum.Dispose();
        _total.Dispose();
        _squares?.Dispose();
    }

    private static void Square(Index1D i, ArrayView<T> values, ArrayView<T> squares) => squares[i] = values[i] * values[i];

    private static void Scale(Index1D i, ArrayView<T> values, ArrayView<T> total, T maxNorm, T epsilon)
    {
        T factor = maxNorm / (T.Sqrt(total[0]) + epsilon);
        if (factor < T.One)
        {
            values[i] *= factor;
        }
    }
}
