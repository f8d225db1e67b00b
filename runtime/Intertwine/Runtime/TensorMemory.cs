using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Runtime;

/// <summary>
/// Memory of the tensors that kernels write, outputs and gradients. A block of a large one comes back here when its tensor ends: freed and allocated again at every step it would go to the system and return as pages that the
/// processor has to map and clear, which takes longer than many a kernel.
/// </summary>
/// <remarks>Free blocks are never more than what was in use at once.</remarks>
internal static unsafe class TensorMemory
{
    /// <summary>Smaller ones stay in the allocator's own lists.</summary>
    private const long LeastPooled = 1 << 16;

    /// <summary>Before the numbers stands the size of the block; numbers lie on cache lines.</summary>
    private const int HeaderBytes = 64;

    private static readonly Lock Guard = new();
    private static readonly Dictionary<long, Stack<nint>> Free = [];
    private static long freeBytes;
    private static long usedBytes;
    private static long mostUsedBytes;

    /// <summary>Bytes of the blocks under living tensors.</summary>
    public static long UsedBytes => Interlocked.Read(ref usedBytes);

    /// <summary>A handle to a tensor in the memory of the CPU, not initialised.</summary>
    public static nint Empty(long[] shape, ScalarType type)
    {
        long bytes = type == ScalarType.Float64 ? sizeof(double) : sizeof(float);
        foreach (long extent in shape)
        {
            bytes *= extent;
        }

        fixed (long* sizes = shape)
        {
            if (bytes < LeastPooled || type is not (ScalarType.Float32 or ScalarType.Float64))
            {
                return TorchNative.Checked(TorchNative.Empty(sizes, shape.Length, (sbyte)type, (int)DeviceType.CPU, -1, 0));
            }

            byte* numbers = Rent(BlockSize(bytes));
            nint tensor = TorchNative.New(numbers, &End, sizes, shape.Length, (sbyte)type, (sbyte)type, (int)DeviceType.CPU, -1, 0);
            return TorchNative.Checked(tensor);
        }
    }

    /// <summary>Rounded up to one of eight sizes between powers of two, so that batches of almost equal size share blocks.</summary>
    public static long BlockSize(long bytes)
    {
        long step = 1L << (BitOperations.Log2((ulong)bytes) - 3);
        return (bytes + step - 1) / step * step;
    }

    private static byte* Rent(long size)
    {
        nint block = 0;
        lock (Guard)
        {
            usedBytes += size;
            mostUsedBytes = Math.Max(mostUsedBytes, usedBytes);
            if (Free.TryGetValue(size, out Stack<nint>? blocks) && blocks.TryPop(out block))
            {
                freeBytes -= size;
            }
        }

        if (block == 0)
        {
            block = (nint)NativeMemory.AlignedAlloc((nuint)(size + HeaderBytes), HeaderBytes);
            *(long*)block = size;
        }

        return (byte*)block + HeaderBytes;
    }

    /// <summary>Called by libtorch with the address of the numbers when a tensor is gone, on whatever thread that happens.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void End(void* numbers)
    {
        nint block = (nint)numbers - HeaderBytes;
        long size = *(long*)block;
        lock (Guard)
        {
            usedBytes -= size;
            if (freeBytes + size <= mostUsedBytes)
            {
                freeBytes += size;
                if (!Free.TryGetValue(size, out Stack<nint>? blocks))
                {
                    Free[size] = blocks = [];
                }

                blocks.Push(block);
                return;
            }
        }

        NativeMemory.AlignedFree((void*)block);
    }
}
