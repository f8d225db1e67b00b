namespace NBody;

/// <summary>The baseline x + t v: bodies that keep their velocity. The time t is fitted to the training data, as in the published row "Linear".</summary>
public sealed record LinearMotion(double Time)
{
    /// <summary>The least-squares time: t = Σ d·v / Σ v·v with the displacement d from the first to the last frame.</summary>
    public static LinearMotion Fit(Trajectories trajectories)
    {
        double dv = 0, vv = 0;
        for (var k = 0; k < trajectories.Count; k++)
        {
            var start = trajectories.Positions(k, 0);
            var velocity = trajectories.Velocities(k, 0);
            var end = trajectories.Positions(k, Trajectories.Frames - 1);
            for (var c = 0; c < start.Length; c++)
            {
                dv += (end[c] - start[c]) * velocity[c];
                vv += velocity[c] * velocity[c];
            }
        }
        return new LinearMotion(dv / vv);
    }

    /// <summary>Mean squared error over all bodies and coordinates.</summary>
    public double Evaluate(Trajectories trajectories)
    {
        double sum = 0;
        long count = 0;
        for (var k = 0; k < trajectories.Count; k++)
        {
            var start = trajectories.Positions(k, 0);
            var velocity = trajectories.Velocities(k, 0);
            var end = trajectories.Positions(k, Trajectories.Frames - 1);
            for (var c = 0; c < start.Length; c++)
            {
                var error = start[c] + Time * velocity[c] - end[c];
                sum += error * error;
                count++;
            }
        }
        return sum / count;
    }
}
