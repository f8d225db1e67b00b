using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Intertwine.Benchmarks;

/// <summary><see cref="PotentialBlock"/> by hand, with e3nn's operations in eager TorchSharp as NequIP uses them; forces by autograd.</summary>
internal sealed class EagerPotential : Module<Graph, Tensor, Tensor, Tensor>
{
    private const string Hidden = "32x0e+32x1o+32x2e";

    private readonly Parameter _embedding;
    private readonly Parameter _readout;
    private readonly Parameter _energy;
    private readonly ModuleList<EagerInteraction> _layers;
    private readonly Tensor _orders;

    public EagerPotential(ScalarType type = ScalarType.Float32)
        : base(nameof(EagerPotential))
    {
        _embedding = new Parameter(randn(32, 3, dtype: type));
        _readout = new Parameter(randn(16, 32, dtype: type));
        _energy = new Parameter(randn(1, 16, dtype: type));
        _layers = ModuleList(new EagerInteraction("32x0e", Hidden, type), new EagerInteraction(Hidden, Hidden, type), new EagerInteraction(Hidden, "32x0e", type));
        _orders = arange(1, PotentialBlock.RadialFunctions + 1, dtype: type).mul_(Math.PI / PotentialBlock.Cutoff).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <returns>Energies, <c>[graphs, 1]</c>.</returns>
    public override Tensor forward(Graph graph, Tensor species, Tensor position)
    {
        Tensor bond = position.index_select(0, graph.Source) - position.index_select(0, graph.Target);
        Tensor length = bond.norm(1, keepdim: true);
        Tensor harmonics = EagerHarmonics.Run(bond);
        Tensor radial = Bessel(length) * Envelope(length / PotentialBlock.Cutoff);
        Tensor h = species.matmul(_embedding.t()) * (1 / Math.Sqrt(3));
        foreach (EagerInteraction layer in _layers)
        {
            h = layer.Run(graph, h, species, harmonics, radial);
        }

        Tensor atoms = (h.matmul(_readout.t()) * (1 / Math.Sqrt(32))).matmul(_energy.t()) * 0.25;
        return zeros([graph.GraphCount, 1], atoms.dtype).index_add(0, graph.NodeGraph, atoms, 1);
    }

    /// <summary>Energies, and forces -dE/dx.</summary>
    /// <param name="differentiable">Whether a loss on the forces follows.</param>
    public (Tensor Energy, Tensor Forces) WithForces(Graph graph, Tensor species, Tensor position, bool differentiable)
    {
        Tensor energy = forward(graph, species, position);
        Tensor gradient = autograd.grad([energy.sum()], [position], retain_graph: differentiable, create_graph: differentiable)[0];
        return (energy, -gradient);
    }

    /// <summary>Takes over the weights of a declared potential.</summary>
    public void CopyFrom(nn.Module declared)
    {
        using IDisposable noGradient = no_grad();
        Dictionary<string, Tensor> weights = declared.state_dict();
        const string Prefix = nameof(EnergyNet.Potential) + ".";
        _embedding.copy_(weights[$"{Prefix}{nameof(PotentialBlock.Embedded)}.weight"]);
        _readout.copy_(weights[$"{Prefix}{nameof(PotentialBlock.Readout)}.weight"]);
        _energy.copy_(weights[$"{Prefix}{nameof(PotentialBlock.AtomEnergy)}.weight"]);
        _layers[0].CopyFrom(weights, $"{Prefix}{nameof(PotentialBlock.Layers)}.0.");
        _layers[1].CopyFrom(weights, $"{Prefix}{nameof(PotentialBlock.Layers)}.1.");
        _layers[2].CopyFrom(weights, $"{Prefix}{nameof(PotentialBlock.Last)}.");
    }

    private Tensor Bessel(Tensor length) => (length * _orders).sin() / length * Math.Sqrt(2 / PotentialBlock.Cutoff);

    /// <summary>The polynomial cut-off of power 6.</summary>
    private static Tensor Envelope(Tensor u)
    {
        Tensor p6 = u.pow(6);
        return ((1 - (28 * p6)) + (48 * p6 * u) - (21 * p6 * u * u)) * (u < 1).to(u.dtype);
    }
}

/// <summary>One interaction: linear, product with the harmonics weighted by a network of the radial functions, sum over neighbours, linear, self-connection by species, gate.</summary>
internal sealed class EagerInteraction : Module
{
    private readonly EagerLinear _mix;
    private readonly EagerLinear _update;
    private readonly Parameter _radial0;
    private readonly Parameter _radial1;
    private readonly Parameter _radial2;
    private readonly Parameter _selfWeights;
    private readonly EagerTensorProduct _product;
    private readonly EagerTensorProduct _self;
    private readonly EagerGate _gate;

    public EagerInteraction(string source, string output, ScalarType type)
        : base(nameof(EagerInteraction))
    {
        const int Width = 64;
        EagerIrreps from = EagerIrreps.Parse(source);
        _gate = new EagerGate(EagerIrreps.Parse(output));
        string filter = string.Join("+", output.Split('+').Select(t => "1" + t[t.IndexOf('x')..]));
        _product = EagerTensorProduct.Channelwise(source, "1x0e+1x1o+1x2e", filter, type);
        _self = EagerTensorProduct.FullyConnected(from, EagerIrreps.Parse("3x0e"), _gate.Source, type);
        _mix = new EagerLinear(from, from, type);
        _update = new EagerLinear(_product.Output, _gate.Source, type);
        _radial0 = new Parameter(randn(Width, PotentialBlock.RadialFunctions, dtype: type));
        _radial1 = new Parameter(randn(Width, Width, dtype: type));
        _radial2 = new Parameter(randn(_product.WeightCount, Width, dtype: type));
        _selfWeights = new Parameter(randn(_self.WeightCount, dtype: type));
        RegisterComponents();
    }

    public Tensor Run(Graph graph, Tensor h, Tensor species, Tensor harmonics, Tensor radial)
    {
        Tensor neighbour = _mix.forward(h).index_select(0, graph.Source);
        Tensor hidden = EagerGate.Activate(Layer(EagerGate.Activate(Layer(radial, _radial0)), _radial1));
        Tensor message = _product.Run(neighbour, harmonics, Layer(hidden, _radial2));
        Tensor received = zeros([h.shape[0], message.shape[1]], h.dtype).index_add(0, graph.Target, message, 1);
        Tensor update = _update.forward(received * (1 / Math.Sqrt(PotentialBlock.Neighbours)));
        return _gate.Run(update + _self.Run(h, species, _selfWeights));
    }

    public void CopyFrom(Dictionary<string, Tensor> weights, string prefix)
    {
        CopyLinear(_mix, nameof(NequipLayer.Mixed));
        CopyLinear(_update, nameof(NequipLayer.Update));
        _radial0.copy_(weights[$"{prefix}{nameof(NequipLayer.RadialHidden)}.0.weight"]);
        _radial1.copy_(weights[$"{prefix}{nameof(NequipLayer.RadialHidden)}.1.weight"]);

        // Products: ours path after path in the same order, [u, hidden] for the radial network and [w, v u] for the self-connection.
        _radial2.copy_(cat([.. Paths(nameof(NequipLayer.Message))], 0));
        _selfWeights.copy_(cat([.. Paths(nameof(NequipLayer.Self)).Select(w => w.reshape(w.shape[0], 3, w.shape[1] / 3).permute(2, 1, 0).flatten())], 0));

        IEnumerable<Tensor> Paths(string feature) => weights.Where(w => w.Key.StartsWith($"{prefix}{feature}.", StringComparison.Ordinal)).Select(w => w.Value);

        void CopyLinear(EagerLinear linear, string feature)
        {
            Tensor[] pieces = [.. Paths(feature)];
            Parameter[] targets = [.. linear.Weights.OfType<Parameter>()];
            for (int k = 0; k < targets.Length; k++)
            {
                targets[k].copy_(pieces[k]);
            }
        }
    }

    private static Tensor Layer(Tensor x, Tensor weight) => x.matmul(weight.t()) * (1 / Math.Sqrt(weight.shape[1]));
}
