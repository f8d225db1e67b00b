using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Rules about the form of a declaration: names, accessors, attributes that stand in the wrong place.
/// Messages: {0} is the feature, block or class at which the problem stands, {1} the group, {2} and on the arguments that <see cref="ProblemIds"/> states.
/// </summary>
internal static class FormRules
{
    public static readonly DiagnosticDescriptor NameTaken = new(
        ProblemIds.NameTaken,
        "Name of a member that the class is given",
        "'{0}' has the name of {2}; call the property something else",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The generated half and the base class of a network have members of their own: forward, parameters, Reference.",
        HelpLinks.To(ProblemIds.NameTaken));

    public static readonly DiagnosticDescriptor WrongForm = new(
        ProblemIds.WrongForm,
        "Property of a form that has no other half",
        "'{0}' cannot be a declared property: {2}; write 'public partial Feature {0} {{ get; }}'",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The generator writes the getter of a partial property of the declared class, and nothing else.",
        HelpLinks.To(ProblemIds.WrongForm));

    public static readonly DiagnosticDescriptor NoEffect = new(
        ProblemIds.NoEffect,
        "Attribute without effect",
        "'{0}': {2} has no effect {3}",
        Categories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An attribute or argument that nothing reads changes nothing, although somebody wrote it to change something.",
        HelpLinks.To(ProblemIds.NoEffect));

    public static readonly DiagnosticDescriptor SetTwice = new(
        ProblemIds.SetTwice,
        "Input or option of a block set twice",
        "'{0}' sets the {3} '{4}' of '{2}' a second time",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Each input of a block is fed once, and each option has one value.",
        HelpLinks.To(ProblemIds.SetTwice));

    public static readonly DiagnosticDescriptor CopiesNotJoined = new(
        ProblemIds.CopiesNotJoined,
        "Copies of a block that hand nothing on",
        "'{0}' makes {3} copies of '{2}', but no output of the block names the input of the next copy that it feeds; write '[Output(Next = nameof(...))]' in the block",
        Categories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Only outputs with Next go from copy to copy. Without any, each copy computes the same from the same inputs, and only the last one is used.",
        HelpLinks.To(ProblemIds.CopiesNotJoined));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [NameTaken, WrongForm, NoEffect, SetTwice, CopiesNotJoined];
}
