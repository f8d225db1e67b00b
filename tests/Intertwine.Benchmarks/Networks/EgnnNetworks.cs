using Intertwine.Kernels;
using NBody;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>A network whose eager form has the same parameters in the same shapes: forward, and a step of training without the optimiser.</summary>
internal abstract class GraphNetwork : Network
{
    public override IReadOnlyList<EquivariantModel> Models => [DeclaredModule];

    protected abstract EquivariantModel DeclaredModule { get; }

    protected abstract nn.Module EagerModule { get; }

    public override bool IsMatrixDominated => true;

    public override long[] Counts => CountsOf(Graph!);

    /// <summary>How many times faster forward and backward are meant to be.</summary>
    protected virtual double? Target => null;

    protected abstract Tensor RunDeclared();

    protected abstract Tensor RunEager();

    public override IReadOnlyList<Pass> Passes
    {
        get
        {
            KernelProgram program = ProgramOf(ScalarType.Float32);
            return
            [
                new Pass("forward", Forward(() => RunDeclared()), Forward(() => RunEager()), new Work(program, Counts, ProgramPass.Infer)),
                new Pass(
                    "forward + backward",
                    () => Train(RunDeclared, DeclaredModule),
                    () => Train(RunEager, EagerModule),
                    new Work(program, Counts, ProgramPass.ForwardAndSave, ProgramPass.BackwardToParameters),
                    Target),
            ];
        }
    }

    protected override IEnumerable<(string What, Tensor Declared, Tensor Eager)> Results()
    {
        using (no_grad())
        {
            yield return ("outputs", RunDeclared(), RunEager());
        }
    }

    private static void Train(Func<Tensor> network, nn.Module module)
    {
        using DisposeScope scope = NewDisposeScope();
        module.zero_grad();
        network().square().mean().backward();
    }

    public override void Dispose()
    {
        DeclaredModule.Dispose();
        EagerModule.Dispose();
        Graph!.Dispose();
    }
}

/// <summary>The n-body network of the E(n) graph network paper.</summary>
internal sealed class NBodyNetwork : GraphNetwork
{
    private readonly NBodyNet _declared = new(Backend.Simd);
    private readonly EagerEgnn _eager = new();
    private readonly Tensor _speed = rand(500, 1);
    private readonly Tensor _position = randn(500, 3);
    private readonly Tensor _velocity = randn(500, 3);
    private readonly Tensor _charges = randn(2000, 2);

    public NBodyNetwork() => _eager.CopyFrom(_declared);

    public override string Key => "nbody";

    public override string Title => "EGNN n-body (100 x 5, 4 x 64)";

    protected override double? Target => 4;

    protected override EquivariantModel DeclaredModule => _declared;

    protected override nn.Module EagerModule => _eager;

    public override KernelProgram ProgramOf(ScalarType type) => NBodyNetKernels.For(type, training: true)!;

    public override Graph Graph { get; } = Graph.FullyConnected(100, 5);

    protected override Tensor RunDeclared() => _declared.forward(Graph, _speed, _position, _velocity, _charges);

    protected override Tensor RunEager() => _eager.forward(Graph.Source, Graph.Target, _speed, _position, _velocity, _charges);
}

/// <summary>The QM9 network of the same paper.</summary>
internal sealed class Qm9Network : GraphNetwork
{
    private readonly Qm9Net _declared = new(Backend.Simd);
    private readonly EagerQm9 _eager = new(128, 7);
    private readonly Tensor _atoms = randn(96 * 18, 15);
    private readonly Tensor _position = randn(96 * 18, 3);

    public Qm9Network() => _eager.CopyFrom(_declared);

    public override string Key => "qm9";

    public override string Title => "EGNN QM9 (96 x 18, 7 x 128)";

    protected override EquivariantModel DeclaredModule => _declared;

    protected override nn.Module EagerModule => _eager;

    public override KernelProgram ProgramOf(ScalarType type) => Qm9NetKernels.For(type, training: true)!;

    public override Graph Graph { get; } = Graph.FullyConnected(96, 18);

    protected override Tensor RunDeclared() => _declared.forward(Graph, _atoms, _position);

    protected override Tensor RunEager() => _eager.forward(Graph, _atoms, _position);
}
