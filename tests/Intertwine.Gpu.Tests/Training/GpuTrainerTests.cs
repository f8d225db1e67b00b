using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

/// <summary>A whole training step on the device against the same step of TorchSharp.</summary>
public class GpuTrainerTests
{
    private const int Nodes = 8;

    [SkippableFact]
    public void HandWrittenModel_FollowsTorch()
    {
        Follows<float>(1e-4);
        Follows<double>(1e-10);
    }

    private static void Follows<T>(double tolerance)
        where T : unmanaged, INumber<T>
    {
        GpuDevice device = GpuTest.Device;
        bool isDouble = typeof(T) == typeof(double);
        Skip.If(isDouble && !device.HasFloat64, "The device has no float64.");
        using IDisposable scope = torch.NewDisposeScope();
        (long[] source, long[] target) = ([0, 1, 2, 3, 4, 5, 6, 7, 0, 3], [1, 0, 3, 2, 5, 4, 7, 6, 2, 1]);
        T[] x = TrainingData.Random<T>(2 * Nodes, 1);
        T[] goal = TrainingData.Random<T>(2 * Nodes, 2);

        using MixModel reference = new(isDouble ? ScalarType.Float64 : ScalarType.Float32) { Backend = Backend.Torch };
        using Graph torchGraph = Graph.FromEdges(source, target, Nodes);
        using torch.optim.Optimizer optimizer = torch.optim.Adam(reference.parameters(), 0.05, beta1: 0.9, beta2: 0.999);

        using GpuModel model = new(device, new MixProgram<T>());
        string file = Path.GetTempFileName();
        reference.SaveSafetensors(file);
        model.LoadSafetensors(file);
        File.Delete(file);
        using GpuAdam adam = GpuAdam.Create(model, new GpuAdamOptions { LearningRate = 0.05 });
        using GpuTrainer trainer = new(adam) { MaxGradientNorm = 0.4 };
        using GpuGraph graph = new(source, target, Nodes);
        using GpuBatch batch = new(model, graph);
        using GpuBuffer goals = device.Upload<T>(goal);
        batch.Input("X").CopyFrom<T>(x);

        for (int step = 0; step < 20; step++)
        {
            optimizer.zero_grad();
            Tensor loss = torch.nn.functional.mse_loss(reference.forward(torchGraph, TrainingData.Tensor(x, Nodes, 2)), TrainingData.Tensor(goal, Nodes, 2));
            loss.backward();
            torch.nn.utils.clip_grad_norm_(reference.parameters(), 0.4);
            optimizer.step();

            trainer.Step(batch, (b, l) => l.MeanSquaredError(b.Output("Y"), goals, b.OutputGradient("Y")));
            TrainingData.AssertClose(TrainingData.Doubles(loss), [trainer.Loss.Read()], tolerance, $"loss of step {step + 1}");
        }

        TrainingData.AssertClose(TrainingData.Doubles(reference.get_parameter("Mixed.weight")!), TrainingData.Doubles(model.GetParameter<T>("Mixed.weight")), tolerance, "weights");
    }
}
