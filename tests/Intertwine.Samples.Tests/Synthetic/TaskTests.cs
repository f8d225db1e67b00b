using global::Synthetic;
using Intertwine.Algebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.Synthetic;

/// <summary>The functions to learn have the symmetry that the networks have, and the values that their definitions give.</summary>
public sealed class TaskTests
{
    [Theory]
    [InlineData("invariant")]
    [InlineData("inertia")]
    [InlineData("scattering")]
    public void Splits_depend_on_the_seed_and_not_on_each_other(string name)
    {
        var settings = Settings(name);
        using var data = Task(name).CreateData(settings);
        using var same = Task(name).CreateData(settings with { Validation = 7 });
        using var other = Task(name).CreateData(settings with { Seed = 2 });
        Assert.Equal((20, 30, 40), (data.Train.Count, data.Validation.Count, data.Test.Count));
        Assert.True(Inputs(data.Train).equal(Inputs(same.Train)).all().item<bool>());
        Assert.True(Inputs(data.Test).equal(Inputs(same.Test)).all().item<bool>());
        Assert.False(Inputs(data.Train).equal(Inputs(other.Train)).all().item<bool>());
        Assert.False(Inputs(data.Train).equal(data.Validation.Slice(0, 20).Inputs[0]).all().item<bool>());
    }

    [Fact]
    public void Invariant_targets_are_standardised_values_of_the_function()
    {
        using var data = Task("invariant").CreateData(Settings("invariant") with { Train = 4000 });
        var batch = data.Train.Slice(0, 4000);
        Assert.Equal(0, batch.Target.mean().item<double>(), 1e-10);
        Assert.Equal(1, batch.Target.std(unbiased: false).item<double>(), 1e-10);
        Assert.Equal(1, batch.Inputs[0].square().mean().item<double>(), 1e-10);

        // x was divided by a number near 1, so the function of x is nearly that of the samples up to an affine map.
        var x = batch.Inputs[0];
        var (a, b) = (x.select(1, 0), x.select(1, 1));
        var (na, nb) = (a.square().sum(1).sqrt(), b.square().sum(1).sqrt());
        var y = na.sin() - 0.5 * nb.pow(3) + (a * b).sum(1) / na / nb;
        var correlation = ((y - y.mean()) * batch.Target.squeeze(1)).mean() / y.std(unbiased: false);
        Assert.True(correlation.item<double>() > 0.999);
    }

    [Fact]
    public void Inertia_of_a_single_far_mass_is_that_of_a_point()
    {
        using var data = Task("inertia").CreateData(Settings("inertia"));
        var batch = data.Train.Slice(0, 20);
        var expected = zeros(20, 3, 3, ScalarType.Float64);
        for (var body = 0; body < 5; body++)
        {
            var (m, r) = (batch.Inputs[0].select(1, body).view(-1, 1, 1), batch.Inputs[1].select(1, body));
            // The cross product matrix squared: -[r]² = |r|² 1 - r rᵀ.
            var (x, y, z) = (r.select(1, 0), r.select(1, 1), r.select(1, 2));
            var o = zeros_like(x);
            var cross = stack([stack([o, -z, y], 1), stack([z, o, -x], 1), stack([-y, x, o], 1)], 1);
            expected -= m * cross.matmul(cross);
        }
        Assert.True((expected.view(20, 9) - batch.Target).abs().max().item<double>() < 1e-12);
        Assert.True((batch.Inputs[0] > 0).all().item<bool>());
    }

    /// <summary>4 L_e L_mu by its closed form: with a = p1·p3 - p1², b = p2·p4 - p2², y = 4 [(p1·p2)(p3·p4) - b p1·p3 - a p2·p4 + 4 a b].</summary>
    [Fact]
    public void Scattering_targets_are_the_closed_form_in_the_invariants()
    {
        using var data = Task("scattering").CreateData(Settings("scattering"));
        var batch = data.Train.Slice(0, 20);
        var p = batch.Inputs[0] * 0.25;
        var metric = tensor(new double[] { 1, -1, -1, -1 });
        Tensor Dot(int i, int j) => (p.select(1, i - 1) * metric * p.select(1, j - 1)).sum(1);
        var (a, b) = (Dot(1, 3) - Dot(1, 1), Dot(2, 4) - Dot(2, 2));
        var expected = 4 * ((Dot(1, 2) * Dot(3, 4)) - (b * Dot(1, 3)) - (a * Dot(2, 4)) + (4 * a * b));
        Assert.True((expected - batch.Target.squeeze(1)).abs().max().item<double>() < 1e-12);
    }

    [Theory]
    [InlineData("invariant")]
    [InlineData("inertia")]
    [InlineData("scattering")]
    public void Networks_are_equivariant(string name)
    {
        using var data = Task(name).CreateData(Settings(name));
        using var model = Task(name).CreateModel(ScalarType.Float64);
        var report = Equivariance.Measure(model, null, data.Test.Slice(0, 40).Inputs, trials: 10);
        Assert.True(report.Worst < 1e-10, $"{report.Worst}");
    }

    internal static Settings Settings(string name) => new() { Task = name, Train = 20, Validation = 30, Test = 40, Precision = ScalarType.Float64 };

    internal static SyntheticTask Task(string name) => SyntheticTask.All.Single(task => task.Name == name);

    private static Tensor Inputs(Dataset data) => data.Slice(0, data.Count).Inputs[0];
}
