using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Adds the sum over items of every row: the gradient of a bias.</summary>
    /// <remarks><c>accumulator[r] += sum of source[r, t] over t &lt; count</c>. Lanes from <paramref name="count"/> on do not contribute, whatever they hold.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void RowSum<V, T>(T* source, int rows, int count, T* accumulator)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int whole = count / V.Count * V.Count;
        for (int r = 0; r < rows; r++)
        {
            V partial = V.Zero;
            for (int t = 0; t < whole; t += V.Count)
            {
                partial += V.Load(source + t);
            }

            T sum = V.Sum(partial);
            for (int t = whole; t < count; t++)
            {
                sum += source[t];
            }

            accumulator[r] += sum;
            source += Items;
        }
    }
}
