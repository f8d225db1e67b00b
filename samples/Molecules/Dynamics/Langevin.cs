using Intertwine.Samples;

namespace Molecules;

/// <summary>
/// Langevin dynamics at constant temperature by the splitting BAOAB: half a kick, half a drift, v = c v + sqrt((1 - c²) k_B T / m) ξ with c = exp(-γ dt), half a drift, half a kick. Averages over the positions of a
/// harmonic oscillator are exact at any stable time step.
/// </summary>
/// <remarks>Leimkuhler and Matthews, "Rational construction of stochastic numerical methods for molecular sampling", Appl. Math. Res. Express 2013, 34.</remarks>
public sealed class Langevin : IIntegrator
{
    private readonly double _keep;
    private readonly double _noise;
    private CounterRandom _random;

    /// <param name="timeStep">fs.</param>
    /// <param name="temperature">K, zero or more.</param>
    /// <param name="friction">γ in 1/fs.</param>
    /// <param name="stream">Tells runs of the same seed apart.</param>
    public Langevin(double timeStep, double temperature, double friction, ulong seed, ulong stream = 0)
    {
        TimeStep = IIntegrator.CheckTimeStep(timeStep);
        if (!double.IsFinite(temperature) || temperature < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, $"Expected a temperature in K, zero or more; got {temperature}.");
        }

        if (!double.IsFinite(friction) || friction < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(friction), friction, $"Expected a friction in 1/fs, zero or more; got {friction}.");
        }

        _keep = Math.Exp(-friction * timeStep);
        _noise = Math.Sqrt((1 - (_keep * _keep)) * Units.Boltzmann * temperature * Units.Acceleration);
        _random = new CounterRandom(seed, RandomStreams.Langevin, stream);
    }

    public double TimeStep { get; }

    public void Step(DynamicsState state)
    {
        state.Kick(TimeStep / 2);
        state.Drift(TimeStep / 2);
        for (int k = 0; k < state.Velocities.Length; k++)
        {
            state.Velocities[k] = (_keep * state.Velocities[k]) + (_noise / Math.Sqrt(state.Masses[k / 3]) * _random.NextNormal());
        }

        state.Drift(TimeStep / 2);
        state.Refresh();
        state.Kick(TimeStep / 2);
        state.Time += TimeStep;
    }
}
