using System.Collections.Concurrent;

namespace Intertwine.Gpu;

/// <summary>
/// A block of device memory that one call of a program uses for its intermediate values, from the start of the forward to the end of the backward pass. Rented from the device's pool, so that a training loop allocates on
/// its first step only.
/// </summary>
public sealed class GpuMemory
{
    private readonly GpuDevice _device;
    private GpuBuffer? _buffer;
    private int _rented;

    internal GpuMemory(GpuDevice device) => _device = device;

    /// <summary>The block; valid until <see cref="Return"/> or the next <see cref="Require"/>.</summary>
    public GpuBuffer Buffer => _buffer ?? throw new InvalidOperationException($"The block has no memory yet; call {nameof(Require)} first.");

    public static GpuMemory Rent(GpuDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        GpuMemory memory = device.Pool.Take();
        Volatile.Write(ref memory._rented, 1);
        return memory;
    }

    /// <summary>Makes the block at least <paramref name="bytes"/> large. What it held is lost where it has to grow.</summary>
    public void Require(long bytes)
    {
        if (_buffer is null || _buffer.Bytes < bytes)
        {
            // Kernels that use the old block may still run.
            _device.Synchronize();
            _buffer?.Dispose();
            _buffer = null;
            _buffer = _device.Allocate(bytes);
            _device.Pool.CountAllocation();
        }
    }

    /// <summary>Gives the block back to the pool.</summary>
    /// <exception cref="InvalidOperationException">It was given back before: two calls would work in the same memory.</exception>
    public void Return()
    {
        if (Interlocked.Exchange(ref _rented, 0) == 0)
        {
            throw new InvalidOperationException($"A block of {nameof(GpuMemory)} was returned twice; expected one {nameof(Return)} for each {nameof(Rent)}.");
        }

        _device.Pool.Give(this);
    }

    /// <summary>Bytes of the block now.</summary>
    internal long Capacity => _buffer?.Bytes ?? 0;
}
