using System.Numerics;

namespace Intertwine.Kernels.Tests;

/// <summary>A check that is written once and run for every vector and number type.</summary>
public interface IVectorTest
{
    void Run<V, T>()
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>The vector types of this machine.</summary>
public static class VectorTypes
{
    public static TheoryData<SimdLevel, string> All
    {
        get
        {
            var data = new TheoryData<SimdLevel, string>();
            foreach (SimdLevel level in Enum.GetValues<SimdLevel>().Where(level => level.IsSupported()))
            {
                data.Add(level, "float");
                data.Add(level, "double");
            }

            return data;
        }
    }

    public static void Run(SimdLevel level, string number, IVectorTest test)
    {
        switch (level, number)
        {
            case (SimdLevel.Portable, "float"): test.Run<SimdPortableSingle, float>(); break;
            case (SimdLevel.Portable, "double"): test.Run<SimdPortableDouble, double>(); break;
            case (SimdLevel.Avx2, "float"): test.Run<Simd256Single, float>(); break;
            case (SimdLevel.Avx2, "double"): test.Run<Simd256Double, double>(); break;
            case (SimdLevel.Avx512, "float"): test.Run<Simd512Single, float>(); break;
            case (SimdLevel.Avx512, "double"): test.Run<Simd512Double, double>(); break;
            default: throw new ArgumentOutOfRangeException(nameof(level), $"{level}, {number}");
        }
    }
}
