using Intertwine;
using TorchSharp;
using static TorchSharp.torch;

namespace Shapes;

/// <summary>Which network.</summary>
public enum ModelKind
{
    /// <summary><see cref="Shapes.PointNet"/>, which knows nothing of rotations: what the others are compared with.</summary>
    PointNet,

    /// <summary><see cref="VectorPointNet"/>.</summary>
    VnPointNet,

    /// <summary><see cref="VectorDgcnn"/>.</summary>
    VnDgcnn,

    /// <summary><see cref="Shapes.VnTransformer"/>.</summary>
    VnTransformer,
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
/// <remarks>The declared networks have logits for <see cref="MostClasses"/> classes; of fewer, the first belong to them, and the others are left out.</remarks>
public sealed class ShapeNetwork : IShapeNetwork
{
    /// <summary>Classes that the declared networks tell apart.</summary>
    public const int MostClasses = 40;

    /// <summary>
    /// What the weights of batch normalisations of vectors, y = x / |x| (w BN(|x|) + b), begin as. With the published 1, and 0 for b, about half of all vectors, those shorter than the mean, are turned around in each layer; from
    /// 1/2 and 1 the networks learn several times faster.
    /// </summary>
    public const double NormWeight = 0.5;

    /// <summary>What their biases begin as.</summary>
    public const double NormBias = 1;

    private readonly Func<Batch, Tensor> _logits;

    private ShapeNetwork(ModelKind kind, nn.Module module, Func<Batch, Tensor> logits) => (Kind, Module, _logits) = (kind, module, logits);

    public ModelKind Kind { get; }

    public nn.Module Module { get; }

    public long ParameterCount => Module.parameters().Sum(p => p.numel());

    public Tensor Logits(Batch batch) => _logits(batch);

    /// <summary>A network with random weights, the same after the same seed of TorchSharp.</summary>
    /// <exception cref="InvalidDataException">More classes than the networks tell apart.</exception>
    public static ShapeNetwork Create(ModelKind kind, NetworkSize size, int classes, ScalarType precision, Backend backend)
    {
        if (classes > MostClasses) throw new InvalidDataException($"Expected at most {MostClasses} classes, which the networks have logits for; got {classes}.");
        return (kind, size) switch
        {
            (ModelKind.PointNet, _) => Plain(new PointNet(classes, size == NetworkSize.Full ? 64 : 32, precision)),
            (ModelKind.VnPointNet, NetworkSize.Small) => Declared(new SmallVnPointNet(dtype: precision), (m, b) => m.forward(b.Graph, b.Points)),
            (ModelKind.VnPointNet, _) => Declared(new FullVnPointNet(dtype: precision), (m, b) => m.forward(b.Graph, b.Points)),
            (ModelKind.VnDgcnn, NetworkSize.Small) => Declared(new SmallVnDgcnn(dtype: precision), (m, b) => m.forward(b.Graph, b.Points)),
            (ModelKind.VnDgcnn, _) => Declared(new FullVnDgcnn(dtype: precision), (m, b) => m.forward(b.Graph, b.Points)),
            (ModelKind.VnTransformer, NetworkSize.Small) => Declared(new SmallVnTransformer(dtype: precision), (m, b) => m.forward(b.Graph, b.Points)),
            (ModelKind.VnTransformer, _) => Declared(new FullVnTransformer(dtype: precision), (m, b) => m.forward(b.Graph, b.Points)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"Expected a network; got {kind}."),
        };

        ShapeNetwork Plain(PointNet network) => new(kind, network, batch => network.forward(batch.Points, batch.Clouds, batch.PointsPerCloud));

        ShapeNetwork Declared<T>(T model, Func<T, Batch, Tensor> forward)
            where T : EquivariantModel
        {
            model.Backend = backend;
            return new ShapeNetwork(kind, model, batch => forward(model, batch).narrow(1, 0, classes));
        }
    }

    public void Dispose() => Module.Dispose();
}
