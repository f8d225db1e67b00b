using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Operations on tensors that do not commute with the group of the method that uses them: those that treat components one by one.
/// Messages: {0} is the method, {1} its group, {2} and on the arguments that <see cref="TensorRuleIds"/> states.
/// </summary>
internal static class TensorRules
{
    public static readonly DiagnosticDescriptor PointwiseOnComponents = new(
        TensorRuleIds.PointwiseOnComponents,
        "Function of single components",
        "'{0}': {2} acts on each component of {3} alone, which does not commute with {1}; apply it to invariants, such as the norm, and multiply by the result",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A function of single components depends on the axes: f(R x) is not R f(x).",
        HelpLinks.To(TensorRuleIds.PointwiseOnComponents));

    public static readonly DiagnosticDescriptor ConstantAdded = new(
        TensorRuleIds.ConstantAdded,
        "Constant added to components",
        "'{0}': {2} adds {4} to {3}, which singles out a direction under {1}; add something that transforms alike, or scale by an invariant",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What is added must transform as the tensor does. Constants and invariants stay as they are.",
        HelpLinks.To(TensorRuleIds.ConstantAdded));

    public static readonly DiagnosticDescriptor ComponentsScaled = new(
        TensorRuleIds.ComponentsScaled,
        "Components scaled one by one",
        "'{0}': {2} multiplies the components of {3} by {4} one by one, which does not commute with {1}; multiply all of them by the same invariant",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "By Schur's lemma only multiples of the identity commute with an irreducible representation (of real type), and a diagonal matrix of different numbers is none.",
        HelpLinks.To(TensorRuleIds.ComponentsScaled));

    public static readonly DiagnosticDescriptor ComponentSelected = new(
        TensorRuleIds.ComponentSelected,
        "Part of an irreducible piece taken out",
        "'{0}': {2} takes a part of {3} along axis {4}, and {1} mixes it with the rest; take whole copies, or the inner product with a vector",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The components of an irreducible piece transform together; a part of them has no transformation of its own.",
        HelpLinks.To(TensorRuleIds.ComponentSelected));

    public static readonly DiagnosticDescriptor ReducedAcrossComponents = new(
        TensorRuleIds.ReducedAcrossComponents,
        "Reduction along components",
        "'{0}': {2} along axis {4} of {3} does not commute with {1}; sum or average over items and channels, or take the norm along the components",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Sum, mean, maximum and softmax of the components depend on the axes. The Euclidean norm does not, where the representation is orthogonal.",
        HelpLinks.To(TensorRuleIds.ReducedAcrossComponents));

    public static readonly DiagnosticDescriptor DifferentRepresentations = new(
        TensorRuleIds.DifferentRepresentations,
        "Tensors with different representations combined",
        "'{0}': {2} combines {3} with {4} as if both transformed alike under {1}; combine equal representations on the same axis",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "x + y, stacks and choices between x and y transform only where x and y transform alike.",
        HelpLinks.To(TensorRuleIds.DifferentRepresentations));

    public static readonly DiagnosticDescriptor PointUsedAsVector = new(
        TensorRuleIds.PointUsedAsVector,
        "Point used as a vector",
        "'{0}': {2} uses {3} as vectors, and the result depends on the origin of {1}; subtract points first, such as their mean",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Under a translation t each point moves by t. Sums, multiples and norms of points move otherwise; only differences and means do not depend on the origin.",
        HelpLinks.To(TensorRuleIds.PointUsedAsVector));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [PointwiseOnComponents, ConstantAdded, ComponentsScaled, ComponentSelected, ReducedAcrossComponents, DifferentRepresentations, PointUsedAsVector];
}
