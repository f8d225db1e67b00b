using System.Diagnostics;
using System.Runtime.Intrinsics;
using Intertwine.Samples;

namespace NBody;

/// <summary>
/// Charged particles under Coulomb forces: the data of the n-body experiment of Satorras, Hoogeboom and Welling, "E(n) Equivariant Graph Neural Networks" (2021),
/// which descends from the simulator of Kipf et al., "Neural Relational Inference" (2018).
/// </summary>
/// <remarks>
/// <para>
/// Five bodies; x ~ N(0, 1), |v| = 1/2 in a random direction, charges ±1 with probability 1/2. The force on body i is
/// F_i = clamp(Σ_j q_i q_j (x_i - x_j) / |x_i - x_j|³, ±0.1/dt), component by component. One step is v += dt F(x), x += dt v, with dt = 0.001;
/// frame k is the state after step 100 (k + 1), its velocity the one that led there. There is no box.
/// </para>
/// <para>
/// Eight trajectories fill the lanes of a vector and share no arithmetic, and every trajectory draws from a generator of its own: its bits
/// depend on (seed, split, index) only, not on the number of threads, the width of the hardware or how many trajectories are asked for.
/// </para>
/// </remarks>
public static class Simulation
{
    public const int Bodies = 5;
    public const double TimeStep = 1e-3;
    public const double InitialSpeed = 0.5;
    public const double MaxForce = 0.1 / TimeStep;
    public const int StepsPerFrame = 100;

    /// <summary>The frame that the network sees.</summary>
    public const int FirstFrame = 30;

    /// <summary>The frame that it predicts; nothing beyond is simulated.</summary>
    public const int LastFrame = 40;

    private const int Coordinates = Bodies * 3;
    private const int Pairs = Bodies * (Bodies - 1) / 2;
    private const int Lanes = 8;

    /// <summary>Simulates the trajectories 0 … <paramref name="count"/> - 1 of one split. They are the first of any longer run.</summary>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    public static Trajectories Run(ulong seed, Split split, int count, int threads, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        var clock = Stopwatch.StartNew();
        var result = new Trajectories(count);
        var groups = (count + Lanes - 1) / Lanes;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, groups, options, group => RunGroup(seed, split, group * Lanes, result));
        result.Elapsed = clock.Elapsed;
        return result;
    }

    private static void RunGroup(ulong seed, Split split, int first, Trajectories result)
    {
        Span<Vector512<double>> x = stackalloc Vector512<double>[Coordinates];
        Span<Vector512<double>> v = stackalloc Vector512<double>[Coordinates];
        Span<Vector512<double>> force = stackalloc Vector512<double>[Coordinates];
        Span<Vector512<double>> chargeProducts = stackalloc Vector512<double>[Pairs];
        Span<double> charges = stackalloc double[Bodies * Lanes];
        Start(seed, split, first, x, v, charges);
        MultiplyCharges(charges, chargeProducts);

        var used = Math.Min(Lanes, result.Count - first);
        for (var lane = 0; lane < used; lane++)
        {
            for (var body = 0; body < Bodies; body++) result.Charges(first + lane)[body] = charges[body * Lanes + lane];
        }

        var dt = Vector512.Create(TimeStep);
        for (var frame = 0; frame <= LastFrame; frame++)
        {
            for (var step = 0; step < StepsPerFrame; step++)
            {
                Forces(x, chargeProducts, force);
                for (var c = 0; c < Coordinates; c++)
                {
                    v[c] += dt * force[c];
                    x[c] += dt * v[c];
                }
            }
            if (frame >= FirstFrame) Record(x, v, first, used, frame - FirstFrame, result);
        }
    }

    /// <summary>Draws the initial states; lanes beyond the last trajectory are simulated and thrown away.</summary>
    private static void Start(ulong seed, Split split, int first, Span<Vector512<double>> x, Span<Vector512<double>> v, Span<double> charges)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var random = new CounterRandom(seed, (ulong)split, (ulong)(first + lane));
            for (var body = 0; body < Bodies; body++) charges[body * Lanes + lane] = random.NextSign();
            for (var c = 0; c < Coordinates; c++) x[c] = x[c].WithElement(lane, random.NextNormal());
            for (var body = 0; body < Bodies; body++)
            {
                var direction = new Vector3D(random.NextNormal(), random.NextNormal(), random.NextNormal());
                var scale = InitialSpeed / direction.Length;
                v[3 * body] = v[3 * body].WithElement(lane, direction.X * scale);
                v[3 * body + 1] = v[3 * body + 1].WithElement(lane, direction.Y * scale);
                v[3 * body + 2] = v[3 * body + 2].WithElement(lane, direction.Z * scale);
            }
        }
    }

    private static void MultiplyCharges(ReadOnlySpan<double> charges, Span<Vector512<double>> products)
    {
        var pair = 0;
        for (var i = 0; i < Bodies; i++)
        {
            for (var j = i + 1; j < Bodies; j++)
            {
                products[pair++] = Vector512.Create(charges.Slice(i * Lanes, Lanes)) * Vector512.Create(charges.Slice(j * Lanes, Lanes));
            }
        }
    }

    /// <summary>F_i = clamp(Σ_j q_i q_j (x_i - x_j) / |x_i - x_j|³). Every pair is computed once: F_ij = -F_ji.</summary>
    private static void Forces(ReadOnlySpan<Vector512<double>> x, ReadOnlySpan<Vector512<double>> chargeProducts, Span<Vector512<double>> force)
    {
        force.Clear();
        var pair = 0;
        for (var i = 0; i < Coordinates; i += 3)
        {
            for (var j = i + 3; j < Coordinates; j += 3)
            {
                var dx = x[i] - x[j];
                var dy = x[i + 1] - x[j + 1];
                var dz = x[i + 2] - x[j + 2];
                var squared = dx * dx + dy * dy + dz * dz;
                var size = chargeProducts[pair++] / (squared * Vector512.Sqrt(squared));
                dx *= size;
                dy *= size;
                dz *= size;
                force[i] += dx;
                force[i + 1] += dy;
                force[i + 2] += dz;
                force[j] -= dx;
                force[j + 1] -= dy;
                force[j + 2] -= dz;
            }
        }

        var limit = Vector512.Create(MaxForce);
        for (var c = 0; c < Coordinates; c++) force[c] = Vector512.Max(-limit, Vector512.Min(limit, force[c]));
    }

    private static void Record(
        ReadOnlySpan<Vector512<double>> x, ReadOnlySpan<Vector512<double>> v, int first, int used, int frame, Trajectories result)
    {
        for (var lane = 0; lane < used; lane++)
        {
            var positions = result.Positions(first + lane, frame);
            var velocities = result.Velocities(first + lane, frame);
            for (var c = 0; c < Coordinates; c++)
            {
                positions[c] = x[c][lane];
                velocities[c] = v[c][lane];
            }
        }
    }

    private readonly record struct Vector3D(double X, double Y, double Z)
    {
        public double Length => Math.Sqrt(X * X + Y * Y + Z * Z);
    }
}
