using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Diagrams;
using Intertwine.Generator.Describing;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Emitting;

/// <summary>Writes the description of a model: its features, inputs, outputs and parameters, as tables.</summary>
internal static class DefinitionEmitter
{
    private const string Namespace = "global::Intertwine.";

    public static void Write(IndentedWriter writer, ModelProgram program)
    {
        writer.WriteLine("/// <summary>What the network consists of.</summary>");
        using (writer.Block("private static class __Network", ""))
        {
            WriteFeatures(writer, program);
            writer.WriteLine();
            writer.WriteLine($"public static readonly {Namespace}ModelDefinition Definition = new()");
            using (writer.Block(";"))
            {
                WriteHead(writer, program.Graph);
                IReadOnlyList<FlowOutput> results = FeatureText.Results(program);
                WriteBorder(writer, program.Inputs, program.Outputs, program.Parameters, program.Dropouts, program.BatchNorms, results);
                writer.WriteLine("Features = [.. Features.Features],");
            }
        }
    }

    /// <summary>The definition of a part of the network, as the argument of a constructor.</summary>
    public static void Write(IndentedWriter writer, LayerGraph graph, NetworkStep.Stage stage)
    {
        writer.WriteLine($"new {Namespace}ModelDefinition()");
        using (writer.Block(")"))
        {
            WriteHead(writer, graph);
            WriteBorder(writer, stage.Inputs, stage.Outputs, stage.Parameters, stage.Dropouts, stage.BatchNorms);
        }
    }

    /// <summary>A value as <c>new(name, representation, domain, channels, components)</c>.</summary>
    public static string Border(BorderSpec border) =>
        $"new({SourceText.Literal(border.Name)}, {SourceText.Literal(border.Representation)}, \"{border.Domain}\", {Number(border.Shape.Channels)}, {Number(border.Shape.Components)})";

    private static void WriteHead(IndentedWriter writer, LayerGraph graph)
    {
        writer.WriteLine($"Name = {SourceText.Literal(graph.Name)},");
        writer.WriteLine($"Group = {SourceText.Literal(graph.Group.Name)},");
        if (graph.GroupType is { } type)
        {
            writer.WriteLine($"Symmetry = {type}.Group,");
        }

        writer.WriteLine($"HasGraph = {(graph.HasGraph ? "true" : "false")},");
        WriteTable(writer, "Sets", graph.Sets, s => $"new({SourceText.Literal(s.Domain.Name)}, {SetItems.Code(s.Domain)}),");
    }

    /// <param name="results">Which features the outputs are; said where they have another name.</param>
    private static void WriteBorder(
        IndentedWriter writer, EquatableArray<BorderSpec> inputs, EquatableArray<BorderSpec> outputs, EquatableArray<ParameterSpec> parameters, EquatableArray<DropoutSpec> dropouts, EquatableArray<BatchNormSpec> norms,
        IReadOnlyList<FlowOutput>? results = null)
    {
        WriteTable(writer, "Inputs", inputs, border => Border(border) + ",");
        int next = 0;
        WriteTable(writer, "Outputs", outputs, border => results?[next++].Path is { } path && path != border.Name ? $"{Border(border)} {{ Feature = {SourceText.Literal(path)} }}," : Border(border) + ",");
        WriteTable(writer, "Parameters", parameters, Parameter);
        WriteTable(writer, "Dropouts", dropouts, d => $"new({SourceText.Literal(d.Path)}, \"{d.Domain}\", {Number(d.Channels)}, {IndentedWriter.Literal(d.Rate)}),");
        WriteTable(writer, "BatchNorms", norms, BatchNorm);
    }

    private static void WriteFeatures(IndentedWriter writer, ModelProgram program)
    {
        LayerGraph graph = program.Graph;
        writer.WriteLine($"public static readonly {Namespace}FeatureTable Features = new(");
        using (writer.Indent())
        {
            writer.WriteLine("[");
            using (writer.Indent())
            {
                for (int i = 0; i < graph.Features.Count; i++)
                {
                    writer.WriteLine(Feature(graph.Features[i], graph, program.Costs[i]));
                }
            }

            writer.WriteLine("],");
            writer.WriteLine("[");
            using (writer.Indent())
            {
                foreach (FeatureAlias alias in graph.Aliases)
                {
                    writer.WriteLine($"({SourceText.Literal(alias.Path)}, {SourceText.Literal(graph.Features[alias.Feature].Path)}),");
                }
            }

            writer.WriteLine("]);");
        }
    }

    private static string Feature(FeatureNode node, LayerGraph graph, FeatureCost cost)
    {
        var parts = new List<string>();
        foreach (RepresentationTerm term in node.Type.Terms)
        {
            parts.Add($"new({SourceText.Literal(term.Piece.Name)}, {Number(term.Multiplicity)}, {Number(term.Piece.Dimension)})");
        }

        List<string> costs = [];
        if (LayerFormula.Of(node, graph) is { Length: > 0 } formula)
        {
            costs.Add($"Formula = {SourceText.Literal(formula)}");
        }

        if (node.Sources.Count > 0)
        {
            costs.Add($"Sources = [{string.Join(", ", FeatureText.Sources(node, graph).Select(SourceText.Literal))}]");
        }

        if (cost.Parameters > 0)
        {
            costs.Add($"ParameterCount = {Number(cost.Parameters)}");
        }

        if (cost.Parameters > 0 || cost.Flops > 0)
        {
            costs.Add($"Flops = {Number(cost.Flops)}");
        }

        if (cost.Elsewhere.Count > 0)
        {
            costs.Add($"FlopsElsewhere = [{string.Join(", ", cost.Elsewhere.Select(f => $"new({Per(f.Domain)}, {Number(f.Flops)}){Set(f.Domain)}"))}]");
        }

        if (node.Domain.Origin is not null)
        {
            costs.Insert(0, SetName(node.Domain));
        }

        string initializer = costs.Count == 0 ? "" : $" {{ {string.Join(", ", costs)} }}";
        return $"new({SourceText.Literal(node.Name)}, {SourceText.Literal(node.Path)}, {Per(node.Domain)}, [{string.Join(", ", parts)}]){initializer},";
    }

    private static string Per(Domain domain) => $"{Namespace}Per.{(domain == Domain.Graphs ? "Graph" : domain == Domain.Nodes ? "Node" : domain.IsTokens ? "Token" : "Edge")}";

    private static string Set(Domain domain) => domain.Origin is null ? "" : $" {{ {SetName(domain)} }}";

    private static string SetName(Domain domain) => $"Set = {SourceText.Literal(domain.Name)}";

    private static string BatchNorm(BatchNormSpec norm)
    {
        string rest = (norm.Means == norm.Channels, norm.Unbiased) switch
        {
            (true, true) => "",
            (_, true) => $" {{ Means = {Number(norm.Means)} }}",
            _ => $" {{ Means = {Number(norm.Means)}, Unbiased = false }}",
        };
        return $"new({SourceText.Literal(norm.Path)}, \"{norm.Domain}\", {Number(norm.Channels)}, {IndentedWriter.Literal(norm.Momentum)}){rest},";
    }

    private static string Parameter(ParameterSpec parameter)
    {
        string shape = parameter.Columns == 0 ? Number(parameter.Rows) : $"{Number(parameter.Rows)}, {Number(parameter.Columns)}";
        string init = parameter.Init.Kind switch
        {
            "Uniform" => $"Uniform({IndentedWriter.Literal(parameter.Init.Number)})",
            "Normal" => $"Normal({IndentedWriter.Literal(parameter.Init.Number)})",
            "Constant" => $"Constant({IndentedWriter.Literal(parameter.Init.Number)})",
            "XavierUniform" => $"XavierUniform({IndentedWriter.Literal(parameter.Init.Number)}, {Number(parameter.Init.FanIn)}, {Number(parameter.Init.FanOut)})",
            var other => $"{other}()",
        };
        return $"new({SourceText.Literal(parameter.Name)}, [{shape}], new {Namespace}ParameterInit.{init}),";
    }

    private static void WriteTable<T>(IndentedWriter writer, string name, EquatableArray<T> items, Func<T, string> row)
        where T : IEquatable<T>
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.WriteLine($"{name} =");
        writer.WriteLine("[");
        using (writer.Indent())
        {
            foreach (T item in items)
            {
                writer.WriteLine(row(item));
            }
        }

        writer.WriteLine("],");
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
