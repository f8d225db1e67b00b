using NBody;

namespace Intertwine.Samples.Tests.NBody;

/// <summary>The published protocol once more, one trajectory at a time, in the shape of its formulas: what the vectorised simulation must agree with.</summary>
internal static class ReferenceSimulation
{
    private const int Bodies = 5;

    /// <summary>Positions and velocities at every frame from 0, each <c>[frames][bodies, 3]</c>, and whether a force was ever clamped.</summary>
    public static (List<double[]> Positions, List<double[]> Velocities, bool Clamped) Run(double[] charges, double[] position, double[] velocity, int frames)
    {
        const double dt = 0.001;
        var x = (double[])position.Clone();
        var v = (double[])velocity.Clone();
        List<double[]> positions = [], velocities = [];
        var clamped = false;

        // As in the published sampler: the velocity leads by one kick; a frame is recorded between moving and kicking.
        Kick();
        for (var i = 1; positions.Count < frames; i++)
        {
            for (var c = 0; c < x.Length; c++) x[c] += dt * v[c];
            if (i % 100 == 0)
            {
                positions.Add((double[])x.Clone());
                velocities.Add((double[])v.Clone());
            }
            Kick();
        }
        return (positions, velocities, clamped);

        void Kick()
        {
            for (var i = 0; i < Bodies; i++)
            {
                for (var c = 0; c < 3; c++)
                {
                    var force = 0.0;
                    for (var j = 0; j < Bodies; j++)
                    {
                        if (j == i) continue;
                        var squared = 0.0;
                        for (var d = 0; d < 3; d++) squared += Math.Pow(x[3 * i + d] - x[3 * j + d], 2);
                        force += charges[i] * charges[j] * (x[3 * i + c] - x[3 * j + c]) / Math.Pow(squared, 1.5);
                    }
                    clamped |= Math.Abs(force) > 100;
                    v[3 * i + c] += dt * Math.Clamp(force, -100, 100);
                }
            }
        }
    }

    /// <summary>The initial state of a trajectory, drawn in the documented order: charges, positions, directions of velocity.</summary>
    public static (double[] Charges, double[] Position, double[] Velocity) Start(ulong seed, Split split, int index)
    {
        var random = new CounterRandom(seed, (ulong)split, (ulong)index);
        var charges = new double[Bodies];
        for (var i = 0; i < Bodies; i++) charges[i] = random.NextSign();
        var x = new double[3 * Bodies];
        for (var c = 0; c < x.Length; c++) x[c] = random.NextNormal();
        var v = new double[3 * Bodies];
        for (var i = 0; i < Bodies; i++)
        {
            var (a, b, c) = (random.NextNormal(), random.NextNormal(), random.NextNormal());
            var norm = Math.Sqrt(a * a + b * b + c * c);
            (v[3 * i], v[3 * i + 1], v[3 * i + 2]) = (0.5 * a / norm, 0.5 * b / norm, 0.5 * c / norm);
        }
        return (charges, x, v);
    }

    /// <summary>Kinetic energy plus q_i q_j / |x_i - x_j| over pairs.</summary>
    public static double Energy(ReadOnlySpan<double> charges, ReadOnlySpan<double> x, ReadOnlySpan<double> v)
    {
        double energy = 0;
        foreach (var component in v) energy += 0.5 * component * component;
        for (var i = 0; i < Bodies; i++)
        {
            for (var j = i + 1; j < Bodies; j++)
            {
                double squared = 0;
                for (var c = 0; c < 3; c++) squared += Math.Pow(x[3 * i + c] - x[3 * j + c], 2);
                energy += charges[i] * charges[j] / Math.Sqrt(squared);
            }
        }
        return energy;
    }
}
