using SyntheticSettings = global::Synthetic.Settings;

namespace Intertwine.Samples.Tests.Shared;

public class LearningRateScheduleTests
{
    private static readonly TrainingSettings Settings = new SyntheticSettings { Task = "any", Train = 100, BatchSize = 10, Epochs = 10, LearningRate = 0.2, PlateauFactor = 0.5, PlateauPatience = 1 };

    [Fact]
    public void Plateau_halves_the_rate_after_more_stagnant_validations_than_the_patience()
    {
        var settings = Settings with { Schedule = Schedule.Plateau };
        var state = new TrainingState();
        List<double> rates = [];
        foreach (var error in (double[])[3, 2, 2, 2.5, 1, 1, 1, 1, 1])
        {
            state = LearningRateSchedule.AfterValidation(settings, state, error);
            rates.Add(LearningRateSchedule.LearningRate(settings, state));
        }
        Assert.Equal([0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05, 0.025], rates);
    }

    [Theory]
    [InlineData(0, 0, 0.2)]
    [InlineData(5, 0, 0.1)]
    [InlineData(2, 5, 0.17071067811865476)]
    [InlineData(10, 0, 0)]
    public void Cosine_falls_to_zero_with_the_epochs(int epoch, int step, double rate) =>
        Assert.Equal(rate, LearningRateSchedule.LearningRate(Settings with { Schedule = Schedule.Cosine }, new TrainingState { Epoch = epoch, Step = step }), 1e-12);

    [Fact]
    public void Cosine_falls_with_the_time_where_that_is_shorter() =>
        Assert.Equal(0.1, LearningRateSchedule.LearningRate(Settings with { Schedule = Schedule.Cosine, TimeLimit = TimeSpan.FromSeconds(8) }, new TrainingState { Epoch = 1, Seconds = 4 }), 1e-12);

    [Theory]
    [InlineData(19, 0.2)]
    [InlineData(20, 0.1)]
    [InlineData(65, 0.025)]
    public void Step_multiplies_the_rate_after_every_so_many_epochs(int epoch, double rate) =>
        Assert.Equal(rate, LearningRateSchedule.LearningRate(Settings with { Schedule = Schedule.Step, StepEpochs = 20, StepFactor = 0.5 }, new TrainingState { Epoch = epoch, Step = 3 }), 1e-12);

    [Fact]
    public void Constant_is_the_default() => Assert.Equal(0.2, LearningRateSchedule.LearningRate(Settings, new TrainingState { Epoch = 9, Reductions = 3 }));
}
