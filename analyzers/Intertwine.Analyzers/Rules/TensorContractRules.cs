using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Annotations of tensor code, what they promise to callers, and what the analyzer cannot tell.
/// Messages: {0} is the method, {1} its group, {2} and on the arguments that <see cref="TensorRuleIds"/> states.
/// </summary>
internal static class TensorContractRules
{
    public static readonly DiagnosticDescriptor UnknownGroup = new(
        TensorRuleIds.UnknownGroup,
        "Group of an equivariant method is not known",
        "'{0}' has an unknown group, '{2}': {3}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The group is one of those that the algebra knows by name, or a declared one.",
        HelpLinks.To(TensorRuleIds.UnknownGroup));

    public static readonly DiagnosticDescriptor WrongAnnotation = new(
        TensorRuleIds.WrongAnnotation,
        "Representation of a tensor cannot be read",
        "'{0}': the {2} has a representation that cannot be read under its group, '{3}': {4}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Representations are sums of pieces of the group with multiplicities, such as 16x0e + 8x1o.",
        HelpLinks.To(TensorRuleIds.WrongAnnotation));

    public static readonly DiagnosticDescriptor MisplacedAnnotation = new(
        TensorRuleIds.MisplacedAnnotation,
        "Annotation does not fit what it stands on",
        "'{0}': the annotation of the {2} needs {3}, came {4}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "An annotation describes one axis of one tensor: a parameter, a return value, or an element of a tuple or array.",
        HelpLinks.To(TensorRuleIds.MisplacedAnnotation));

    public static readonly DiagnosticDescriptor OtherGroup = new(
        TensorRuleIds.OtherGroup,
        "Call of a method of a smaller group",
        "'{0}' calls '{2}', which respects {3}, and {3} does not contain {1}; state a group of '{2}' that contains {1}, or {3} for '{0}'",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A method may call those that commute with a larger group, never those that commute with a smaller one only.",
        HelpLinks.To(TensorRuleIds.OtherGroup));

    public static readonly DiagnosticDescriptor WrongReturn = new(
        TensorRuleIds.WrongReturn,
        "Return value transforms otherwise than stated",
        "'{0}' returns {3}, but states {2} under {1}{4}; correct [return: Rep(...)], or what is computed",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The annotation of the return value is a promise to every caller: f(rho_in(g) x) = rho_out(g) f(x).",
        HelpLinks.To(TensorRuleIds.WrongReturn));

    public static readonly DiagnosticDescriptor WrongArgument = new(
        TensorRuleIds.WrongArgument,
        "Argument transforms otherwise than the method called states",
        "'{0}' passes {5} as '{2}' of '{3}', which states {4} under {1}; pass what it states",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A method commutes with the group only for arguments that transform as its annotations state.",
        HelpLinks.To(TensorRuleIds.WrongArgument));

    public static readonly DiagnosticDescriptor Undecided = new(
        TensorRuleIds.Undecided,
        "Equivariance was not decided",
        "'{0}': whether the {2} transforms as stated under {1} is not known, because of {3}; annotate what is called with [Equivariant], [Rep] and [Invariant]",
        Categories.Limits,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The analyzer follows operations of TorchSharp, modules and annotated methods. What it does not know it neither accepts nor rejects.",
        HelpLinks.To(TensorRuleIds.Undecided));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [UnknownGroup, WrongAnnotation, MisplacedAnnotation, OtherGroup, WrongReturn, WrongArgument, Undecided];
}
