using System.Runtime.InteropServices;

namespace Intertwine.Kernels;

/// <summary>
/// Scratch memory of the current thread, 64-byte aligned: the tiles that a kernel works on. It grows to the largest request and is reused, so that a training loop allocates on its
/// first step only, and it ends with its thread.
/// </summary>
public static unsafe class KernelScratch
{
    private const nuint Alignment = 64;

    [ThreadStatic]
    private static Block? Current;

    /// <summary>At least <paramref name="bytes"/> bytes of the current thread. Valid until the thread asks again: one kernel asks once and divides what it gets.</summary>
    public static void* Get(nuint bytes)
    {
        Block block = Current ??= new Block();
        return block.Require(bytes);
    }

    private sealed class Block
    {
        private void* _start;
        private nuint _capacity;

        ~Block() => NativeMemory.AlignedFree(_start);

        public void* Require(nuint bytes)
        {
            if (_capacity < bytes || _start == null)
            {
                NativeMemory.AlignedFree(_start);
                _start = null;
                _capacity = 0;
                _start = NativeMemory.AlignedAlloc(Math.Max(bytes, Alignment), Alignment);
                _capacity = bytes;
            }

            return _start;
        }
    }
}
