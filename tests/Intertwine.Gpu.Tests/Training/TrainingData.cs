using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

/// <summary>Arrays between tests, devices and tensors.</summary>
internal static class TrainingData
{
    public static T[] Random<T>(int count, int seed)
        where T : unmanaged, INumber<T>
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked((2 * random.NextDouble()) - 1))];
    }

    public static Tensor Tensor<T>(T[] values, params long[] shape)
        where T : unmanaged => typeof(T) == typeof(double) ? torch.tensor((double[])(object)values).reshape(shape) : torch.tensor((float[])(object)values).reshape(shape);

    public static double[] Doubles<T>(T[] values)
        where T : unmanaged, INumber<T> => Array.ConvertAll(values, double.CreateChecked);

    public static double[] Doubles(Tensor values) => [.. values.detach().to(ScalarType.Float64).reshape(-1).data<double>()];

    /// <summary>Relative to the largest expected number.</summary>
    public static void AssertClose(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(1e-30, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R} at a scale of {scale:G3}.");
        }
    }
}
