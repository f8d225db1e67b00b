using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>Every rule, by id.</summary>
internal static class RuleTable
{
    public static ImmutableDictionary<string, DiagnosticDescriptor> ById { get; } =
        new[] { DeclarationRules.All, WiringRules.All, SetRules.All, BlockRules.All, GroupRules.All, EquivarianceRules.All, AttentionRules.All, PrecisionRules.All, LimitRules.All }
            .SelectMany(rules => rules)
            .ToImmutableDictionary(rule => rule.Id, StringComparer.Ordinal);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [.. ById.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
}
