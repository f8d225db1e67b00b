using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>escnn's names of representations. Its convolutions order their weights by them.</summary>
public static class EscnnNames
{
    /// <summary><c>irrep_2</c> for the irrep of frequency 2 of C_N and SO(2) and of degree 2 of SO(3); <c>irrep_1,2</c> with the sign under reflections (1: odd, and the planes) or the inversion first; otherwise the name here.</summary>
    public static string Of(Piece piece) => piece switch
    {
        FrequencyIrrep { Parity: Parity.None, Dimension: 2 } irrep when ((IFrequencyGroup)irrep.Group).HasReflections => Irrep(1, irrep.Frequency),
        FrequencyIrrep { Parity: Parity.None } irrep => Irrep(irrep.Frequency),
        FrequencyIrrep irrep => Irrep(irrep.Parity == Parity.Odd ? 1 : 0, irrep.Frequency),
        SphericalIrrep { Parity: Parity.None } irrep => Irrep(irrep.Degree),
        SphericalIrrep irrep => Irrep(irrep.Parity == Parity.Odd ? 1 : 0, irrep.Degree),
        _ => piece.Name,
    };

    private static string Irrep(params int[] id) => "irrep_" + string.Join(",", id.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
