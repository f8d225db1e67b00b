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
        "A bias on vectors singles out a direction: with a fixed small length it breaks the symmetry by at most twice that length, whatever is learnt. A function of values on a grid makes degrees that the grid does not resolve, and rotations do not map the grid onto itself.",
        HelpLinks.To(ProblemIds.ApproximatelyEquivariant));

    public static readonly DiagnosticDescriptor RootOfZero = new(
        ProblemIds.RootOfZero,
        "Square root at 0",
        "'{0}': '{2}' is 0 {3}, where its length has no derivative; 0 is taken for it there, and derivatives of higher order are unbounded nearby",
        Categories.Precision,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The length of a vector is not differentiable at 0. Where an item is 0 by construction, an epsilon under the root or leaving the item out is exact.",
        HelpLinks.To(ProblemIds.RootOfZero));

    public static readonly DiagnosticDescriptor DivisionWithoutEpsilon = new(
        ProblemIds.DivisionWithoutEpsilon,
        "Division without epsilon",
        "'{0}': {2} with {3} = {4} divides by {5}",
        Categories.Precision,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A quotient by something that may be 0 is unbounded, and so is its derivative; in float32 an epsilon below 1.2e-38 counts as none.",
        HelpLinks.To(ProblemIds.DivisionWithoutEpsilon));

    public static readonly DiagnosticDescriptor LargeRapidity = new(
        ProblemIds.LargeRapidity,
        "Invariants of boosted vectors in float32",
        "'{0}': {2} of '{3}' subtracts squares under {1}; at a rapidity eta it loses a factor exp(2 eta) of its digits, all of float32 at {4}: use float64 where such boosts occur",
        Categories.Precision,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The invariant square of a vector with large components of both signs is a small difference of large numbers.",
        HelpLinks.To(ProblemIds.LargeRapidity));

    public static readonly DiagnosticDescriptor KinkInGradient = new(
        ProblemIds.KinkInGradient,
        "Gradient of a function with kinks",
        "'{0}' is the gradient of '{2}', in which '{3}' has kinks ({4}), so that the gradient jumps there; use a smooth function such as Silu",
        Categories.Precision,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A gradient that is an output, such as a force, should be continuous, and training on it needs derivatives of second order, which functions with kinks have as 0 or not at all.",
        HelpLinks.To(ProblemIds.KinkInGradient));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [ApproximatelyEquivariant, RootOfZero, DivisionWithoutEpsilon, LargeRapidity, KinkInGradient];
}
