namespace Molecules;

/// <summary>
/// A potential of three kinds of atoms for generated data, in open space: E = Σ_{i&lt;j} φ_ij(r) s(r) + Σ_i Σ_{j&lt;k} λ_i (cos θ_jik - c_i)² g(r_ij) g(r_ik). φ is a Morse well between two bonding atoms and that of Lennard-Jones
/// wherever the third kind takes part; the angles are what pairs cannot explain. Smooth to the second derivative everywhere, and zero beyond <see cref="Cutoff"/>.
/// </summary>
/// <remarks>
/// Stillinger and Weber, "Computer simulation of local order in condensed phases of silicon", Phys. Rev. B 31 (1985) 5262: g(r) = exp(γ / (r - a)) for r below a. Morse, Phys. Rev. 34 (1929) 57. The numbers are made up:
/// silicon, germanium and argon lend their names and masses only.
/// </remarks>
public sealed class ClusterPotential : IForceField
{
    public const double Cutoff = 5;

    private const double SwitchFrom = 4;
    private const double AngleCutoff = 4;
    private const double AngleDecay = 1.2;
    private const double MorseDecay = 1.5;

    // By kind: depth in eV, distance of the minimum in Angstrom, strength of the angles in eV, cosine of the best angle.
    private static readonly Dictionary<int, Kind> Kinds = new()
    {
        [14] = new(true, 1.2, 2.35, 12, -1.0 / 3),
        [32] = new(true, 0.9, 2.5, 8, -0.5),
        [18] = new(false, 0.15, 3.0, 0, 0),
    };

    private readonly Kind[] _kinds;
    private readonly List<Bond>[] _bonds;

    /// <param name="numbers">[atoms]: any of 14, 18, 32.</param>
    public ClusterPotential(ReadOnlySpan<int> numbers)
    {
        _kinds = new Kind[numbers.Length];
        _bonds = new List<Bond>[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            _kinds[i] = Kinds.TryGetValue(numbers[i], out Kind? kind) ? kind : throw new ArgumentException($"Expected atomic numbers among {string.Join(", ", Kinds.Keys.Order())}; got {numbers[i]} for atom {i}.", nameof(numbers));
            _bonds[i] = [];
        }
    }

    /// <summary>Atomic numbers that the potential knows, ascending.</summary>
    public static IReadOnlyList<int> Species { get; } = [.. Kinds.Keys.Order()];

    public int Count => _kinds.Length;

    public double Evaluate(ReadOnlySpan<double> positions, Span<double> forces)
    {
        forces.Clear();
        double energy = 0;
        foreach (List<Bond> bonds in _bonds)
        {
            bonds.Clear();
        }

        for (int i = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count; j++)
            {
                double x = positions[3 * j] - positions[3 * i];
                double y = positions[(3 * j) + 1] - positions[(3 * i) + 1];
                double z = positions[(3 * j) + 2] - positions[(3 * i) + 2];
                double r = Math.Sqrt((x * x) + (y * y) + (z * z));
                if (r >= Cutoff)
                {
                    continue;
                }

                (double pair, double slope) = Pair(_kinds[i], _kinds[j], r);
                energy += pair;
                Push(forces, i, j, slope / r * x, slope / r * y, slope / r * z);
                if (r < AngleCutoff && _kinds[i].Bonds && _kinds[j].Bonds)
                {
                    double g = Math.Exp(AngleDecay / (r - AngleCutoff));
                    double dg = -g * AngleDecay / ((r - AngleCutoff) * (r - AngleCutoff));
                    _bonds[i].Add(new Bond(j, x / r, y / r, z / r, r, g, dg));
                    _bonds[j].Add(new Bond(i, -x / r, -y / r, -z / r, r, g, dg));
                }
            }
        }

        for (int i = 0; i < Count; i++)
        {
            List<Bond> bonds = _bonds[i];
            for (int p = 0; p < bonds.Count; p++)
            {
                for (int q = p + 1; q < bonds.Count; q++)
                {
                    energy += Angle(_kinds[i], i, bonds[p], bonds[q], forces);
                }
            }
        }

        return energy;
    }

    /// <summary>φ(r) s(r) and its derivative.</summary>
    private static (double Energy, double Slope) Pair(Kind a, Kind b, double r)
    {
        double depth = Math.Sqrt(a.Depth * b.Depth);
        double distance = (a.Distance + b.Distance) / 2;
        double energy;
        double slope;
        if (a.Bonds && b.Bonds)
        {
            // D ((1 - e)² - 1) with e = exp(-α (r - r_0)).
            double e = Math.Exp(-MorseDecay * (r - distance));
            energy = depth * ((e * e) - (2 * e));
            slope = 2 * depth * MorseDecay * (e - (e * e));
        }
        else
        {
            // ε ((r_0/r)^12 - 2 (r_0/r)^6).
            double s6 = Math.Pow(distance / r, 6);
            energy = depth * ((s6 * s6) - (2 * s6));
            slope = 12 * depth * (s6 - (s6 * s6)) / r;
        }

        if (r > SwitchFrom)
        {
            // s(u) = 1 - u³ (10 - 15 u + 6 u²).
            double u = (r - SwitchFrom) / (Cutoff - SwitchFrom);
            double s = 1 - (u * u * u * (10 - (15 * u) + (6 * u * u)));
            double ds = -30 * u * u * (1 - u) * (1 - u) / (Cutoff - SwitchFrom);
            (energy, slope) = (energy * s, (slope * s) + (energy * ds));
        }

        return (energy, slope);
    }

    /// <summary>λ (cos θ - c)² g g' and its forces, with cos θ = u·u' and d cos θ / dx_j = (u' - u cos θ) / r.</summary>
    private static double Angle(Kind kind, int centre, Bond j, Bond k, Span<double> forces)
    {
        double cosine = (j.X * k.X) + (j.Y * k.Y) + (j.Z * k.Z);
        double difference = cosine - kind.Cosine;
        double square = kind.Angle * difference * difference;
        double byCosine = 2 * kind.Angle * difference * j.G * k.G;
        double alongJ = square * j.Slope * k.G;
        double alongK = square * j.G * k.Slope;
        double acrossJ = byCosine / j.R;
        double acrossK = byCosine / k.R;
        Push(forces, centre, j.Atom, (alongJ * j.X) + (acrossJ * (k.X - (j.X * cosine))), (alongJ * j.Y) + (acrossJ * (k.Y - (j.Y * cosine))), (alongJ * j.Z) + (acrossJ * (k.Z - (j.Z * cosine))));
        Push(forces, centre, k.Atom, (alongK * k.X) + (acrossK * (j.X - (k.X * cosine))), (alongK * k.Y) + (acrossK * (j.Y - (k.Y * cosine))), (alongK * k.Z) + (acrossK * (j.Z - (k.Z * cosine))));
        return square * j.G * k.G;
    }

    /// <summary>Adds the forces of a term whose gradient by x_j - x_i is (x, y, z).</summary>
    private static void Push(Span<double> forces, int i, int j, double x, double y, double z)
    {
        forces[3 * i] += x;
        forces[(3 * i) + 1] += y;
        forces[(3 * i) + 2] += z;
        forces[3 * j] -= x;
        forces[(3 * j) + 1] -= y;
        forces[(3 * j) + 2] -= z;
    }

    private sealed record Kind(bool Bonds, double Depth, double Distance, double Angle, double Cosine);

    /// <summary>A bond from the centre: its atom, direction, length, g and dg/dr.</summary>
    private readonly record struct Bond(int Atom, double X, double Y, double Z, double R, double G, double Slope);
}
