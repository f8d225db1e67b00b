using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

public class GpuModelTests
{
    private const string Name = "Mixed.weight";

    [SkippableFact]
    public void Weights_GoToTorchAndBackThroughAFile()
    {
        string file = Path.GetTempFileName();
        try
        {
            using MixModel torchModel = new(ScalarType.Float64);
            torchModel.SaveSafetensors(file);
            using GpuModel model = new(GpuTest.Device, new MixProgram<float>());
            model.LoadSafetensors(file);
            double[] expected = TrainingData.Doubles(torchModel.get_parameter(Name)!);
            Assert.Equal(expected.Select(v => (float)v), model.GetParameter<float>(Name));

            model.SetParameter<float>(Name, [1, 2, 3, 4]);
            model.SaveSafetensors(file);
            torchModel.LoadSafetensors(file);
            Assert.Equal([1, 2, 3, 4], TrainingData.Doubles(torchModel.get_parameter(Name)!));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [SkippableFact]
    public void FileWithoutAParameter_ChangesNothing()
    {
        string file = Path.GetTempFileName();
        try
        {
            Safetensors.Write(file, new Dictionary<string, Tensor> { ["Other.weight"] = torch.zeros(2) });
            using GpuModel model = new(GpuTest.Device, new MixProgram<float>());
            model.SetParameter<float>(Name, [1, 2, 3, 4]);
            Assert.Contains($"'{Name}' is missing", Assert.Throws<InvalidDataException>(() => model.LoadSafetensors(file)).Message, StringComparison.Ordinal);
            Safetensors.Write(file, new Dictionary<string, Tensor> { [Name] = torch.zeros(2, 3) });
            Assert.Contains("[2, 3], expected 4 numbers", Assert.Throws<InvalidDataException>(() => model.LoadSafetensors(file)).Message, StringComparison.Ordinal);
            Assert.Equal([1f, 2f, 3f, 4f], model.GetParameter<float>(Name));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [SkippableTheory]
    [InlineData(0.5)]
    [InlineData(100)]
    public void ClippedGradients_AreThoseOfTorch(double maxNorm)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using GpuModel model = new(GpuTest.Device, new MixProgram<float>());
        float[] values = [1, -2, 3, 0.5f];
        model.Gradient(Name).CopyFrom<float>(values);
        model.ClipGradients(maxNorm);
        using var parameter = new TorchSharp.Modules.Parameter(torch.zeros(4)) { grad = torch.tensor(values) };
        torch.nn.utils.clip_grad_norm_([parameter], maxNorm);
        TrainingData.AssertClose(TrainingData.Doubles(parameter.grad!), TrainingData.Doubles(model.Gradient(Name).ToArray<float>()), 1e-6, "gradient");
    }

    [SkippableFact]
    public void WrongNamesAndSizes_AreRefused()
    {
        using GpuModel model = new(GpuTest.Device, new MixProgram<float>());
        Assert.Contains(Name, Assert.Throws<ArgumentException>(() => model.Parameter("Mixed.bias")).Message, StringComparison.Ordinal);
        Assert.Contains("4 numbers; got 3", Assert.Throws<ArgumentException>(() => model.SetParameter<float>(Name, [1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("computes with float", Assert.Throws<ArgumentException>(() => model.SetParameter<double>(Name, [1, 2, 3, 4])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ClipGradients(0));

        using GpuGraph graph = new([0, 1], [1, 0], nodes: 2);
        using GpuBatch batch = new(model, graph);
        Assert.Contains("'Z'", Assert.Throws<ArgumentException>(() => batch.Input("Z")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => batch.InputGradient("X"));
        Assert.Throws<InvalidOperationException>(() => model.Backward(batch));
        Assert.Contains("index map 'target'", Assert.Throws<ArgumentException>(() => new GpuBatch(model, graph.Items, [])).Message, StringComparison.Ordinal);
        Assert.Contains("expected 7 items", Assert.Throws<ArgumentException>(() => new GpuBatch(model, new Dictionary<string, long> { ["nodes"] = 2, ["edges"] = 7 }, graph.Tables)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_ChecksItsEdges()
    {
        Assert.Throws<ArgumentException>(() => new GpuGraph([0], [1, 0], nodes: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GpuGraph([0], [2], nodes: 2));
        Assert.Contains("Edge 0 joins", Assert.Throws<ArgumentException>(() => new GpuGraph([0], [1], nodes: 2, [0, 1], graphs: 2)).Message, StringComparison.Ordinal);
        using GpuGraph graph = new([0, 1, 2], [1, 0, 2], nodes: 3, [0, 0, 1], graphs: 2);
        Assert.Equal(["source", "target", "nodeGraph", "edgeGraph"], graph.Tables.Select(t => t.Name));
        Assert.Equal((3L, 3L, 2L), (graph.Items["nodes"], graph.Items["edges"], graph.Items["graphs"]));
    }
}
