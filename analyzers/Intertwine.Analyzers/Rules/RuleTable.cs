using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>Every rule, by id.</summary>
internal static class RuleTable
{
    /// <summary>Rules about declared models, blocks, groups and representations.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Declarations { get; } = InOrder(
        DeclarationRules.All, FormRules.All, WiringRules.All, SetRules.All, BlockRules.All, GroupRules.All, EquivarianceRules.All, AttentionRules.All, CustomRules.All, PerformanceRules.All, PrecisionRules.All, LimitRules.All);

    /// <summary>Rules about methods written with tensors.</summary>
    public static ImmutableArray<DiagnosticDescriptor> TensorCode { get; } = InOrder(TensorContractRules.All, TensorRules.All, TensorStructureRules.All);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = InOrder(Declarations, TensorCode);

    public static ImmutableDictionary<string, DiagnosticDescriptor> ById { get; } = All.ToImmutableDictionary(rule => rule.Id, StringComparer.Ordinal);

    private static ImmutableArray<DiagnosticDescriptor> InOrder(params IReadOnlyList<DiagnosticDescriptor>[] rules) => [.. rules.SelectMany(some => some).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
}
