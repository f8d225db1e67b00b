using System.Runtime.Intrinsics.X86;

namespace Intertwine.Kernels.Tests;

/// <summary>
/// The entry point of this assembly when it is run as a program: <see cref="SimdLevelTests"/> starts it with hardware intrinsics switched off.
/// </summary>
internal static class Program
{
    private static int Main()
    {
        if (Avx2.IsSupported || SimdLevels.Best != SimdLevel.Portable)
        {
            Console.Error.WriteLine($"AVX2 supported: {Avx2.IsSupported}, level {SimdLevels.Best}; expected the portable level without intrinsics.");
            return 1;
        }

        PortableCheck.Run<SimdPortableSingle, float>(1e-5f);
        PortableCheck.Run<SimdPortableDouble, double>(1e-14);
        Console.WriteLine("portable path checked");
        return 0;
    }
}
