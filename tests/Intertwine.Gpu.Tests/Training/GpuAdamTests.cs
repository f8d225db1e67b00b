using System.Numerics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

public class GpuAdamTests
{
    private const string Name = "Mixed.weight";

    [SkippableTheory]
    [InlineData(0, false)]
    [InlineData(0.1, false)]
    [InlineData(0.1, true)]
    public void Steps_AreThoseOfTorch(double decay, bool decoupled)
    {
        AreThoseOfTorch<float>(decay, decoupled, 1e-6);
        AreThoseOfTorch<double>(decay, decoupled, 1e-14);
    }

    [SkippableFact]
    public void Average_FollowsTheWeights_AndCanBeSwappedIn()
    {
        using GpuModel model = Model<float>([1, 2, 3, 4]);
        using GpuAdam adam = GpuAdam.Create(model, new GpuAdamOptions { LearningRate = 0.1, AverageDecay = 0.75 });
        float[] average = [1, 2, 3, 4];
        for (int step = 0; step < 5; step++)
        {
            model.Gradient(Name).CopyFrom<float>(TrainingData.Random<float>(4, step));
            adam.Step();
            float[] weights = model.GetParameter<float>(Name);
            average = [.. average.Zip(weights, (a, w) => a + (0.25f * (w - a)))];
        }

        float[] last = model.GetParameter<float>(Name);
        adam.SwapAverage();
        TrainingData.AssertClose(TrainingData.Doubles(average), TrainingData.Doubles(model.GetParameter<float>(Name)), 1e-6, "average");
        adam.SwapAverage();
        Assert.Equal(last, model.GetParameter<float>(Name));
    }

    [SkippableFact]
    public void SavedState_GoesOnToTheLastBit()
    {
        string folder = Directory.CreateTempSubdirectory("intertwine-adam-").FullName;
        try
        {
            GpuAdamOptions options = new() { LearningRate = 0.01, WeightDecay = 0.1, AverageDecay = 0.9 };
            using GpuModel model = Model<float>([1, 2, 3, 4]);
            using GpuAdam adam = GpuAdam.Create(model, options);
            Run(model, adam, 0, 5);
            adam.LearningRate = 0.005;
            model.SaveSafetensors(Path.Combine(folder, "weights"));
            adam.Save(Path.Combine(folder, "state"));
            Run(model, adam, 5, 10);

            using GpuModel again = Model<float>([0, 0, 0, 0]);
            using GpuAdam resumed = GpuAdam.Create(again, options);
            again.LoadSafetensors(Path.Combine(folder, "weights"));
            resumed.Load(Path.Combine(folder, "state"));
            Assert.Equal((5, 0.005), (resumed.Steps, resumed.LearningRate));
            Run(again, resumed, 5, 10);
            Assert.Equal(model.GetParameter<float>(Name), again.GetParameter<float>(Name));
            Assert.Equal(adam.Average!.ToArray<float>(), resumed.Average!.ToArray<float>());

            Assert.Throws<InvalidDataException>(() => resumed.Load(Path.Combine(folder, "weights")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [SkippableFact]
    public void SettingsWithoutMeaning_AreRefusedByName()
    {
        using GpuModel model = Model<float>([1, 2, 3, 4]);
        Assert.Equal("Beta2", Assert.Throws<ArgumentOutOfRangeException>(() => GpuAdam.Create(model, new GpuAdamOptions { Beta2 = 1 })).ParamName);
        Assert.Equal("AverageDecay", Assert.Throws<ArgumentOutOfRangeException>(() => GpuAdam.Create(model, new GpuAdamOptions { AverageDecay = -0.1 })).ParamName);
        using GpuAdam adam = GpuAdam.Create(model);
        Assert.Contains("AverageDecay", Assert.Throws<InvalidOperationException>(adam.SwapAverage).Message, StringComparison.Ordinal);
    }

    private static void Run(GpuModel model, GpuAdam adam, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            model.Gradient(Name).CopyFrom<float>(TrainingData.Random<float>(4, step));
            adam.Step();
        }
    }

    private static GpuModel Model<T>(T[] weights)
        where T : unmanaged, INumber<T>
    {
        GpuModel model = new(GpuTest.Device, new MixProgram<T>());
        model.SetParameter<T>(Name, weights);
        return model;
    }

    private static void AreThoseOfTorch<T>(double decay, bool decoupled, double tolerance)
        where T : unmanaged, INumber<T>
    {
        Skip.If(typeof(T) == typeof(double) && !GpuTest.Device.HasFloat64, "The device has no float64.");
        using IDisposable scope = torch.NewDisposeScope();
        T[] start = TrainingData.Random<T>(4, 100);
        using GpuModel model = Model(start);
        using GpuAdam adam = GpuAdam.Create(model, new GpuAdamOptions { LearningRate = 0.01, WeightDecay = decay, DecoupledWeightDecay = decoupled });
        Parameter parameter = new(TrainingData.Tensor(start, 4).clone());
        using torch.optim.Optimizer reference = decoupled
            ? torch.optim.AdamW([parameter], 0.01, beta1: 0.9, beta2: 0.999, weight_decay: decay)
            : torch.optim.Adam([parameter], 0.01, beta1: 0.9, beta2: 0.999, weight_decay: decay);
        for (int step = 0; step < 20; step++)
        {
            T[] gradient = TrainingData.Random<T>(4, step);
            parameter.grad = TrainingData.Tensor(gradient, 4).clone();
            reference.step();
            model.Gradient(Name).CopyFrom<T>(gradient);
            adam.Step();
            TrainingData.AssertClose(TrainingData.Doubles(parameter), TrainingData.Doubles(model.GetParameter<T>(Name)), tolerance, $"weights after step {step + 1}");
        }

        Assert.Equal(20, adam.Steps);
    }
}
