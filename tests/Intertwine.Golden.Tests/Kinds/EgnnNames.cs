using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>What the official EGNN networks have in common: names of parameters, edges.</summary>
internal static partial class EgnnNames
{
    /// <summary>Official module of a layer → feature of <see cref="EgnnLayer"/>.</summary>
    private static readonly Dictionary<string, string> LayerFeatures = new()
    {
        ["edge_mlp"] = nameof(EgnnLayer.Message),
        ["att_mlp"] = nameof(EgnnLayer.Gate),
        ["coord_mlp"] = nameof(EgnnLayer.Pull),
        ["coord_mlp_vel"] = nameof(EgnnLayer.Inertia),
        ["node_mlp"] = nameof(EgnnLayer.Update),
    };

    /// <summary>
    /// <c>gcl_2.edge_mlp.2.weight</c> → <c>Layers.2.Message.1.weight</c>, <c>embedding.bias</c> → <c>Embedded.bias</c>. Modules of a <c>Sequential</c> count activations, linear layers of an MLP do not.
    /// </summary>
    /// <param name="outer">Official module outside the layers → declared feature.</param>
    /// <exception cref="InvalidDataException">A name that the official code does not have.</exception>
    public static string Key(string official, IReadOnlyDictionary<string, string> outer)
    {
        Match match = Pattern().Match(official);
        string? feature = null;
        bool known = match.Success && (match.Groups["layer"].Success ? LayerFeatures : outer).TryGetValue(match.Groups["module"].Value, out feature);
        if (!known)
        {
            throw new InvalidDataException($"The weight '{official}' is not one of this network.");
        }

        string layer = match.Groups["layer"].Success ? $"Layers.{match.Groups["layer"].Value}." : string.Empty;
        string linear = match.Groups["linear"].Success ? $".{int.Parse(match.Groups["linear"].ValueSpan) / 2}" : string.Empty;
        return $"{layer}{feature}{linear}.{match.Groups["array"].Value}";
    }

    /// <summary>The graph of <c>edges</c> [2, edges]: its first row are the receivers (i, our target), its second the senders (j, our source).</summary>
    /// <param name="graphs">Graphs of equal size, one after the other.</param>
    public static Graph Graph(Tensor edges, long nodes, int graphs)
    {
        if (nodes % graphs != 0)
        {
            throw new InvalidDataException($"Expected graphs of equal size; got {nodes} nodes in {graphs} graphs.");
        }

        using Tensor graphOfNode = arange(nodes, ScalarType.Int64).div(nodes / graphs, RoundingMode.floor).to(ScalarType.Int64);
        return Intertwine.Graph.FromEdges(edges[1], edges[0], nodes, graphOfNode, graphs);
    }

    [GeneratedRegex(@"^(gcl_(?<layer>\d+)\.)?(?<module>[a-z_]+)(\.(?<linear>\d+))?\.(?<array>weight|bias)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
