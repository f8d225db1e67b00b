using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Intertwine.Kernels;

/// <summary>The instruction sets that kernels are compiled for.</summary>
public enum SimdLevel
{
    /// <summary><see cref="System.Numerics.Vector{T}"/>: runs everywhere.</summary>
    Portable,

    /// <summary>256-bit vectors, AVX2 and FMA.</summary>
    Avx2,

    /// <summary>512-bit vectors, AVX-512F.</summary>
    Avx512,
}

/// <summary>Which <see cref="SimdLevel"/> the machine has.</summary>
public static class SimdLevels
{
    /// <summary>The environment variable that overrides the detection: <c>portable</c>, <c>avx2</c> or <c>avx512</c>.</summary>
    public const string Variable = "INTERTWINE_SIMD";

    private static int Cached = -1;

    /// <summary>The fastest level of this machine, or what the environment variable <see cref="Variable"/> asks for.</summary>
    /// <exception cref="InvalidOperationException">The variable holds no known level, or one that this machine does not have.</exception>
    public static SimdLevel Best
    {
        get
        {
            if (Cached < 0)
            {
                Cached = (int)Choose(Environment.GetEnvironmentVariable(Variable));
            }

            return (SimdLevel)Cached;
        }
    }

    /// <summary>Whether this machine and runtime have the instructions.</summary>
    public static bool IsSupported(this SimdLevel level) => level switch
    {
        SimdLevel.Portable => true,
        SimdLevel.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        SimdLevel.Avx512 => Avx512F.IsSupported,
        _ => false,
    };

    /// <summary>The level that a value of <see cref="Variable"/> stands for; the fastest one where it is null or empty.</summary>
    internal static SimdLevel Choose(string? requested)
    {
        SimdLevel level;
        switch (requested?.Trim().ToLowerInvariant())
        {
            case null or "":
                // Processors that slow down under 512-bit instructions report the vector type as not accelerated though they have the instructions.
                return SimdLevel.Avx512.IsSupported() && Vector512.IsHardwareAccelerated ? SimdLevel.Avx512
                    : SimdLevel.Avx2.IsSupported() ? SimdLevel.Avx2
                    : SimdLevel.Portable;
            case "portable":
                level = SimdLevel.Portable;
                break;
            case "avx2":
                level = SimdLevel.Avx2;
                break;
            case "avx512":
                level = SimdLevel.Avx512;
                break;
            default:
                throw new InvalidOperationException($"The environment variable {Variable} is '{requested}'; expected 'portable', 'avx2' or 'avx512'.");
        }

        return level.IsSupported()
            ? level
            : throw new InvalidOperationException($"The environment variable {Variable} asks for '{requested}', which this machine does not have; the fastest it has is '{Name(Choose(null))}'.");
    }

    private static string Name(SimdLevel level) => level switch
    {
        SimdLevel.Avx512 => "avx512",
        SimdLevel.Avx2 => "avx2",
        _ => "portable",
    };
}
