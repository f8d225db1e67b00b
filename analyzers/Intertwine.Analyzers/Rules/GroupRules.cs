using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Rules about declared groups and representations.
/// Messages: {0} is the type at which the problem stands, {1} the group, {2} and on the arguments that <see cref="ProblemIds"/> states.
/// </summary>
internal static class GroupRules
{
    public static readonly DiagnosticDescriptor NotAGroup = new(
        ProblemIds.NotAGroup,
        "Type is not a declared group",
        "'{0}' names '{2}' as its group, which has no [Group]",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The type argument is a type with [Group], which declares a group by its generators.",
        HelpLinks.To(ProblemIds.NotAGroup));

    public static readonly DiagnosticDescriptor WrongMatrix = new(
        ProblemIds.WrongMatrix,
        "Matrix of the wrong size",
        "'{0}': expected {3} for {2}, came {4}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Generators and their images are square matrices of one size, and a representation has one image for each generator of the group.",
        HelpLinks.To(ProblemIds.WrongMatrix));

    public static readonly DiagnosticDescriptor UnusableGenerator = new(
        ProblemIds.UnusableGenerator,
        "Generator that is singular or not finite",
        "'{0}' has a generator that cannot be one: {2}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Elements of a group have inverses, so that the matrix of a discrete generator must have one; numbers must be finite.",
        HelpLinks.To(ProblemIds.UnusableGenerator));

    public static readonly DiagnosticDescriptor WrongPieceName = new(
        ProblemIds.WrongPieceName,
        "Name of a representation is taken or cannot be read",
        "'{0}' cannot be called '{2}': {3}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The name stands in the representations of features: letters, digits and underscores, beginning with a letter, once for each group and none of the notation's own names.",
        HelpLinks.To(ProblemIds.WrongPieceName));

    public static readonly DiagnosticDescriptor UnsuitableGroupType = new(
        ProblemIds.UnsuitableGroupType,
        "Type cannot be a declared group or representation",
        "'{0}' cannot be a declared {2}: {3}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The generated half gives the type a static property with the group or representation that its matrices declare.",
        HelpLinks.To(ProblemIds.UnsuitableGroupType));

    public static readonly DiagnosticDescriptor NotARepresentation = new(
        ProblemIds.NotARepresentation,
        "Images do not represent the group",
        "'{0}': '{2}' is no representation of {3}: {4}",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A representation keeps every relation between the generators: brackets of infinitesimal ones, products of discrete ones, and how these act on those.",
        HelpLinks.To(ProblemIds.NotARepresentation));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        NotAGroup,
        WrongMatrix,
        UnusableGenerator,
        WrongPieceName,
        UnsuitableGroupType,
        NotARepresentation,
    ];
}
