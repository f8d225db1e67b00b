using System.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>Adam of one number type.</summary>
internal sealed class GpuAdam<T>(GpuModel model, GpuAdamOptions options) : GpuAdam(model, options)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Step()
    {
        Steps++;
        GpuDevice device = Model.Device;
        lock (device.Gate)
        {
            using IDisposable binding = device.Bind();
            var update = device.Kernels.Get(
                (typeof(GpuAdam<T>), nameof(Update)),
                a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, AdamNumbers<T>>(Update));
            ArrayView<T> weights = Model.Weights.View<T>();
            if (weights.Length == 0)
            {
                return;
            }

            update(device.Stream, weights.IntLength, weights, Model.Gradients.View<T>(), Mean.View<T>(), Square.View<T>(), Numbers());
            if (Average is not null)
            {
                var average = device.Kernels.Get((typeof(GpuAdam<T>), nameof(Follow)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>, T>(Follow));
                average(device.Stream, weights.IntLength, Average.View<T>(), weights, T.CreateChecked(1 - Options.AverageDecay));
            }
        }
    }

    private AdamNumbers<T> Numbers()
    {
        double correction1 = 1 - Math.Pow(Options.Beta1, Steps);
        double correction2 = 1 - Math.Pow(Options.Beta2, Steps);
        return new AdamNumbers<T>
        {
            Gain1 = T.CreateChecked(1 - Options.Beta1),
            Beta2 = T.CreateChecked(Options.Beta2),
            Gain2 = T.CreateChecked(1 - Options.Beta2),
            StepSize = T.CreateChecked(LearningRate / correction1),
            RootCorrection = T.CreateChecked(Math.Sqrt(correction2)),
            Epsilon = T.CreateChecked(Options.Epsilon),
            GradientDecay = T.CreateChecked(Options.DecoupledWeightDecay ? 0 : Options.WeightDecay),
            Keep = T.CreateChecked(Options.DecoupledWeightDecay ? 1 - (LearningRate * Options.WeightDecay) : 1),
        };
    }

    private static void Update(Index1D i, ArrayView<T> weights, ArrayView<T> gradients, ArrayView<T> means, ArrayView<T> squares, AdamNumbers<T> n)
    {
        T weight = weights[i];
        T gradient = gradients[i] + (n.GradientDecay * weight);
        T mean = means[i];
        mean += n.Gain1 * (gradient - mean);
        T square = (n.Beta2 * squares[i]) + (n.Gain2 * gradient * gradient);
        means[i] = mean;
        squares[i] = square;
        weights[i] = (n.Keep * weight) - (n.StepSize * mean / ((T.Sqrt(square) / n.RootCorrection) + n.Epsilon));
    }

    private static void Follow(Index1D i, ArrayView<T> average, ArrayView<T> weights, T gain) => average[i] += gain * (weights[i] - average[i]);
}

/// <summary>The numbers of one step.</summary>
internal struct AdamNumbers<T>
    where T : unmanaged
{
    public T Gain1;
    public T Beta2;
    public T Gain2;
    public T StepSize;
    public T RootCorrection;
    public T Epsilon;
    public T GradientDecay;
    public T Keep;
}
