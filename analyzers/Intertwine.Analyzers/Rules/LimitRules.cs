using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Limits of the generator.
/// Messages: {0} is the feature, block or class at which the problem stands, {1} the group, {2} and on the arguments that <see cref="ProblemIds"/> states.
/// </summary>
internal static class LimitRules
{
    public static readonly DiagnosticDescriptor TooLarge = new(
        ProblemIds.TooLarge,
        "Network is too large to expand",
        "'{0}': the network has more features, or longer chains of features declared after their use, than the generator expands ({2})",
        Categories.Limits,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Blocks are expanded copy by copy. The bound guards against repetitions by mistake.",
        HelpLinks.To(ProblemIds.TooLarge));

    public static readonly DiagnosticDescriptor NotSolved = new(
        ProblemIds.NotSolved,
        "Equivariant maps were not computed",
        "'{0}': the equivariant linear maps were not computed: {2}",
        Categories.Limits,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Bases of equivariant maps are solved while compiling, up to a bound on their size.",
        HelpLinks.To(ProblemIds.NotSolved));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        TooLarge,
        NotSolved,
    ];
}
