using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>Bytes on a device, or a part of such. Copies run on the device's stream, in order with its kernels.</summary>
public sealed unsafe class GpuBuffer : IDisposable
{
    /// <summary>Parts of a buffer begin at multiples of this.</summary>
    public const int Alignment = 64;

    private readonly MemoryBuffer1D<byte, Stride1D.Dense>? _owned;
    private readonly ArrayView<byte> _block;
    private readonly ArrayView<byte> _bytes;

    internal GpuBuffer(GpuDevice device, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Device = device;
        // Never empty: drivers refuse kernel arguments without memory.
        _owned = device.Accelerator.Allocate1D<byte>(Math.Max(Aligned(bytes), Alignment));
        _block = _owned.View.AsContiguous();
        _bytes = _block.SubView(0, bytes);
    }

    private GpuBuffer(GpuBuffer whole, long offset, long bytes)
    {
        Device = whole.Device;
        _block = whole._block;
        // An empty part stands at the start: ILGPU accepts no view behind the last byte.
        _bytes = bytes == 0 ? _block.SubView(0, 0) : whole._bytes.SubView(offset, bytes);
    }

    public GpuDevice Device { get; }

    public long Bytes => _bytes.Length;

    /// <summary>Rounded up to <see cref="Alignment"/>.</summary>
    public static long Aligned(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>The memory as a kernel takes it.</summary>
    public ArrayView<T> View<T>()
        where T : unmanaged => _bytes.Cast<T>();

    /// <summary>A part; it is valid as long as this buffer and need not be disposed.</summary>
    /// <param name="offset">In bytes, a multiple of <see cref="Alignment"/>.</param>
    public GpuBuffer Slice(long offset, long bytes)
    {
        if (offset % Alignment != 0 || offset < 0 || bytes < 0 || offset + bytes > Bytes)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"Expected a multiple of {Alignment} with {bytes} bytes behind it in a buffer of {Bytes} bytes; got {offset}.");
        }

        return new GpuBuffer(this, offset, bytes);
    }

    /// <summary>Copies from host memory. The memory may be used again when this returns.</summary>
    public void CopyFrom(void* source, long bytes)
    {
        Check(bytes);
        if (bytes > 0)
        {
            _bytes.SubView(0, bytes).CopyFromCPUUnsafeAsync(Device.Stream, ref Unsafe.AsRef<byte>(source), bytes);
            Device.Stream.Synchronize();
        }
    }

    /// <inheritdoc cref="CopyFrom(void*, long)"/>
    public void CopyFrom<T>(ReadOnlySpan<T> source)
        where T : unmanaged
    {
        fixed (T* pointer = source)
        {
            CopyFrom(pointer, (long)source.Length * sizeof(T));
        }
    }

    /// <summary>Copies from page-locked memory and returns at once; the memory must not change before the device has been synchronised.</summary>
    public void CopyFrom<T>(GpuHostArray<T> source)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        Check((long)source.Length * sizeof(T));
        // Not CopyFromPageLockedAsync: on OpenCL it takes a wrong offset where this is a part of a buffer.
        View<T>().SubView(0, source.Length).CopyFromCPUUnsafeAsync(Device.Stream, ref source.Memory[0], source.Length);
    }

    /// <summary>Copies from another buffer of the same device, on its stream.</summary>
    public void CopyFrom(GpuBuffer source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Check(source.Bytes);
        if (source.Bytes > 0)
        {
            source._bytes.CopyTo(Device.Stream, _bytes.SubView(0, source.Bytes));
        }
    }

    /// <summary>Copies to host memory. It holds the values when this returns.</summary>
    public void CopyTo(void* target, long bytes)
    {
        Check(bytes);
        if (bytes > 0)
        {
            _bytes.SubView(0, bytes).CopyToCPUUnsafeAsync(Device.Stream, ref Unsafe.AsRef<byte>(target), bytes);
            Device.Stream.Synchronize();
        }
    }

    /// <inheritdoc cref="CopyTo(void*, long)"/>
    public void CopyTo<T>(Span<T> target)
        where T : unmanaged
    {
        fixed (T* pointer = target)
        {
            CopyTo(pointer, (long)target.Length * sizeof(T));
        }
    }

    /// <summary>Copies to page-locked memory and returns at once; the values are there after the device has been synchronised.</summary>
    public void CopyTo<T>(GpuHostArray<T> target)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(target);
        Check((long)target.Length * sizeof(T));
        View<T>().SubView(0, target.Length).CopyToCPUUnsafeAsync(Device.Stream, ref target.Memory[0], target.Length);
    }

    /// <summary>All values, on the host.</summary>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        T[] values = new T[Bytes / sizeof(T)];
        CopyTo(values.AsSpan());
        return values;
    }

    /// <summary>Sets all bytes to zero.</summary>
    public void Clear()
    {
        if (Bytes > 0)
        {
            _bytes.MemSetToZero(Device.Stream);
        }
    }

    public void Dispose() => _owned?.Dispose();

    private void Check(long bytes)
    {
        if (bytes < 0 || bytes > Bytes)
        {
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, $"Expected at most the {Bytes} bytes of the buffer; got {bytes}.");
        }
    }
}
