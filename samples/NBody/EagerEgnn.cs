using System.Globalization;
using Intertwine;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NBody;

/// <summary>
/// The same network as <see cref="NBodyNet"/>, written by hand in TorchSharp, operation by operation, as one would in PyTorch
/// (<c>EGNN_vel</c> of the authors' code). Tests compare the two; the results table and the benchmarks take their times from it.
/// </summary>
/// <remarks>
/// The authors also clamp every coordinate update to ±100. It never acts on these data and breaks equivariance where it does, so it is left out.
/// </remarks>
public sealed class EagerEgnn : Module<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>
{
    private readonly Linear embedding;
    private readonly ModuleList<EagerEgnnLayer> layers;

    public EagerEgnn(int hidden = 64, int layerCount = 4, ScalarType dtype = ScalarType.Float32)
        : base(nameof(EagerEgnn))
    {
        embedding = Linear(1, hidden, dtype: dtype);
        layers = ModuleList(Enumerable.Range(0, layerCount).Select(_ => new EagerEgnnLayer(hidden, edgeAttributes: 2, dtype)).ToArray());
        RegisterComponents();
    }

    /// <summary>Predicts the final positions.</summary>
    /// <param name="source">Sending node j of every edge, <c>[edges]</c>, int64.</param>
    /// <param name="target">Receiving node i of every edge, <c>[edges]</c>, int64.</param>
    /// <param name="speed">|v|, <c>[nodes, 1]</c>.</param>
    /// <param name="position">x, <c>[nodes, 3]</c>.</param>
    /// <param name="velocity">v, <c>[nodes, 3]</c>.</param>
    /// <param name="charges">q_i q_j and |x_i - x_j|², <c>[edges, 2]</c>.</param>
    /// <returns><c>[nodes, 3]</c>.</returns>
    public override Tensor forward(Tensor source, Tensor target, Tensor speed, Tensor position, Tensor velocity, Tensor charges)
    {
        using var scope = NewDisposeScope();
        var h = embedding.forward(speed);
        var x = position;
        foreach (var layer in layers) (h, x) = layer.forward(h, x, velocity, source, target, charges);
        return x.MoveToOuterDisposeScope();
    }

    /// <summary>Takes over the weights of the declared network, by the names in its state dictionary.</summary>
    public void CopyFrom(nn.Module declared)
    {
        using var noGradient = no_grad();
        var weights = declared.state_dict();
        foreach (var (name, parameter) in named_parameters())
        {
            var declaredName = DeclaredName(name);
            if (!weights.TryGetValue(declaredName, out var values)) throw new ArgumentException($"Expected a parameter {declaredName}; there is none.", nameof(declared));
            parameter.copy_(values);
        }
    }

    /// <summary>layers.2.edgeMlp.2.bias is Layers.2.Message.1.bias in the declared network, which numbers linear layers without the activations between them.</summary>
    internal static string DeclaredName(string name)
    {
        var parts = name.Split('.');
        if (parts is ["embedding", var kind]) return $"{nameof(NBodyNet.Embedded)}.{kind}";
        var feature = parts[2] switch
        {
            nameof(EagerEgnnLayer.edgeMlp) => nameof(EgnnLayer.Message),
            nameof(EagerEgnnLayer.nodeMlp) => nameof(EgnnLayer.Update),
            nameof(EagerEgnnLayer.coordinateMlp) => nameof(EgnnLayer.Pull),
            nameof(EagerEgnnLayer.velocityMlp) => nameof(EgnnLayer.Inertia),
            var other => throw new ArgumentException($"Expected a part of {nameof(EagerEgnnLayer)}; got {other}.", nameof(name)),
        };
        return $"{nameof(NBodyNet.Layers)}.{parts[1]}.{feature}.{int.Parse(parts[3], CultureInfo.InvariantCulture) / 2}.{parts[4]}";
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            embedding.Dispose();
            layers.Dispose();
        }
        base.Dispose(disposing);
    }
}

/// <summary>
/// One E(n)-equivariant layer (<c>E_GCL_vel</c>):
/// m_ij = φ_e(h_i, h_j, |x_i - x_j|², a_ij), x_i ← x_i + mean_j (x_i - x_j) φ_x(m_ij) + φ_v(h_i) v_i, h_i ← h_i + φ_h(h_i, Σ_j m_ij).
/// </summary>
public sealed class EagerEgnnLayer : Module<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, (Tensor Nodes, Tensor Position)>
{
    internal readonly Sequential edgeMlp;
    internal readonly Sequential nodeMlp;
    internal readonly Sequential coordinateMlp;
    internal readonly Sequential velocityMlp;

    public EagerEgnnLayer(int hidden, int edgeAttributes, ScalarType dtype)
        : base(nameof(EagerEgnnLayer))
    {
        edgeMlp = Sequential(
            Linear(2 * hidden + 1 + edgeAttributes, hidden, dtype: dtype), SiLU(),
            Linear(hidden, hidden, dtype: dtype), SiLU());
        nodeMlp = Sequential(Linear(2 * hidden, hidden, dtype: dtype), SiLU(), Linear(hidden, hidden, dtype: dtype));

        var smallStep = Linear(hidden, 1, hasBias: false, dtype: dtype);
        init.xavier_uniform_(smallStep.weight, gain: 0.001);
        coordinateMlp = Sequential(Linear(hidden, hidden, dtype: dtype), SiLU(), smallStep);
        velocityMlp = Sequential(Linear(hidden, hidden, dtype: dtype), SiLU(), Linear(hidden, 1, dtype: dtype));
        RegisterComponents();
    }

    public override (Tensor Nodes, Tensor Position) forward(Tensor h, Tensor x, Tensor v, Tensor source, Tensor target, Tensor edgeAttributes)
    {
        using var scope = NewDisposeScope();
        var difference = x.index_select(0, target) - x.index_select(0, source);
        var radial = difference.square().sum(1, keepdim: true);
        var message = edgeMlp.forward(cat([h.index_select(0, target), h.index_select(0, source), radial, edgeAttributes], 1));

        var step = MeanOverNeighbours(difference * coordinateMlp.forward(message), target, x.shape[0]);
        var moved = x + step + velocityMlp.forward(h) * v;

        var received = SumOverNeighbours(message, target, h.shape[0]);
        var updated = h + nodeMlp.forward(cat([h, received], 1));
        return (updated.MoveToOuterDisposeScope(), moved.MoveToOuterDisposeScope());
    }

    private static Tensor SumOverNeighbours(Tensor values, Tensor target, long nodes) =>
        zeros([nodes, values.shape[1]], values.dtype, values.device).index_add_(0, target, values, 1);

    private static Tensor MeanOverNeighbours(Tensor values, Tensor target, long nodes)
    {
        var count = SumOverNeighbours(ones_like(values), target, nodes).clamp_(min: 1);
        return SumOverNeighbours(values, target, nodes) / count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            edgeMlp.Dispose();
            nodeMlp.Dispose();
            coordinateMlp.Dispose();
            velocityMlp.Dispose();
        }
        base.Dispose(disposing);
    }
}
