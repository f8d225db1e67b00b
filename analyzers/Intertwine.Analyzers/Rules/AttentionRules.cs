using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>Attention, and vectors and scalars as one piece. Message arguments: 0 property, 1 class, then those of <see cref="ProblemIds"/>.</summary>
internal static class AttentionRules
{
    public static readonly DiagnosticDescriptor HeadsDoNotDivide = new(
        ProblemIds.HeadsDoNotDivide,
        "Number of heads does not divide the channels",
        "'{0}': {2} heads do not divide the channels of '{3}'",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Every head has equally many consecutive channels of each piece of queries and values.",
        HelpLinks.To(ProblemIds.HeadsDoNotDivide));

    public static readonly DiagnosticDescriptor LogitsNotInvariant = new(
        ProblemIds.LogitsNotInvariant,
        "Attention logits are not invariant",
        "'{0}': {2} needs {3}, came '{4}'",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Weights that a transformation changes would give values that do not transform as the inputs do.",
        HelpLinks.To(ProblemIds.LogitsNotInvariant));

    public static readonly DiagnosticDescriptor NotASummand = new(
        ProblemIds.NotASummand,
        "Piece is no summand of the direct sum",
        "'{0}': '{2}' is no single summand of '{3}'",
        Categories.Equivariance,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "SplitFusion takes apart what EarlyFusion joined: components that transform among themselves are those of its summands.",
        HelpLinks.To(ProblemIds.NotASummand));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [HeadsDoNotDivide, LogitsNotInvariant, NotASummand];
}
