using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// What a declaration that is right costs in precision.
/// Messages: {0} is the feature, block or class at which the problem stands, {1} the group, {2} and on the arguments that <see cref="ProblemIds"/> states.
/// </summary>
internal static class PrecisionRules
{
    public static readonly DiagnosticDescriptor ApproximatelyEquivariant = new(
        ProblemIds.ApproximatelyEquivariant,
        "Layer is only approximately equivariant",
        "'{0}': {2} commutes with {1} only up to {3} per channel, because of {4}; layers behind it may enlarge that error",
        Categories.Precision,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A bias on vectors singles out a direction. With a fixed small length it breaks the symmetry by at most twice that length, whatever is learnt.",
        HelpLinks.To(ProblemIds.ApproximatelyEquivariant));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [ApproximatelyEquivariant];
}
