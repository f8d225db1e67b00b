using Intertwine.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>Errors on a set of molecules. Energies in meV, forces in meV/Angstrom.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Molecules">How many.</param>
/// <param name="EnergyMae">Mean absolute error of the energy of a molecule.</param>
/// <param name="EnergyMaePerAtom">The same, each molecule's error divided by its atoms.</param>
/// <param name="EnergyRmse">Root mean squared error of the energy of a molecule.</param>
/// <param name="ForceMae">Mean absolute error of a component of a force, null where the data have no forces.</param>
/// <param name="ForceRmse">Root mean squared error of a component.</param>
public sealed record Accuracy(string Name, int Molecules, double EnergyMae, double EnergyMaePerAtom, double EnergyRmse, double? ForceMae, double? ForceRmse)
{
    /// <summary>Molecules in one forward pass of an evaluation.</summary>
    private const int BatchSize = 50;

    /// <summary>Errors of a network with its present weights.</summary>
    /// <param name="pairs">Given true and computed values of each batch, if anybody wants them: energies per atom in eV relative to the atoms' own, forces in eV/Angstrom.</param>
    public static Accuracy Measure(string name, PotentialNetwork network, MoleculeData data, NetworkUnits units, Action<ParityPoints>? pairs = null)
    {
        using var noGradient = no_grad();
        double energyAbsolute = 0, energyPerAtom = 0, energySquare = 0, forceAbsolute = 0, forceSquare = 0;
        long components = 0;
        for (var start = 0; start < data.Count; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            using var batch = data.Slice(start, Math.Min(BatchSize, data.Count - start));
            var (energy, forces) = network.Evaluate(batch);
            var energyError = (energy - batch.Energy).to(ScalarType.Float64) * (1000 * units.Energy);
            energyAbsolute += energyError.abs().sum().item<double>();
            energyPerAtom += (energyError / batch.Atoms).abs().sum().item<double>();
            energySquare += energyError.square().sum().item<double>();
            if (batch.Forces is not null)
            {
                var forceError = (forces - batch.Forces).to(ScalarType.Float64) * (1000 * units.Force);
                forceAbsolute += forceError.abs().sum().item<double>();
                forceSquare += forceError.square().sum().item<double>();
                components += forceError.numel();
            }
            pairs?.Invoke(ParityPoints.Of(batch, energy, forces, units));
        }
        return new Accuracy(
            name,
            data.Count,
            energyAbsolute / data.Count,
            energyPerAtom / data.Count,
            Math.Sqrt(energySquare / data.Count),
            components > 0 ? forceAbsolute / components : null,
            components > 0 ? Math.Sqrt(forceSquare / components) : null);
    }
}

/// <summary>True and computed values, side by side.</summary>
/// <param name="TrueEnergies">Per atom, relative to the atoms' own, eV.</param>
/// <param name="TrueForces">Components, eV/Angstrom; empty without forces.</param>
public sealed record ParityPoints(double[] TrueEnergies, double[] Energies, double[] TrueForces, double[] Forces)
{
    public static ParityPoints Of(Batch batch, Tensor energy, Tensor forces, NetworkUnits units) => new(
        Values(batch.Energy / batch.Atoms, units.Energy),
        Values(energy / batch.Atoms, units.Energy),
        batch.Forces is null ? [] : Values(batch.Forces, units.Force),
        batch.Forces is null ? [] : Values(forces, units.Force));

    /// <summary>All points of several batches.</summary>
    public static ParityPoints Join(IReadOnlyList<ParityPoints> parts) => new(
        [.. parts.SelectMany(p => p.TrueEnergies)], [.. parts.SelectMany(p => p.Energies)], [.. parts.SelectMany(p => p.TrueForces)], [.. parts.SelectMany(p => p.Forces)]);

    private static double[] Values(Tensor tensor, double unit) => [.. (tensor.to(ScalarType.Float64) * unit).contiguous().data<double>()];
}
