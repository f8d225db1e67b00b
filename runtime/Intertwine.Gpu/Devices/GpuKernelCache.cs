using System.Collections.Concurrent;
using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>The kernels that a device has compiled. Compiling takes from milliseconds to seconds; a launcher is made once per kernel method and number type.</summary>
public sealed class GpuKernelCache
{
    private readonly Accelerator _accelerator;
    private readonly ConcurrentDictionary<object, Lazy<Delegate>> _launchers = new();

    internal GpuKernelCache(Accelerator accelerator) => _accelerator = accelerator;

    /// <summary>Kernels compiled so far.</summary>
    public int Count => _launchers.Count;

    /// <summary>The launcher of a kernel.</summary>
    /// <param name="key">What it is found by: the kernel's method, or anything that compares by value and stands for it.</param>
    /// <param name="load">Compiles it, with one of ILGPU's <c>Load…Kernel</c> methods.</param>
    public TLauncher Get<TLauncher>(object key, Func<Accelerator, TLauncher> load)
        where TLauncher : Delegate =>
        (TLauncher)_launchers.GetOrAdd(key, static (_, state) => new Lazy<Delegate>(() => state.load(state._accelerator)), (load, _accelerator)).Value;
}
