using Intertwine;
using TorchSharp;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>A trained network as the force field of one molecule.</summary>
public sealed class PotentialForceField : IForceField, IDisposable
{
    // Angstrom: rebuilding the list every few dozen steps costs less than the pairs beyond the cutoff.
    private const double Skin = 0.5;

    private readonly PotentialNetwork _network;
    private readonly NetworkUnits _units;
    private readonly ScalarType _precision;
    private readonly NeighbourList _neighbours;
    private readonly Tensor _species;
    private readonly double _offset;
    private readonly double[] _scaled;

    public PotentialForceField(PotentialNetwork network, NetworkUnits units, Molecule molecule, ScalarType precision)
    {
        (_network, _units, _precision) = (network, units, precision);
        Count = molecule.Count;
        _neighbours = new NeighbourList(units.Cutoff, Skin, molecule.Cell);
        _offset = units.Offset(molecule);
        _scaled = new double[3 * Count];
        _species = tensor(units.OneHot(molecule.Numbers), [Count, PotentialNetwork.MostSpecies], precision).DetachFromDisposeScope();
    }

    public int Count { get; }

    public double Evaluate(ReadOnlySpan<double> positions, Span<double> forces)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var graph = _neighbours.Update(positions);
        for (var k = 0; k < _scaled.Length; k++) _scaled[k] = positions[k] / _units.Cutoff;
        var position = tensor(_scaled, [Count, 3], _precision);
        var (energy, force) = _network.Evaluate(graph, _species, position, _units.Shifts(graph, _precision));
        var values = force.to(ScalarType.Float64).contiguous().data<double>();
        for (var k = 0; k < forces.Length; k++) forces[k] = values[k] * _units.Force;
        return _offset + (energy.to(ScalarType.Float64).item<double>() * _units.Energy);
    }

    public void Dispose()
    {
        _neighbours.Dispose();
        _species.Dispose();
    }
}
