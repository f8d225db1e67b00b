using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.Shared;

public sealed class CrossEntropyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Loss_is_the_cross_entropy_with_smoothed_targets(double smoothing)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var logits = randn(6, 4, ScalarType.Float64);
        var labels = tensor(new long[] { 0, 3, 1, 1, 2, 3 });
        var oneHot = nn.functional.one_hot(labels, 4).to(ScalarType.Float64);
        var target = (oneHot * (1 - smoothing)) + ((1 - oneHot) * smoothing / 3);
        var expected = -(target * logits.softmax(1).log()).sum(1).mean();
        var objective = new CrossEntropy<(Tensor Logits, Tensor Labels)>(b => b.Logits, b => b.Labels, smoothing, batchSize: 4);
        Assert.Equal(expected.item<double>(), objective.Loss((logits, labels)).item<double>(), 1e-12);
    }

    [Fact]
    public void Error_is_the_share_of_wrong_answers()
    {
        using var scope = NewDisposeScope();
        var data = new Data(tensor(new float[] { 1, 0, 0, 2, 3, 1, 0, 1, 5, 4 }).view(5, 2), tensor(new long[] { 0, 0, 0, 1, 1 }));
        var objective = new CrossEntropy<(Tensor Logits, Tensor Labels)>(b => b.Logits, b => b.Labels, smoothing: 0.2, batchSize: 2);
        Assert.Equal(0.4, objective.Error(data), 1e-12);
    }

    private sealed class Data(Tensor logits, Tensor labels) : IDataset<(Tensor, Tensor)>
    {
        public int Count => (int)labels.shape[0];

        public (Tensor, Tensor) Select(Tensor indices) => (logits.index_select(0, indices), labels.index_select(0, indices));

        public (Tensor, Tensor) Slice(int start, int count) => (logits.narrow(0, start, count), labels.narrow(0, start, count));
    }
}
