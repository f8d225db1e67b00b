namespace Molecules;

/// <summary>Atoms in motion: Angstrom, Angstrom/fs, u, eV, fs. Forces and potential energy belong to the positions at all times.</summary>
public sealed class DynamicsState
{
    /// <param name="masses">[atoms] in u.</param>
    /// <param name="positions">[atoms, 3], copied.</param>
    /// <param name="velocities">[atoms, 3], copied; at rest where left out.</param>
    /// <param name="degreesOfFreedom">What the temperature counts: 3 per atom by default; fewer where momenta are zero, see <see cref="InitialVelocities.DegreesOfFreedom"/>.</param>
    public DynamicsState(IForceField field, ReadOnlySpan<double> masses, ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities = default, int? degreesOfFreedom = null)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (masses.Length != field.Count)
        {
            throw new ArgumentException($"Expected one mass per atom ({field.Count}); got {masses.Length}.", nameof(masses));
        }

        foreach (double mass in masses)
        {
            if (!double.IsFinite(mass) || mass <= 0)
            {
                throw new ArgumentException($"Expected positive masses; got {mass}.", nameof(masses));
            }
        }

        if (positions.Length != 3 * field.Count)
        {
            throw new ArgumentException($"Expected three coordinates per atom ({3 * field.Count}); got {positions.Length}.", nameof(positions));
        }

        if (!velocities.IsEmpty && velocities.Length != positions.Length)
        {
            throw new ArgumentException($"Expected three velocities per atom ({positions.Length}); got {velocities.Length}.", nameof(velocities));
        }

        Field = field;
        Masses = masses.ToArray();
        Positions = positions.ToArray();
        Velocities = velocities.IsEmpty ? new double[positions.Length] : velocities.ToArray();
        Forces = new double[positions.Length];
        DegreesOfFreedom = degreesOfFreedom ?? positions.Length;
        Refresh();
    }

    public IForceField Field { get; }

    public double[] Masses { get; }

    public double[] Positions { get; }

    public double[] Velocities { get; }

    public double[] Forces { get; }

    public int DegreesOfFreedom { get; }

    public int Count => Masses.Length;

    public double PotentialEnergy { get; private set; }

    /// <summary>Time in fs since the start.</summary>
    public double Time { get; internal set; }

    /// <summary>Σ m v² / 2 in eV.</summary>
    public double KineticEnergy
    {
        get
        {
            double twice = 0;
            for (int k = 0; k < Velocities.Length; k++)
            {
                twice += Masses[k / 3] * Velocities[k] * Velocities[k];
            }

            return twice / (2 * Units.Acceleration);
        }
    }

    public double TotalEnergy => PotentialEnergy + KineticEnergy;

    /// <summary>2 E_kin / (k_B times the degrees of freedom), in K.</summary>
    public double Temperature => 2 * KineticEnergy / (Units.Boltzmann * Math.Max(DegreesOfFreedom, 1));

    /// <summary>Evaluates energy and forces at the present positions; for whoever moves them.</summary>
    public void Refresh()
    {
        PotentialEnergy = Field.Evaluate(Positions, Forces);
        if (!double.IsFinite(PotentialEnergy))
        {
            throw new InvalidOperationException($"Expected a finite energy at {Time} fs; got {PotentialEnergy}. Atoms may have come too near each other: a smaller time step or another start may help.");
        }
    }

    /// <summary>v += F / m times a duration.</summary>
    internal void Kick(double duration)
    {
        for (int k = 0; k < Velocities.Length; k++)
        {
            Velocities[k] += duration * Units.Acceleration * Forces[k] / Masses[k / 3];
        }
    }

    /// <summary>x += v times a duration.</summary>
    internal void Drift(double duration)
    {
        for (int k = 0; k < Positions.Length; k++)
        {
            Positions[k] += duration * Velocities[k];
        }
    }
}
