using NBody;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.NBody;

/// <summary>The declared network against the same network written by hand, on simulated data.</summary>
public class NetworkTests
{
    private static readonly Trajectories Data = Simulation.Run(3, Split.Test, 20, 1);

    [Theory]
    [InlineData(Backend.Simd, ScalarType.Float32, 1e-5, 1e-4)]
    [InlineData(Backend.Torch, ScalarType.Float32, 1e-5, 1e-4)]
    [InlineData(Backend.Simd, ScalarType.Float64, 1e-12, 1e-11)]
    [InlineData(Backend.Torch, ScalarType.Float64, 1e-12, 1e-11)]
    public void NBodyNet_agrees_with_the_network_written_by_hand(Backend backend, ScalarType precision, double outputTolerance, double gradientTolerance)
    {
        using var scope = NewDisposeScope();
        using var data = new Dataset(Data, precision);
        var batch = data.Slice(0, data.Count);
        random.manual_seed(1);
        using var declared = new NBodyNet(dtype: precision) { Backend = backend };
        using var eager = new EagerEgnn(dtype: precision);
        eager.CopyFrom(declared);

        var actual = declared.forward(batch.Graph, speed: batch.Speed, position: batch.Position, velocity: batch.Velocity, charges: batch.Charges);
        var expected = eager.forward(batch.Graph.Source, batch.Graph.Target, batch.Speed, batch.Position, batch.Velocity, batch.Charges);
        AssertClose("output", expected, actual, outputTolerance);

        nn.functional.mse_loss(actual, batch.Target).backward();
        nn.functional.mse_loss(expected, batch.Target).backward();
        foreach (var (name, parameter) in eager.named_parameters())
        {
            var declaredName = EagerEgnn.DeclaredName(name);
            // The last layer's node update reaches no output: no gradient by hand, none or zero in the declared network.
            var gradient = parameter.grad ?? zeros_like(parameter);
            AssertClose(declaredName, gradient, declared.get_parameter(declaredName)!.grad ?? zeros_like(parameter), gradientTolerance);
        }
    }

    [Fact]
    public void Both_have_the_published_number_of_parameters()
    {
        using var declared = new NBodyNet();
        using var eager = new EagerEgnn();
        Assert.Equal(134_020, NBodyNet.ParameterCount);
        Assert.Equal(134_020, declared.parameters().Sum(p => p.numel()));
        Assert.Equal(134_020, eager.parameters().Sum(p => p.numel()));
    }

    [Theory]
    [InlineData(Backend.Simd, ScalarType.Float32, 1e-5)]
    [InlineData(Backend.Torch, ScalarType.Float32, 1e-5)]
    [InlineData(Backend.Simd, ScalarType.Float64, 1e-11)]
    public void NBodyNet_is_equivariant(Backend backend, ScalarType precision, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var data = new Dataset(Data, precision);
        var batch = data.Slice(0, data.Count);
        using var model = new NBodyNet(dtype: precision) { Backend = backend };
        var report = Equivariance.Measure(model, batch.Graph, [batch.Speed, batch.Position, batch.Velocity, batch.Charges]);
        Assert.True(report.Worst < tolerance, report.ToString());
    }

    [Fact]
    public void A_batch_holds_the_trajectories_it_was_asked_for()
    {
        using var scope = NewDisposeScope();
        using var data = new Dataset(Data, ScalarType.Float64);
        var batch = data.Select(tensor(new long[] { 7, 2 }));
        Assert.Equal(Data.Positions(7, 0).ToArray(), batch.Position[..5].data<double>().ToArray());
        Assert.Equal(Data.Velocities(2, 0).ToArray(), batch.Velocity[5..].data<double>().ToArray());
        Assert.Equal(Data.Positions(2, Trajectories.Frames - 1).ToArray(), batch.Target[5..].data<double>().ToArray());

        for (var body = 0; body < 10; body++)
        {
            Assert.Equal(batch.Velocity[body].norm().item<double>(), batch.Speed[body, 0].item<double>(), 1e-14);
        }
        for (var edge = 0; edge < 40; edge++)
        {
            var (i, j) = (batch.Graph.Target[edge].item<long>(), batch.Graph.Source[edge].item<long>());
            Assert.Equal(i / 5, j / 5);
            var charges = Data.Charges(i < 5 ? 7 : 2);
            Assert.Equal(charges[(int)i % 5] * charges[(int)j % 5], batch.Charges[edge, 0].item<double>());
            Assert.Equal((batch.Position[i] - batch.Position[j]).square().sum().item<double>(), batch.Charges[edge, 1].item<double>(), 1e-12);
        }
    }

    private static void AssertClose(string name, Tensor expected, Tensor actual, double tolerance)
    {
        var scale = Largest(expected);
        var error = Largest(actual - expected);
        Assert.True(error <= tolerance * Math.Max(scale, 1e-8), $"{name}: error {error}, largest value {scale}.");
    }
    private static double Largest(Tensor values) => values.abs().max().to(ScalarType.Float64).item<double>();
}
