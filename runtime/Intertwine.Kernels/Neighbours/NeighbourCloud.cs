using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>One graph of a search: its different points, centred and packed for products, and bounds on what rounding does to them.</summary>
/// <remarks>
/// <para>The points become z = s (x - c) with one centre c near their mean and one power of two s. The score of a key j for a query i is |z_j|² - 2 z_i·z_j, its squared distance less |z_i|². What is
/// computed differs from it by less than γ (|z_i|² + |z_j|²), where u is the unit roundoff of the numbers and R the rows: R u for |z_j|², R u for the product since 2 |z_i·z_j| ≤ |z_i|² + |z_j|², 4 u for
/// the rounding of z, a few u for the last operations, and 2 (R + 8) units of double precision for the distance in double precision itself. <see cref="Gamma"/> is a tenth and more above that.</para>
/// <para>So with upper bounds U_ij and lower bounds L_ij of the score the k nearest of i are among those with L_ij ≤ t, where k or more have U_ij ≤ t.</para>
/// </remarks>
internal unsafe struct NeighbourCloud<V, T>
    where V : unmanaged, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>[Nodes], ascending: the nodes of the graph.</summary>
    public int* Members;

    public int Nodes;

    /// <summary>How many nodes are looked for: the neighbours and, where it is not one of them, the node itself.</summary>
    public int Wanted;

    /// <summary>Number of different points.</summary>
    public int Points;

    /// <summary>[Points], ascending: the first node with each point, as a number within the graph.</summary>
    public int* First;

    /// <summary>[Nodes]: the next node with the same point, -1 after the last.</summary>
    public int* Next;

    /// <summary>[<see cref="Panels"/>, rows, 64]: z, by panels of 64 points.</summary>
    public T* Packed;

    /// <summary>[64 <see cref="Panels"/>]: (1 + γ) |z_j|², infinite behind the last point.</summary>
    public T* Upper;

    /// <summary>[64 <see cref="Panels"/>]: (1 - γ) |z_j|², infinite behind the last point.</summary>
    public T* Lower;

    /// <summary>2 γ: the widening of a query's threshold per |z_i|².</summary>
    public T Widening;

    /// <summary>The widening for what underflows.</summary>
    public T Underflow;

    /// <summary>Query blocks of the clouds before this one in its wave.</summary>
    public int BlocksBefore;

    /// <summary>[Points, <see cref="Stride"/>]: z_i·z_j, where they are computed for all pairs at once; else null.</summary>
    public T* Products;

    public readonly int Panels => (Points + Tile.Items - 1) / Tile.Items;

    /// <summary>From one row of <see cref="Products"/> to the next.</summary>
    public readonly int Stride => StrideOf(Nodes);

    /// <summary>Not a multiple of the page size, so that rows do not meet in the same lines of the cache.</summary>
    public static int StrideOf(int nodes) => ((nodes + Tile.Items - 1) / Tile.Items * Tile.Items) + 16;

    /// <summary>The largest magnitude whose square is in the range of double precision with any number of rows.</summary>
    public static T Largest => typeof(T) == typeof(float) ? T.CreateTruncating(float.MaxValue) : T.CreateTruncating(1e150);

    /// <summary>Sets everything but the place in memory.</summary>
    /// <param name="center">Scratch, [rows].</param>
    /// <param name="table">Scratch, [<see cref="PointTable.Size"/>].</param>
    /// <returns>Whether all numbers are finite and not too large.</returns>
    public bool Prepare(T* points, int rows, T* center, int* table)
    {
        Points = PointTable.Group((byte*)points, rows * sizeof(T), Members, Nodes, First, Next, table);
        int* index = stackalloc int[Tile.Items];
        for (int panel = 0; panel < Panels; panel++)
        {
            int count = Count(panel);
            for (int t = 0; t < count; t++)
            {
                index[t] = Members[First[(panel * Tile.Items) + t]];
            }

            // Lanes behind the last point repeat the first one, so that sums and bounds over whole panels are of points alone.
            for (int t = count; t < Tile.Items; t++)
            {
                index[t] = Members[First[0]];
            }

            Tile.GatherRows<V, T>(points, rows, index, Tile.Items, Panel(panel, rows));
        }

        T radius = FindCenter(rows, center, out T largest);
        if (!(largest <= Largest))
        {
            return false;
        }

        int exponent = T.IsZero(radius) ? 0 : -Exponent(radius);
        T scale = T.ScaleB(T.One, exponent);
        Center(rows, center, scale);
        SetBounds(rows, exponent);
        return true;
    }

    /// <summary>Points of a panel.</summary>
    public readonly int Count(int panel) => Math.Min(Tile.Items, Points - (panel * Tile.Items));

    public readonly T* Panel(int panel, int rows) => Packed + ((nint)panel * rows * Tile.Items);

    /// <summary>γ: the relative error of a score.</summary>
    private static double Gamma(int rows)
    {
        double u = typeof(T) == typeof(float) ? 1.0 / (1 << 24) : 1.0 / (1L << 53);
        return 1.2 * ((((2.0 * rows) + 24) * u) + ((rows + 16.0) / (1L << 52)));
    }

    /// <summary>The exponent of a scale within the range that a factor may have.</summary>
    private static int Exponent(T value)
    {
        int limit = typeof(T) == typeof(float) ? 120 : 1000;
        return Math.Clamp(T.ILogB(value), -limit, limit);
    }

    /// <summary>The centre: x_0 plus the mean of x - x_0, which far from the origin is far more accurate than the mean of x.</summary>
    /// <param name="largest">The largest |x|, infinite where something is not finite.</param>
    /// <returns>A bound on the |x - c| of any row.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly T FindCenter(int rows, T* center, out T largest)
    {
        V most = V.Zero, spread = V.Zero, poison = V.Zero;
        T inverse = T.One / T.CreateTruncating(Points);
        T radius = T.Zero;
        bool isFinite = true;
        for (int row = 0; row < rows; row++)
        {
            T first = Packed[row * Tile.Items];
            V origin = V.Broadcast(first);
            V sum = V.Zero;
            for (int panel = 0; panel < Panels; panel++)
            {
                T* lane = Panel(panel, rows) + (row * Tile.Items);
                for (int t = 0; t < Tile.Items; t += V.Count)
                {
                    V x = V.Load(lane + t);
                    V difference = x - origin;
                    sum += difference;
                    poison += x * V.Zero;
                    most = V.Max(V.Abs(x), most);
                    spread = V.Max(V.Abs(difference), spread);
                }
            }

            // The lanes behind the last point are the first one and add nothing.
            T mean = V.Sum(sum) * inverse;
            isFinite &= T.IsFinite(mean);
            center[row] = first + mean;
        }

        largest = T.IsFinite(V.Sum(poison)) ? Greatest(most) : T.PositiveInfinity;
        radius = Greatest(spread);
        if (!isFinite || !T.IsFinite(radius + radius))
        {
            // Differences beyond the range of the numbers: any centre is right.
            new Span<T>(center, rows).Clear();
            return largest;
        }

        return radius + radius;
    }

    private static T Greatest(V value)
    {
        T* lanes = stackalloc T[V.Count];
        V.Store(value, lanes);
        T greatest = T.Zero;
        for (int lane = 0; lane < V.Count; lane++)
        {
            greatest = T.Max(greatest, lanes[lane]);
        }

        return greatest;
    }

    /// <summary>z = s (x - c) and |z|², which goes to <see cref="Upper"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Center(int rows, T* center, T scale)
    {
        V factor = V.Broadcast(scale);
        for (int panel = 0; panel < Panels; panel++)
        {
            T* tile = Panel(panel, rows);
            for (int t = 0; t < Tile.Items; t += V.Count)
            {
                T* lane = tile + t;
                V square = V.Zero;
                for (int row = 0; row < rows; row++)
                {
                    V z = (V.Load(lane) - V.Broadcast(center[row])) * factor;
                    V.Store(z, lane);
                    square = V.MultiplyAdd(z, z, square);
                    lane += Tile.Items;
                }

                V.Store(square, Upper + (panel * Tile.Items) + t);
            }
        }
    }

    private void SetBounds(int rows, int exponent)
    {
        double gamma = Gamma(rows);
        T above = T.CreateTruncating(1 + gamma), below = T.CreateTruncating(1 - gamma);
        for (int i = 0; i < Panels * Tile.Items; i++)
        {
            T square = Upper[i];
            Upper[i] = i < Points ? square * above : T.PositiveInfinity;
            Lower[i] = i < Points ? square * below : T.PositiveInfinity;
        }

        Widening = T.CreateTruncating(2 * gamma);

        // Of every row's numbers z, products and squares, and of the squares of the unscaled distance.
        double smallest = typeof(T) == typeof(float) ? Math.ScaleB(1, -149) : double.Epsilon;
        Underflow = T.CreateTruncating(Math.Max(8.0 * rows * smallest, rows * Math.ScaleB(1, -1074 + (2 * exponent))));
    }
}
