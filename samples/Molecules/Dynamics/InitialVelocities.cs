using Intertwine.Samples;

namespace Molecules;

/// <summary>Velocities of a temperature, without drift and rotation of the whole.</summary>
public static class InitialVelocities
{
    // A moment of inertia below this share of the largest is that of atoms on a line, about the line.
    private const double RotationTolerance = 1e-8;

    /// <summary>
    /// [atoms, 3] in Angstrom/fs: Maxwell's distribution, less total momentum and (in open space) angular momentum about the centre of mass, scaled so that the kinetic energy of the degrees of freedom that are
    /// left is that of the temperature exactly.
    /// </summary>
    /// <param name="rotationToo">Whether the angular momentum is removed: not in a periodic box, where it is not conserved.</param>
    public static double[] Draw(ReadOnlySpan<double> masses, ReadOnlySpan<double> positions, double temperature, ulong seed, bool rotationToo = true)
    {
        if (!double.IsFinite(temperature) || temperature < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, $"Expected a temperature in K, zero or more; got {temperature}.");
        }

        if (positions.Length != 3 * masses.Length)
        {
            throw new ArgumentException($"Expected three coordinates per atom ({3 * masses.Length}); got {positions.Length}.", nameof(positions));
        }

        var random = new CounterRandom(seed, RandomStreams.Velocities, 0);
        double[] velocities = new double[positions.Length];
        for (int k = 0; k < velocities.Length; k++)
        {
            velocities[k] = random.NextNormal() * Math.Sqrt(Units.Boltzmann * temperature * Units.Acceleration / masses[k / 3]);
        }

        double[] mean = MassCentre(masses, velocities);
        for (int k = 0; k < velocities.Length; k++)
        {
            velocities[k] -= mean[k % 3];
        }

        if (rotationToo)
        {
            StopRotation(masses, positions, velocities);
        }

        double twice = 0;
        for (int k = 0; k < velocities.Length; k++)
        {
            twice += masses[k / 3] * velocities[k] * velocities[k] / Units.Acceleration;
        }

        int freedom = DegreesOfFreedom(masses, positions, rotationToo);
        double scale = freedom > 0 && twice > 0 ? Math.Sqrt(freedom * Units.Boltzmann * temperature / twice) : 0;
        return Array.ConvertAll(velocities, velocity => velocity * scale);
    }

    /// <summary>3 per atom, less 3 for the total momentum, less as many as there are axes that the atoms can rotate about: 3, or 2 on a line.</summary>
    public static int DegreesOfFreedom(ReadOnlySpan<double> masses, ReadOnlySpan<double> positions, bool rotationToo = true)
    {
        int rotations = 0;
        if (rotationToo && masses.Length > 1)
        {
            double[] moments = SymmetricSolver.Eigen(Inertia(masses, positions, MassCentre(masses, positions))).Values;
            rotations = moments.Count(moment => moment > RotationTolerance * moments.Max());
        }

        return Math.Max((3 * masses.Length) - 3 - rotations, 0);
    }

    /// <summary>Σ m (x - c) × v about a point, in u Angstrom²/fs.</summary>
    public static double[] AngularMomentum(ReadOnlySpan<double> masses, ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities, ReadOnlySpan<double> centre)
    {
        double[] sum = new double[3];
        for (int i = 0; i < masses.Length; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                int a = (c + 1) % 3;
                int b = (c + 2) % 3;
                sum[c] += masses[i] * (((positions[(3 * i) + a] - centre[a]) * velocities[(3 * i) + b]) - ((positions[(3 * i) + b] - centre[b]) * velocities[(3 * i) + a]));
            }
        }

        return sum;
    }

    /// <summary>Σ m x / Σ m, of positions or velocities.</summary>
    public static double[] MassCentre(ReadOnlySpan<double> masses, ReadOnlySpan<double> rows)
    {
        double[] centre = new double[3];
        double total = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            total += masses[i];
            for (int c = 0; c < 3; c++)
            {
                centre[c] += masses[i] * rows[(3 * i) + c];
            }
        }

        return Array.ConvertAll(centre, sum => sum / total);
    }

    /// <summary>v -= ω × (x - c) with I ω = L.</summary>
    private static void StopRotation(ReadOnlySpan<double> masses, ReadOnlySpan<double> positions, double[] velocities)
    {
        double[] centre = MassCentre(masses, positions);
        double[] w = SymmetricSolver.LeastNorm(Inertia(masses, positions, centre), AngularMomentum(masses, positions, velocities, centre), RotationTolerance);
        for (int i = 0; i < masses.Length; i++)
        {
            double x = positions[3 * i] - centre[0];
            double y = positions[(3 * i) + 1] - centre[1];
            double z = positions[(3 * i) + 2] - centre[2];
            velocities[3 * i] -= (w[1] * z) - (w[2] * y);
            velocities[(3 * i) + 1] -= (w[2] * x) - (w[0] * z);
            velocities[(3 * i) + 2] -= (w[0] * y) - (w[1] * x);
        }
    }

    private static double[,] Inertia(ReadOnlySpan<double> masses, ReadOnlySpan<double> positions, double[] centre)
    {
        double[,] inertia = new double[3, 3];
        for (int i = 0; i < masses.Length; i++)
        {
            double[] r = [positions[3 * i] - centre[0], positions[(3 * i) + 1] - centre[1], positions[(3 * i) + 2] - centre[2]];
            double square = (r[0] * r[0]) + (r[1] * r[1]) + (r[2] * r[2]);
            for (int a = 0; a < 3; a++)
            {
                for (int b = 0; b < 3; b++)
                {
                    inertia[a, b] += masses[i] * ((a == b ? square : 0) - (r[a] * r[b]));
                }
            }
        }

        return inertia;
    }
}
