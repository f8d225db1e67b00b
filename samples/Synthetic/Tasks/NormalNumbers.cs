using Intertwine.Samples;
using static TorchSharp.torch;

namespace Synthetic;

/// <summary>Tensors of independent standard normal numbers that are a function of seed and stream.</summary>
public sealed class NormalNumbers(ulong seed, ulong stream)
{
    private CounterRandom _random = new(seed, stream, index: 0);

    /// <summary>float64.</summary>
    public Tensor Next(params long[] shape)
    {
        var values = new double[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++) values[i] = _random.NextNormal();
        return tensor(values, shape, ScalarType.Float64);
    }
}
