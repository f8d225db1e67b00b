using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class VectorMath<V, T>
{
    /// <summary>e^x, at most 1.5 ulp; infinity beyond the largest number, gradual underflow to 0.</summary>
    /// <remarks>x = n ln 2 + r with |r| ≤ ln(2)/2; e^r = 1 + r + r² P(r) with a minimax polynomial P of degree 4 (single) or 9 (double); e^x = 2^n e^r.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        // Beyond these bounds the result is 0 or infinity; inside, every intermediate value is finite. The order of the operands keeps NaN.
        x = V.Min(V.Constant(IsSingle ? 89 : 710), V.Max(V.Constant(IsSingle ? -104 : -746), x));
        V n = V.Round(x * V.Constant(1.4426950408889634));
        V r, p;
        if (IsSingle)
        {
            // The leading part of ln 2 has so few digits that its product with n is exact.
            r = V.MultiplyAdd(n, V.Constant(-0.693359375), x);
            r = V.MultiplyAdd(n, V.Constant(2.12194440e-4), r);
            p = V.MultiplyAdd(V.Constant(0.001392637599580353), r, V.Constant(0.008363333082182943));
            p = V.MultiplyAdd(p, r, V.Constant(0.04166655345865175));
            p = V.MultiplyAdd(p, r, V.Constant(0.16666576062275124));
            p = V.MultiplyAdd(p, r, V.Constant(0.5));
        }
        else
        {
            r = V.MultiplyAdd(n, V.Constant(-6.93147180369123816490e-01), x);
            r = V.MultiplyAdd(n, V.Constant(-1.90821492927058770002e-10), r);
            p = V.MultiplyAdd(V.Constant(2.5100634461878497e-08), r, V.Constant(2.762041219449885e-07));
            p = V.MultiplyAdd(p, r, V.Constant(2.7557267935231926e-06));
            p = V.MultiplyAdd(p, r, V.Constant(2.4801520613566223e-05));
            p = V.MultiplyAdd(p, r, V.Constant(0.00019841269863392214));
            p = V.MultiplyAdd(p, r, V.Constant(0.0013888888917654016));
            p = V.MultiplyAdd(p, r, V.Constant(0.008333333333329994));
            p = V.MultiplyAdd(p, r, V.Constant(0.04166666666662324));
            p = V.MultiplyAdd(p, r, V.Constant(0.16666666666666669));
            p = V.MultiplyAdd(p, r, V.Constant(0.5));
        }

        p = V.MultiplyAdd(p, r, One);
        return V.ScaleByPowerOfTwo(V.MultiplyAdd(p, r, One), n);
    }
}
