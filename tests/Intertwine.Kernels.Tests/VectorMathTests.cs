using System.Numerics;

namespace Intertwine.Kernels.Tests;

/// <summary>Functions over their whole domain: the reference has twice the digits of double precision.</summary>
public sealed unsafe class VectorMathTests
{
    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void Functions_StayWithinTheirErrorBounds(SimdLevel level, string number) => VectorTypes.Run(level, number, new Bounds());

    [Theory, MemberData(nameof(VectorTypes.All), MemberType = typeof(VectorTypes))]
    public void Functions_TreatSpecialValues(SimdLevel level, string number) => VectorTypes.Run(level, number, new Special());

    private static T[] Map<V, T>(Func<V, V> function, T[] x)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int length = (x.Length + 15) / 16 * 16;
        using var buffer = new Buffer<T>(length);
        x.CopyTo(buffer.Span);
        for (int i = 0; i < length; i += V.Count)
        {
            V.Store(function(V.Load(buffer.Pointer + i)), buffer.Pointer + i);
        }

        return buffer.Span[..x.Length].ToArray();
    }

    private sealed class Bounds : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            bool single = typeof(T) == typeof(float);

            // Where e^x and with it the result leaves the normal numbers, only the absolute error counts.
            double low = single ? -87 : -708, high = single ? 88 : 709;
            Check<V, T>("exp", VectorMath<V, T>.Exp, Real.Exp, low, high, 1.5);
            Check<V, T>("log", VectorMath<V, T>.Log, Real.Log, single ? 1e-38 : 1e-307, single ? 1e38 : 1e307, 1.5, logarithmic: true);
            Check<V, T>("log near 1", VectorMath<V, T>.Log, Real.Log, 0.5, 2, 1.5);
            Check<V, T>("sigmoid", VectorMath<V, T>.Sigmoid, Real.Sigmoid, low, 100, 2.5);
            Check<V, T>("silu", VectorMath<V, T>.Silu, x => x * Real.Sigmoid(x), low, 100, 2.5);
            Check<V, T>("silu near 0", VectorMath<V, T>.Silu, x => x * Real.Sigmoid(x), -1, 1, 2.5);
            Check<V, T>("softplus", VectorMath<V, T>.Softplus, Real.Softplus, low, 100, 3);
            Check<V, T>("tanh", VectorMath<V, T>.Tanh, Real.Tanh, -20, 20, 2.5);
            Check<V, T>("tanh near 0", VectorMath<V, T>.Tanh, Real.Tanh, -1, 1, 2.5);
            Check<V, T>("tanh tiny", VectorMath<V, T>.Tanh, Real.Tanh, 1e-30, 1e-3, 2.5, logarithmic: true);
            Check<V, T>("erf", VectorMath<V, T>.Erf, Real.Erf, -6, 6, 2.5);
            Check<V, T>("erf tiny", VectorMath<V, T>.Erf, Real.Erf, 1e-30, 1e-3, 2.5, logarithmic: true);
            Check<V, T>("gelu", VectorMath<V, T>.Gelu, x => x * Real.Erfc(-x * (1 / Real.Sqrt(2))) / 2, single ? -12.5 : -37, 40, 8);
            Check<V, T>("reciprocal", VectorMath<V, T>.Reciprocal, x => 1 / x, 1e-30, 1e30, 0.51, logarithmic: true);
            Check<V, T>("rsqrt", VectorMath<V, T>.SafeReciprocalSqrt, x => 1 / Real.Sqrt(x), 1e-30, 1e30, 1.5, logarithmic: true);
            CheckAbsolute<V, T>("sin", VectorMath<V, T>.Sin, Real.Sin, single ? 9000 : 1.1e5);
            CheckAbsolute<V, T>("cos", VectorMath<V, T>.Cos, Real.Cos, single ? 9000 : 1.1e5);
            CheckAbsolute<V, T>("sin", VectorMath<V, T>.Sin, Real.Sin, 10);
            CheckAbsolute<V, T>("cos", VectorMath<V, T>.Cos, Real.Cos, 10);
        }

        private static void Check<V, T>(string name, Func<V, V> function, Func<Real, Real> reference, double low, double high, double bound, bool logarithmic = false)
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] x = Points<T>(low, high, logarithmic);
            T[] y = Map<V, T>(function, x);
            double worst = 0, at = 0;
            for (int i = 0; i < x.Length; i++)
            {
                Real expected = reference(double.CreateTruncating(x[i]));
                T rounded = T.Abs(T.CreateTruncating(expected.High));
                double ulp = double.CreateTruncating(T.BitIncrement(rounded) - rounded);
                double error = Math.Abs((double)(expected - double.CreateTruncating(y[i]))) / ulp;
                if (!(error <= worst))
                {
                    (worst, at) = (error, double.CreateTruncating(x[i]));
                }
            }

            Assert.True(worst <= bound, $"{name}: {worst} ulp at {at}; the bound is {bound}");
        }

        private static void CheckAbsolute<V, T>(string name, Func<V, V> function, Func<Real, Real> reference, double high)
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] x = Points<T>(-high, high, logarithmic: false);
            T[] y = Map<V, T>(function, x);
            double bound = typeof(T) == typeof(float) ? 1.2e-7 : 2.3e-16;
            for (int i = 0; i < x.Length; i++)
            {
                double error = Math.Abs((double)(reference(double.CreateTruncating(x[i])) - double.CreateTruncating(y[i])));
                Assert.True(error <= bound, $"{name}: error {error} at {x[i]}; the bound is {bound}");
            }
        }

        private static T[] Points<T>(double low, double high, bool logarithmic)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(9);
            return [.. Enumerable.Range(0, 3000).Select(_ =>
            {
                double u = random.NextDouble();
                return T.CreateTruncating(logarithmic ? Math.Exp(Math.Log(low) + (u * (Math.Log(high) - Math.Log(low)))) : low + (u * (high - low)));
            })];
        }
    }

    private sealed class Special : IVectorTest
    {
        public void Run<V, T>()
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            const double Infinity = double.PositiveInfinity, NaN = double.NaN;
            bool single = typeof(T) == typeof(float);
            double smallest = single ? float.Epsilon : double.Epsilon, normal = single ? 1.17549435e-38 : 2.2250738585072014e-308;
            Check<V, T>("exp", VectorMath<V, T>.Exp, (0, 1), (-0.0, 1), (1000, Infinity), (-1000, 0), (Infinity, Infinity), (-Infinity, 0), (single ? 88.8 : 709.9, Infinity));
            Check<V, T>("log", VectorMath<V, T>.Log, (1, 0), (0, -Infinity), (-1, NaN), (-Infinity, NaN), (Infinity, Infinity), (smallest, Math.Log(smallest)), (normal, Math.Log(normal)));
            Check<V, T>("sigmoid", VectorMath<V, T>.Sigmoid, (0, 0.5), (1000, 1), (-1000, 0), (Infinity, 1), (-Infinity, 0));
            Check<V, T>("silu", VectorMath<V, T>.Silu, (0, 0), (1000, 1000), (-1000, 0), (Infinity, Infinity));
            Check<V, T>("tanh", VectorMath<V, T>.Tanh, (0, 0), (1000, 1), (-1000, -1), (Infinity, 1), (-Infinity, -1));
            Check<V, T>("softplus", VectorMath<V, T>.Softplus, (1000, 1000), (-1000, 0), (Infinity, Infinity), (-Infinity, 0));
            Check<V, T>("erf", VectorMath<V, T>.Erf, (0, 0), (1000, 1), (-1000, -1), (1e30, 1), (Infinity, 1), (-Infinity, -1));
            Check<V, T>("gelu", VectorMath<V, T>.Gelu, (0, 0), (1000, 1000), (-1000, 0), (1e30, 1e30), (-1e30, 0));
            Check<V, T>("sin", VectorMath<V, T>.Sin, (0, 0), (Infinity, NaN));
            Check<V, T>("cos", VectorMath<V, T>.Cos, (0, 1), (-Infinity, NaN));
            Check<V, T>("reciprocal", VectorMath<V, T>.Reciprocal, (4, 0.25), (0, Infinity), (Infinity, 0));
            Check<V, T>("rsqrt", VectorMath<V, T>.SafeReciprocalSqrt, (4, 0.5), (0, 0), (Infinity, 0), (-1, NaN));
            Check<V, T>("sqrt", VectorMath<V, T>.Sqrt, (9, 3), (0, 0), (-1, NaN), (Infinity, Infinity));
            Check<V, T>("relu", VectorMath<V, T>.Relu, (2, 2), (-2, 0), (0, 0), (-Infinity, 0));
            Check<V, T>("step", VectorMath<V, T>.Step, (2, 1), (-2, 0), (0, 0), (Infinity, 1));
            Check<V, T>("abs", VectorMath<V, T>.Abs, (2, 2), (-2, 2), (-Infinity, Infinity));
            Check<V, T>("sign", VectorMath<V, T>.Sign, (2, 1), (-2, -1), (0, 0), (-Infinity, -1));
            Check<V, T>("clamp", x => VectorMath<V, T>.Clamp(x, V.Constant(-3), V.Constant(5)), (2, 2), (-4, -3), (7, 5), (Infinity, 5));
        }

        private static void Check<V, T>(string name, Func<V, V> function, params (double X, double Y)[] cases)
            where V : unmanaged, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            // NaN stays NaN in every function, and does not reach its neighbours.
            (double X, double Y)[] all = [.. cases, (double.NaN, double.NaN)];
            T[] y = Map<V, T>(function, [.. all.Select(c => T.CreateTruncating(c.X))]);
            for (int i = 0; i < all.Length; i++)
            {
                T expected = T.CreateTruncating(all[i].Y);
                bool equal = T.IsNaN(expected) ? T.IsNaN(y[i]) : y[i] == expected || T.Abs(y[i] - expected) <= T.Abs(expected) * T.CreateTruncating(1e-6);
                Assert.True(equal, $"{name}({all[i].X}) = {y[i]}, expected {expected}");
            }
        }
    }
}
