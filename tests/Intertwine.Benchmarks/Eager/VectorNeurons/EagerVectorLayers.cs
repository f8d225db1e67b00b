using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Intertwine.Benchmarks;

/// <summary>What the layers of <c>models/vn_layers.py</c> have in common: features <c>[batch, channels, 3, points, …]</c>, a number added to norms.</summary>
internal static class EagerVector
{
    public const double Epsilon = 1e-6;

    /// <summary>W x along the channels.</summary>
    public static Tensor Mix(Linear weight, Tensor x)
    {
        using Tensor last = x.transpose(1, -1);
        using Tensor mixed = weight.forward(last);
        return mixed.transpose(1, -1);
    }

    /// <summary>Takes over weights and buffers of the same names.</summary>
    public static void Load(nn.Module module, IReadOnlyDictionary<string, Tensor> weights)
    {
        using IDisposable noGradient = no_grad();
        foreach ((string name, Tensor target) in module.state_dict())
        {
            target.copy_(weights[name]);
        }
    }
}

/// <summary><c>VNLinear</c>.</summary>
internal sealed class EagerVectorLinear : Module<Tensor, Tensor>
{
    [ComponentName(Name = "map_to_feat")]
    private readonly Linear _weight;

    public EagerVectorLinear(int channels, int result)
        : base(nameof(EagerVectorLinear))
    {
        _weight = Linear(channels, result, hasBias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => EagerVector.Mix(_weight, x);
}

/// <summary><c>VNBatchNorm</c>: the norms pass through batch norm, the directions stay.</summary>
internal sealed class EagerVectorBatchNorm : Module<Tensor, Tensor>
{
    [ComponentName(Name = "bn")]
    private readonly Module<Tensor, Tensor> _norms;

    /// <param name="axes">Axes of the features, 3 to 5.</param>
    public EagerVectorBatchNorm(int channels, int axes)
        : base(nameof(EagerVectorBatchNorm))
    {
        _norms = axes == 5 ? BatchNorm2d(channels) : BatchNorm1d(channels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor norm = (x * x).sum(2).sqrt() + EagerVector.Epsilon;
        return (x / norm.unsqueeze(2) * _norms.forward(norm).unsqueeze(2)).MoveToOuterDisposeScope();
    }
}

/// <summary><c>VNLinearLeakyReLU</c>: linear layer, batch norm, and a leaky ReLU whose direction is linear in the layer's input.</summary>
internal sealed class EagerVectorLayer : Module<Tensor, Tensor>
{
    [ComponentName(Name = "map_to_feat")]
    private readonly Linear _feature;
    [ComponentName(Name = "batchnorm")]
    private readonly EagerVectorBatchNorm _norm;
    [ComponentName(Name = "map_to_dir")]
    private readonly Linear _direction;
    private readonly double _slope;

    /// <param name="shared">Whether all channels have one direction.</param>
    public EagerVectorLayer(int channels, int result, int axes, double slope, bool shared = false)
        : base(nameof(EagerVectorLayer))
    {
        _slope = slope;
        _feature = Linear(channels, result, hasBias: false);
        _norm = new EagerVectorBatchNorm(result, axes);
        _direction = Linear(channels, shared ? 1 : result, hasBias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor p = EagerVector.Mix(_feature, x);
        p = _norm.forward(p);
        Tensor d = EagerVector.Mix(_direction, x);
        Tensor product = (p * d).sum(2, keepdim: true);
        Tensor mask = product.ge(0).to(p.dtype);
        Tensor squares = (d * d).sum(2, keepdim: true);
        return ((_slope * p) + ((1 - _slope) * ((mask * p) + ((1 - mask) * (p - (product / (squares + EagerVector.Epsilon) * d)))))).MoveToOuterDisposeScope();
    }
}

/// <summary><c>mean_pool</c>, or <c>VNMaxPool</c>: per channel the item with the largest product with a learnt direction.</summary>
internal sealed class EagerVectorPool : Module<Tensor, Tensor>
{
    [ComponentName(Name = "map_to_dir")]
    private readonly Linear? _direction;

    public EagerVectorPool(int channels, bool max)
        : base(nameof(EagerVectorPool))
    {
        if (max)
        {
            _direction = Linear(channels, channels, hasBias: false);
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        if (_direction is null)
        {
            return x.mean([-1]);
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor index = (x * EagerVector.Mix(_direction, x)).sum(2, keepdim: true).argmax(-1, keepdim: true);
        long[] shape = x.shape;
        shape[^1] = 1;
        return x.gather(-1, index.expand(shape)).squeeze(-1).MoveToOuterDisposeScope();
    }
}

/// <summary><c>VNStdFeature</c>: products with a frame of three learnt vectors, which are invariant.</summary>
internal sealed class EagerStandardFeature : Module<Tensor, (Tensor Invariant, Tensor Frame)>
{
    [ComponentName(Name = "vn1")]
    private readonly EagerVectorLayer _first;
    [ComponentName(Name = "vn2")]
    private readonly EagerVectorLayer _second;
    [ComponentName(Name = "vn_lin")]
    private readonly Linear _frame;

    public EagerStandardFeature(int channels, double slope)
        : base(nameof(EagerStandardFeature))
    {
        _first = new EagerVectorLayer(channels, channels / 2, 4, slope);
        _second = new EagerVectorLayer(channels / 2, channels / 4, 4, slope);
        _frame = Linear(channels / 4, 3, hasBias: false);
        RegisterComponents();
    }

    public override (Tensor Invariant, Tensor Frame) forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor z = EagerVector.Mix(_frame, _second.forward(_first.forward(x))).transpose(1, 2);
        return (einsum("bijm,bjkm->bikm", x, z).MoveToOuterDisposeScope(), z.MoveToOuterDisposeScope());
    }
}
