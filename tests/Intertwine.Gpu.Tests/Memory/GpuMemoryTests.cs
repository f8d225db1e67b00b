using Intertwine.Kernels;

namespace Intertwine.Gpu.Tests;

public class GpuMemoryTests
{
    [SkippableFact]
    public void Block_IsUsedAgain()
    {
        using GpuDevice device = GpuDevice.Open(GpuTest.Device.Info);
        GpuMemory first = GpuMemory.Rent(device);
        first.Require(1000);
        Assert.True(first.Buffer.Bytes >= 1000);
        first.Return();
        GpuMemory second = GpuMemory.Rent(device);
        second.Require(500);
        Assert.Same(first, second);
        Assert.Equal(1, device.Pool.Allocations);
        second.Require(5000);
        Assert.True(second.Buffer.Bytes >= 5000);
        Assert.Equal(2, device.Pool.Allocations);
        second.Return();
        Assert.Throws<InvalidOperationException>(second.Return);
    }

    [SkippableFact]
    public void IndexTable_IsCopiedOnce()
    {
        GpuDevice device = GpuTest.Device;
        using IndexTable table = new([2, 0, 2, 1, 0], 4, "target");
        GpuIndexTable copy = GpuIndexTable.Of(device, table);
        Assert.Same(copy, GpuIndexTable.Of(device, table));
        Assert.Equal((5, 4, false, "target"), (copy.From, copy.To, copy.IsSorted, copy.Name));
        Assert.Equal([2, 0, 2, 1, 0], copy.Index.ToArray<int>());
        Assert.Equal([0, 2, 3, 5, 5], copy.Start.ToArray<int>());
        Assert.Equal([1, 4, 3, 0, 2], copy.Items.ToArray<int>());
    }

    [SkippableFact]
    public void IndexTableWithoutItems_IsCopied()
    {
        using IndexTable table = new([], 3, "edges");
        GpuIndexTable copy = GpuIndexTable.Of(GpuTest.Device, table);
        Assert.Empty(copy.Index.ToArray<int>());
        Assert.Equal([0, 0, 0, 0], copy.Start.ToArray<int>());
    }
}
