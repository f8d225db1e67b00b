namespace Molecules;

/// <summary>
/// Velocity Verlet, constant energy: v += F/m dt/2; x += v dt; v += F/m dt/2. Symplectic and reversible in time, of second order; one evaluation of the forces per step.
/// </summary>
/// <remarks>Swope, Andersen, Berens, Wilson, J. Chem. Phys. 76 (1982) 637.</remarks>
/// <param name="timeStep">fs.</param>
public sealed class VelocityVerlet(double timeStep) : IIntegrator
{
    public double TimeStep { get; } = IIntegrator.CheckTimeStep(timeStep);

    public void Step(DynamicsState state)
    {
        state.Kick(TimeStep / 2);
        state.Drift(TimeStep);
        state.Refresh();
        state.Kick(TimeStep / 2);
        state.Time += TimeStep;
    }
}
