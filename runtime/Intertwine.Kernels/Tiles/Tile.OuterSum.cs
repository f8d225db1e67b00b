using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Up to this many entries of the result, products along the lanes, each summed across its vector, are cheaper than transposing an operand.</summary>
    private const int SmallResult = 64;

    /// <summary>How many numbers the scratch memory of <see cref="OuterSum"/> must hold.</summary>
    public static int OuterSumScratch(int leftRows, int rightRows, int components)
    {
        _ = components; // One component is transposed at a time.

        // The transposed operand, and where that is the left one the result with exchanged axes.
        int wide = RoundUp(Math.Max(leftRows, rightRows), MaxLanes);
        return (Items * wide) + (Math.Min(leftRows, rightRows) * wide);
    }

    /// <summary>Adds the outer products of two values, summed over items and components: the gradient of the matrix of <see cref="Mix"/>.</summary>
    /// <param name="lanes">64 <paramref name="components"/>: a channel is <c>[component][64]</c>.</param>
    /// <param name="count">Items of the tile: of every 64 lanes the first <paramref name="count"/> contribute, whatever the others hold.</param>
    /// <param name="scratch">64-byte aligned room for <see cref="OuterSumScratch"/> numbers.</param>
    /// <remarks>
    /// <c>accumulator[o * accumulatorStride + i] += sum over components d and t &lt; count of left[o, 64 d + t] * right[i, 64 d + t]</c>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void OuterSum<V, T>(
        T* left, int leftRows, T* right, int rightRows, int lanes, int components, int count, T* accumulator, int accumulatorStride, T* scratch)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Math.Min(leftRows, rightRows) == 1 || (long)leftRows * rightRows <= SmallResult)
        {
            if (leftRows > rightRows)
            {
                AddLaneProducts<V, T>(left, leftRows, right, rightRows, lanes, components, count, accumulator, accumulatorStride, 1, scratch);
            }
            else
            {
                AddLaneProducts<V, T>(right, rightRows, left, leftRows, lanes, components, count, accumulator, 1, accumulatorStride, scratch);
            }

            return;
        }

        // Vectors run along the rows of the transposed operand. Take the one that fills them better; the result of the other choice has exchanged axes.
        long rightAlong = (long)leftRows * RoundUp(rightRows, V.Count);
        long leftAlong = (long)rightRows * RoundUp(leftRows, V.Count);
        if (rightRows >= leftRows || rightAlong <= leftAlong)
        {
            AddProduct<V, T>(left, leftRows, right, rightRows, lanes, components, count, accumulator, accumulatorStride, scratch);
            return;
        }

        int stride = RoundUp(leftRows, MaxLanes);
        T* exchanged = scratch + (Items * stride);
        new Span<T>(exchanged, rightRows * stride).Clear();
        AddProduct<V, T>(right, rightRows, left, leftRows, lanes, components, count, exchanged, stride, scratch);
        for (int o = 0; o < leftRows; o++)
        {
            for (int i = 0; i < rightRows; i++)
            {
                accumulator[((nint)o * accumulatorStride) + i] += exchanged[((nint)i * stride) + o];
            }
        }
    }

    /// <summary><see cref="OuterSum"/> with vectors along the rows of <paramref name="right"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddProduct<V, T>(
        T* left, int leftRows, T* right, int rightRows, int lanes, int components, int count, T* accumulator, int accumulatorStride, T* transposed)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int stride = RoundUp(rightRows, MaxLanes);
        int block = MicroKernel.Vectors<V, T>() * V.Count;
        int whole = rightRows / V.Count * V.Count;
        T* tail = stackalloc T[MicroKernel.Rows * MaxLanes];
        for (int component = 0; component < components; component++)
        {
            T* matrix = left + (component * Items);
            TransposeLanes<V, T>(right + (component * Items), rightRows, lanes, count, transposed, stride);
            for (int i = 0; i < whole; i += block)
            {
                int vectors = Math.Min(block, whole - i) / V.Count;
                MicroKernel.Panel<V, T>(vectors, matrix, lanes, 1, leftRows, count, transposed + i, stride, accumulator + i, accumulatorStride, accumulate: true, bias: null);
            }

            // The last vector reaches beyond the rows of the accumulator: it goes through a buffer.
            for (int o = 0; o < leftRows && whole < rightRows; o += MicroKernel.Rows)
            {
                int rows = Math.Min(MicroKernel.Rows, leftRows - o);
                MicroKernel.Panel<V, T>(
                    1, matrix + ((nint)o * lanes), lanes, 1, rows, count, transposed + whole, stride, tail, V.Count, accumulate: false, bias: null);
                for (int k = 0; k < rows; k++)
                {
                    for (int i = whole; i < rightRows; i++)
                    {
                        accumulator[((nint)(o + k) * accumulatorStride) + i] += tail[(k * V.Count) + i - whole];
                    }
                }
            }
        }
    }

    /// <summary><see cref="OuterSum"/> for a small result: vectors run along the lanes, and each entry of the result is summed across its vector once.</summary>
    /// <param name="wideStride">Between entries of the accumulator for neighbouring rows of <paramref name="wide"/>; <paramref name="narrowStride"/> likewise.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddLaneProducts<V, T>(
        T* wide, int wideRows, T* narrow, int narrowRows, int lanes, int components, int count, T* accumulator, int wideStride, int narrowStride, T* scratch)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int t = 0; t < V.Count; t++)
        {
            scratch[t] = T.CreateTruncating(t);
        }

        V lane = V.Load(scratch);
        int whole = count / V.Count * V.Count;
        V valid = V.Broadcast(T.CreateTruncating(count - whole));
        for (int w = 0; w < wideRows; w += 4)
        {
            // Rows beyond the last one repeat it; their sums are dropped.
            T* w0 = wide + ((nint)w * lanes);
            T* w1 = wide + ((nint)Math.Min(w + 1, wideRows - 1) * lanes);
            T* w2 = wide + ((nint)Math.Min(w + 2, wideRows - 1) * lanes);
            T* w3 = wide + ((nint)Math.Min(w + 3, wideRows - 1) * lanes);
            for (int n = 0; n < narrowRows; n++)
            {
                T* x = narrow + ((nint)n * lanes);
                V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
                for (int component = 0; component < components; component++)
                {
                    nint t = component * Items, end = t + whole;
                    for (; t < end; t += V.Count)
                    {
                        V value = V.Load(x + t);
                        s0 = V.MultiplyAdd(value, V.Load(w0 + t), s0);
                        s1 = V.MultiplyAdd(value, V.Load(w1 + t), s1);
                        s2 = V.MultiplyAdd(value, V.Load(w2 + t), s2);
                        s3 = V.MultiplyAdd(value, V.Load(w3 + t), s3);
                    }

                    if (whole < count)
                    {
                        V value = V.Load(x + t);
                        s0 += V.SelectGreater(valid, lane, value * V.Load(w0 + t), V.Zero);
                        s1 += V.SelectGreater(valid, lane, value * V.Load(w1 + t), V.Zero);
                        s2 += V.SelectGreater(valid, lane, value * V.Load(w2 + t), V.Zero);
                        s3 += V.SelectGreater(valid, lane, value * V.Load(w3 + t), V.Zero);
                    }
                }

                T* result = accumulator + ((nint)w * wideStride) + ((nint)n * narrowStride);
                result[0] += V.Sum(s0);
                if (w + 3 < wideRows)
                {
                    result[wideStride] += V.Sum(s1);
                    result[2 * (nint)wideStride] += V.Sum(s2);
                    result[3 * (nint)wideStride] += V.Sum(s3);
                }
                else
                {
                    AddUnlessBeyond(result, w + 1, V.Sum(s1), wideRows, wideStride, 1);
                    AddUnlessBeyond(result, w + 2, V.Sum(s2), wideRows, wideStride, 2);
                }
            }
        }
    }

    private static void AddUnlessBeyond<T>(T* result, int row, T sum, int rows, int stride, int offset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (row < rows)
        {
            result[offset * (nint)stride] += sum;
        }
    }

    /// <summary><c>transposed[t * stride + r] = source[r * lanes + t]</c> for t &lt; count; what lies between <paramref name="rows"/> and the next multiple of a vector is arbitrary.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void TransposeLanes<V, T>(T* source, int rows, int lanes, int count, T* transposed, int stride)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T** pointers = stackalloc T*[MaxLanes];
        for (int r = 0; r < rows; r += V.Count)
        {
            for (int k = 0; k < V.Count; k++)
            {
                pointers[k] = source + ((nint)Math.Min(r + k, rows - 1) * lanes);
            }

            for (int t = 0; t < count; t += V.Count)
            {
                V.Transpose(pointers, t, transposed + ((nint)t * stride) + r, stride);
            }
        }
    }
}
