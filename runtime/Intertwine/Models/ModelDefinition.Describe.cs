using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Intertwine.Diagrams;

namespace Intertwine;

public sealed partial record ModelDefinition
{
    /// <summary>How many columns of <see cref="Table"/> are text; the rest are numbers.</summary>
    private const int TextColumns = 4;

    /// <summary>One line about the model: its name, group and size.</summary>
    public string Title => $"{Name}: equivariant under {Group}, {Number(ParameterCount)} parameters";

    /// <summary>
    /// A row for every feature, in the order of computation: path, representation, domain, shape, learnt numbers, floating-point operations per item of the domain (forward), formula. The first row names the columns.
    /// </summary>
    public ImmutableArray<ImmutableArray<string>> Table =>
    [
        ["feature", "representation", "domain", "shape", "parameters", "flops per item", "formula"],
        .. Features.Where(f => f.Exists).Select(f => ImmutableArray.Create(f.Path, f.Representation, f.Place, f.Shape, Number(f.ParameterCount), Flops(f), f.Formula)),
    ];

    /// <summary>The paths that <see cref="ToMermaid"/> takes: the first copy of every use of a block.</summary>
    public ImmutableArray<string> Blocks => [.. FlowChart.Blocks(Chart)];

    private IReadOnlyList<FlowNode> Chart => [.. Features.Where(f => f.Exists).Select(f => new FlowNode(f.Path, f.Representation, f.Place, f.Formula, f.ParameterCount, f.Sources))];

    /// <summary>
    /// The model as a table of text: every feature with its representation, domain, shape, learnt numbers and floating-point operations per item, in the order of computation.
    /// </summary>
    public string Describe()
    {
        string[][] rows = [.. Table.Select(row => row[..^1].ToArray())];
        int[] widths = [.. rows[0].Select((_, i) => rows.Max(r => r[i].Length))];
        StringBuilder text = new();
        text.Append(Title).Append('\n');
        foreach (string[] row in (string[][])[rows[0], [.. widths.Select(w => new string('-', w))], .. rows[1..]])
        {
            text.Append(string.Join("  ", row.Select((cell, i) => i < TextColumns ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The network as a Mermaid flow chart, with the blocks in it closed.</summary>
    /// <param name="block">The path of a copy of a block, to draw its inside: one of <see cref="Blocks"/>, or another copy. The model itself if left out.</param>
    public string ToMermaid(string? block = null)
    {
        IReadOnlyList<FlowNode> chart = Chart;
        return block is null || chart.Any(f => f.Path.StartsWith(block + ".", StringComparison.Ordinal))
            ? FlowChart.Write(chart, Results, block)
            : throw new ArgumentException($"{Name} has no block '{block}'; it has {(Blocks.IsEmpty ? "none" : string.Join(", ", Blocks))}.", nameof(block));
    }

    /// <summary>A page of Markdown with the charts of the model and of the inside of each of its blocks.</summary>
    public string ToMarkdown() => FlowChart.Page(Name, $"Equivariant under {Group}, {Number(ParameterCount)} parameters.", Chart, Results);

    private IReadOnlyList<FlowOutput> Results => [.. Outputs.Select(o => new FlowOutput(o.Name, o.Feature))];

    /// <summary><c>3,648</c>, <c>192 + 25,000 per edge</c>.</summary>
    private static string Flops(Feature feature) =>
        string.Join(" + ", [Number(feature.Flops), .. feature.FlopsElsewhere.Select(f => f.ToString())]);

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
