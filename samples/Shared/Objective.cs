using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>What training makes small.</summary>
/// <typeparam name="TBatch">What the network sees of some items, and what it should answer.</typeparam>
public interface IObjective<TBatch>
{
    /// <summary>The loss of a batch, one number that can be differentiated.</summary>
    Tensor Loss(TBatch batch);

    /// <summary>The error on data, by which the best weights are chosen; computed without gradients.</summary>
    double Error(IDataset<TBatch> data);
}

/// <summary>The mean squared error over all numbers of the targets.</summary>
/// <param name="predict">Computes the answers.</param>
/// <param name="target">The right answers, of the same shape.</param>
/// <param name="batchSize">Of evaluations.</param>
public sealed class SquaredError<TBatch>(Func<TBatch, Tensor> predict, Func<TBatch, Tensor> target, int batchSize) : IObjective<TBatch>
{
    public Tensor Loss(TBatch batch) => nn.functional.mse_loss(predict(batch), target(batch));

    public double Error(IDataset<TBatch> data)
    {
        double sum = 0;
        long count = 0;
        for (var start = 0; start < data.Count; start += batchSize)
        {
            using var scope = NewDisposeScope();
            var batch = data.Slice(start, Math.Min(batchSize, data.Count - start));
            var right = target(batch);
            sum += (predict(batch) - right).to(ScalarType.Float64).square().sum().item<double>();
            count += right.numel();
        }
        return sum / count;
    }
}
