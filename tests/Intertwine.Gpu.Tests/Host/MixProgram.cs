using System.Numerics;
using ILGPU;
using ILGPU.Runtime;
using Intertwine.Kernels;

namespace Intertwine.Gpu.Tests;

/// <summary>
/// What the generator would write for a tiny model, by hand. With x [nodes, 2], W [2, 2]: h = x W^T; y_i = sum over edges j -> i of h_j^2 [nodes, 2]. The square makes the backward pass need h, which stays on the device.
/// </summary>
internal sealed class MixProgram<T> : GpuProgram
    where T : unmanaged, INumber<T>
{
    public override KernelSignature Signature { get; } = new(
        ["unit", "nodes", "edges"],
        [new("target", 2, 1), new("source", 2, 1)],
        [new("X", 1, 2)],
        [new("Mixed.weight", 0, 4)],
        [new("Y", 1, 2)],
        [0, 8, 4],
        [0, 16, 8]);

    public override bool IsDouble => typeof(T) == typeof(double);

    public override void Forward(GpuCall call)
    {
        GpuDevice device = call.Device;
        long nodes = call.Counts[1];
        call.Memory.Require(2 * nodes * 8);
        ArrayView<T> hidden = call.Memory.Buffer.View<T>();
        var mix = device.Kernels.Get((typeof(T), nameof(Mix)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>>(Mix));
        mix(device.Stream, (int)(2 * nodes), call.Inputs[0].View<T>(), call.Parameters[0].View<T>(), hidden);
        var sum = device.Kernels.Get((typeof(T), nameof(SumSquares)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<T>>(SumSquares));
        sum(device.Stream, (int)(2 * nodes), hidden, call.Maps[0].Start.View<int>(), call.Maps[0].Items.View<int>(), call.Maps[1].Index.View<int>(), call.Outputs[0].View<T>());
    }

    public override void Backward(GpuCall call)
    {
        GpuDevice device = call.Device;
        long nodes = call.Counts[1];
        ArrayView<T> hidden = call.Memory.Buffer.View<T>();
        // In place: the gradient by h takes its place.
        var back = device.Kernels.Get((typeof(T), nameof(Back)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<T>>(Back));
        back(device.Stream, (int)(2 * nodes), hidden, call.Maps[1].Start.View<int>(), call.Maps[1].Items.View<int>(), call.Maps[0].Index.View<int>(), call.OutputGradients[0].View<T>());
        var outer = device.Kernels.Get((typeof(T), nameof(Outer)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, long>(Outer));
        outer(device.Stream, 4, hidden, call.Inputs[0].View<T>(), call.ParameterGradients[0].View<T>(), nodes);
        if (call.InputGradients.Length > 0)
        {
            var unmix = device.Kernels.Get((typeof(T), nameof(Unmix)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>>(Unmix));
            unmix(device.Stream, (int)(2 * nodes), hidden, call.Parameters[0].View<T>(), call.InputGradients[0].View<T>());
        }
    }

    private static void Mix(Index1D i, ArrayView<T> x, ArrayView<T> w, ArrayView<T> h)
    {
        int node = i / 2;
        int o = i % 2;
        h[i] = (w[2 * o] * x[2 * node]) + (w[(2 * o) + 1] * x[(2 * node) + 1]);
    }

    private static void SumSquares(Index1D i, ArrayView<T> h, ArrayView<int> start, ArrayView<int> items, ArrayView<int> source, ArrayView<T> y)
    {
        int node = i / 2;
        T sum = T.Zero;
        for (int k = start[node]; k < start[node + 1]; k++)
        {
            T value = h[(2 * source[items[k]]) + (i % 2)];
            sum += value * value;
        }

        y[i] = sum;
    }

    private static void Back(Index1D i, ArrayView<T> h, ArrayView<int> start, ArrayView<int> items, ArrayView<int> target, ArrayView<T> gradient)
    {
        int node = i / 2;
        T sum = T.Zero;
        for (int k = start[node]; k < start[node + 1]; k++)
        {
            sum += gradient[(2 * target[items[k]]) + (i % 2)];
        }

        h[i] = (sum + sum) * h[i];
    }

    private static void Outer(Index1D i, ArrayView<T> g, ArrayView<T> x, ArrayView<T> result, long nodes)
    {
        T sum = T.Zero;
        for (long n = 0; n < nodes; n++)
        {
            sum += g[(2 * n) + (i / 2)] * x[(2 * n) + (i % 2)];
        }

        result[i] = sum;
    }

    private static void Unmix(Index1D i, ArrayView<T> g, ArrayView<T> w, ArrayView<T> result)
    {
        int node = i / 2;
        int k = i % 2;
        result[i] = (g[2 * node] * w[k]) + (g[(2 * node) + 1] * w[2 + k]);
    }
}
