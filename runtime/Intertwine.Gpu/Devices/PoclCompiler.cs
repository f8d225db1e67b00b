using System.Runtime.InteropServices;

namespace Intertwine.Gpu;

/// <summary>
/// Options of PoCL's compiler. Its optimiser (3.1, as Debian 12 has it) loses writes to shared memory that ILGPU's kernels make: work-items are turned into loops between barriers, and what one of those loops writes, the
/// next does not always read. Without optimisation kernels are right, and faster compiled. Other drivers do not read the variable.
/// </summary>
internal static partial class PoclCompiler
{
    private const string Variable = "POCL_EXTRA_BUILD_FLAGS";

    /// <summary>Sets the options for this process, before a driver is loaded, unless the user set them.</summary>
    public static void Configure()
    {
        if (OperatingSystem.IsLinux())
        {
            // The runtime's own method changes only its copy of the environment, which native libraries do not see.
            _ = SetVariable(Variable, "-cl-opt-disable", 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
