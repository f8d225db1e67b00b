using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>
/// Functions of a real number, applied lane by lane. NaN in gives NaN out. The error bounds that the functions name are measured over their whole domain by tests, in units of
/// the last place (ulp) of the result.
/// </summary>
/// <typeparam name="V">The vector type.</typeparam>
/// <typeparam name="T">Its number type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public static unsafe partial class VectorMath<V, T>
    where V : unmanaged, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Decided when the code is compiled for the machine: only one branch of each test remains.</summary>
    private static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    private static V One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Constant(1);
    }

    /// <summary>1/x, rounded as a division: 0.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reciprocal(V x) => One / x;

    /// <summary>sqrt(x), correctly rounded; NaN for x &lt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sqrt(V x) => V.Sqrt(x);

    /// <summary>1/sqrt(x), and 0 where x = 0; 1.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SafeReciprocalSqrt(V x) => V.SelectEqual(x, V.Zero, V.Zero, One / V.Sqrt(x));

    /// <summary>max(x, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Relu(V x) => V.Max(V.Zero, x);

    /// <summary>1 where x &gt; 0, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Step(V x) => V.SelectGreater(x, V.Zero, One, V.Max(V.Zero, x));

    /// <summary>|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Abs(V x) => V.Abs(x);

    /// <summary>-1, 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sign(V x) => V.SelectGreater(x, V.Zero, One, V.SelectGreater(V.Zero, x, -One, x));

    /// <summary>min(max(x, low), high).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Clamp(V x, V low, V high) => V.Min(high, V.Max(low, x));
}
