using TorchSharp;
using static TorchSharp.torch;

namespace Shapes;

/// <summary>A classifier of point clouds.</summary>
public interface IShapeNetwork : IDisposable
{
    ModelKind Kind { get; }

    /// <summary>Has the weights.</summary>
    nn.Module Module { get; }

    /// <summary>Numbers that are learnt.</summary>
    long ParameterCount { get; }

    /// <summary>Of a batch, <c>[clouds, classes]</c>.</summary>
    Tensor Logits(Batch batch);
}
