using System.Globalization;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>
/// <c>nn.models.v2106.points_convolution.Convolution</c> as declared features: messages of a channelwise tensor product with weights from a net, summed over the neighbours, between linear layers that depend on the
/// attributes of the node, times a learnt scalar, added to a linear layer of the node itself.
/// </summary>
/// <param name="name">Prefix of the features; the result is <c>&lt;name&gt;Out</c>.</param>
/// <param name="widths">Of the net, up to its last hidden layer.</param>
internal sealed class E3nnConvolution(string name, E3nnIrreps node, E3nnIrreps attributes, E3nnIrreps edge, E3nnIrreps output, int[] widths, double neighbours)
{
    /// <summary>The irreps of the result: those of the official one that are not always 0.</summary>
    public E3nnIrreps Result => output.Where(irrep => Reaches(node, irrep) || Reaches(Messages, irrep));

    /// <summary>What a message consists of.</summary>
    private E3nnIrreps Messages => Sorted(
        from left in node.Terms from right in edge.Terms from irrep in E3nnIrreps.Product(left.Irrep, right.Irrep) where irrep == "0e" || output.Channels(irrep) > 0 select (left.Channels, irrep));

    private E3nnIrreps Both => output.Where(irrep => Reaches(node, irrep) && Reaches(Messages, irrep));

    private E3nnIrreps OnlySelf => output.Where(irrep => Reaches(node, irrep) && !Reaches(Messages, irrep));

    private E3nnIrreps OnlyMessages => output.Where(irrep => !Reaches(node, irrep) && Reaches(Messages, irrep));

    /// <summary>The declared properties, from features <c>source</c> and <c>Attributes</c> of nodes and <c>Edge</c> and <c>EdgeScalars</c> of edges.</summary>
    public string Members(string source)
    {
        string[] filter = [.. Messages.Pieces];
        string weights = Messages.Terms.Sum(t => t.Channels).ToString(CultureInfo.InvariantCulture);
        List<string> lines =
        [
            $"[TensorProduct(nameof({source}), nameof(Attributes), \"{node.Declared}\")] public partial Feature {name}First {{ get; }}",
            $"[GatherSource(nameof({name}First))] public partial Feature {name}Neighbour {{ get; }}",
            $"[{E3nnFullyConnectedNetKind.Layer("nameof(EdgeScalars)", [0, .. widths, int.Parse(weights, CultureInfo.InvariantCulture)], "silu", false)}] public partial Feature {name}Weights {{ get; }}",
            $"[ChannelwiseTensorProduct(nameof({name}Neighbour), nameof(Edge), \"{string.Join(" + ", filter)}\", Weights = nameof({name}Weights))] public partial Feature {name}Message {{ get; }}",
            $"[Sum(nameof({name}Message), Over.Neighbours)] public partial Feature {name}Sum {{ get; }}",
            string.Create(CultureInfo.InvariantCulture, $"[Scale(nameof({name}Sum), Factor = {1 / Math.Sqrt(neighbours):R})] public partial Feature {name}Mean {{ get; }}"),
            $"[TensorProduct(nameof({name}Mean), nameof(Attributes), \"1x0e\")] public partial Feature {name}Alpha {{ get; }}",
        ];
        List<string> parts = [];
        if (Both.Terms.Count > 0)
        {
            lines.AddRange(
            [
                $"[TensorProduct(nameof({source}), nameof(Attributes), \"{Both.Declared}\")] public partial Feature {name}Self {{ get; }}",
                $"[TensorProduct(nameof({name}Mean), nameof(Attributes), \"{Both.Declared}\")] public partial Feature {name}Last {{ get; }}",
                $"[Scale(nameof({name}Last), nameof({name}Alpha))] public partial Feature {name}LastPart {{ get; }}",
                $"[Add(nameof({name}Self), nameof({name}LastPart))] public partial Feature {name}Both {{ get; }}",
            ]);
            parts.Add($"nameof({name}Both)");
        }

        if (OnlySelf.Terms.Count > 0)
        {
            lines.Add($"[TensorProduct(nameof({source}), nameof(Attributes), \"{OnlySelf.Declared}\")] public partial Feature {name}SelfOnly {{ get; }}");
            parts.Add($"nameof({name}SelfOnly)");
        }

        if (OnlyMessages.Terms.Count > 0)
        {
            lines.Add($"[TensorProduct(nameof({name}Mean), nameof(Attributes), \"{OnlyMessages.Declared}\")] public partial Feature {name}LastOnly {{ get; }}");
            parts.Add($"nameof({name}LastOnly)");
        }

        lines.Add($"[Concat({string.Join(", ", parts)})] public partial Feature {name}Out {{ get; }}");
        return string.Join("\n    ", lines) + "\n    ";
    }

    /// <summary>Parameters of our features from the official weights under <paramref name="prefix"/>.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Bind(IReadOnlyDictionary<string, Tensor> official, string prefix) =>
    [
        .. Product(node, output, official[prefix + "sc.weight"], irrep => Reaches(Messages, irrep) ? "Self" : "SelfOnly"),
        .. Product(node, node, official[prefix + "lin1.weight"], _ => "First"),
        .. Product(Messages, output, official[prefix + "lin2.weight"], irrep => Reaches(node, irrep) ? "Last" : "LastOnly"),
        .. Product(Messages, new E3nnIrreps([(1, "0e")]), official[prefix + "alpha.weight"], _ => "Alpha"),
        .. E3nnFullyConnectedNetKind.Bind($"{name}Weights", official, prefix + "fc."),
    ];

    private IEnumerable<KeyValuePair<string, Tensor>> Product(E3nnIrreps from, E3nnIrreps to, Tensor weights, Func<string, string> feature)
    {
        foreach ((string key, Tensor value) in new E3nnProductWeights(E3nnInstruction.FullyConnected(from, attributes, to), from, attributes, to).Bind(name, weights))
        {
            string path = key[(name.Length + 1)..];
            yield return new($"{name}{feature(path.Split('_', '.')[2])}.{path}", value);
        }
    }

    /// <summary>Whether a product with the attributes holds the irrep.</summary>
    private bool Reaches(E3nnIrreps from, string irrep) => from.Terms.Any(a => attributes.Terms.Any(b => E3nnIrreps.Product(a.Irrep, b.Irrep).Contains(irrep)));

    private static E3nnIrreps Sorted(IEnumerable<(int Channels, string Irrep)> terms) => new(terms.OrderBy(t => E3nnIrreps.Degree(t.Irrep)).ThenBy(t => t.Irrep[^1] == 'o' ? 0 : 1));
}
