namespace Intertwine.Gpu.Tests;

/// <summary>The device that tests run on: what INTERTWINE_GPU names, else the best GPU, else PoCL. Without any, tests are skipped.</summary>
public static class GpuTest
{
    private static readonly Lazy<GpuDevice?> Found = new(Find);

    public static GpuDevice Device
    {
        get
        {
            Skip.If(Found.Value is null, "There is no CUDA and no OpenCL device (install PoCL: pocl-opencl-icd and ocl-icd-opencl-dev).");
            return Found.Value!;
        }
    }

    private static GpuDevice? Find()
    {
        if (!GpuDevice.TryGetDefault(out _) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(GpuDevice.Variable)) && GpuDevice.List() is [GpuDeviceInfo first, ..])
        {
            Environment.SetEnvironmentVariable(GpuDevice.Variable, first.Name);
        }

        return GpuDevice.TryGetDefault(out GpuDevice? device) ? device : null;
    }
}
