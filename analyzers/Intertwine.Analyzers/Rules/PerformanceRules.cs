using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// What a declaration that is right computes without need.
/// Messages: {0} is the feature, block or class at which the problem stands, {1} the group, {2} and on the arguments that <see cref="ProblemIds"/> states.
/// </summary>
internal static class PerformanceRules
{
    public static readonly DiagnosticDescriptor DeadPaths = new(
        ProblemIds.DeadPaths,
        "Product path that cannot contribute",
        "'{0}': {2} of {3} paths make '{4}', which no output depends on; leave it out",
        Categories.Performance,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A path of a tensor product whose result is not used costs time forward, and its weights get no gradient.",
        HelpLinks.To(ProblemIds.DeadPaths));

    public static readonly DiagnosticDescriptor DeadPart = new(
        ProblemIds.DeadPart,
        "Part of a feature that nothing uses",
        "'{0}': no output depends on '{2}' of '{3}'; leave it out",
        Categories.Performance,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A part that no output depends on costs time, and its weights get no gradient.",
        HelpLinks.To(ProblemIds.DeadPart));

    public static readonly DiagnosticDescriptor ManyWeights = new(
        ProblemIds.ManyWeights,
        "Every item has weights for every pair of channels",
        "'{0}': {2} takes {3} weights for each item, because every channel meets every other; [ChannelwiseTensorProduct] with a [Linear] behind it takes {4}",
        Categories.Performance,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Weights that differ from item to item are read from memory for each item. A channel-wise product has one for each pair of channels and a shared matrix mixes channels afterwards.",
        HelpLinks.To(ProblemIds.ManyWeights));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [DeadPaths, DeadPart, ManyWeights];
}
