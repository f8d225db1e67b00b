using System.Numerics;

namespace Intertwine.Gpu;

/// <summary>The numbers that distances between points of <typeparamref name="T"/> are computed in.</summary>
internal interface IGpuWide<T, A>
    where T : unmanaged
    where A : unmanaged, INumber<A>
{
    static abstract A Widen(T value);
}

/// <summary>float32 in float64.</summary>
internal readonly struct GpuSingleInDouble : IGpuWide<float, double>
{
    public static double Widen(float value) => value;
}

/// <summary>float32 on a device without float64.</summary>
internal readonly struct GpuSingleInSingle : IGpuWide<float, float>
{
    public static float Widen(float value) => value;
}

/// <summary>float64.</summary>
internal readonly struct GpuDoubleInDouble : IGpuWide<double, double>
{
    public static double Widen(double value) => value;
}
