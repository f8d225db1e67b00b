using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

/// <summary>Functions on the sphere, on the device.</summary>
public class SphereTests
{
    [SkippableFact]
    public void OutputsAndGradients_AreThoseOfTheReference()
    {
        Skip.If(GpuTest.Device is null);
        using IDisposable scope = torch.NewDisposeScope();
        torch.random.manual_seed(9);
        using SphereNet model = new(Backend.Torch);
        Tensor vectors = torch.randn(150, 2, 3, requires_grad: true);
        Tensor[] expected = Run(Backend.Torch);
        foreach (Backend backend in new[] { Backend.Simd, Backend.Gpu })
        {
            Tensor[] actual = Run(backend);
            for (int i = 0; i < expected.Length; i++)
            {
                double error = (expected[i] - actual[i]).abs().max().ToDouble() / Math.Max(expected[i].abs().max().ToDouble(), 1e-3);
                Assert.True(error < 2e-4, $"{backend}: result {i} differs by {error:g3} of its largest entry");
            }
        }

        Tensor[] Run(Backend backend)
        {
            model.Backend = backend;
            (Tensor scalars, Tensor moved) = model.forward(vectors);
            Tensor loss = scalars.square().sum() + moved.sin().sum();
            return [scalars, moved, .. torch.autograd.grad([loss], [vectors, .. model.parameters()])];
        }
    }
}
