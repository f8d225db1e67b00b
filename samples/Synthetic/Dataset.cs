using Intertwine.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace Synthetic;

/// <summary>What a network sees of some samples, one tensor per input, and what it should answer.</summary>
public sealed record Batch(IReadOnlyList<Tensor> Inputs, Tensor Target);

/// <summary>Samples as tensors, one row each.</summary>
public sealed class Dataset : IDataset<Batch>, IDisposable
{
    private readonly Tensor[] _inputs;
    private readonly Tensor _target;

    /// <param name="samples">float64; converted and kept.</param>
    public Dataset(Batch samples, ScalarType precision)
    {
        _inputs = [.. samples.Inputs.Select(Keep)];
        _target = Keep(samples.Target);

        Tensor Keep(Tensor values) => values.to(precision).contiguous().clone().DetachFromDisposeScope();
    }

    public int Count => (int)_target.shape[0];

    public Batch Select(Tensor indices) => new([.. _inputs.Select(x => x.index_select(0, indices))], _target.index_select(0, indices));

    public Batch Slice(int start, int count) => new([.. _inputs.Select(x => x.narrow(0, start, count))], _target.narrow(0, start, count));

    public void Dispose()
    {
        foreach (var input in _inputs) input.Dispose();
        _target.Dispose();
    }
}

/// <summary>Training, validation and test samples of one task.</summary>
public sealed record Split(Dataset Train, Dataset Validation, Dataset Test) : IDisposable
{
    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }
}
