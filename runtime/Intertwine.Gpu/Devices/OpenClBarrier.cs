using System.Reflection;
using ILGPU.Backends.OpenCL;

namespace Intertwine.Gpu;

/// <summary>
/// The memory that a barrier of the group orders on OpenCL. ILGPU 1.5 writes every <c>Group.Barrier</c> with the flag <c>CLK_GLOBAL_MEM_FENCE</c> alone, which by OpenCL C (synchronization functions) says nothing about shared memory:
/// drivers that take it at its word may leave a write there unseen by other threads. The text of the flag stands in a table of ILGPU's own, where the flag of shared memory is added to it.
/// </summary>
internal static class OpenClBarrier
{
    private const string Table = "MemoryFenceFlags";
    private const string SharedFence = "CLK_LOCAL_MEM_FENCE";

    /// <summary>Whether barriers order shared memory as well.</summary>
    public static bool FencesSharedMemory => CLInstructions.GetMemoryFenceFlags(isGlobal: true).Contains(SharedFence, StringComparison.Ordinal);

    /// <summary>Once per process, before a kernel is compiled.</summary>
    /// <exception cref="NotSupportedException">This version of ILGPU has no such table: its barriers have to be looked at again.</exception>
    public static void FenceSharedMemory()
    {
        if (FencesSharedMemory)
        {
            return;
        }

        string global = CLInstructions.GetMemoryFenceFlags(isGlobal: true);
        if (typeof(CLInstructions).GetField(Table, BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null) is string[] flags && Array.IndexOf(flags, global) is >= 0 and int index)
        {
            flags[index] = $"{global} | {SharedFence}";
        }

        if (!FencesSharedMemory)
        {
            throw new NotSupportedException($"The barriers of ILGPU {typeof(CLInstructions).Assembly.GetName().Version} on OpenCL do not order shared memory, and there is no table {Table} to change that; expected ILGPU 1.5.");
        }
    }
}
