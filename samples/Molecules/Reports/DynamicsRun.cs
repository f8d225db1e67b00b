using System.Diagnostics;
using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>Molecular dynamics at constant energy with a trained network: whether it holds the molecule together and the energy constant.</summary>
/// <param name="Atoms">Of the molecule.</param>
/// <param name="TimeStep">fs.</param>
/// <param name="Picoseconds">How long it ran.</param>
/// <param name="StartTemperature">K, of the first velocities.</param>
/// <param name="MeanTemperature">K.</param>
/// <param name="Drift">Change of the total energy, meV per atom and ps.</param>
/// <param name="Fluctuation">Root mean square of the total energy about that line, meV per atom.</param>
/// <param name="MillisecondsPerStep">Of computing.</param>
public sealed record DynamicsRun(int Atoms, double TimeStep, double Picoseconds, double StartTemperature, double MeanTemperature, double Drift, double Fluctuation, double MillisecondsPerStep)
{
    private const double Step = 0.5;

    // The first step compiles and allocates.
    private const int WarmUp = 5;

    /// <summary>fs.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Times { get; init; } = [];

    /// <summary>Total energy less that of the start, meV per atom.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Energies { get; init; } = [];

    /// <summary>Velocity Verlet with steps of 0.5 fs from the geometry of a molecule and velocities of the given temperature.</summary>
    /// <exception cref="InvalidOperationException">The energy is no finite number any more.</exception>
    public static DynamicsRun Simulate(PotentialNetwork network, NetworkUnits units, Molecule molecule, double temperature, double picoseconds, ulong seed, ScalarType precision, CancellationToken cancellation = default)
    {
        using var field = new PotentialForceField(network, units, molecule, precision);
        var masses = Array.ConvertAll(molecule.Numbers, Elements.Mass);
        var open = molecule.Cell is null;
        var velocities = InitialVelocities.Draw(masses, molecule.Positions, temperature, seed, rotationToo: open);
        var state = new DynamicsState(field, masses, molecule.Positions, velocities, InitialVelocities.DegreesOfFreedom(masses, molecule.Positions, rotationToo: open));
        var start = state.TotalEnergy;
        var steps = Math.Max(2, (int)Math.Round(picoseconds * 1000 / Step));
        var warmUp = Math.Min(WarmUp, steps - 1);
        List<double> times = [0], energies = [0], temperatures = [state.Temperature];
        var begin = 0L;
        IIntegrator integrator = new VelocityVerlet(Step);
        integrator.Run(
            state,
            steps,
            step =>
            {
                if (step == warmUp) begin = Stopwatch.GetTimestamp();
                times.Add(state.Time);
                energies.Add(1000 * (state.TotalEnergy - start) / molecule.Count);
                temperatures.Add(state.Temperature);
            },
            cancellation);
        var milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds / (steps - warmUp);
        // The energies are per atom already.
        var drift = EnergyDrift.Of(times.ToArray(), energies.ToArray(), atoms: 1);
        return new DynamicsRun(molecule.Count, Step, drift.DurationPicoseconds, temperatures[0], temperatures.Average(), drift.DriftPerAtomPerPicosecond, drift.RmsPerAtom, milliseconds)
        {
            Times = times,
            Energies = energies,
        };
    }
}
