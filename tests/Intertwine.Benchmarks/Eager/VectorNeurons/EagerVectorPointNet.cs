using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Intertwine.Benchmarks;

/// <summary>VN-PointNet for classification by hand in TorchSharp, operation by operation as the authors' code (<c>models/vn_pointnet.py</c>, <c>models/vn_pointnet_cls.py</c>), with its names of parameters.</summary>
internal sealed class EagerVectorPointNet : Module<Tensor, Tensor>
{
    [ComponentName(Name = "feat")]
    private readonly Encoder _encoder;
    [ComponentName(Name = "fc1")]
    private readonly Linear _first;
    [ComponentName(Name = "fc2")]
    private readonly Linear _second;
    [ComponentName(Name = "fc3")]
    private readonly Linear _last;
    [ComponentName(Name = "bn1")]
    private readonly BatchNorm1d _firstNorm;
    [ComponentName(Name = "bn2")]
    private readonly BatchNorm1d _secondNorm;
    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    public EagerVectorPointNet(int neighbours, bool maxPooling, int classes, double dropout = 0.4)
        : base(nameof(EagerVectorPointNet))
    {
        _encoder = new Encoder(neighbours, maxPooling);
        _first = Linear(1024 / 3 * 6, 512);
        _second = Linear(512, 256);
        _last = Linear(256, classes);
        _firstNorm = BatchNorm1d(512);
        _secondNorm = BatchNorm1d(256);
        _dropout = Dropout(dropout);
        RegisterComponents();
    }

    /// <param name="points"><c>[batch, 3, points]</c>.</param>
    /// <returns>Logarithms of probabilities, <c>[batch, classes]</c>.</returns>
    public override Tensor forward(Tensor points)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = _encoder.forward(points);
        x = functional.relu(_firstNorm.forward(_first.forward(x)));
        x = functional.relu(_secondNorm.forward(_dropout.forward(_second.forward(x))));
        return functional.log_softmax(_last.forward(x), -1).MoveToOuterDisposeScope();
    }

    /// <summary><c>PointNetEncoder</c> with its feature transform.</summary>
    private sealed class Encoder : Module<Tensor, Tensor>
    {
        private readonly int _neighbours;
        [ComponentName(Name = "conv_pos")]
        private readonly EagerVectorLayer _position;
        [ComponentName(Name = "pool")]
        private readonly EagerVectorPool _pool;
        [ComponentName(Name = "conv1")]
        private readonly EagerVectorLayer _first;
        [ComponentName(Name = "fstn")]
        private readonly Transform _transform;
        [ComponentName(Name = "conv2")]
        private readonly EagerVectorLayer _second;
        [ComponentName(Name = "conv3")]
        private readonly EagerVectorLinear _third;
        [ComponentName(Name = "bn3")]
        private readonly EagerVectorBatchNorm _thirdNorm;
        [ComponentName(Name = "std_feature")]
        private readonly EagerStandardFeature _standard;

        public Encoder(int neighbours, bool maxPooling)
            : base(nameof(Encoder))
        {
            _neighbours = neighbours;
            _position = new EagerVectorLayer(3, 64 / 3, 5, 0);
            _first = new EagerVectorLayer(64 / 3, 64 / 3, 4, 0);
            _second = new EagerVectorLayer(64 / 3 * 2, 128 / 3, 4, 0);
            _third = new EagerVectorLinear(128 / 3, 1024 / 3);
            _thirdNorm = new EagerVectorBatchNorm(1024 / 3, 4);
            _standard = new EagerStandardFeature(1024 / 3 * 2, 0);
            _pool = new EagerVectorPool(64 / 3, maxPooling);
            _transform = new Transform(64 / 3, maxPooling);
            RegisterComponents();
        }

        public override Tensor forward(Tensor points)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = EagerGraphFeature.Of(points.unsqueeze(1), _neighbours, cross: true);
            x = _first.forward(_pool.forward(_position.forward(x)));
            x = cat([x, _transform.forward(x).unsqueeze(-1).expand(x.shape)], 1);
            x = _thirdNorm.forward(_third.forward(_second.forward(x)));
            x = cat([x, x.mean([-1], keepdim: true).expand(x.shape)], 1);
            x = _standard.forward(x).Invariant.flatten(1, 2);
            return x.max(-1).values.MoveToOuterDisposeScope();
        }
    }

    /// <summary><c>STNkd</c>: vectors of the whole cloud that every point sees.</summary>
    private sealed class Transform : Module<Tensor, Tensor>
    {
        private readonly EagerVectorLayer[] _points;
        [ComponentName(Name = "pool")]
        private readonly EagerVectorPool _pool;
        private readonly EagerVectorLayer[] _cloud;
        [ComponentName(Name = "fc3")]
        private readonly EagerVectorLinear _last;

        public Transform(int channels, bool maxPooling)
            : base(nameof(Transform))
        {
            _points = [new(channels, 64 / 3, 4, 0), new(64 / 3, 128 / 3, 4, 0), new(128 / 3, 1024 / 3, 4, 0)];
            _cloud = [new(1024 / 3, 512 / 3, 3, 0), new(512 / 3, 256 / 3, 3, 0)];
            for (int i = 0; i < _points.Length; i++)
            {
                register_module($"conv{i + 1}", _points[i]);
            }

            for (int i = 0; i < _cloud.Length; i++)
            {
                register_module($"fc{i + 1}", _cloud[i]);
            }

            _pool = new EagerVectorPool(1024 / 3, maxPooling);
            _last = new EagerVectorLinear(256 / 3, channels);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            using DisposeScope scope = NewDisposeScope();
            x = _pool.forward(_points.Aggregate(x, (h, layer) => layer.forward(h)));
            return _last.forward(_cloud.Aggregate(x, (h, layer) => layer.forward(h))).MoveToOuterDisposeScope();
        }
    }
}
