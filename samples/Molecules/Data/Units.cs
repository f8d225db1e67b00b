namespace Molecules;

/// <summary>
/// The units of this program: eV, Angstrom, femtosecond, atomic mass unit (dalton). Constants of CODATA 2022; e, k, N_A are exact since the SI of 2019.
/// </summary>
/// <remarks>Mohr, Newell, Taylor, Tiesinga, "CODATA Recommended Values of the Fundamental Physical Constants: 2022" (2024).</remarks>
public static class Units
{
    /// <summary>Elementary charge in C: one eV in J.</summary>
    public const double ElectronVolt = 1.602176634e-19;

    /// <summary>Avogadro's constant, 1/mol.</summary>
    public const double Avogadro = 6.02214076e23;

    /// <summary>Boltzmann's constant in eV/K.</summary>
    public const double Boltzmann = 1.380649e-23 / ElectronVolt;

    /// <summary>Unified atomic mass unit in kg.</summary>
    public const double Dalton = 1.66053906892e-27;

    /// <summary>One kcal/mol (thermochemical, 4184 J) in eV.</summary>
    public const double KilocaloriePerMole = 4184 / Avogadro / ElectronVolt;

    /// <summary>One Hartree in eV.</summary>
    public const double Hartree = 27.211386245981;

    /// <summary>One eV/(Angstrom u) in Angstrom/fs²: acceleration = force / mass times this. (eV / (1e-10 m u)) (1e-15 s)² / 1e-10 m.</summary>
    public const double Acceleration = ElectronVolt / Dalton * 1e-10;
}
