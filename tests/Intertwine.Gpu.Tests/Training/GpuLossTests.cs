using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

public class GpuLossTests
{
    private const int Items = 700;
    private const int Classes = 5;

    public static TheoryData<string> Kinds => ["mse", "mae", "entropy"];

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void ValueAndGradient_AreThoseOfTorch(string kind)
    {
        AreThoseOfTorch<float>(kind, 1e-5);
        AreThoseOfTorch<double>(kind, 1e-13);
    }

    [SkippableFact]
    public void Losses_AddUp_UntilReset()
    {
        GpuDevice device = GpuTest.Device;
        using GpuLoss loss = GpuLoss.Create(device, isDouble: false);
        using GpuBuffer prediction = device.Upload<float>([1, 2]);
        using GpuBuffer target = device.Upload<float>([0, 4]);
        using GpuBuffer gradient = device.Allocate<float>(2);
        loss.MeanSquaredError(prediction, target, gradient);
        loss.MeanAbsoluteError(prediction, target, gradient, weight: 10);
        Assert.Equal(2.5 + 15, loss.Read());
        Assert.Equal([5f, -5f], gradient.ToArray<float>());
        loss.Reset();
        Assert.Equal(0, loss.Read());
    }

    [SkippableFact]
    public void UnknownLabel_IsNotANumber()
    {
        GpuDevice device = GpuTest.Device;
        using GpuLoss loss = GpuLoss.Create(device, isDouble: false);
        using GpuBuffer logits = device.Upload<float>([1, 2, 3, 4]);
        using GpuBuffer labels = device.Upload<int>([1, 2]);
        using GpuBuffer gradient = device.Allocate<float>(4);
        loss.SoftmaxCrossEntropy(logits, labels, 2, gradient);
        Assert.True(double.IsNaN(loss.Read()));
        Assert.Equal([false, false, true, true], gradient.ToArray<float>().Select(float.IsNaN));
    }

    [SkippableFact]
    public void SizesThatDoNotFit_AreRefused()
    {
        GpuDevice device = GpuTest.Device;
        using GpuLoss loss = GpuLoss.Create(device, isDouble: false);
        using GpuBuffer two = device.Upload<float>([1, 2]);
        using GpuBuffer three = device.Upload<float>([1, 2, 3]);
        using GpuBuffer labels = device.Upload<int>([1]);
        Assert.Throws<ArgumentException>(() => loss.MeanSquaredError(two, three, two));
        Assert.Throws<ArgumentException>(() => loss.MeanAbsoluteError(two, two, three));
        Assert.Contains("1 labels x 3 classes", Assert.Throws<ArgumentException>(() => loss.SoftmaxCrossEntropy(two, labels, 3, two)).Message, StringComparison.Ordinal);
    }

    private static void AreThoseOfTorch<T>(string kind, double tolerance)
        where T : unmanaged, INumber<T>
    {
        GpuDevice device = GpuTest.Device;
        Skip.If(typeof(T) == typeof(double) && !device.HasFloat64, "The device has no float64.");
        using IDisposable scope = torch.NewDisposeScope();
        T[] values = TrainingData.Random<T>(Items * Classes, 1);
        T[] goals = TrainingData.Random<T>(Items * Classes, 2);
        int[] labels = [.. Enumerable.Range(0, Items).Select(i => i * 7 % Classes)];
        Tensor prediction = TrainingData.Tensor(values, Items, Classes).requires_grad_();
        Tensor target = TrainingData.Tensor(goals, Items, Classes);
        Tensor expected = 0.5 * kind switch
        {
            "mse" => torch.nn.functional.mse_loss(prediction, target),
            "mae" => torch.nn.functional.l1_loss(prediction, target),
            _ => torch.nn.functional.cross_entropy(prediction, torch.tensor(Array.ConvertAll(labels, l => (long)l))),
        };
        expected.backward();

        using GpuLoss loss = GpuLoss.Create(device, typeof(T) == typeof(double));
        using GpuBuffer y = device.Upload<T>(values);
        using GpuBuffer t = device.Upload<T>(goals);
        using GpuBuffer l = device.Upload<int>(labels);
        using GpuBuffer gradient = device.Allocate<T>(values.Length);
        double[] results = new double[2];
        for (int run = 0; run < 2; run++)
        {
            loss.Reset();
            switch (kind)
            {
                case "mse":
                    loss.MeanSquaredError(y, t, gradient, 0.5);
                    break;
                case "mae":
                    loss.MeanAbsoluteError(y, t, gradient, 0.5);
                    break;
                default:
                    loss.SoftmaxCrossEntropy(y, l, Classes, gradient, 0.5);
                    break;
            }

            results[run] = loss.Read();
        }

        Assert.Equal(results[0], results[1]);
        TrainingData.AssertClose(TrainingData.Doubles(expected), [results[0]], tolerance, "loss");
        TrainingData.AssertClose(TrainingData.Doubles(prediction.grad!), TrainingData.Doubles(gradient.ToArray<T>()), tolerance, "gradient");
    }
}
