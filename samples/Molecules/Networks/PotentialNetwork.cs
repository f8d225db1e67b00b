using Intertwine;
using TorchSharp;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>What a network is made of.</summary>
public enum NetworkKind
{
    /// <summary><see cref="NequipLayer"/>, in each <see cref="NetworkSize"/>.</summary>
    Nequip,

    /// <summary><see cref="MaceLayer"/>, in one size.</summary>
    Mace,
}

/// <summary>The networks of <see cref="AtomicEnergies"/> by name.</summary>
public enum NetworkSize
{
    Small,
    Medium,
    Large,
}

/// <summary>One of the declared networks behind one signature.</summary>
public sealed class PotentialNetwork : IDisposable
{
    /// <summary>How many elements the networks tell apart.</summary>
    public const int MostSpecies = 5;

    private readonly Func<Graph, Tensor, Tensor, Tensor, (Tensor Energy, Tensor Forces)> _forward;

    private PotentialNetwork(EquivariantModel model, Func<Graph, Tensor, Tensor, Tensor, (Tensor, Tensor)> forward) => (Model, _forward) = (model, forward);

    public EquivariantModel Model { get; }

    /// <summary>A network with random weights, the same after the same seed of TorchSharp. Every species begins with scale 1 and shift 0.</summary>
    public static PotentialNetwork Create(NetworkKind kind, NetworkSize size, ScalarType precision, Backend backend)
    {
        var network = size switch
        {
            _ when kind == NetworkKind.Mace => Wrap(new MacePotential(dtype: precision), (m, g, s, x, d) => m.forward(g, species: s, position: x, shift: d)),
            NetworkSize.Small => Wrap(new SmallPotential(dtype: precision), (m, g, s, x, d) => m.forward(g, species: s, position: x, shift: d)),
            NetworkSize.Medium => Wrap(new MediumPotential(dtype: precision), (m, g, s, x, d) => m.forward(g, species: s, position: x, shift: d)),
            NetworkSize.Large => Wrap(new LargePotential(dtype: precision), (m, g, s, x, d) => m.forward(g, species: s, position: x, shift: d)),
            _ => throw new ArgumentOutOfRangeException(nameof(size), size, $"Expected a size of network; got {size}."),
        };
        network.Model.Backend = backend;
        using var noGradient = no_grad();
        foreach (var (name, parameter) in network.Model.named_parameters())
        {
            if (name.EndsWith($"{nameof(AtomicEnergies.SpeciesScale)}.weight", StringComparison.Ordinal)) parameter.fill_(1);
            if (name.EndsWith($"{nameof(AtomicEnergies.SpeciesShift)}.weight", StringComparison.Ordinal)) parameter.fill_(0);
        }
        return network;
    }

    /// <summary>Energies <c>[graphs, 1]</c> and forces <c>[atoms, 3]</c> in the network's units.</summary>
    public (Tensor Energy, Tensor Forces) Evaluate(Graph graph, Tensor species, Tensor position, Tensor shift) => _forward(graph, species, position, shift);

    /// <inheritdoc cref="Evaluate(Graph, Tensor, Tensor, Tensor)"/>
    public (Tensor Energy, Tensor Forces) Evaluate(Batch batch) => _forward(batch.Graph, batch.Species, batch.Position, batch.Shift);

    public void Dispose() => Model.Dispose();

    private static PotentialNetwork Wrap<T>(T model, Func<T, Graph, Tensor, Tensor, Tensor, (Tensor, Tensor)> forward)
        where T : EquivariantModel => new(model, (graph, species, position, shift) => forward(model, graph, species, position, shift));
}
