namespace Molecules;

/// <summary>Names and units of an extended-xyz file. A name that is given must be there; without, the usual ones are tried in their order, and nothing need be there.</summary>
public sealed record XyzOptions
{
    public static readonly string[] EnergyNames = ["energy", "REF_energy", "dft_energy", "Energy", "total_energy", "TotEnergy"];
    public static readonly string[] ForceNames = ["forces", "REF_forces", "dft_forces", "force", "Forces"];
    public static readonly string[] StressNames = ["stress", "REF_stress", "dft_stress"];
    public static readonly string[] VirialNames = ["virial", "virials", "REF_virials", "dft_virial"];

    public string? Energy { get; init; }

    public string? Forces { get; init; }

    public string? Stress { get; init; }

    /// <summary>-dE/d(strain); becomes a stress where the file has none.</summary>
    public string? Virial { get; init; }

    /// <summary>The file's unit of energy in eV, for forces per Angstrom and stresses per Angstrom³ too: 1, or <see cref="Units.KilocaloriePerMole"/>, or <see cref="Units.Hartree"/>.</summary>
    public double EnergyUnit { get; init; } = 1;
}
