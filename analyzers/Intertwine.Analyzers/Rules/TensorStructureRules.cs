using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Operations on tensors that do not commute with the group of the method that uses them: those that mix or pair axes of components.
/// Messages: {0} is the method, {1} its group, {2} and on the arguments that <see cref="TensorRuleIds"/> states.
/// </summary>
internal static class TensorStructureRules
{
    public static readonly DiagnosticDescriptor NotAnIntertwiner = new(
        TensorRuleIds.NotAnIntertwiner,
        "Matrix on the component axis that does not commute with the group",
        "'{0}': {2} multiplies the components of {3} by {4}, which does not commute with {1}; multiply along the axis of channels",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "By Schur's lemma the matrices that commute with an irreducible representation of real type are multiples of the identity. Weights mix channels, not components.",
        HelpLinks.To(TensorRuleIds.NotAnIntertwiner));

    public static readonly DiagnosticDescriptor WrongContraction = new(
        TensorRuleIds.WrongContraction,
        "Contraction that the group does not respect",
        "'{0}': {2} of {3} does not commute with {1}: {4}; pair components with components of the same representation, or keep them",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "An index of components is kept, or summed together with one that transforms dually to it. Summed or repeated alone it depends on the axes.",
        HelpLinks.To(TensorRuleIds.WrongContraction));

    public static readonly DiagnosticDescriptor AxisDestroyed = new(
        TensorRuleIds.AxisDestroyed,
        "Components mixed with another axis",
        "'{0}': {2} mixes the components of {3} with another axis under {1}: {4}; keep components on an axis of their own, and join along channels",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A view, flatten, cat or stack that runs over the axis of components gives numbers that have no common transformation.",
        HelpLinks.To(TensorRuleIds.AxisDestroyed));

    public static readonly DiagnosticDescriptor ComponentsCompared = new(
        TensorRuleIds.ComponentsCompared,
        "Components compared",
        "'{0}': {2} compares or sorts components of {3}, which does not commute with {1}; compare invariants, such as norms and inner products",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Which component is larger depends on the axes. A mask, an index or a branch must be the same before and after a group element acts.",
        HelpLinks.To(TensorRuleIds.ComponentsCompared));

    public static readonly DiagnosticDescriptor ComponentsOverwritten = new(
        TensorRuleIds.ComponentsOverwritten,
        "Components overwritten in place",
        "'{0}': {2} writes {4} into {3}, which does not transform so under {1}; write something that transforms alike",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What is written into components must transform as they do.",
        HelpLinks.To(TensorRuleIds.ComponentsOverwritten));

    public static readonly DiagnosticDescriptor NormalizedByComponent = new(
        TensorRuleIds.NormalizedByComponent,
        "Normalisation or dropout by component",
        "'{0}': {2} treats each component of {3} alone, which does not commute with {1}; apply it to norms, or to whole vectors",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Statistics, weights and masks of single components depend on the axes. Norms have no axes.",
        HelpLinks.To(TensorRuleIds.NormalizedByComponent));

    public static readonly DiagnosticDescriptor FormNotInvariant = new(
        TensorRuleIds.FormNotInvariant,
        "Sum of squares that the group does not keep",
        "'{0}': {2} of {3} is no invariant of {1}, whose matrices are not orthogonal; contract with {4}",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "x . y is invariant only where rho(g) is orthogonal. Lorentz and symplectic groups keep another form.",
        HelpLinks.To(TensorRuleIds.FormNotInvariant));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [NotAnIntertwiner, WrongContraction, AxisDestroyed, ComponentsCompared, ComponentsOverwritten, NormalizedByComponent, FormNotInvariant];
}
