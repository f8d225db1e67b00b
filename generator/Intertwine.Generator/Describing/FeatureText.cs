using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Diagrams;
using Intertwine.Generator.Emitting;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;

namespace Intertwine.Generator.Describing;

/// <summary>What documentation comments and diagrams say about features.</summary>
internal static class FeatureText
{
    /// <summary><c>1x0e + 2x1o per node: [nodes, 1], [nodes, 2, 3]</c>: tensors piece by piece.</summary>
    public static string Summary(FeatureNode feature) =>
        $"<c>{SourceText.Xml(feature.Type.ToString())}</c> {SourceText.Xml(Place(feature.Domain))}: {string.Join(", ", feature.Type.Terms.Select(term => Tensor(feature.Domain, term.Multiplicity, term.Piece.Dimension)))}.";

    /// <summary>The formula, what is learnt, and what it costs; a paragraph for each.</summary>
    public static IEnumerable<string> Remarks(FeatureNode feature, LayerGraph graph, FeatureCost cost)
    {
        string formula = LayerFormula.Of(feature, graph);
        if (formula.Length == 0)
        {
            yield break;
        }

        yield return $"<c>{SourceText.Xml(feature.Name)} = {SourceText.Xml(formula)}</c>";
        string learnt = string.Join(", ", LayerParameters.Of(feature, graph).Select(p => $"<c>{SourceText.Xml(p.Name)} [{Number(p.Rows)}{(p.Columns == 0 ? "" : $", {Number(p.Columns)}")}]</c>"));
        IEnumerable<string> flops = cost.Elsewhere.Select(f => $"{Grouped(f.Flops)} {SourceText.Xml(Place(f.Domain))}");
        if (cost.Flops > 0 || cost.Elsewhere.Count == 0)
        {
            flops = flops.Prepend($"{Grouped(cost.Flops)} {SourceText.Xml(Place(feature.Domain))}");
        }

        yield return $"{(learnt.Length > 0 ? $"Learns {learnt}: {Grouped(cost.Parameters)} parameters" : "Learns nothing")}. Floating-point operations of the forward pass: {string.Join(" + ", flops)}.";
    }

    /// <summary><c>[nodes, 64]</c>: the shape of a tensor, trivial axes left out.</summary>
    public static string Tensor(Domain domain, int channels, int components) =>
        components == 1 ? $"<c>[{SourceText.Xml(domain.Name)}, {Number(channels)}]</c>"
        : channels == 1 ? $"<c>[{SourceText.Xml(domain.Name)}, {Number(components)}]</c>"
        : $"<c>[{SourceText.Xml(domain.Name)}, {Number(channels)}, {Number(components)}]</c>";

    /// <summary><c>per node</c>, <c>per edge of Near</c>.</summary>
    public static string Place(Domain domain) => domain == Domain.Graphs ? "per graph" : domain == Domain.Nodes ? "per node"
        : $"per {(domain.IsTokens ? "token" : "edge")}{(domain.Origin is null ? "" : $" of {domain.Name}")}";

    /// <summary>The features as a diagram shows them.</summary>
    public static IReadOnlyList<FlowNode> Chart(ModelProgram program) =>
    [
        .. program.Graph.Features.Select((feature, i) => new FlowNode(
            feature.Path, Representation(feature), Place(feature.Domain), LayerFormula.Of(feature, program.Graph), program.Costs[i].Parameters, Sources(feature, program.Graph))),
    ];

    /// <summary>The results of the model, one for each piece.</summary>
    public static IReadOnlyList<FlowOutput> Results(ModelProgram program) =>
        [.. program.Outputs.Select(output => new FlowOutput(output.Name, program.Graph.Features[program.Graph.Outputs.First(o => o.Name == output.Property).Feature].Path))];

    public static IReadOnlyList<string> Sources(FeatureNode feature, LayerGraph graph) => [.. feature.Sources.Select(source => graph.Features[source].Path)];

    public static string Grouped(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Representation(FeatureNode feature) => string.Join(" + ", feature.Type.Terms.Select(term => $"{Number(term.Multiplicity)}x{term.Piece.Name}"));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
