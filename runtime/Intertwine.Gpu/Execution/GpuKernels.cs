using System.Reflection;
using ILGPU;
using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>Compiles the kernels of generated programs: once per device and number type, when they are launched first.</summary>
internal static class GpuKernels
{
    /// <summary>The launcher of a static method.</summary>
    public static TLauncher Get<TLauncher>(GpuDevice device, Type program, string name)
        where TLauncher : Delegate =>
        device.Kernels.Get(typeof(TLauncher), accelerator => Load<TLauncher>(accelerator, program, name));

    private static TLauncher Load<TLauncher>(Accelerator accelerator, Type program, string name)
        where TLauncher : Delegate
    {
        MethodInfo method = program.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new ArgumentException($"Expected a static method of {program.Name}, got '{name}'.", nameof(name));
        return accelerator.LoadKernel(method).CreateLauncherDelegate<TLauncher>();
    }
}

/// <summary>Sets device memory to one number.</summary>
internal static class GpuFill
{
    private const int Threads = 128;

    public static void Run<T>(GpuDevice device, ArrayView<T> target, double number)
        where T : unmanaged
    {
        if (number == 0)
        {
            target.MemSetToZero(device.Stream);
        }
        else if (typeof(T) == typeof(double))
        {
            Launch(device, target.Cast<double>(), number, nameof(Double));
        }
        else
        {
            Launch(device, target.Cast<float>(), (float)number, nameof(Single));
        }
    }

    private static void Launch<T>(GpuDevice device, ArrayView<T> target, T number, string name)
        where T : unmanaged
    {
        int threads = Math.Min(Threads, device.MaxGroupSize);
        int groups = (int)Math.Clamp((target.Length + threads - 1) / threads, 1, 64 * device.Accelerator.NumMultiprocessors);
        GpuKernels.Get<FillLauncher<T>>(device, typeof(GpuFill), name)(device.Stream, new KernelConfig(groups, threads), target, number);
    }

    private static void Single(ArrayView<float> target, float number)
    {
        for (int n = (Grid.IdxX * Group.DimX) + Group.IdxX; n < target.IntLength; n += Grid.DimX * Group.DimX)
        {
            target[n] = number;
        }
    }

    private static void Double(ArrayView<double> target, double number)
    {
        for (int n = (Grid.IdxX * Group.DimX) + Group.IdxX; n < target.IntLength; n += Grid.DimX * Group.DimX)
        {
            target[n] = number;
        }
    }

    private delegate void FillLauncher<T>(AcceleratorStream stream, KernelConfig config, ArrayView<T> target, T number)
        where T : unmanaged;
}
