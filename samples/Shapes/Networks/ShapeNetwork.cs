using Intertwine;
using TorchSharp;
using static TorchSharp.torch;

namespace Shapes;

/// <summary>Which network.</summary>
public enum ModelKind
{
    /// <summary><see cref="Shapes.PointNet"/>, which knows nothing of rotations: what the others are compared with.</summary>
    PointNet,
}

/// <summary>How wide it is.</summary>
public enum NetworkSize
{
    /// <summary>Trains in minutes on two cores.</summary>
    Small,

    /// <summary>The published widths.</summary>
    Full,
}

/// <summary>The networks by name.</summary>
public sealed class ShapeNetwork : IShapeNetwork
{
    private readonly Func<Batch, Tensor> _logits;

    private ShapeNetwork(ModelKind kind, nn.Module module, Func<Batch, Tensor> logits) => (Kind, Module, _logits) = (kind, module, logits);

    public ModelKind Kind { get; }

    public nn.Module Module { get; }

    public long ParameterCount => Module.parameters().Sum(p => p.numel());

    public Tensor Logits(Batch batch) => _logits(batch);

    /// <summary>A network with random weights, the same after the same seed of TorchSharp.</summary>
    public static ShapeNetwork Create(ModelKind kind, NetworkSize size, int classes, ScalarType precision, Backend backend)
    {
        switch (kind)
        {
            case ModelKind.PointNet:
                var pointNet = new PointNet(classes, size == NetworkSize.Full ? 64 : 32, precision);
                return new ShapeNetwork(kind, pointNet, batch => pointNet.forward(batch.Points, batch.Clouds, batch.PointsPerCloud));
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, $"Expected a network; got {kind}.");
        }
    }

    public void Dispose() => Module.Dispose();
}
