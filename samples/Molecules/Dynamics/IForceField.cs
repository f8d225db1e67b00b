namespace Molecules;

/// <summary>Energy and forces of a fixed list of atoms.</summary>
public interface IForceField
{
    /// <summary>Number of atoms.</summary>
    int Count { get; }

    /// <summary>The potential energy in eV; writes the forces -dE/dx in eV/Angstrom.</summary>
    /// <param name="positions">[atoms, 3] in Angstrom.</param>
    /// <param name="forces">[atoms, 3], overwritten.</param>
    double Evaluate(ReadOnlySpan<double> positions, Span<double> forces);
}
