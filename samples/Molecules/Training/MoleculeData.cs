using Intertwine;
using Intertwine.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>Molecules with their graphs, made once, and targets in the network's units.</summary>
public sealed class MoleculeData : IDataset<Batch>, IDisposable
{
    private readonly IReadOnlyList<Molecule> _molecules;
    private readonly NetworkUnits _units;
    private readonly ScalarType _precision;
    private readonly Graph[] _graphs;
    private readonly float[][] _oneHot;
    private readonly double[] _energies;

    /// <exception cref="InvalidDataException">A molecule without energy, or forces for some molecules only.</exception>
    public MoleculeData(IReadOnlyList<Molecule> molecules, NetworkUnits units, ScalarType precision)
    {
        HasForces = molecules.Count > 0 && molecules[0].Forces is not null;
        for (var m = 0; m < molecules.Count; m++)
        {
            if (molecules[m].Energy is null) throw new InvalidDataException($"Expected an energy for every molecule; molecule {m}, {molecules[m].Formula}, has none.");
            if (molecules[m].Forces is not null != HasForces) throw new InvalidDataException($"Expected forces for all molecules or none; molecule {m} has {(HasForces ? "none" : "some")}.");
        }
        (_molecules, _units, _precision) = (molecules, units, precision);
        _graphs = [.. molecules.Select(m => Graph.Radius(m.Positions, units.Cutoff, m.Cell))];
        _oneHot = [.. molecules.Select(m => units.OneHot(m.Numbers))];
        // In float64: totals of thousands of eV differ by some meV.
        _energies = [.. molecules.Select(m => (m.Energy!.Value - units.Offset(m)) / units.Energy)];
    }

    public int Count => _molecules.Count;

    public bool HasForces { get; }

    /// <summary>Mean number of edges per molecule.</summary>
    public double MeanEdges => _graphs.Length == 0 ? 0 : _graphs.Average(g => (double)g.EdgeCount);

    public IReadOnlyList<Molecule> Molecules => _molecules;

    public Batch Select(Tensor indices) => Join(Array.ConvertAll(indices.data<long>().ToArray(), i => (int)i));

    public Batch Slice(int start, int count) => Join([.. Enumerable.Range(start, count)]);

    private Batch Join(int[] indices)
    {
        using var scope = NewDisposeScope();
        var graph = Graph.Batch(Array.ConvertAll(indices, i => _graphs[i]));
        var species = new float[graph.NodeCount * PotentialNetwork.MostSpecies];
        var one = 0;
        var positions = new double[3 * graph.NodeCount];
        var forces = HasForces ? new double[3 * graph.NodeCount] : null;
        var node = 0;
        foreach (var index in indices)
        {
            var molecule = _molecules[index];
            _oneHot[index].CopyTo(species, one);
            one += _oneHot[index].Length;
            for (var a = 0; a < molecule.Count; a++, node++)
            {
                for (var c = 0; c < 3; c++)
                {
                    positions[(3 * node) + c] = molecule.Positions[(3 * a) + c] / _units.Cutoff;
                    if (forces is not null) forces[(3 * node) + c] = molecule.Forces![(3 * a) + c] / _units.Force;
                }
            }
        }
        return new Batch(
            graph,
            tensor(species, [graph.NodeCount, PotentialNetwork.MostSpecies], _precision).MoveToOuterDisposeScope(),
            tensor(positions, [graph.NodeCount, 3], _precision).MoveToOuterDisposeScope(),
            _units.Shifts(graph, _precision).MoveToOuterDisposeScope(),
            tensor(Array.ConvertAll(indices, i => (double)_molecules[i].Count), [indices.Length, 1], _precision).MoveToOuterDisposeScope(),
            tensor(Array.ConvertAll(indices, i => _energies[i]), [indices.Length, 1], _precision).MoveToOuterDisposeScope(),
            forces is null ? null : tensor(forces, [graph.NodeCount, 3], _precision).MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        foreach (var graph in _graphs) graph.Dispose();
    }
}
