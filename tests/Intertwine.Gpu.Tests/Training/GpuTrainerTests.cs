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

    /// <summary>The loss curve of a declared network on the device is that of TorchSharp with its own optimiser.</summary>
    [SkippableFact]
    public void DeclaredModel_FollowsTorch()
    {
        FollowsDeclared<float>(1e-4);
        FollowsDeclared<double>(1e-10);
    }

    private static void FollowsDeclared<T>(double tolerance)
        where T : unmanaged, INumber<T>
    {
        GpuDevice device = GpuTest.Device;
        bool isDouble = typeof(T) == typeof(double);
        Skip.If(isDouble && !device.HasFloat64, "The device has no float64.");
        using IDisposable scope = torch.NewDisposeScope();
        torch.random.manual_seed(1);
        const int Graphs = 4;
        const int Size = 5;
        (long[] source, long[] target, long[] graphOf) = FullyConnected(Graphs, Size);
        T[] charge = TrainingData.Random<T>(Graphs * Size, 1);
        T[] position = TrainingData.Random<T>(3 * Graphs * Size, 2);
        T[] goal = TrainingData.Random<T>(3 * Graphs * Size, 3);

        using Flow reference = new(Backend.Torch, isDouble ? ScalarType.Float64 : ScalarType.Float32);
        using Graph torchGraph = Graph.FromEdges(source, target, Graphs * Size, graphOf);
        using torch.optim.Optimizer optimizer = torch.optim.AdamW(reference.parameters(), 0.01, beta1: 0.9, beta2: 0.999, weight_decay: 0.01);
        using GpuModel model = new(device, FlowGpuKernels.For(isDouble, training: true));
        Load(reference, model);
        using GpuAdam adam = GpuAdam.Create(model, new GpuAdamOptions { LearningRate = 0.01, WeightDecay = 0.01, DecoupledWeightDecay = true });
        using GpuTrainer trainer = new(adam);
        using GpuGraph graph = new(source, target, Graphs * Size, graphOf, Graphs);
        using GpuBatch batch = new(model, graph);
        using GpuBuffer goals = device.Upload<T>(goal);
        batch.Input("Charge").CopyFrom<T>(charge);
        batch.Input("Position").CopyFrom<T>(position);

        double first = 0;
        double last = 0;
        for (int step = 0; step < 20; step++)
        {
            optimizer.zero_grad();
            Tensor moved = reference.forward(torchGraph, TrainingData.Tensor(charge, -1, 1), TrainingData.Tensor(position, -1, 3));
            Tensor loss = torch.nn.functional.mse_loss(moved, TrainingData.Tensor(goal, -1, 3));
            loss.backward();
            optimizer.step();
            trainer.Step(batch, (b, l) => l.MeanSquaredError(b.Output("Moved"), goals, b.OutputGradient("Moved")));
            last = trainer.Loss.Read();
            first = step == 0 ? last : first;
            TrainingData.AssertClose(TrainingData.Doubles(loss), [last], tolerance, $"loss of step {step + 1}");
        }

        Assert.True(last < first, $"The loss went from {first} to {last}.");
    }

    private static (long[] Source, long[] Target, long[] GraphOf) FullyConnected(int graphs, int size)
    {
        (int J, int I)[] edges =
        [
            .. from graph in Enumerable.Range(0, graphs)
               from i in Enumerable.Range(0, size)
               from j in Enumerable.Range(0, size)
               where i != j
               select ((graph * size) + j, (graph * size) + i),
        ];
        return ([.. edges.Select(e => (long)e.J)], [.. edges.Select(e => (long)e.I)], [.. Enumerable.Range(0, graphs * size).Select(n => (long)n / size)]);
    }

    private static void Load(EquivariantModel reference, GpuModel model)
    {
        string file = Path.GetTempFileName();
        reference.SaveSafetensors(file);
        model.LoadSafetensors(file);
        File.Delete(file);
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
        Load(reference, model);
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
