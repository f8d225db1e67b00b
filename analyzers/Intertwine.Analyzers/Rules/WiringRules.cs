using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Rules about how features name each other.
/// Messages: {0} is the feature, block or class at which the problem stands, {1} the group, {2} and on the arguments that <see cref="ProblemIds"/> states.
/// </summary>
internal static class WiringRules
{
    public static readonly DiagnosticDescriptor UnknownSource = new(
        ProblemIds.UnknownSource,
        "Unknown source feature",
        "'{0}' names '{2}', but '{3}' declares no such feature{4}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A source is a declared property of the same class, or an output of a block as Block.Output.",
        HelpLinks.To(ProblemIds.UnknownSource));

    public static readonly DiagnosticDescriptor Cycle = new(
        ProblemIds.Cycle,
        "Cyclic network",
        "'{0}' depends on itself: {2}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Features are computed one after another; a feature that needs its own value has none. The same holds for a block that contains itself.",
        HelpLinks.To(ProblemIds.Cycle));

    public static readonly DiagnosticDescriptor WrongDomain = new(
        ProblemIds.WrongDomain,
        "Sources on different domains",
        "Wrong domain at '{0}': {2} expects {3}, came {4}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A layer that works item by item needs sources on one domain; gathers and sums lead from one domain to another.",
        HelpLinks.To(ProblemIds.WrongDomain));

    public static readonly DiagnosticDescriptor Unused = new(
        ProblemIds.Unused,
        "Feature is never used",
        "Nothing uses '{0}'; name it as a source, mark it [Output], or remove it",
        Categories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A feature that no other names and that is no output changes nothing in the result, but has parameters that get no gradient.",
        HelpLinks.To(ProblemIds.Unused));

    public static readonly DiagnosticDescriptor WidthMismatch = new(
        ProblemIds.WidthMismatch,
        "Channels do not match",
        "Channels do not match at '{0}': {2} expects {3}, came {4}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The layer combines channel by channel, so its sources need equal numbers of channels.",
        HelpLinks.To(ProblemIds.WidthMismatch));

    public static readonly DiagnosticDescriptor NeedsGraph = new(
        ProblemIds.NeedsGraph,
        "Layer needs a graph",
        "'{0}': {2} needs a graph ({3}), and the model declares none; add '[Graph] public partial EdgeSet Edges {{ get; }}', or edges of its own ([AllPairs], [Nearest])",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Edges come from the graph that is passed to the model, or from a set that the model makes of its nodes.",
        HelpLinks.To(ProblemIds.NeedsGraph));

    public static readonly DiagnosticDescriptor NotAFeature = new(
        ProblemIds.NotAFeature,
        "Source is not a feature",
        "'{0}' names '{2}', which is {3}; name {4}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Sources are features. Of a block, one of its outputs is a feature; options and graphs are not features.",
        HelpLinks.To(ProblemIds.NotAFeature));

    public static readonly DiagnosticDescriptor SeveralGraphs = new(
        ProblemIds.SeveralGraphs,
        "Second graph",
        "'{0}' is a second [Graph]; the model has '{3}' already",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A model is given one graph. Further sets of edges are those that it makes itself.",
        HelpLinks.To(ProblemIds.SeveralGraphs));

    public static readonly DiagnosticDescriptor IndependentOfVariable = new(
        ProblemIds.IndependentOfVariable,
        "Gradient by something that the value does not depend on",
        "'{0}' is the gradient of '{2}' by '{3}', but '{2}' is not computed from '{3}': {4}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The gradient by something that does not influence the value is zero. Name an input or a feature on the way from the inputs to the value.",
        HelpLinks.To(ProblemIds.IndependentOfVariable));

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownSource,
        Cycle,
        WrongDomain,
        Unused,
        WidthMismatch,
        NeedsGraph,
        NotAFeature,
        SeveralGraphs,
        IndependentOfVariable,
    ];
}
