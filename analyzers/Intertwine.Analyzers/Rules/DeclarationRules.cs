using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Rules about a class and each of its properties taken alone.
/// Messages: {0} is the feature, block or class at which the problem stands, {1} the group, {2} and on the arguments that <see cref="ProblemIds"/> states.
/// </summary>
internal static class DeclarationRules
{
    public static readonly DiagnosticDescriptor ClassNotPartial = new(
        ProblemIds.ClassNotPartial,
        "Declared type is not partial",
        "'{2}' must be partial, because the generator writes the other half of '{0}'",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The generator writes the other half of a declared class, group or representation. The type and every type around it must be partial.",
        HelpLinks.To(ProblemIds.ClassNotPartial));

    public static readonly DiagnosticDescriptor MalformedRepresentation = new(
        ProblemIds.MalformedRepresentation,
        "Malformed representation",
        "'{0}' has a representation that cannot be read, '{2}': {3}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Representations are sums of pieces with multiplicities, such as 16x0e + 8x1o.",
        HelpLinks.To(ProblemIds.MalformedRepresentation));

    public static readonly DiagnosticDescriptor UnknownGroup = new(
        ProblemIds.UnknownGroup,
        "Unknown group",
        "'{0}' has an unknown group, '{2}': {3}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The symmetry group is one of those that the algebra knows by name, or a declared one.",
        HelpLinks.To(ProblemIds.UnknownGroup));

    public static readonly DiagnosticDescriptor NotOneDefinition = new(
        ProblemIds.NotOneDefinition,
        "Not exactly one defining attribute",
        "'{0}' has {3} defining attributes, expected exactly one, such as [Input], [Linear] or [Add]",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "One attribute says how a feature is computed. None leaves it undefined, two contradict each other.",
        HelpLinks.To(ProblemIds.NotOneDefinition));

    public static readonly DiagnosticDescriptor NoOutputOrInput = new(
        ProblemIds.NoOutputOrInput,
        "Network without input or output",
        "'{0}' has no {3}; a network needs at least one property with [Input] and one with [Output]",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network without output computes nothing, one without input is a constant.",
        HelpLinks.To(ProblemIds.NoOutputOrInput));

    public static readonly DiagnosticDescriptor WrongValue = new(
        ProblemIds.WrongValue,
        "Value out of range",
        "'{0}': expected {3} for '{2}', came {4}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The number or choice is outside of what the layer can take.",
        HelpLinks.To(ProblemIds.WrongValue));

    public static readonly DiagnosticDescriptor WrongPropertyType = new(
        ProblemIds.WrongPropertyType,
        "Property type does not fit its attribute",
        "'{0}' is a '{5}', but [{3}] defines a '{4}'",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The defining attribute says what the property is: a Feature, an EdgeSet, a block, or the value of an option.",
        HelpLinks.To(ProblemIds.WrongPropertyType));

    public static readonly DiagnosticDescriptor PropertyNotPartial = new(
        ProblemIds.PropertyNotPartial,
        "Property of a network is not partial",
        "'{0}' has a defining attribute, so it must be a partial property",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The generator writes the other half of the property. An ordinary property would stay null.",
        HelpLinks.To(ProblemIds.PropertyNotPartial));

    public static readonly DiagnosticDescriptor UnsuitableClass = new(
        ProblemIds.UnsuitableClass,
        "Class cannot be a network",
        "'{0}' cannot be a network: {3}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The generated half gives the class its base class and its constructor.",
        HelpLinks.To(ProblemIds.UnsuitableClass));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        ClassNotPartial,
        MalformedRepresentation,
        UnknownGroup,
        NotOneDefinition,
        NoOutputOrInput,
        WrongValue,
        WrongPropertyType,
        PropertyNotPartial,
        UnsuitableClass,
    ];
}
