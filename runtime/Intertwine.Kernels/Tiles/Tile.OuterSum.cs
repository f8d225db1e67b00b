using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Up to this many entries of the result, products along the lanes, each summed across its vector, are cheaper than transposing an operand.</summary>
    private const int SmallResult = 64;

    /// <summary>Components that one product sums over at most: a transposed panel of so many stays near the core.</summary>
    private const int MostSummedComponents = 4;

    /// <summary>Columns of the result that are computed at a time, at most.</summary>
    private const int MostPanelColumns = 4 * MaxLanes;

    /// <summary>How many numbers the scratch memory of <see cref="OuterSum"/> must hold.</summary>
    public static int OuterSumScratch(int leftRows, int rightRows, int components)
    {
        // A transposed panel, and where that is of the left operand the result with exchanged axes.
        int wide = RoundUp(Math.Max(leftRows, rightRows), MaxLanes);
        return PanelSize(wide, components) + (Math.Min(leftRows, rightRows) * wide);
    }

    /// <summary>Numbers of a transposed panel of an operand.</summary>
    private static int PanelSize(int rows, int components) => Items * Math.Min(components, MostSummedComponents) * Math.Min(RoundUp(rows, MaxLanes), MostPanelColumns);

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
        T* exchanged = scratch + PanelSize(leftRows, components);
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

    /// <summary><see cref="OuterSum"/> with vectors along the rows of <paramref name="right"/>, panel by panel of the result.</summary>
    /// <param name="transposed">Room for <see cref="PanelSize"/> numbers.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddProduct<V, T>(
        T* left, int leftRows, T* right, int rightRows, int lanes, int components, int count, T* accumulator, int accumulatorStride, T* transposed)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // In a whole tile the lanes of one component follow those of another: one sum runs over several, and the result, which the caches near the core may not hold, is read and written once for all of them.
        int together = count == Items ? MostSummedComponents : 1;
        int width = MicroKernel.Vectors<V, T>() * V.Count;
        for (int component = 0; component < components; component += together)
        {
            int depth = count == Items ? Math.Min(together, components - component) * Items : count;
            T* matrix = left + (component * Items);
            for (int i = 0; i < rightRows; i += width)
            {
                int columns = Math.Min(width, rightRows - i);
                int stride = RoundUp(columns, V.Count);
                TransposeLanes<V, T>(right + ((nint)i * lanes) + (component * Items), columns, lanes, depth, transposed, stride);
                if (columns == stride)
                {
                    var term = new MixTerm<T>(matrix, lanes, 1, depth, transposed);
                    MicroKernel.Panel<V, T>(stride / V.Count, &term, 1, leftRows, 0, stride, accumulator + i, accumulatorStride, accumulate: true, bias: null);
                }
                else
                {
                    AddLastPanel<V, T>(matrix, leftRows, lanes, depth, transposed, stride, accumulator + i, accumulatorStride, columns);
                }
            }
        }
    }

    /// <summary>A panel whose last vector reaches beyond the rows of the accumulator: it goes through a buffer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddLastPanel<V, T>(T* matrix, int rows, int lanes, int depth, T* transposed, int stride, T* accumulator, int accumulatorStride, int columns)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* panel = stackalloc T[MicroKernel.Rows * MostPanelColumns];
        for (int o = 0; o < rows; o += MicroKernel.Rows)
        {
            int height = Math.Min(MicroKernel.Rows, rows - o);
            var term = new MixTerm<T>(matrix + ((nint)o * lanes), lanes, 1, depth, transposed);
            MicroKernel.Panel<V, T>(stride / V.Count, &term, 1, height, 0, stride, panel, stride, accumulate: false, bias: null);
            for (int k = 0; k < height; k++)
            {
                T* sums = accumulator + ((nint)(o + k) * accumulatorStride), terms = panel + (k * stride);
                int i = 0;
                for (; i + V.Count <= columns; i += V.Count)
                {
                    V.Store(V.Load(sums + i) + V.Load(terms + i), sums + i);
                }

                for (; i < columns; i++)
                {
                    sums[i] += terms[i];
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
