using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>The interatomic potential: energies, forces, and a step of training with a loss on both (without the optimiser).</summary>
internal sealed class PotentialNetwork : Network
{
    private const int Molecules = 10;
    private const int Atoms = 20;
    private const int Neighbours = 10;

    private readonly EnergyNet _energy = new(Backend.Simd);
    private readonly ForceNet _forces = new(Backend.Simd);
    private readonly EagerPotential _eager = new();
    private readonly Tensor _species = nn.functional.one_hot(arange(Molecules * Atoms) % 3, 3).to(ScalarType.Float32);
    private readonly Tensor _position = (randn(Molecules * Atoms, 3) * 1.5).requires_grad_();
    private readonly Tensor _energyTarget = randn(Molecules, 1);
    private readonly Tensor _forceTarget = randn(Molecules * Atoms, 3);

    public PotentialNetwork()
    {
        _forces.load_state_dict(_energy.state_dict());
        _eager.CopyFrom(_energy);
    }

    public override IReadOnlyList<EquivariantModel> Models => [_energy, _forces];

    public override string Key => "potential";

    public override string Title => "steerable potential (10 x 20 atoms, 2,000 edges, 3 layers)";

    public override KernelProgram ProgramOf(ScalarType type) => ForceNetKernels.For(type, training: true)!;

    public override Graph? Graph { get; } = RingGraph(Molecules, Atoms, Neighbours);

    public override long[] Counts => CountsOf(Graph!);

    /// <summary>Forces are sums of terms that nearly cancel.</summary>
    protected override double Tolerance => 1e-3;

    public override IReadOnlyList<Pass> Passes
    {
        get
        {
            KernelProgram energy = EnergyNetKernels.For(ScalarType.Float32, training: true)!;
            KernelProgram forces = ProgramOf(ScalarType.Float32);
            return
            [
                new Pass("energy", Forward(() => _energy.forward(Graph!, _species, _position)), Forward(() => _eager.forward(Graph!, _species, _position)), new Work(energy, Counts, ProgramPass.Infer)),
                new Pass("energy + forces", Forward(() => _forces.forward(Graph!, _species, _position)), EagerForces, new Work(forces, Counts, ProgramPass.Infer)),
                new Pass("training step with forces", TrainDeclared, TrainEager, new Work(forces, Counts, ProgramPass.ForwardAndSave, ProgramPass.BackwardToParameters), 5),
            ];
        }
    }

    /// <summary>Molecules as rings: each atom hears the next ones of its molecule.</summary>
    public static Graph RingGraph(int molecules, int atoms, int neighbours)
    {
        long[] target = new long[molecules * atoms * neighbours];
        long[] source = new long[target.Length];
        for (int e = 0; e < target.Length; e++)
        {
            int node = e / neighbours;
            int first = node / atoms * atoms;
            target[e] = node;
            source[e] = first + ((node - first + 1 + (e % neighbours)) % atoms);
        }

        return Graph.FromEdges(source, target, molecules * atoms, [.. Enumerable.Range(0, molecules * atoms).Select(i => (long)(i / atoms))]);
    }

    protected override IEnumerable<(string What, Tensor Declared, Tensor Eager)> Results()
    {
        (Tensor energy, Tensor forces) = _forces.forward(Graph!, _species, _position);
        (Tensor eagerEnergy, Tensor eagerForces) = _eager.WithForces(Graph!, _species, _position, differentiable: false);
        yield return ("energies without forces", _energy.forward(Graph!, _species, _position), eagerEnergy);
        yield return ("energies", energy, eagerEnergy);
        yield return ("forces", forces, eagerForces);
        TrainDeclared();
        TrainEager();
        string name = $"{nameof(EnergyNet.Potential)}.{nameof(PotentialBlock.Embedded)}.weight";
        yield return ("gradients of the training loss by the first weights", _forces.get_parameter(name)!.grad!, _eager.parameters().First(p => p.shape is [32, 3]).grad!);
    }

    private void EagerForces()
    {
        using DisposeScope scope = NewDisposeScope();
        _eager.WithForces(Graph!, _species, _position, differentiable: false);
    }

    private void TrainDeclared()
    {
        using DisposeScope scope = NewDisposeScope();
        _forces.zero_grad();
        using Tensor position = _position.detach();
        (Tensor energy, Tensor forces) = _forces.forward(Graph!, _species, position);
        Loss(energy, forces).backward();
    }

    private void TrainEager()
    {
        using DisposeScope scope = NewDisposeScope();
        _eager.zero_grad();
        (Tensor energy, Tensor forces) = _eager.WithForces(Graph!, _species, _position, differentiable: true);
        Loss(energy, forces).backward();
        _position.grad?.zero_();
    }

    private Tensor Loss(Tensor energy, Tensor forces) => (energy - _energyTarget).square().mean() + (forces - _forceTarget).square().mean();

    public override void Dispose()
    {
        _energy.Dispose();
        _forces.Dispose();
        _eager.Dispose();
        Graph!.Dispose();
    }
}
