using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Networks with layers written by hand: programs before and behind, gradients through all of them.</summary>
[Collection(RandomGenerator.Name)]
public sealed class CustomLayerTests
{
    private static readonly Lazy<Type> Network = new(() => GeneratorHost.Load(CustomLayerSources.Network).GetType("Net")!);

    [Theory]
    [InlineData(ScalarType.Float64, 1e-9)]
    [InlineData(ScalarType.Float32, 2e-3)]
    public void Network_IsEquivariant_OnBothBackends(ScalarType type, double tolerance)
    {
        foreach (Backend backend in (Backend[])[Backend.Torch, Backend.Simd])
        {
            using DeclaredModel model = new(Network.Value, type, 1, RandomGraphs.Mixed);
            model.Model.Backend = backend;
            EquivarianceReport report = Equivariance.Measure(model.Model, RandomGraphs.Mixed, model.Inputs, trials: 4, seed: 1);
            Assert.True(report.Worst < tolerance, $"{backend}: {report}");
        }
    }

    /// <summary>Outputs, gradients of all inputs and parameters, and running statistics; kernels against TorchSharp, where each layer is what its attribute documents.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Kernels_AgreeWithTorchSharp(bool training)
    {
        using DeclaredModel definition = new(Network.Value, ScalarType.Float64, 2, RandomGraphs.Mixed);
        using DeclaredModel kernels = new(Network.Value, ScalarType.Float64, 2, RandomGraphs.Mixed);
        IReadOnlyList<(string Name, double[] Values)> expected = definition.Run(Backend.Torch, training);
        DeclaredModelTests.AssertEqual(expected, kernels.Run(Backend.Simd, training), 1e-8, training ? "training" : "evaluation");
        Assert.All(expected.Where(value => value.Name.StartsWith("gradient", StringComparison.Ordinal)), value => Assert.Contains(value.Values, number => number != 0));
    }

    [Fact]
    public void Gradients_AreThoseOfFiniteDifferences() => DeclaredModelTests.CheckGradients(3, Network.Value);

    /// <summary>Derivatives of derivatives go through every program and every method.</summary>
    [Fact]
    public void SecondDerivatives_AreTheSameOnBothBackends()
    {
        List<double[]> results = [];
        foreach (Backend backend in (Backend[])[Backend.Torch, Backend.Simd])
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using DeclaredModel model = new(Network.Value, ScalarType.Float64, 4, RandomGraphs.Mixed);
            model.Model.Backend = backend;
            model.Model.eval();
            Tensor energy = model.Forward()[^1].sum();
            Tensor force = torch.autograd.grad([energy], [model.Inputs[^1]], retain_graph: true, create_graph: true)[0];
            force.square().sum().backward();
            results.Add([.. DeclaredModel.Numbers(model.Model.get_parameter("Wide.weight")!.grad!), .. DeclaredModel.Numbers(model.Inputs[1].grad!)]);
        }

        Assert.Contains(results[0], number => Math.Abs(number) > 1e-6);
        double scale = results[0].Max(Math.Abs);
        Assert.All(results[0].Zip(results[1]), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1e-9 * scale, $"{pair}"));
    }

    [Fact]
    public void Training_LowersTheLoss_AlikeOnBothBackends()
    {
        List<double[]> histories = [];
        foreach (Backend backend in (Backend[])[Backend.Torch, Backend.Simd])
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using DeclaredModel model = new(Network.Value, ScalarType.Float64, 5, RandomGraphs.Mixed);
            model.Model.Backend = backend;
            using var optimizer = torch.optim.Adam(model.Model.parameters(), 0.01);
            double[] losses = new double[12];
            for (int step = 0; step < losses.Length; step++)
            {
                torch.random.manual_seed(step);
                optimizer.zero_grad();
                Tensor loss = (model.Forward()[^1] - 1).square().mean();
                loss.backward();
                optimizer.step();
                losses[step] = loss.item<double>();
            }

            Assert.True(losses[^1] < 0.8 * losses[0], string.Join(", ", losses));
            histories.Add(losses);
        }

        Assert.All(histories[0].Zip(histories[1]), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1e-6 * Math.Max(1, pair.First), $"{pair}"));
    }

    [Fact]
    public void StateDictionary_HasTheNamesOfTheDeclaration_AndComesBack()
    {
        string path = Path.Combine(Path.GetTempPath(), $"custom-{Guid.NewGuid():N}.safetensors");
        try
        {
            using DeclaredModel saved = new(Network.Value, ScalarType.Float64, 6, RandomGraphs.Mixed);
            using DeclaredModel loaded = new(Network.Value, ScalarType.Float64, 6, RandomGraphs.Mixed);
            saved.Run(Backend.Simd, training: true);
            using (torch.no_grad())
            {
                foreach (TorchSharp.Modules.Parameter parameter in loaded.Model.parameters())
                {
                    parameter.mul_(2);
                }
            }

            saved.Model.SaveSafetensors(path);
            saved.Model.eval();
            loaded.Model.eval();
            Assert.NotEqual(saved.Loss(), loaded.Loss());
            loaded.Model.LoadSafetensors(path);
            saved.Model.eval();
            loaded.Model.eval();
            Assert.Equal(saved.Loss(), saved.Loss());
            Assert.Equal(saved.Loss(), loaded.Loss());
            Assert.Equal(
                [
                    "Normed.weight", "Normed.bias", "Wide.weight",
                    "Steps.0.Mixed.weight", "Steps.0.Gates.weight", "Steps.0.Gates.bias", "Steps.0.Back.weight", "Steps.0.Told.0.weight", "Steps.0.Told.0.bias",
                    "Steps.1.Mixed.weight", "Steps.1.Gates.weight", "Steps.1.Gates.bias", "Steps.1.Back.weight", "Steps.1.Told.0.weight", "Steps.1.Told.0.bias",
                    "Shift.weight", "Evened.weight", "Evened.bias", "PerNode.0.weight", "PerNode.0.bias", "PerNode.1.weight", "PerNode.1.bias",
                ],
                saved.Model.named_parameters().Select(p => p.name));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Each program computes what is between two layers, and only takes what it needs.</summary>
    [Fact]
    public void Programs_AreCutAtTheLayers()
    {
        Lowering.NetworkSteps network = GeneratorHost.Lower(CustomLayerSources.Network).Steps!;
        Assert.Equal(
            ["0: Wide", "Steps.0.Softened", "1: Steps.0.Moved", "Steps.1.Softened", "2: Steps.1.Moved", "Products", "3: Shift", "Moved", "4: Distance", "Short", "5: Energy"],
            network.Steps.Select(step => step switch
            {
                Lowering.NetworkStep.Stage stage => $"{stage.Number}: {stage.Outputs.Select(o => o.Name).First(name => name is "Wide" or "Shift" or "Distance" or "Energy" || name.EndsWith(".Moved", StringComparison.Ordinal))}",
                Lowering.NetworkStep.Call call => call.Path,
                _ => "",
            }));
        var stages = network.Steps.OfType<Lowering.NetworkStep.Stage>().ToArray();
        Assert.Equal(["Velocity", "Charge"], stages[0].Inputs.Select(i => i.Name).OrderByDescending(name => name));
        Assert.Equal(["Moved"], stages[4].Inputs.Select(i => i.Name));
        Assert.Equal(22, stages.Sum(stage => stage.Parameters.Count));
    }

    [Theory]
    [InlineData("First", "Custom layer 'Y' of Net: Helpers.First must return a tensor of shape [6, 4, 3] ([nodes, channels, components] of 4x1o); it returned one of shape [6, 1, 3].")]
    [InlineData("Nothing", "Custom layer 'Y' of Net: Helpers.Nothing must return a tensor of shape [6, 4, 3] ([nodes, channels, components] of 4x1o); it returned null.")]
    [InlineData("Double", "it returned one of type Float16")]
    public void WrongResults_AreToldWithTheFeature(string method, string message)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Type type = GeneratorHost.Load(CustomLayerSources.OneLayer(method)).GetType("Net")!;
        using EquivariantModel model = (EquivariantModel)Activator.CreateInstance(type, Backend.Simd, ScalarType.Float32, null)!;
        Exception exception = Assert.ThrowsAny<Exception>(() => type.GetMethod("forward")!.Invoke(model, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [torch.randn([6, 2, 3])], null));
        Assert.IsType<InvalidOperationException>(exception);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The tables of a model know a layer that is written by hand.</summary>
    [Fact]
    public void Describe_ListsTheLayer()
    {
        using DeclaredModel model = new(Network.Value, ScalarType.Float32, 1, RandomGraphs.Mixed);
        Assert.Contains("Steps.1.Softened", model.Model.Describe(), StringComparison.Ordinal);
        Assert.Equal("5x0e + 5x1o + 5x1e", model.Model.Definition.Features.Single(f => f.Path == "Products").Representation);
    }
}
