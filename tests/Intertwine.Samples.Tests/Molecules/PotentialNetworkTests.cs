using Molecules;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.Molecules;

/// <summary>Networks with random weights behind the units and force fields of the program.</summary>
public class PotentialNetworkTests
{
    private static readonly MoleculeSets Sets = GeneratedClusters.Load(new SplitSettings { Train = 6, Validation = 2, Test = 2, Seed = 4 });

    [Theory]
    [InlineData(Backend.Simd)]
    [InlineData(Backend.Torch)]
    public void Forces_are_minus_the_finite_difference_of_the_energy(Backend backend)
    {
        const double Step = 1e-4;
        using var network = Create(NetworkSize.Small, backend);
        var molecule = Sets.Validation[0];
        using var field = new PotentialForceField(network, NetworkUnits.For(Sets, cutoff: 5), molecule, ScalarType.Float64);
        var forces = new double[3 * molecule.Count];
        field.Evaluate(molecule.Positions, forces);
        Assert.True(forces.Max(Math.Abs) > 0.01);
        for (var k = 0; k < forces.Length; k++)
        {
            Assert.Equal(-(Energy(k, Step) - Energy(k, -Step)) / (2 * Step), forces[k], 1e-6 * (1 + forces.Max(Math.Abs)));
        }

        double Energy(int component, double by)
        {
            var moved = (double[])molecule.Positions.Clone();
            moved[component] += by;
            return field.Evaluate(moved, new double[moved.Length]);
        }
    }

    [Fact]
    public void Energy_and_forces_of_molecules_do_not_depend_on_their_batch()
    {
        using var scope = NewDisposeScope();
        using var network = Create(NetworkSize.Small, Backend.Simd);
        var units = NetworkUnits.For(Sets, cutoff: 5);
        using var data = new MoleculeData(Sets.Train, units, ScalarType.Float64);
        using var all = data.Select(tensor(new long[] { 4, 0, 5 }));
        var (energies, forces) = network.Evaluate(all);
        using var one = data.Slice(0, 1);
        var (energy, force) = network.Evaluate(one);
        Assert.True((energies[1] - energy[0]).abs().max().item<double>() < 1e-12);
        Assert.True((forces.narrow(0, Sets.Train[4].Count, Sets.Train[0].Count) - force).abs().max().item<double>() < 1e-12);
    }

    /// <summary>A skewed cell of eight atoms, smaller than twice the cutoff: atoms meet several images of their neighbours, and of themselves.</summary>
    [Theory]
    [InlineData(NetworkKind.Nequip, Backend.Simd)]
    [InlineData(NetworkKind.Nequip, Backend.Torch)]
    [InlineData(NetworkKind.Mace, Backend.Simd)]
    public void Energy_of_a_crystal_does_not_know_which_image_an_atom_is_and_has_its_forces(NetworkKind kind, Backend backend)
    {
        const double Step = 1e-4;
        double[] vectors = [6, 0, 0, 1, 6.5, 0, 0.5, -1, 7];
        double[] positions = [0.1, 0.2, 0.1, 3, 0, 0.3, 0.4, 3.2, 0.1, 3.4, 3.3, 0, 0.6, 0, 3.5, 3.2, -0.3, 3.7, 1, 2.6, 3.6, 3.8, 2.7, 3.4];
        var molecule = new Molecule([14, 18, 32, 14, 14, 32, 18, 14], positions) { Cell = Cell.FromVectors(vectors) };
        using var network = Create(NetworkSize.Small, backend, kind);
        using var field = new PotentialForceField(network, NetworkUnits.For(Sets, cutoff: 5), molecule, ScalarType.Float64);
        var forces = new double[positions.Length];
        var energy = field.Evaluate(positions, forces);
        var largest = forces.Max(Math.Abs);
        Assert.True(largest > 1e-5, $"Forces up to {largest}.");
        for (var k = 0; k < forces.Length; k++)
        {
            Assert.Equal(-(Energy(k, Step) - Energy(k, -Step)) / (2 * Step), forces[k], 1e-5 * largest);
        }

        // The third atom, by a - 2 c.
        var image = (double[])positions.Clone();
        for (var c = 0; c < 3; c++) image[6 + c] += vectors[c] - (2 * vectors[6 + c]);
        using var other = new PotentialForceField(network, NetworkUnits.For(Sets, cutoff: 5), molecule, ScalarType.Float64);
        var same = new double[positions.Length];
        Assert.Equal(energy, other.Evaluate(image, same), 1e-9 * Math.Abs(energy));
        Assert.All(forces.Zip(same), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * largest));

        // In open space it is another energy.
        using var open = new PotentialForceField(network, NetworkUnits.For(Sets, cutoff: 5), molecule with { Cell = null }, ScalarType.Float64);
        Assert.NotEqual(energy, open.Evaluate(positions, same), 1e-2 * largest);

        double Energy(int component, double by)
        {
            var moved = (double[])positions.Clone();
            moved[component] += by;
            return field.Evaluate(moved, new double[moved.Length]);
        }
    }

    [Theory]
    [InlineData(NetworkKind.Nequip, NetworkSize.Small)]
    [InlineData(NetworkKind.Nequip, NetworkSize.Medium)]
    [InlineData(NetworkKind.Nequip, NetworkSize.Large)]
    [InlineData(NetworkKind.Mace, NetworkSize.Small)]
    public void Every_network_is_equivariant_and_the_same_on_both_backends(NetworkKind kind, NetworkSize size)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Create(size, Backend.Simd, kind);
        using var data = new MoleculeData(Sets.Train, NetworkUnits.For(Sets, cutoff: 5), ScalarType.Float64);
        using var batch = data.Slice(0, 2);
        Assert.True(Equivariance.Measure(network.Model, batch.Graph, [batch.Species, batch.Position, batch.Shift], trials: 2).Worst < 1e-10);
        var (energy, forces) = network.Evaluate(batch);
        network.Model.Backend = Backend.Torch;
        var (reference, referenceForces) = network.Evaluate(batch);
        Assert.True((energy - reference).abs().max().item<double>() < 1e-10 * (1 + reference.abs().max().item<double>()));
        Assert.True((forces - referenceForces).abs().max().item<double>() < 1e-10 * (1 + referenceForces.abs().max().item<double>()));
    }

    [Fact]
    public void Accuracy_of_a_network_that_knows_nothing_is_the_spread_of_the_data()
    {
        using var network = Create(NetworkSize.Small, Backend.Simd);
        using (no_grad())
        {
            foreach (var parameter in network.Model.parameters()) parameter.zero_();
        }
        var units = NetworkUnits.For(Sets, cutoff: 5);
        using var data = new MoleculeData(Sets.Train, units, ScalarType.Float64);
        var accuracy = Accuracy.Measure("train", network, data, units);
        double[] forces = [.. Sets.Train.SelectMany(m => m.Forces!)];
        double[] energies = [.. Sets.Train.Select(m => m.Energy!.Value - units.Offset(m))];
        Assert.Equal(1000 * forces.Average(Math.Abs), accuracy.ForceMae!.Value, 1e-6);
        Assert.Equal(1000 * Math.Sqrt(forces.Average(f => f * f)), accuracy.ForceRmse!.Value, 1e-6);
        Assert.Equal(1000 * energies.Average(Math.Abs), accuracy.EnergyMae, 1e-6);
        Assert.Equal(1000 * energies.Zip(Sets.Train, (e, m) => Math.Abs(e) / m.Count).Average(), accuracy.EnergyMaePerAtom, 1e-6);
    }

    [Fact]
    public void Dynamics_keep_the_energy()
    {
        using var network = Create(NetworkSize.Small, Backend.Simd);
        var run = DynamicsRun.Simulate(network, NetworkUnits.For(Sets, cutoff: 5), Sets.Validation[0], temperature: 50, picoseconds: 0.05, seed: 1, ScalarType.Float64);
        Assert.Equal(0.05, run.Picoseconds, 1e-9);
        Assert.Equal(50, run.StartTemperature, 1e-6);
        // 50 K are 4.3 meV per atom of kinetic energy and as much of potential; velocity Verlet with steps of 0.5 fs loses next to none of it.
        Assert.True(run.Fluctuation < 0.1, $"Fluctuation {run.Fluctuation} meV/atom.");
        Assert.Equal(101, run.Energies.Count);
    }

    private static PotentialNetwork Create(NetworkSize size, Backend backend, NetworkKind kind = NetworkKind.Nequip)
    {
        set_num_threads(1);
        random.manual_seed(1);
        return PotentialNetwork.Create(kind, size, ScalarType.Float64, backend);
    }
}
