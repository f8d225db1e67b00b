using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Intertwine.Benchmarks;

/// <summary><see cref="Qm9Net"/> by hand in TorchSharp, as one would write it in PyTorch (<c>EGNN</c> in <c>qm9/models.py</c> of the authors' code).</summary>
internal sealed class EagerQm9 : Module<Graph, Tensor, Tensor, Tensor>
{
    private readonly Linear _embedding;
    private readonly ModuleList<Layer> _layers;
    private readonly Sequential _nodeDecoder;
    private readonly Sequential _graphDecoder;

    public EagerQm9(int hidden, int layers)
        : base(nameof(EagerQm9))
    {
        _embedding = Linear(15, hidden);
        _layers = ModuleList([.. Enumerable.Range(0, layers).Select(_ => new Layer(hidden))]);
        _nodeDecoder = Sequential(Linear(hidden, hidden), SiLU(), Linear(hidden, hidden));
        _graphDecoder = Sequential(Linear(hidden, hidden), SiLU(), Linear(hidden, 1));
        RegisterComponents();
    }

    public override Tensor forward(Graph graph, Tensor atoms, Tensor position)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor h = _embedding.forward(atoms);
        foreach (Layer layer in _layers)
        {
            h = layer.forward(graph, h, position);
        }

        Tensor nodes = _nodeDecoder.forward(h);
        Tensor pooled = zeros(graph.GraphCount, nodes.shape[1]).index_add_(0, graph.NodeGraph, nodes, 1);
        return _graphDecoder.forward(pooled).MoveToOuterDisposeScope();
    }

    /// <summary>Takes over the weights of the declared network, which registers them in the same order within each part.</summary>
    public void CopyFrom(Qm9Net declared)
    {
        using IDisposable noGradient = no_grad();
        Dictionary<string, Tensor> weights = declared.state_dict();
        Copy(_embedding, "Embedded");
        for (int i = 0; i < _layers.Count; i++)
        {
            Copy(_layers[i].Edge, $"Layers.{i}.Message");
            Copy(_layers[i].Gate, $"Layers.{i}.Gate");
            Copy(_layers[i].Node, $"Layers.{i}.Update");
        }

        Copy(_nodeDecoder, "Decoded");
        Copy(_graphDecoder, "Property");

        void Copy(nn.Module module, string path)
        {
            Linear[] linear = module is Linear single ? [single] : [.. module.children().OfType<Linear>()];
            for (int k = 0; k < linear.Length; k++)
            {
                string prefix = module is Linear ? path : $"{path}.{k}";
                linear[k].weight!.copy_(weights[prefix + ".weight"]);
                linear[k].bias!.copy_(weights[prefix + ".bias"]);
            }
        }
    }

    private sealed class Layer : Module<Graph, Tensor, Tensor, Tensor>
    {
        public Layer(int hidden)
            : base(nameof(Layer))
        {
            Edge = Sequential(Linear((2 * hidden) + 1, hidden), SiLU(), Linear(hidden, hidden), SiLU());
            Gate = Sequential(Linear(hidden, 1), Sigmoid());
            Node = Sequential(Linear(2 * hidden, hidden), SiLU(), Linear(hidden, hidden));
            RegisterComponents();
        }

        internal Sequential Edge { get; }

        internal Sequential Gate { get; }

        internal Sequential Node { get; }

        public override Tensor forward(Graph graph, Tensor h, Tensor x)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor target = graph.Target;
            Tensor source = graph.Source;
            Tensor radial = (x.index_select(0, target) - x.index_select(0, source)).square().sum(1, keepdim: true);
            Tensor message = Edge.forward(cat([h.index_select(0, target), h.index_select(0, source), radial], 1));
            message = message * Gate.forward(message);
            Tensor received = zeros(h.shape[0], message.shape[1]).index_add_(0, target, message, 1);
            return (h + Node.forward(cat([h, received], 1))).MoveToOuterDisposeScope();
        }
    }
}
