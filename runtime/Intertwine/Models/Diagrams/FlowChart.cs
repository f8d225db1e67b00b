using System.Globalization;
using System.Text;

namespace Intertwine.Diagrams;

/// <summary>A feature as a diagram draws it.</summary>
/// <param name="Path">The property path.</param>
/// <param name="Place">What it has one value for: <c>per node</c>, <c>per edge of Near</c>.</param>
/// <param name="Formula">Empty for inputs.</param>
/// <param name="Sources">Paths of the features that it is computed from.</param>
internal sealed record FlowNode(string Path, string Representation, string Place, string Formula, long Parameters, IReadOnlyList<string> Sources);

/// <summary>A result of the model: its name and the path of the feature that it is.</summary>
internal sealed record FlowOutput(string Name, string Path);

/// <summary>
/// A network as a Mermaid flow chart (mermaid.js.org, syntax of <c>flowchart</c>): inputs are rounded, blocks have a double border, results are circles. One chart shows the model, or one copy of a block, with the blocks in it closed, so
/// that charts stay readable. Compiled into the runtime and into the generator, which both draw the same.
/// </summary>
internal static class FlowChart
{
    /// <summary>The chart of a model, or of the inside of one copy of a block.</summary>
    /// <param name="features">All features of the network, each after its sources.</param>
    /// <param name="block">The path of the copy: <c>Layers.0</c>; null for the model itself.</param>
    public static string Write(IReadOnlyList<FlowNode> features, IReadOnlyList<FlowOutput> outputs, string? block = null)
    {
        string prefix = block is null ? string.Empty : block + ".";
        var text = new StringBuilder("flowchart TD\n");
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        var drawn = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (FlowNode feature in features)
        {
            places[feature.Path] = Inside(feature.Path, prefix) ? Unit(feature.Path, prefix) : feature.Path;
        }

        var inner = features.Where(f => Inside(f.Path, prefix)).ToList();
        var feeding = new HashSet<string>(inner.SelectMany(f => f.Sources), StringComparer.Ordinal);
        foreach (FlowNode feature in features)
        {
            // Of what lies outside of a block only what feeds it is drawn.
            bool isOutside = !Inside(feature.Path, prefix);
            string unit = places[feature.Path];
            if (drawn.ContainsKey(unit) || (isOutside && !feeding.Contains(feature.Path)))
            {
                continue;
            }

            drawn.Add(unit, drawn.Count);
            text.Append("    n").Append(Number(drawn[unit])).Append(
                isOutside ? Shape("([", [unit, feature.Representation], "])")
                : unit != feature.Path ? Shape("[[", Block(features, unit, prefix), "]]")
                : feature.Formula.Length == 0 && feature.Sources.Count == 0 ? Shape("([", Label(feature, prefix), "])")
                : Shape("[", Label(feature, prefix), "]")).Append('\n');
        }

        WriteEdges(text, inner, places, drawn);
        if (block is null)
        {
            for (int i = 0; i < outputs.Count; i++)
            {
                text.Append("    n").Append(Number(drawn[places[outputs[i].Path]])).Append(" --> o").Append(Number(i)).Append(Shape("((", [outputs[i].Name], "))")).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The copies of blocks that are drawn on their own: the first one of each use, blocks in blocks included, in the order of computation.</summary>
    public static IReadOnlyList<string> Blocks(IReadOnlyList<FlowNode> features)
    {
        List<string> blocks = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (FlowNode feature in features)
        {
            for (int dot = feature.Path.IndexOf('.'); dot >= 0; dot = feature.Path.IndexOf('.', dot + 1))
            {
                string copy = feature.Path.Substring(0, dot);
                bool isUse = feature.Path.Length > dot + 1 && char.IsDigit(feature.Path[dot + 1]);
                if (!isUse && OnlyFirstCopies(copy) && seen.Add(copy))
                {
                    blocks.Add(copy);
                }
            }
        }

        return blocks;
    }

    /// <summary>A page of Markdown with the charts of the model and of the inside of each of its blocks.</summary>
    /// <param name="title">A line below the name.</param>
    public static string Page(string name, string title, IReadOnlyList<FlowNode> features, IReadOnlyList<FlowOutput> outputs)
    {
        var text = new StringBuilder($"# {name}\n\n{title}\n\n```mermaid\n{Write(features, outputs)}```\n");
        foreach (string block in Blocks(features))
        {
            text.Append($"\n## Inside {block}\n\n```mermaid\n{Write(features, outputs, block)}```\n");
        }

        return text.ToString();
    }

    private static void WriteEdges(StringBuilder text, IReadOnlyList<FlowNode> inner, Dictionary<string, string> places, Dictionary<string, int> drawn)
    {
        var edges = new HashSet<(string, string)>();
        foreach (FlowNode feature in inner)
        {
            foreach (string source in feature.Sources)
            {
                (string From, string To) edge = (places[source], places[feature.Path]);
                if (edge.From != edge.To && edges.Add(edge))
                {
                    text.Append("    n").Append(Number(drawn[edge.From])).Append(" --> n").Append(Number(drawn[edge.To])).Append('\n');
                }
            }
        }
    }

    private static bool Inside(string path, string prefix) => path.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>What a feature is drawn as: itself, or the copy of a block that it is in.</summary>
    private static string Unit(string path, string prefix)
    {
        int dot = path.IndexOf('.', prefix.Length);
        if (dot < 0)
        {
            return path;
        }

        // "Layers.0.Message" belongs to the copy "Layers.0", "Head.Logits" to "Head".
        int next = path.IndexOf('.', dot + 1);
        return next > 0 && char.IsDigit(path[dot + 1]) ? path.Substring(0, next) : path.Substring(0, dot);
    }

    private static bool OnlyFirstCopies(string path) => path.Split('.').All(part => !char.IsDigit(part[0]) || part == "0");

    private static List<string> Block(IReadOnlyList<FlowNode> features, string unit, string prefix)
    {
        List<FlowNode> members = [.. features.Where(f => Inside(f.Path, unit + "."))];
        long parameters = members.Sum(f => f.Parameters);
        return [Title(unit.Substring(prefix.Length)), $"{Grouped(members.Count)} features{(parameters > 0 ? $", {Grouped(parameters)} parameters" : string.Empty)}"];
    }

    private static List<string> Label(FlowNode feature, string prefix)
    {
        List<string> lines = [Title(feature.Path.Substring(prefix.Length)), $"{feature.Representation} {feature.Place}"];
        if (feature.Formula.Length > 0)
        {
            lines.Add(feature.Formula);
        }

        if (feature.Parameters > 0)
        {
            lines.Add($"{Grouped(feature.Parameters)} parameters");
        }

        return lines;
    }

    private static string Title(string name) => $"<b>{name}</b>";

    private static string Shape(string open, IReadOnlyList<string> lines, string close) => $"{open}\"{string.Join("<br/>", lines.Select(Escape))}\"{close}";

    /// <summary>Entity codes for what Mermaid or HTML would read as markup; only the tags of a title stay.</summary>
    private static string Escape(string line)
    {
        bool isTitle = line.StartsWith("<b>", StringComparison.Ordinal);
        string plain = isTitle ? line.Substring(3, line.Length - 7) : line;
        string escaped = plain.Replace("#", "#35;").Replace("\"", "#quot;").Replace("<", "#lt;").Replace(">", "#gt;");
        return isTitle ? $"<b>{escaped}</b>" : escaped;
    }

    private static string Grouped(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
