using Intertwine.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>A tensor product alone, against e3nn's operations: forward, and forward and backward to weights and both inputs.</summary>
internal abstract class ProductNetwork : Network
{
    protected const string LeftIrreps = "32x0e + 32x1o + 32x2e";
    protected const string RightIrreps = "1x0e + 1x1o + 1x2e";
    protected const int Batch = 2000;

    private readonly Tensor _left = randn(Batch, 288).requires_grad_();
    private readonly Tensor _right = randn(Batch, 9).requires_grad_();
    private readonly Tensor[] _leftParts;
    private readonly Tensor[] _rightParts;
    private Tensor? _resultGradient;
    private Tensor[] _resultGradients = [];

    protected ProductNetwork()
    {
        // The declared network takes a tensor for each irrep, e3nn one for all.
        using IDisposable noGradient = no_grad();
        _leftParts = [.. EagerIrreps.Parse(LeftIrreps).Split(_left).Select(t => t.clone().squeeze(-1).requires_grad_())];
        _rightParts = [.. EagerIrreps.Parse(RightIrreps).Split(_right).Select(t => t.clone().squeeze(1).requires_grad_())];
    }

    public override Graph? Graph => null;

    public override long[] Counts { get; } = [1, 0, Batch, 0];

    protected abstract EagerTensorProduct Eager { get; }

    /// <summary>The weights in e3nn's order.</summary>
    protected abstract Tensor EagerWeights { get; }

    /// <summary>What the declared product differentiates by, besides its inputs.</summary>
    protected abstract IEnumerable<Tensor> DeclaredWeights { get; }

    protected abstract Tensor[] RunDeclared(Tensor[] left, Tensor[] right);

    /// <summary>Gradients by the declared product's weights in e3nn's order.</summary>
    protected abstract Tensor DeclaredWeightGradient();

    protected virtual (double? Forward, double? Training) Targets => (null, null);

    public override IReadOnlyList<Pass> Passes
    {
        get
        {
            KernelProgram program = ProgramOf(ScalarType.Float32);
            return
            [
                new Pass("forward", Forward(() => RunDeclared(_leftParts, _rightParts)), Forward(() => RunEager()), new Work(program, Counts, ProgramPass.Infer), Targets.Forward),
                new Pass("forward + backward", TrainDeclared, TrainEager, new Work(program, Counts, ProgramPass.ForwardAndSave, ProgramPass.BackwardAll), Targets.Training),
            ];
        }
    }

    protected override IEnumerable<(string What, Tensor Declared, Tensor Eager)> Results()
    {
        Tensor[] declared = RunDeclared(_leftParts, _rightParts);
        Tensor eager = RunEager();
        yield return ("results", cat([.. declared.Select(t => t.flatten(1))], 1), eager);
        DrawGradients(declared, eager);
        TrainDeclared();
        TrainEager();
        yield return ("gradients by the left input", cat([.. _leftParts.Select(t => t.grad!.flatten(1))], 1), _left.grad!);
        yield return ("gradients by the right input", cat([.. _rightParts.Select(t => t.grad!.flatten(1))], 1), _right.grad!);
        yield return ("gradients by the weights", DeclaredWeightGradient(), EagerWeights.grad!);
    }

    private Tensor RunEager() => Eager.Run(_left, _right, EagerWeights);

    /// <summary>What comes back to the product in training. Drawn once: a loss would be computed by libtorch on both sides, and take longer than the kernels.</summary>
    private void DrawGradients(Tensor[] declared, Tensor eager)
    {
        using IDisposable noGradient = no_grad();
        _resultGradient = randn(eager.shape).DetachFromDisposeScope();
        Tensor[] parts = _resultGradient.split([.. declared.Select(t => t.numel() / Batch)], 1);
        _resultGradients = [.. parts.Zip(declared, (part, result) => part.reshape(result.shape).contiguous().DetachFromDisposeScope())];
    }

    private void TrainDeclared()
    {
        using DisposeScope scope = NewDisposeScope();
        ClearGradients([.. _leftParts, .. _rightParts, .. DeclaredWeights]);
        autograd.backward(RunDeclared(_leftParts, _rightParts), _resultGradients);
    }

    private void TrainEager()
    {
        using DisposeScope scope = NewDisposeScope();
        ClearGradients(_left, _right, EagerWeights);
        autograd.backward([RunEager()], [_resultGradient!]);
    }

    private static void ClearGradients(params Tensor[] tensors)
    {
        foreach (Tensor tensor in tensors)
        {
            // As zero_grad does: the next gradient is the sum, and nothing has to be filled or added.
            tensor.grad = null;
        }
    }

    public override void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
        _resultGradient?.Dispose();
        Array.ForEach(_resultGradients, t => t.Dispose());
        EagerWeights.Dispose();
    }
}

/// <summary>Fully connected, weights shared by all items.</summary>
internal sealed class FullyConnectedProduct : ProductNetwork
{
    private readonly ProductNet _declared = new(Backend.Simd);

    public FullyConnectedProduct()
    {
        using IDisposable noGradient = no_grad();
        EagerWeights = cat([.. _declared.parameters().Select(InOrderOfE3nn)]).DetachFromDisposeScope().requires_grad_();
    }

    public override IReadOnlyList<EquivariantModel> Models => [_declared];

    public override string Key => "product";

    public override string Title => "tensor product uvw (2000, 32x0e+32x1o+32x2e)";

    protected override (double? Forward, double? Training) Targets => (10, 5);

    public override KernelProgram ProgramOf(ScalarType type) => ProductNetKernels.For(type, training: true)!;

    protected override EagerTensorProduct Eager { get; } = EagerTensorProduct.FullyConnected(LeftIrreps, RightIrreps, LeftIrreps);

    protected override Tensor EagerWeights { get; }

    protected override IEnumerable<Tensor> DeclaredWeights => _declared.parameters();

    protected override Tensor[] RunDeclared(Tensor[] left, Tensor[] right)
    {
        (Tensor a, Tensor b, Tensor c) = _declared.forward(left[0], left[1], left[2], right[0], right[1], right[2]);
        return [a, b, c];
    }

    protected override Tensor DeclaredWeightGradient() => cat([.. _declared.parameters().Select(p => InOrderOfE3nn(p.grad!))]);

    /// <summary>[w, v u] with one v as [u, v, w].</summary>
    private static Tensor InOrderOfE3nn(Tensor weight) => weight.t().flatten();

    public override void Dispose()
    {
        _declared.Dispose();
        base.Dispose();
    }
}

/// <summary>Channel by channel, with weights of each item: the product of NequIP's interaction.</summary>
internal sealed class ChannelwiseProduct : ProductNetwork
{
    private readonly ChannelwiseNet _declared = new(Backend.Simd);
    private readonly Tensor _weights = randn(Batch, 352).requires_grad_();

    public ChannelwiseProduct()
    {
        using IDisposable noGradient = no_grad();
        EagerWeights = _weights.clone().DetachFromDisposeScope().requires_grad_();
    }

    public override IReadOnlyList<EquivariantModel> Models => [_declared];

    public override string Key => "channelwise";

    public override string Title => "tensor product uvu (2000, 32x0e+32x1o+32x2e)";

    public override KernelProgram ProgramOf(ScalarType type) => ChannelwiseNetKernels.For(type, training: true)!;

    protected override EagerTensorProduct Eager { get; } = EagerTensorProduct.Channelwise(LeftIrreps, RightIrreps, "1x0e + 1x1o + 1x2e");

    protected override Tensor EagerWeights { get; }

    protected override IEnumerable<Tensor> DeclaredWeights => [_weights];

    protected override Tensor[] RunDeclared(Tensor[] left, Tensor[] right)
    {
        (Tensor a, Tensor b, Tensor c) = _declared.forward(left[0], left[1], left[2], right[0], right[1], right[2], _weights);
        return [a, b, c];
    }

    protected override Tensor DeclaredWeightGradient() => _weights.grad!;

    public override void Dispose()
    {
        _declared.Dispose();
        _weights.Dispose();
        base.Dispose();
    }
}
