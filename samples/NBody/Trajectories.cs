namespace NBody;

/// <summary>The three parts of the data; each draws its own random numbers.</summary>
public enum Split
{
    Train,
    Validation,
    Test,
}

/// <summary>Simulated trajectories from <see cref="Simulation.FirstFrame"/> to <see cref="Simulation.LastFrame"/>, in double precision.</summary>
public sealed class Trajectories
{
    /// <summary>Frames kept per trajectory.</summary>
    public const int Frames = Simulation.LastFrame - Simulation.FirstFrame + 1;

    private const int FrameSize = Simulation.Bodies * 3;

    public Trajectories(int count)
        : this(count, new double[count * Frames * FrameSize], new double[count * Frames * FrameSize], new double[count * Simulation.Bodies])
    {
    }

    private Trajectories(int count, double[] positions, double[] velocities, double[] charges)
    {
        Count = count;
        AllPositions = positions;
        AllVelocities = velocities;
        AllCharges = charges;
    }

    public int Count { get; }

    /// <summary>Time that the simulation took; zero where the trajectories were read from the cache.</summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary><c>[count, frames, bodies, 3]</c>.</summary>
    internal double[] AllPositions { get; }

    /// <summary><c>[count, frames, bodies, 3]</c>.</summary>
    internal double[] AllVelocities { get; }

    /// <summary><c>[count, bodies]</c>.</summary>
    internal double[] AllCharges { get; }

    /// <summary><c>[bodies, 3]</c> of one trajectory; frame 0 is <see cref="Simulation.FirstFrame"/>.</summary>
    public Span<double> Positions(int trajectory, int frame) => AllPositions.AsSpan((trajectory * Frames + frame) * FrameSize, FrameSize);

    /// <inheritdoc cref="Positions"/>
    public Span<double> Velocities(int trajectory, int frame) => AllVelocities.AsSpan((trajectory * Frames + frame) * FrameSize, FrameSize);

    /// <summary><c>[bodies]</c>, each +1 or -1.</summary>
    public Span<double> Charges(int trajectory) => AllCharges.AsSpan(trajectory * Simulation.Bodies, Simulation.Bodies);

    /// <summary>The first <paramref name="count"/> trajectories.</summary>
    public Trajectories Take(int count) => count == Count
        ? this
        : new Trajectories(
            count,
            AllPositions[..(count * Frames * FrameSize)],
            AllVelocities[..(count * Frames * FrameSize)],
            AllCharges[..(count * Simulation.Bodies)]);
}
