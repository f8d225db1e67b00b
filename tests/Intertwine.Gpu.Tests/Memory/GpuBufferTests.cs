using ILGPU;
using ILGPU.Runtime;

namespace Intertwine.Gpu.Tests;

public class GpuBufferTests
{
    [SkippableFact]
    public void Values_GoInAndOut()
    {
        GpuDevice device = GpuTest.Device;
        double[] values = [.. Enumerable.Range(0, 1001).Select(i => Math.Sin(i))];
        using GpuBuffer buffer = device.Upload<double>(values);
        Assert.Equal(8008, buffer.Bytes);
        Assert.Equal(values, buffer.ToArray<double>());

        using GpuBuffer copy = device.Allocate<double>(1001);
        copy.CopyFrom(buffer);
        Assert.Equal(values, copy.ToArray<double>());

        copy.Clear();
        Assert.All(copy.ToArray<double>(), v => Assert.Equal(0, v));
    }

    [SkippableFact]
    public void PageLockedMemory_GoesInAndOut()
    {
        GpuDevice device = GpuTest.Device;
        using GpuHostArray<float> host = new(device, 300);
        for (int i = 0; i < host.Length; i++)
        {
            host.Span[i] = i;
        }

        using GpuBuffer whole = device.Allocate<float>(600);
        GpuBuffer buffer = whole.Slice(320, 300 * sizeof(float));
        buffer.CopyFrom(host);
        using GpuHostArray<float> back = new(device, 300);
        buffer.CopyTo(back);
        device.Synchronize();
        Assert.Equal(host.Span.ToArray(), back.Span.ToArray());
    }

    [SkippableFact]
    public void Slices_AreKernelArguments()
    {
        GpuDevice device = GpuTest.Device;
        using GpuBuffer whole = device.Upload<float>([.. Enumerable.Range(0, 64).Select(i => (float)i)]);
        GpuBuffer middle = whole.Slice(64, 32 * sizeof(float));
        var twice = device.Kernels.Get(nameof(Twice), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<float>>(Twice));
        twice(device.Stream, 32, middle.View<float>());
        Assert.Equal(Enumerable.Range(0, 64).Select(i => (float)(i is >= 16 and < 48 ? 2 * i : i)), whole.ToArray<float>());
        Assert.Equal(32, middle.ToArray<float>()[0]);
    }

    [SkippableFact]
    public void EmptyBuffer_IsAllowed()
    {
        using GpuBuffer empty = GpuTest.Device.Upload<float>([]);
        Assert.Empty(empty.ToArray<float>());
        empty.Clear();
        using GpuBuffer other = GpuTest.Device.Allocate(0);
        other.CopyFrom(empty);
    }

    [SkippableFact]
    public void WhatDoesNotFit_IsRefused()
    {
        using GpuBuffer buffer = GpuTest.Device.Allocate<float>(4);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyFrom<float>(new float[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyTo(new float[5].AsSpan()));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(4, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(0, 17));
        Assert.Throws<ArgumentOutOfRangeException>(() => GpuTest.Device.Allocate(-1));
    }

    private static void Twice(Index1D i, ArrayView<float> values) => values[i] *= 2;
}
