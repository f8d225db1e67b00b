using NBody;

namespace Intertwine.Samples.Tests.NBody;

public class SimulationTests
{
    private static readonly Trajectories Sample = Simulation.Run(seed: 5, Split.Train, count: 2000, threads: 2);

    [Fact]
    public void Run_agrees_with_the_protocol_written_out()
    {
        const int count = 24;
        var regular = 0;
        for (var k = 0; k < count; k++)
        {
            var (charges, x, v) = ReferenceSimulation.Start(5, Split.Train, k);
            var (positions, velocities, clamped) = ReferenceSimulation.Run(charges, x, v, Simulation.LastFrame + 1);
            Assert.Equal(charges, Sample.Charges(k).ToArray());

            // Close encounters multiply rounding errors by many powers of ten: such trajectories are compared by their statistics only.
            if (clamped || Speed(velocities) > 4) continue;
            regular++;
            for (var frame = Simulation.FirstFrame; frame <= Simulation.LastFrame; frame++)
            {
                AssertClose(positions[frame], Sample.Positions(k, frame - Simulation.FirstFrame));
                AssertClose(velocities[frame], Sample.Velocities(k, frame - Simulation.FirstFrame));
            }
        }
        Assert.True(regular > count / 2, $"Only {regular} of {count} trajectories could be compared.");

        static double Speed(List<double[]> velocities) => velocities.Max(v => v.Max(Math.Abs));

        static void AssertClose(double[] expected, ReadOnlySpan<double> actual)
        {
            for (var c = 0; c < expected.Length; c++) Assert.Equal(expected[c], actual[c], 1e-7);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Run_does_not_depend_on_threads(int threads)
    {
        var run = Simulation.Run(5, Split.Train, 100, threads);
        for (var k = 0; k < run.Count; k++) AssertSame(Sample, k, run, k);
    }

    [Fact]
    public void Run_gives_the_same_trajectories_whatever_the_count()
    {
        // 13 leaves lanes of the last vector empty.
        var run = Simulation.Run(5, Split.Train, 13, 2);
        for (var k = 0; k < run.Count; k++) AssertSame(Sample, k, run, k);
        AssertSame(Sample, 7, Sample.Take(8), 7);
    }

    [Fact]
    public void Run_gives_every_split_and_seed_its_own_trajectories()
    {
        var first = Sample.Positions(0, 0).ToArray();
        Assert.NotEqual(first, Simulation.Run(5, Split.Validation, 1, 1).Positions(0, 0).ToArray());
        Assert.NotEqual(first, Simulation.Run(5, Split.Test, 1, 1).Positions(0, 0).ToArray());
        Assert.NotEqual(first, Simulation.Run(6, Split.Train, 1, 1).Positions(0, 0).ToArray());
        Assert.NotEqual(first, Sample.Positions(1, 0).ToArray());
    }

    [Fact]
    public void Run_conserves_energy_where_no_force_was_clamped()
    {
        List<double> errors = [];
        for (var k = 0; k < 200; k++)
        {
            var (charges, x, v) = ReferenceSimulation.Start(5, Split.Train, k);
            if (ReferenceSimulation.Run(charges, x, v, Simulation.LastFrame + 1).Clamped) continue;
            var start = ReferenceSimulation.Energy(charges, x, v);
            var end = ReferenceSimulation.Energy(Sample.Charges(k), Sample.Positions(k, Trajectories.Frames - 1), Sample.Velocities(k, Trajectories.Frames - 1));
            errors.Add(Math.Abs(end - start));
        }
        errors.Sort();
        Assert.True(errors.Count > 100, $"Only {errors.Count} trajectories without a clamped force.");
        // The integrator is of first order: energy errs by dt times the rate of work, which is large only in close encounters.
        Assert.True(errors[errors.Count / 2] < 0.01, $"Median error of the energy: {errors[errors.Count / 2]}.");
        Assert.True(errors[errors.Count * 9 / 10] < 0.2, $"Error of the energy of one in ten: {errors[errors.Count * 9 / 10]}.");
    }

    [Fact]
    public void Run_conserves_momentum_where_no_force_was_clamped()
    {
        for (var k = 0; k < 50; k++)
        {
            var (charges, x, v) = ReferenceSimulation.Start(5, Split.Train, k);
            if (ReferenceSimulation.Run(charges, x, v, Simulation.LastFrame + 1).Clamped) continue;
            for (var c = 0; c < 3; c++)
            {
                double before = 0, after = 0;
                for (var body = 0; body < Simulation.Bodies; body++)
                {
                    before += v[3 * body + c];
                    after += Sample.Velocities(k, Trajectories.Frames - 1)[3 * body + c];
                }
                Assert.Equal(before, after, 1e-10);
            }
        }
    }

    [Fact]
    public void Run_has_no_preferred_direction_and_balanced_charges()
    {
        // 2000 trajectories of 5 bodies: a mean of zero within four standard errors, taken over trajectories, since bodies of one are not independent.
        for (var c = 0; c < 3; c++)
        {
            AssertZeroMean(k => Sum(Sample.Positions(k, 0), c));
            AssertZeroMean(k => Sum(Sample.Velocities(k, 0), c));
        }
        AssertZeroMean(k => Sample.Charges(k).ToArray().Sum());
        // Mixed second moments vanish, and those of the three axes agree.
        AssertZeroMean(k => Moment(k, 0, 1));
        AssertZeroMean(k => Moment(k, 1, 2));
        AssertZeroMean(k => Moment(k, 0, 0) - Moment(k, 2, 2));

        static double Sum(ReadOnlySpan<double> values, int axis)
        {
            double sum = 0;
            for (var body = 0; body < Simulation.Bodies; body++) sum += values[3 * body + axis];
            return sum;
        }

        static double Moment(int k, int a, int b)
        {
            double sum = 0;
            var x = Sample.Positions(k, 0);
            for (var body = 0; body < Simulation.Bodies; body++) sum += x[3 * body + a] * x[3 * body + b];
            return sum;
        }

        static void AssertZeroMean(Func<int, double> statistic)
        {
            var values = Enumerable.Range(0, Sample.Count).Select(statistic).ToArray();
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1));
            Assert.True(Math.Abs(mean) < 4 * deviation / Math.Sqrt(values.Length), $"Mean {mean} with standard error {deviation / Math.Sqrt(values.Length)}.");
        }
    }

    [Fact]
    public void Run_starts_with_the_published_distribution()
    {
        double squared = 0;
        for (var k = 0; k < 2000; k++)
        {
            var (charges, x, v) = ReferenceSimulation.Start(5, Split.Train, k);
            Assert.All(charges, q => Assert.Equal(1, Math.Abs(q)));
            squared += x.Sum(c => c * c);
            for (var body = 0; body < Simulation.Bodies; body++)
            {
                Assert.Equal(0.5, Math.Sqrt(v[3 * body] * v[3 * body] + v[3 * body + 1] * v[3 * body + 1] + v[3 * body + 2] * v[3 * body + 2]), 1e-12);
            }
        }
        Assert.Equal(1, squared / (2000 * 15), 0.04);
    }

    [Fact]
    public void Straight_lines_are_as_wrong_as_published()
    {
        // The published row "Linear" is 0.0819 on one draw of 2000 test trajectories; draws differ by some percent.
        var linear = LinearMotion.Fit(Sample);
        Assert.Equal(0.0819, linear.Evaluate(Simulation.Run(5, Split.Test, 2000, 2)), 0.01);
        Assert.Equal(0.73, linear.Time, 0.03);
    }

    [Fact]
    public void Run_rejects_senseless_counts()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Simulation.Run(1, Split.Train, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Simulation.Run(1, Split.Train, 1, 0));
    }

    [Fact]
    public void Run_stops_when_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => Simulation.Run(1, Split.Train, 100, 2, new CancellationToken(canceled: true)));

    private static void AssertSame(Trajectories expected, int i, Trajectories actual, int j)
    {
        Assert.Equal(expected.Charges(i).ToArray(), actual.Charges(j).ToArray());
        for (var frame = 0; frame < Trajectories.Frames; frame++)
        {
            Assert.Equal(expected.Positions(i, frame).ToArray(), actual.Positions(j, frame).ToArray());
            Assert.Equal(expected.Velocities(i, frame).ToArray(), actual.Velocities(j, frame).ToArray());
        }
    }
}
