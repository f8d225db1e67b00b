using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

/// <summary>A network that finds its own neighbours, on the device: the same neighbours, outputs and gradients as those of the reference, with TorchSharp and without.</summary>
public class CloudTests
{
    private static readonly int[] Sizes = [33, 1, 140, 7];

    [SkippableTheory]
    [InlineData(ScalarType.Float32, 2e-4)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void OutputsAndGradients_AreThoseOfTheReference(ScalarType type, double tolerance)
    {
        Skip.IfNot(GpuTest.Device.HasFloat64 || type == ScalarType.Float32, $"{GpuTest.Device} does not compute with float64.");
        using IDisposable scope = torch.NewDisposeScope();
        torch.random.manual_seed(5);
        using CloudNet model = new(Backend.Torch, type);
        using Graph graph = Graph.Clouds(Sizes);
        Tensor position = torch.randn(Sizes.Sum(), 3, dtype: type, requires_grad: true);
        Tensor moved = torch.randn(Sizes.Sum(), 3, 3, dtype: type), largest = torch.randn(Sizes.Length, 7, dtype: type);
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
            (Tensor m, Tensor l) = model.forward(graph, position);
            Tensor loss = (m * moved).sum() + (l * largest).sum();

            // The directions of the choice have no gradient.
            Tensor[] parameters = [.. model.named_parameters().Where(p => !p.name.StartsWith("Pooled", StringComparison.Ordinal)).Select(p => p.parameter)];
            return [m, l, .. torch.autograd.grad([loss], [position, .. parameters])];
        }
    }

    [SkippableFact]
    public void WithoutTorch_OutputsAndGradientsAreTheSame()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.random.manual_seed(6);
        using CloudNet reference = new(Backend.Torch, ScalarType.Float32);
        using Graph graph = Graph.Clouds(Sizes);
        Tensor position = torch.randn(Sizes.Sum(), 3, requires_grad: true);
        Tensor moved = torch.randn(Sizes.Sum(), 3, 3);
        (Tensor expected, Tensor _) = reference.forward(graph, position);
        Tensor gradient = torch.autograd.grad([(expected * moved).sum()], [position])[0];

        using GpuModel model = new(GpuTest.Device, CloudNetGpuKernels.For(isDouble: false, training: true));
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in reference.named_parameters())
        {
            model.SetParameter<float>(name, parameter.data<float>().ToArray());
        }

        using GpuGraph clouds = GpuGraph.Clouds(Sizes);
        using GpuBatch batch = new(model, clouds, inputGradients: true);
        for (int step = 0; step < 2; step++)
        {
            batch.Input("Position").CopyFrom<float>(position.data<float>().ToArray());
            batch.OutputGradient("Moved").CopyFrom<float>(moved.data<float>().ToArray());
            model.Forward(batch, keepForBackward: true);
            AssertClose(expected, batch.Output("Moved"), "output");
            model.Backward(batch);
            AssertClose(gradient, batch.InputGradient("Position"), "gradient");
        }
    }

    private static void AssertClose(Tensor expected, GpuBuffer actual, string what)
    {
        using Tensor values = torch.tensor(actual.ToArray<float>()).reshape(expected.shape);
        using Tensor error = (expected - values).abs().max() / expected.abs().max();
        Assert.True(error.ToDouble() < 2e-4, $"{what} differs by {error.ToDouble():g3} of its largest entry");
    }

    [SkippableFact]
    public void WithoutGraphs_TheSetsAreUnknown()
    {
        using GpuModel model = new(GpuTest.Device, CloudNetGpuKernels.For(isDouble: false, training: true));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new GpuBatch(model, new Dictionary<string, long> { ["nodes"] = 3 }, Array.Empty<IndexTable>()));
        Assert.Contains("expected the index map 'nodeGraph', got no tables", exception.Message, StringComparison.Ordinal);
    }
}
