using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>
/// Cross entropy of a softmax over classes, -sum_c t_c log p_c, whose targets t are smoothed: 1 - s for the right class, s / (classes - 1) for each other one (Szegedy et al. 2016, in the form of the published DGCNN code).
/// The error is the share of items that another class than the right one has the largest logit of.
/// </summary>
/// <param name="predict">Computes the logits, <c>[n, classes]</c>.</param>
/// <param name="label">The right classes, <c>[n]</c>, int64.</param>
/// <param name="smoothing">s.</param>
/// <param name="batchSize">Of evaluations.</param>
public sealed class CrossEntropy<TBatch>(Func<TBatch, Tensor> predict, Func<TBatch, Tensor> label, double smoothing, int batchSize) : IObjective<TBatch>
{
    public Tensor Loss(TBatch batch)
    {
        var logarithms = nn.functional.log_softmax(predict(batch), 1);
        var others = smoothing / (logarithms.shape[1] - 1);
        var right = logarithms.gather(1, label(batch).unsqueeze(1)).squeeze(1);
        return -((1 - smoothing - others) * right + others * logarithms.sum(1)).mean();
    }

    public double Error(IDataset<TBatch> data)
    {
        long wrong = 0;
        for (var start = 0; start < data.Count; start += batchSize)
        {
            using var scope = NewDisposeScope();
            var batch = data.Slice(start, Math.Min(batchSize, data.Count - start));
            wrong += predict(batch).argmax(1).ne(label(batch)).sum().item<long>();
        }
        return (double)wrong / data.Count;
    }
}
