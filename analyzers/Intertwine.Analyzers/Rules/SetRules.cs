using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>Edge sets: which one a layer works along, and sets that cannot be made.</summary>
internal static class SetRules
{
    public static readonly DiagnosticDescriptor SeveralEdgeSets = new(
        ProblemIds.SeveralEdgeSets,
        "Several edge sets to choose from",
        "'{0}': {2} works along edges, and there are several sets ({3}); name one with 'Along = nameof(...)'",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A layer works along the only edge set of its class where it names none; of several it has to name one.",
        HelpLinks.To(ProblemIds.SeveralEdgeSets));

    public static readonly DiagnosticDescriptor WrongEdgeSet = new(
        ProblemIds.WrongEdgeSet,
        "Edge set does not fit",
        "'{0}': {2} cannot work along '{3}': expected {4}, came {5}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Edges carry features from where they begin to where they end: a feature has to live there.",
        HelpLinks.To(ProblemIds.WrongEdgeSet));

    public static readonly DiagnosticDescriptor DistanceNotInvariant = new(
        ProblemIds.DistanceNotInvariant,
        "Neighbours by a feature whose distances are not invariant",
        "'{0}': which nodes are nearest by '{2}' changes under {4}, because '{3}' has matrices that are not orthogonal",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Neighbours have to be the same before and after a group element acts: distances between features have to be invariant.",
        HelpLinks.To(ProblemIds.DistanceNotInvariant));

    public static readonly DiagnosticDescriptor WrongNeighbours = new(
        ProblemIds.WrongNeighbours,
        "Number of neighbours out of range",
        "'{0}': the number of neighbours is a constant from 1 to {3}, or nameof of an int option; came {4}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Every node gets so many edges, or as many as its graph has nodes.",
        HelpLinks.To(ProblemIds.WrongNeighbours));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [SeveralEdgeSets, WrongEdgeSet, DistanceNotInvariant, WrongNeighbours];
}
