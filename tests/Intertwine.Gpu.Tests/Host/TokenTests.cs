using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

/// <summary>Tokens of a cloud that attend to its points, on the device.</summary>
public class TokenTests
{
    private static readonly int[] Sizes = [33, 1, 140, 7];

    [SkippableTheory]
    [InlineData(ScalarType.Float32, 2e-4)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void OutputsAndGradients_AreThoseOfTheReference(ScalarType type, double tolerance)
    {
        Skip.IfNot(GpuTest.Device.HasFloat64 || type == ScalarType.Float32, $"{GpuTest.Device} does not compute with float64.");
        using IDisposable scope = torch.NewDisposeScope();
        torch.random.manual_seed(7);
        using TokenNet model = new(Backend.Torch, type);
        using Graph graph = Graph.Clouds(Sizes);
        Tensor position = torch.randn(Sizes.Sum(), 3, dtype: type, requires_grad: true), colors = torch.randn(Sizes.Sum(), 2, dtype: type, requires_grad: true);
        (Tensor first, Tensor second) = model.forward(graph, position, colors);
        Tensor latents = torch.randn_like(first), scores = torch.randn_like(second);
        Assert.Equal(3 * Sizes.Length, first.shape[0]);
        Tensor[] expected = Run(Backend.Torch);
        foreach (Backend backend in new[] { Backend.Simd, Backend.Gpu, Backend.Gpu })
        {
            Tensor[] actual = Run(backend);
            for (int i = 0; i < expected.Length; i++)
            {
                double error = (expected[i] - actual[i]).abs().max().ToDouble() / Math.Max(expected[i].abs().max().ToDouble(), 1e-3);
                Assert.True(error < tolerance, $"{backend}: result {i} differs by {error:g3} of its largest entry");
            }
        }

        Tensor[] Run(Backend backend)
        {
            model.Backend = backend;
            (Tensor l, Tensor s) = model.forward(graph, position, colors);
            Tensor loss = (l * latents).sum() + (s * scores).sum();
            return [l, s, .. torch.autograd.grad([loss], [position, colors, .. model.parameters()])];
        }
    }
}
