namespace Intertwine.Samples;

/// <summary>Time per step, smoothed, and the time left that follows from it.</summary>
public sealed class Pace
{
    private const double Smoothing = 0.02;
    private double _step;
    private double _all;
    private double _steps;

    public TimeSpan StepTime => TimeSpan.FromSeconds(_step);

    /// <summary>Adds the time of one step.</summary>
    public void AddStep(TimeSpan time)
    {
        // The first step compiles and allocates: it would spoil the average for long.
        _step = _steps < 2 ? time.TotalSeconds : _step + Math.Max(Smoothing, 1 / _steps) * (time.TotalSeconds - _step);
        _steps++;
        _all += time.TotalSeconds;
    }

    /// <summary>Adds time that was not spent on a step, such as a validation; it counts for the time left only.</summary>
    public void AddOther(TimeSpan time) => _all += time.TotalSeconds;

    public TimeSpan Remaining(long stepsLeft) => _steps == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(_all / _steps * stepsLeft);
}
