using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Rules that keep the network equivariant.
/// Messages: {0} is the feature, block or class at which the problem stands, {1} the group, {2} and on the arguments that <see cref="ProblemIds"/> states.
/// </summary>
internal static class EquivarianceRules
{
    public static readonly DiagnosticDescriptor PointsAdded = new(
        ProblemIds.PointsAdded,
        "Points are added",
        "'{0}': {2} would add points ({3}), and a sum of points depends on the origin; subtract points, or add vectors to one point",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Under a translation t each point moves by t, so that a sum of two moves by 2t and is no point any more.",
        HelpLinks.To(ProblemIds.PointsAdded));

    public static readonly DiagnosticDescriptor PointwiseOnNonScalar = new(
        ProblemIds.PointwiseOnNonScalar,
        "Pointwise activation on something that is not scalar",
        "'{0}': {2} acts on each component of '{3}', which does not commute with {1}; apply it to scalars, such as norms",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A function of single components depends on the axes: f(R x) is not R f(x). Scalars have no axes.",
        HelpLinks.To(ProblemIds.PointwiseOnNonScalar));

    public static readonly DiagnosticDescriptor BiasOnNonScalar = new(
        ProblemIds.BiasOnNonScalar,
        "Bias on something without invariants",
        "'{0}': a bias on '{2}' would single out a direction, and {1} leaves none alone; only scalars and pieces with invariant vectors have a bias",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A bias must stay as it is under every element of the group. In a nontrivial irreducible representation only zero does; a reducible one may have more such vectors.",
        HelpLinks.To(ProblemIds.BiasOnNonScalar));

    public static readonly DiagnosticDescriptor ZeroIntertwinerSpace = new(
        ProblemIds.ZeroIntertwinerSpace,
        "Linear layer can only give zero",
        "'{0}': the only {2}-equivariant linear map from '{3}' to '{4}' is 0",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "By Schur's lemma linear maps join only equal irreducible pieces. Without a common piece the layer gives 0 whatever its weights are.",
        HelpLinks.To(ProblemIds.ZeroIntertwinerSpace));

    public static readonly DiagnosticDescriptor UnreachableOutput = new(
        ProblemIds.UnreachableOutput,
        "Output representation that the sources cannot make",
        "'{0}': nothing in '{3}' maps to '{2}' under {4}, so that this part would always be 0",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "By Schur's lemma each irreducible piece of the result needs the same piece in the source.",
        HelpLinks.To(ProblemIds.UnreachableOutput));

    public static readonly DiagnosticDescriptor WrongRepresentation = new(
        ProblemIds.WrongRepresentation,
        "Layer got another kind of feature than it needs",
        "'{0}': {2} needs {3}, came '{4}'",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The layer is equivariant only for certain representations: networks on scalars, norms on features without points.",
        HelpLinks.To(ProblemIds.WrongRepresentation));

    public static readonly DiagnosticDescriptor WrongGroup = new(
        ProblemIds.WrongGroup,
        "Representation of another group",
        "'{0}': '{2}' is a representation of another group than {3}: {4}",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Parities belong to O(n) and E(n), points to E(n) and SE(n), T1u to the cube with inversion. Under the declared group the notation means nothing.",
        HelpLinks.To(ProblemIds.WrongGroup));

    public static readonly DiagnosticDescriptor DifferentRepresentations = new(
        ProblemIds.DifferentRepresentations,
        "Sources with different representations",
        "'{0}': the sources of {2} must transform alike, but have {3}",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The layer combines component by component; that commutes with the group only where all sources transform alike.",
        HelpLinks.To(ProblemIds.DifferentRepresentations));

    public static readonly DiagnosticDescriptor BlockOfAnotherGroup = new(
        ProblemIds.BlockOfAnotherGroup,
        "Block of a smaller group",
        "'{0}': the block '{2}' respects {3}, which does not contain the group {4} of the model",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network is as symmetric as its least symmetric part. A block may have a larger group than the model, never a smaller one.",
        HelpLinks.To(ProblemIds.BlockOfAnotherGroup));

    public static readonly DiagnosticDescriptor ParityOfActivation = new(
        ProblemIds.ParityOfActivation,
        "Activation of pseudo-scalars that is neither odd nor even",
        "'{0}': {2} on '{3}' does not commute with a change of sign; pseudo-scalars take an odd function, which keeps them what they are, or an even one, which makes scalars of them",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Some elements of the group send a pseudo-scalar x to -x. Only phi(-x) = -phi(x) or phi(-x) = phi(x) says how phi(x) transforms.",
        HelpLinks.To(ProblemIds.ParityOfActivation));

    public static readonly DiagnosticDescriptor MaxOfNonScalar = new(
        ProblemIds.MaxOfNonScalar,
        "Largest component of something that is not scalar",
        "'{0}': {2} takes the largest of each component, and components of '{3}' depend on the axes; use [VectorMaxPool], which chooses whole vectors by an invariant, or [Max] of invariants (Norm, InnerProduct)",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Which component is largest changes when the axes turn, and the components of the result come from different items.",
        HelpLinks.To(ProblemIds.MaxOfNonScalar));

    public static readonly DiagnosticDescriptor CrossProductUnderReflections = new(
        ProblemIds.CrossProductUnderReflections,
        "Cross product under a group with reflections",
        "'{0}': {2} would join vectors '{3}' with their cross product, which reflections of {1} turn round; declare {4}, or leave out {5}",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Under a reflection S of vectors Sx × Sy = -S(x × y): the product is a pseudo-vector and not of the same kind as its factors. Only under rotations is it a vector.",
        HelpLinks.To(ProblemIds.CrossProductUnderReflections));

    public static readonly DiagnosticDescriptor BeyondErrorBudget = new(
        ProblemIds.BeyondErrorBudget,
        "Approximate layers beyond the error budget",
        "'{0}': approximate layers miss equivariance under {1} by up to {2} in all ({4}), more than the budget of {3}",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Each approximate layer states by how much at most it misses equivariance. The model says how much all of them together may.",
        HelpLinks.To(ProblemIds.BeyondErrorBudget));

    public static readonly DiagnosticDescriptor BandLimit = new(
        ProblemIds.BandLimit,
        "Band limit above what a grid resolves",
        "'{0}': {2} has degrees up to {3}, and a grid of {4} polar angles does not tell them apart; it takes an even number, {5} at least",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "With fewer than 2 L + 2 polar angles harmonics of degree L take the same values as lower ones on the grid (aliasing): the coefficients do not come back, not even without a function, and what comes instead depends on the axes.",
        HelpLinks.To(ProblemIds.BandLimit));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        PointsAdded,
        PointwiseOnNonScalar,
        BiasOnNonScalar,
        ZeroIntertwinerSpace,
        UnreachableOutput,
        WrongRepresentation,
        WrongGroup,
        DifferentRepresentations,
        BlockOfAnotherGroup,
        ParityOfActivation,
        MaxOfNonScalar,
        CrossProductUnderReflections,
        BeyondErrorBudget,
        BandLimit,
    ];
}
