using ILGPU;
using ILGPU.Runtime;

namespace Intertwine.Gpu.Tests;

/// <summary>Sums over the items of a tile of left * right^T, by 4 times 4 numbers per thread and by one, against the same sums in a loop.</summary>
public sealed class GpuReductionTests
{
    private const int Threads = 128;

    internal delegate void OuterLauncher(AcceleratorStream stream, KernelConfig config, ArrayView<double> left, ArrayView<double> right, ArrayView<double> sums, int rows, int columns, int components, int count, int start);

    internal delegate void DirectLauncher(AcceleratorStream stream, KernelConfig config, ArrayView<double> left, ArrayView<double> right, ArrayView<double> sums, int rows, int columns, int components, int count, int start);

    /// <summary>Fewer numbers than threads and more, sizes that four does not divide, tiles that are not full.</summary>
    [SkippableTheory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 16, 1, 32)]
    [InlineData(3, 5, 3, 7)]
    [InlineData(16, 16, 1, 31)]
    [InlineData(2, 100, 5, 32)]
    [InlineData(33, 17, 2, 20)]
    public void Sums_AreThoseOfALoop(int rows, int columns, int components, int count)
    {
        const int Start = 3;
        GpuDevice device = GpuTest.Device;
        var random = new Random(rows + columns);
        double[] left = Numbers(rows * components * GpuTile<double>.Items), right = Numbers(columns * components * GpuTile<double>.Items), before = Numbers(Start + (rows * columns) + 2);
        double[] expected = [.. before];
        for (int o = 0; o < rows; o++)
        {
            for (int i = 0; i < columns; i++)
            {
                double sum = 0;
                for (int k = 0; k < components * GpuTile<double>.Items; k++)
                {
                    sum += k % GpuTile<double>.Items < count ? left[(o * components * GpuTile<double>.Items) + k] * right[(i * components * GpuTile<double>.Items) + k] : 0;
                }

                expected[Start + (o * columns) + i] += sum;
            }
        }

        var config = new KernelConfig(1, Math.Min(Threads, device.MaxGroupSize));
        using GpuBuffer a = device.Upload<double>(left), b = device.Upload<double>(right), outer = device.Upload<double>(before), direct = device.Upload<double>(before);
        GpuKernels.Get<OuterLauncher>(device, typeof(GpuReductionTests), nameof(Outer))(device.Stream, config, a.View<double>(), b.View<double>(), outer.View<double>(), rows, columns, components, count, Start);
        GpuKernels.Get<DirectLauncher>(device, typeof(GpuReductionTests), nameof(Direct))(device.Stream, config, a.View<double>(), b.View<double>(), direct.View<double>(), rows, columns, components, count, Start);
        AssertClose(expected, outer.ToArray<double>());
        AssertClose(expected, direct.ToArray<double>());

        double[] Numbers(int length) => [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - 1e-12, pair.First + 1e-12));
    }

    private static void Outer(ArrayView<double> left, ArrayView<double> right, ArrayView<double> sums, int rows, int columns, int components, int count, int start) =>
        GpuReduction.Outer(new GpuTile<double>(left, 0, GpuTile<double>.Items), rows, new GpuTile<double>(right, 0, GpuTile<double>.Items), columns, components, new GpuItems(0, count, GpuTile<double>.Items), sums, start);

    private static void Direct(ArrayView<double> left, ArrayView<double> right, ArrayView<double> sums, int rows, int columns, int components, int count, int start) =>
        GpuReduction.Direct(new GpuTile<double>(left, 0, GpuTile<double>.Items), rows, new GpuTile<double>(right, 0, GpuTile<double>.Items), columns, components, new GpuItems(0, count, GpuTile<double>.Items), sums, start);
}
