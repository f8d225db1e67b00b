using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Rules about uses of blocks.
/// Messages: {0} is the feature, block or class at which the problem stands, {1} the group, {2} and on the arguments that <see cref="ProblemIds"/> states.
/// </summary>
internal static class BlockRules
{
    public static readonly DiagnosticDescriptor BlockUse = new(
        ProblemIds.BlockUse,
        "Wrong use of a block",
        "'{0}' does not fit the block '{2}': {3}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The inputs, outputs and options named at a use are those that the block declares, and every input that is not optional is fed.",
        HelpLinks.To(ProblemIds.BlockUse));

    public static readonly DiagnosticDescriptor AbsentSource = new(
        ProblemIds.AbsentSource,
        "Source does not exist under the options chosen",
        "'{0}': '{2}' does not exist under the options chosen, but '{3}' needs it",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A feature with [When] whose condition fails does not exist. Concat and Add leave it out; everything else needs it.",
        HelpLinks.To(ProblemIds.AbsentSource));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        BlockUse,
        AbsentSource,
    ];
}
