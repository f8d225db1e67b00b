namespace Molecules;

/// <summary>One published error.</summary>
/// <param name="Dataset">Name of the data set here.</param>
/// <param name="Test">Name of the test set here.</param>
/// <param name="Model">Architecture.</param>
/// <param name="Training">Training and validation geometries.</param>
/// <param name="Mean">Whether these are mean absolute errors; if not, root mean squared ones.</param>
/// <param name="Energy">meV per molecule.</param>
/// <param name="Force">meV/Angstrom, of a component.</param>
/// <param name="Note">How the test differs from ours, if it does.</param>
public sealed record PublishedError(string Dataset, string Test, string Model, string Training, bool Mean, double Energy, double Force, string Note = "");

/// <summary>
/// Results from Batatia, Kovács, Simm, Ortner, Csányi: "MACE: Higher Order Equivariant Message Passing Neural Networks for Fast and Accurate Force Fields", NeurIPS 2022 (arXiv 2206.07697), tables 1 (revised MD17), 2 (3BPA)
/// and 3 (acetylacetone).
/// </summary>
public static class Published
{
    public const string Source = "Batatia et al. 2022, arXiv 2206.07697";

    private const string MixedSet = "the published test set, not the mixed set";

    private static readonly PublishedError[] Rows =
    [
        new("acac", "300 K", "BOTNet", "500", false, 0.89, 6.3),
        new("acac", "300 K", "NequIP", "500", false, 0.81, 5.90),
        new("acac", "300 K", "MACE", "500", false, 0.9, 5.1),
        new("acac", "600 K", "BOTNet", "500", false, 6.2, 29.8),
        new("acac", "600 K", "NequIP", "500", false, 6.04, 27.8),
        new("acac", "600 K", "MACE", "500", false, 4.6, 22.4),
        new("aspirin", "test", "GAP", "1000", true, 17.7, 44.9),
        new("aspirin", "test", "ACE", "1000", true, 6.1, 17.9),
        new("aspirin", "test", "BOTNet", "950 + 50", true, 2.3, 8.5),
        new("aspirin", "test", "NequIP", "950 + 50", true, 2.3, 8.2),
        new("aspirin", "test", "Allegro", "950 + 50", true, 2.3, 7.3),
        new("aspirin", "test", "MACE", "950 + 50", true, 2.2, 6.6),
        new("3bpa", "600 K (mixed set)", "NequIP (L=3)", "500", false, 11.2, 26.4, MixedSet),
        new("3bpa", "600 K (mixed set)", "MACE (L=2)", "500", false, 9.7, 21.8, MixedSet),
        new("3bpa", "1200 K (mixed set)", "NequIP (L=3)", "500", false, 38.5, 76.2, MixedSet),
        new("3bpa", "1200 K (mixed set)", "MACE (L=2)", "500", false, 29.8, 62.0, MixedSet),
    ];

    /// <summary>What is published about a test.</summary>
    public static IEnumerable<PublishedError> For(string dataset, string test) => Rows.Where(row => row.Dataset == dataset && row.Test == test);
}
