namespace Molecules;

/// <summary>Moves atoms on by one time step.</summary>
public interface IIntegrator
{
    /// <summary>fs.</summary>
    double TimeStep { get; }

    void Step(DynamicsState state);

    /// <summary>Several steps.</summary>
    /// <param name="after">Called after each step with its number, from 1.</param>
    void Run(DynamicsState state, int steps, Action<int>? after = null, CancellationToken cancellation = default)
    {
        for (int step = 1; step <= steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Step(state);
            after?.Invoke(step);
        }
    }

    internal static double CheckTimeStep(double timeStep) =>
        double.IsFinite(timeStep) && timeStep > 0 ? timeStep : throw new ArgumentOutOfRangeException(nameof(timeStep), timeStep, $"Expected a positive time step in fs; got {timeStep}.");
}
