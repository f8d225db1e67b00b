using Intertwine;

namespace Molecules;

/// <summary>Two interactions, harmonics up to l = 1: for the first minute.</summary>
[EquivariantModel("E(3)")]
public partial class SmallPotential
{
    /// <summary>Atoms nearer to each other than the cutoff, joined in both directions.</summary>
    [Graph]
    public partial EdgeSet Neighbours { get; }

    /// <summary>Which of the data set's elements an atom is, one-hot.</summary>
    [Input("5x0e", Per.Node)]
    public partial Feature Species { get; }

    /// <summary>x / cutoff.</summary>
    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    /// <summary>Shifts between periodic images / cutoff.</summary>
    [Input("1o", Per.Edge)]
    public partial Feature Shift { get; }

    [Block<AtomicEnergies>(nameof(Species), nameof(Position), nameof(Shift))]
    [With(nameof(AtomicEnergies.Embedding), "16x0e")]
    [With(nameof(AtomicEnergies.Hidden), "16x0e + 16x1o")]
    [With(nameof(AtomicEnergies.Final), "16x0e")]
    [With(nameof(AtomicEnergies.Interactions), 1)]
    [With(nameof(AtomicEnergies.Degree), 1)]
    [With(nameof(AtomicEnergies.RadialChannels), 32)]
    public partial AtomicEnergies Atoms { get; }

    [Output($"{nameof(Atoms)}.{nameof(AtomicEnergies.Energy)}")]
    public partial Feature Energy { get; }

    /// <summary>-dE/dx, differentiated when the program is built.</summary>
    [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output]
    public partial Feature Forces { get; }
}
