using Intertwine.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>
/// loss = w_E mean((dE / atoms)²) + w_F mean(dF²), energies in meV, forces in meV/Angstrom. Weights are chosen by the mean absolute error of the forces; by that of the energies where the data have no forces.
/// </summary>
public sealed class EnergyForceObjective(PotentialNetwork network, NetworkUnits units, double energyWeight, double forceWeight) : IObjective<Batch>
{
    public Tensor Loss(Batch batch)
    {
        var (energy, forces) = network.Evaluate(batch);
        var loss = ((energy - batch.Energy) / batch.Atoms).square().mean() * (energyWeight * Square(1000 * units.Energy));
        return batch.Forces is null ? loss : loss + ((forces - batch.Forces).square().mean() * (forceWeight * Square(1000 * units.Force)));
    }

    public double Error(IDataset<Batch> data)
    {
        var accuracy = Accuracy.Measure("validation", network, (MoleculeData)data, units);
        return accuracy.ForceMae ?? accuracy.EnergyMae;
    }

    private static double Square(double x) => x * x;
}
