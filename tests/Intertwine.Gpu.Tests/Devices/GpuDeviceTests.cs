using System.Diagnostics;

namespace Intertwine.Gpu.Tests;

public class GpuDeviceTests
{
    [Fact]
    public void List_NeverThrows_AndHidesTheEmulation()
    {
        Assert.DoesNotContain(GpuDevice.List(), d => d.Kind == GpuKind.Cpu);
        Assert.Equal(GpuKind.Cpu, GpuDevice.List(includeEmulation: true)[^1].Kind);
    }

    [Fact]
    public void Open_Emulation_IsTheProcessor()
    {
        using GpuDevice device = GpuDevice.Open("cpu");
        Assert.True(device.IsCpu && device.IsProcessor && !device.IsCuda && !device.IsOpenCl && !device.HasWarpShuffles && device.HasFloat64);
        Assert.True(device.MaxGroupSize >= 1 && device.MaxSharedMemory > 0);
    }

    [SkippableFact]
    public void Open_ByNameOrKind_GivesTheSameDevice()
    {
        GpuDevice device = GpuTest.Device;
        Assert.False(string.IsNullOrEmpty(device.Name));
        Assert.True(device.MaxGroupSize >= 64, $"{device}: groups of {device.MaxGroupSize}");
        Assert.True(device.MaxSharedMemory >= 16384, $"{device}: {device.MaxSharedMemory} bytes of shared memory");
        Assert.Equal(1, new[] { device.IsCuda, device.IsOpenCl, device.IsCpu }.Count(yes => yes));
        using GpuDevice again = GpuDevice.Open(device.Name);
        Assert.Equal(device.Name, again.Name);
    }

    [Theory]
    [InlineData("no such device")]
    [InlineData("cpu:7")]
    [InlineData("none")]
    public void Open_UnknownName_SaysWhatThereIsAndWhatToInstall(string name)
    {
        GpuNotFoundException error = Assert.Throws<GpuNotFoundException>(() => GpuDevice.Open(name));
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("pocl-opencl-icd", error.Message, StringComparison.Ordinal);
        Assert.Contains(GpuDevice.Variable, error.Message, StringComparison.Ordinal);
        foreach (GpuDeviceInfo device in GpuDevice.List())
        {
            Assert.Contains(device.Name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_Null_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => GpuDevice.Open((GpuDeviceInfo)null!));
        Assert.Throws<ArgumentException>(() => GpuDevice.Open(" "));
    }
}
