using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class VectorMath<V, T>
{
    /// <summary>sin x; absolute error at most one unit in the last place of 1 (1.2e-7, 2.3e-16).</summary>
    /// <remarks>
    /// x = n π/2 + r with |r| ≤ π/4, π/2 in three parts; the polynomials for r are those of Cephes (single) and FreeBSD's msun (double). Where some lane
    /// is so large that the parts do not suffice (|x| &gt; 8192 or 10^5), the lanes go through the scalar function of the runtime.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin(V x)
    {
        if (V.AnyGreater(V.Abs(x), V.Constant(IsSingle ? 8192 : 1e5)))
        {
            return SinOfLarge(x);
        }

        Reduce(x, out V r, out V quadrant);
        V sine = SineAround(r), cosine = CosineAround(r);

        // quadrant: 0 sin r, 1 cos r, ±2 -sin r, -1 -cos r.
        V even = V.SelectGreater(V.Abs(quadrant), V.Constant(1.5), -sine, sine);
        V odd = V.SelectGreater(V.Zero, quadrant, -cosine, cosine);
        return V.SelectEqual(V.Abs(quadrant), One, odd, even);
    }

    /// <summary>cos x; absolute error at most one unit in the last place of 1 (1.2e-7, 2.3e-16).</summary>
    /// <remarks>As <see cref="Sin"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos(V x)
    {
        if (V.AnyGreater(V.Abs(x), V.Constant(IsSingle ? 8192 : 1e5)))
        {
            return CosOfLarge(x);
        }

        Reduce(x, out V r, out V quadrant);
        V sine = SineAround(r), cosine = CosineAround(r);

        // quadrant: 0 cos r, 1 -sin r, ±2 -cos r, -1 sin r.
        V even = V.SelectGreater(V.Abs(quadrant), V.Constant(1.5), -cosine, cosine);
        V odd = V.SelectGreater(V.Zero, quadrant, sine, -sine);
        return V.SelectEqual(V.Abs(quadrant), One, odd, even);
    }

    /// <summary>x = n π/2 + r; <paramref name="quadrant"/> is n modulo 4, between -2 and 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(V x, out V r, out V quadrant)
    {
        V n = V.Round(x * V.Constant(0.63661977236758134));
        quadrant = V.MultiplyAdd(V.Round(n * V.Constant(0.25)), V.Constant(-4), n);
        if (IsSingle)
        {
            r = V.MultiplyAdd(n, V.Constant(-1.5703125), x);
            r = V.MultiplyAdd(n, V.Constant(-4.837512969970703125e-4), r);
            r = V.MultiplyAdd(n, V.Constant(-7.54978995489188216e-8), r);
        }
        else
        {
            r = V.MultiplyAdd(n, V.Constant(-1.57079632673412561417e+00), x);
            r = V.MultiplyAdd(n, V.Constant(-6.07710050630396597660e-11), r);
            r = V.MultiplyAdd(n, V.Constant(-2.02226624879595063154e-21), r);
        }
    }

    /// <summary>sin r for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SineAround(V r)
    {
        V z = r * r;
        V p;
        if (IsSingle)
        {
            p = V.MultiplyAdd(V.Constant(-1.9515295891e-4), z, V.Constant(8.3321608736e-3));
            p = V.MultiplyAdd(p, z, V.Constant(-1.6666654611e-1));
        }
        else
        {
            p = V.MultiplyAdd(V.Constant(1.58969099521155010221e-10), z, V.Constant(-2.50507602534068634195e-08));
            p = V.MultiplyAdd(p, z, V.Constant(2.75573137070700676789e-06));
            p = V.MultiplyAdd(p, z, V.Constant(-1.98412698298579493134e-04));
            p = V.MultiplyAdd(p, z, V.Constant(8.33333333332248946124e-03));
            p = V.MultiplyAdd(p, z, V.Constant(-1.66666666666666324348e-01));
        }

        return V.MultiplyAdd(z * r, p, r);
    }

    /// <summary>cos r for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosineAround(V r)
    {
        V z = r * r;
        V p;
        if (IsSingle)
        {
            p = V.MultiplyAdd(V.Constant(2.443315711809948e-5), z, V.Constant(-1.388731625493765e-3));
            p = V.MultiplyAdd(p, z, V.Constant(4.166664568298827e-2));
        }
        else
        {
            p = V.MultiplyAdd(V.Constant(-1.13596475577881948265e-11), z, V.Constant(2.08757232129817482790e-09));
            p = V.MultiplyAdd(p, z, V.Constant(-2.75573143513906633035e-07));
            p = V.MultiplyAdd(p, z, V.Constant(2.48015872894767294178e-05));
            p = V.MultiplyAdd(p, z, V.Constant(-1.38888888888741095749e-03));
            p = V.MultiplyAdd(p, z, V.Constant(4.16666666666666019037e-02));
        }

        return V.MultiplyAdd(z * z, p, V.MultiplyAdd(z, V.Constant(-0.5), One));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V SinOfLarge(V x)
    {
        T* lanes = stackalloc T[V.Count];
        V.Store(x, lanes);
        for (int i = 0; i < V.Count; i++)
        {
            lanes[i] = T.Sin(lanes[i]);
        }

        return V.Load(lanes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V CosOfLarge(V x)
    {
        T* lanes = stackalloc T[V.Count];
        V.Store(x, lanes);
        for (int i = 0; i < V.Count; i++)
        {
            lanes[i] = T.Cos(lanes[i]);
        }

        return V.Load(lanes);
    }
}
