using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>Items to train or test on, as tensors.</summary>
/// <typeparam name="TBatch">What the network sees of some items, and what it should answer.</typeparam>
public interface IDataset<out TBatch>
{
    /// <summary>Number of items.</summary>
    int Count { get; }

    /// <summary>The items with the given indices, <c>[n]</c>, int64.</summary>
    TBatch Select(Tensor indices);

    /// <summary>The items <paramref name="start"/> … <paramref name="start"/> + <paramref name="count"/> - 1, without a copy.</summary>
    TBatch Slice(int start, int count);
}

/// <summary>Data whose items are changed at random, another way in each epoch.</summary>
public interface IAugmentedDataset
{
    /// <summary>Epochs done when the next items are asked for: with it and the seed an item is determined.</summary>
    int Epoch { set; }
}
