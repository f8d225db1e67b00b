using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>The one activation with a parameter, against PyTorch's.</summary>
[Collection(RandomGenerator.Name)]
public sealed class LeakyReluTests
{
    private static readonly Lazy<Type> Net = new(() => GeneratorHost.Load("""
        [EquivariantBlock("O(3)")]
        public partial class Rectifier
        {
            [Option(0.2)] public partial double Left { get; }
            [Input("*x0e", Per.Node)] public partial Feature X { get; }
            [Activate(nameof(X), Activation.LeakyRelu, Slope = nameof(Left)), Output] public partial Feature Y { get; }
        }

        [EquivariantModel("O(3)")]
        public partial class Net
        {
            [Input("4x0e", Per.Node)] public partial Feature X { get; }
            [Activate(nameof(X), Activation.LeakyRelu), Output] public partial Feature Usual { get; }
            [Block<Rectifier>(nameof(X)), With(nameof(Rectifier.Left), 0.5)] public partial Rectifier Half { get; }
            [Output($"{nameof(Half)}.{nameof(Rectifier.Y)}")] public partial Feature Halved { get; }
            [Mlp(nameof(X), 3, 2, Activation = Activation.LeakyRelu), Output] public partial Feature Perceptron { get; }
        }
        """).GetType("Net")!);

    [Theory]
    [InlineData(Backend.Torch)]
    [InlineData(Backend.Simd)]
    public void Values_AndGradients_AreThoseOfPyTorch(Backend backend)
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = (EquivariantModel)Activator.CreateInstance(Net.Value, backend, ScalarType.Float64, null)!;
        Tensor x = randn(70, 4, dtype: ScalarType.Float64).requires_grad_();
        Dictionary<string, Tensor> weights = model.state_dict();
        Tensor hidden = nn.functional.leaky_relu(nn.functional.linear(x, weights["Perceptron.0.weight"], weights["Perceptron.0.bias"]), 0.01);
        Tensor[] expected = [nn.functional.leaky_relu(x, 0.01), nn.functional.leaky_relu(x, 0.5), nn.functional.linear(hidden, weights["Perceptron.1.weight"], weights["Perceptron.1.bias"])];
        Tensor[] cotangents = [.. expected.Select(e => randn_like(e))];

        (Tensor usual, Tensor halved, Tensor perceptron) = ((Tensor, Tensor, Tensor))Net.Value.GetMethod("forward", [typeof(Tensor)])!.Invoke(model, [x])!;

        Tensor[] actual = [usual, halved, perceptron];
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(actual[i].allclose(expected[i], 1e-12, 1e-12), $"output {i}");
            Tensor gradient = autograd.grad([actual[i]], [x], [cotangents[i]], retain_graph: true)[0];
            Assert.True(gradient.allclose(autograd.grad([expected[i]], [x], [cotangents[i]], retain_graph: true)[0], 1e-12, 1e-12), $"gradient of output {i}");
        }
    }
}
