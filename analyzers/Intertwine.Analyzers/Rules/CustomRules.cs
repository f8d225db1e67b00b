using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>Layers written by hand: whether there is such a method, what it states, and whether the features fit that.</summary>
internal static class CustomRules
{
    public static readonly DiagnosticDescriptor UnknownCustomMethod = Error(
        ProblemIds.UnknownCustomMethod,
        "Method of a layer not found",
        "'{0}': '{3}' has no method '{2}'; a method of another type is named with 'Custom(typeof(…), nameof(…), …)'",
        "A layer written by hand names a static method of the class that declares the feature, or of the type in its first argument.");

    public static readonly DiagnosticDescriptor CustomMethodNotAnnotated = Error(
        ProblemIds.CustomMethodNotAnnotated,
        "Method of a layer does not say that it is equivariant",
        "'{0}': '{2}' has no [Equivariant], so nothing says that it commutes with {1}",
        "The analyzer follows the body of a method with [Equivariant] and reports what breaks the symmetry; without it nobody checks the layer.");

    public static readonly DiagnosticDescriptor UnsuitableCustomMethod = Error(
        ProblemIds.UnsuitableCustomMethod,
        "Method cannot be a layer",
        "'{0}': '{2}' cannot be a layer: {3}",
        "The generated network calls the method with one tensor for each piece of each source, and takes a tensor or a tuple of tensors.");

    public static readonly DiagnosticDescriptor CustomTensorNotAnnotated = Error(
        ProblemIds.CustomTensorNotAnnotated,
        "Tensor of a layer does not say how it transforms",
        "'{0}': the {3} of '{2}' cannot be a feature: {4}; features are [items, channels, components], with [Rep(\"…\")] or [Invariant]",
        "How the tensors of the method transform is compared with the features that it takes and makes.");

    public static readonly DiagnosticDescriptor CustomMethodOfAnotherGroup = Error(
        ProblemIds.CustomMethodOfAnotherGroup,
        "Method of a smaller group",
        "'{0}': '{2}' commutes with {3}, which does not contain {4}; the network would not be equivariant",
        "What commutes with a group commutes with every part of it, and not with more.");

    public static readonly DiagnosticDescriptor CustomSourceCount = Error(
        ProblemIds.CustomSourceCount,
        "Number of tensors does not match",
        "'{0}': '{2}' takes {3} tensors, one for each piece of each source; came {4} ({5})",
        "A feature of several pieces is one tensor for each of them.");

    public static readonly DiagnosticDescriptor CustomSourceRepresentation = Error(
        ProblemIds.CustomSourceRepresentation,
        "Source transforms differently from the parameter",
        "'{0}': the {3} of '{2}' is {4}, and '{5}' gives '{6}'",
        "The method commutes with the group only where its arguments transform as it states.");

    public static readonly DiagnosticDescriptor CustomTensorNotAPiece = Error(
        ProblemIds.CustomTensorNotAPiece,
        "Representation of a tensor is not one piece",
        "'{0}': the {3} of '{2}' with [Rep(\"{4}\")] cannot be a feature: {5}",
        "A feature has one tensor [items, channels, components] for each piece of its representation.");

    public static readonly DiagnosticDescriptor GradientThroughCustom = Error(
        ProblemIds.GradientThroughCustom,
        "Gradient through a layer written by hand",
        "'{0}': '{2}' depends on the layer '{3}', which is written by hand, and a gradient inside a network is only taken of generated layers; differentiate the output with torch.autograd.grad",
        "Gradients inside a network are part of its generated programs. Autograd differentiates through layers written by hand, outside of the network.");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownCustomMethod, CustomMethodNotAnnotated, UnsuitableCustomMethod, CustomTensorNotAnnotated, CustomMethodOfAnotherGroup, CustomSourceCount, CustomSourceRepresentation, CustomTensorNotAPiece,
        GradientThroughCustom,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string message, string description) =>
        new(id, title, message, Categories.Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, description, HelpLinks.To(id));
}
