using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Intertwine.Benchmarks;

/// <summary>VN-DGCNN for classification by hand in TorchSharp, operation by operation as the authors' code (<c>models/vn_dgcnn_cls.py</c>), with its names of parameters.</summary>
internal sealed class EagerVectorDgcnn : Module<Tensor, Tensor>
{
    private const double Slope = 0.2;

    private readonly int _neighbours;
    private readonly EagerVectorLayer[] _edges;
    private readonly EagerVectorPool[] _pools;
    [ComponentName(Name = "conv5")]
    private readonly EagerVectorLayer _nodes;
    [ComponentName(Name = "std_feature")]
    private readonly EagerStandardFeature _standard;
    [ComponentName(Name = "linear1")]
    private readonly Linear _first;
    [ComponentName(Name = "linear2")]
    private readonly Linear _second;
    [ComponentName(Name = "linear3")]
    private readonly Linear _last;
    [ComponentName(Name = "bn1")]
    private readonly BatchNorm1d _firstNorm;
    [ComponentName(Name = "bn2")]
    private readonly BatchNorm1d _secondNorm;
    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    public EagerVectorDgcnn(int neighbours, bool maxPooling, int classes, double dropout = 0.5)
        : base(nameof(EagerVectorDgcnn))
    {
        _neighbours = neighbours;
        _edges = [Layer(2, 64 / 3), Layer(64 / 3 * 2, 64 / 3), Layer(64 / 3 * 2, 128 / 3), Layer(128 / 3 * 2, 256 / 3)];
        _pools = [Pool(64 / 3), Pool(64 / 3), Pool(128 / 3), Pool(256 / 3)];
        for (int i = 0; i < _edges.Length; i++)
        {
            register_module($"conv{i + 1}", _edges[i]);
            register_module($"pool{i + 1}", _pools[i]);
        }

        _nodes = new EagerVectorLayer((256 / 3) + (128 / 3) + (64 / 3 * 2), 1024 / 3, 4, Slope, shared: true);
        _standard = new EagerStandardFeature(1024 / 3 * 2, Slope);
        _first = Linear(1024 / 3 * 12, 512);
        _firstNorm = BatchNorm1d(512);
        _second = Linear(512, 256);
        _secondNorm = BatchNorm1d(256);
        _last = Linear(256, classes);
        _dropout = Dropout(dropout);
        RegisterComponents();

        EagerVectorLayer Layer(int channels, int result) => new(channels, result, 5, Slope);

        EagerVectorPool Pool(int channels) => new(channels, maxPooling);
    }

    /// <param name="points"><c>[batch, 3, points]</c>.</param>
    /// <returns>Logits, <c>[batch, classes]</c>.</returns>
    public override Tensor forward(Tensor points)
    {
        using DisposeScope scope = NewDisposeScope();
        var levels = new List<Tensor>();
        Tensor x = points.unsqueeze(1);
        foreach ((EagerVectorLayer layer, EagerVectorPool pool) in _edges.Zip(_pools))
        {
            levels.Add(x = Level(layer, pool, x));
        }

        x = _nodes.forward(cat(levels, 1));
        x = cat([x, x.mean([-1], keepdim: true).expand(x.shape)], 1);
        x = _standard.forward(x).Invariant.flatten(1, 2);
        x = cat([functional.adaptive_max_pool1d(x, 1).squeeze(-1), functional.adaptive_avg_pool1d(x, 1).squeeze(-1)], 1);
        x = Head(_firstNorm, _first, x);
        x = Head(_secondNorm, _second, x);
        return _last.forward(x).MoveToOuterDisposeScope();
    }

    private Tensor Level(EagerVectorLayer layer, EagerVectorPool pool, Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        return pool.forward(layer.forward(EagerGraphFeature.Of(x, _neighbours))).MoveToOuterDisposeScope();
    }

    private Tensor Head(BatchNorm1d norm, Linear linear, Tensor x) => _dropout.forward(functional.leaky_relu(norm.forward(linear.forward(x)), Slope));
}
