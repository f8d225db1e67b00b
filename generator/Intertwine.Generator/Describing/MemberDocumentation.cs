using Intertwine.Generator.Emitting;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Describing;

/// <summary>What an editor shows of the properties of a declared class: representation, domain, shape, formula, parameters and operations of a feature; what edges, blocks and options are.</summary>
internal sealed class MemberDocumentation
{
    private readonly LayerGraph _graph;
    private readonly EquatableArray<FeatureCost> _costs;
    private readonly ModelSpec _model;
    private readonly Dictionary<string, int> _features = new(StringComparer.Ordinal);

    /// <param name="graph">The network; of a block an example of it.</param>
    /// <param name="costs">One for each feature.</param>
    public MemberDocumentation(LayerGraph graph, EquatableArray<FeatureCost> costs, ModelSpec model)
    {
        (_graph, _costs, _model) = (graph, costs, model);
        for (int i = 0; i < graph.Features.Count; i++)
        {
            _features[graph.Features[i].Path] = i;
        }

        foreach (FeatureAlias alias in graph.Aliases)
        {
            _features[alias.Path] = alias.Feature;
        }
    }

    /// <summary>The comment of one property, without <c>///</c>; empty for none.</summary>
    /// <param name="comments">What the author wrote; an empty text for a comment that cannot be read, which stays alone.</param>
    public string Of(MemberSpec member, EquatableArray<MemberComment> comments)
    {
        string? comment = null;
        foreach (MemberComment written in comments)
        {
            if (written.Member == member.Name)
            {
                comment = written.Text;
            }
        }

        return comment is { Length: 0 } ? "" : Of(member).Text(comment);
    }

    private Documentation Of(MemberSpec member) => member.Layer switch
    {
        LayerSpec.Graph => new("Edges of the graph that the network is given.", []),
        LayerSpec.AllPairs or LayerSpec.Nearest => new(EdgeSet(member), []),
        LayerSpec.Option option => new($"An option of the block, <c>{SourceText.Xml(option.Default.ToString())}</c> where a use does not set it.", []),
        LayerSpec.Block use => Block(member, use),
        _ => Feature(member.Name),
    };

    private Documentation Feature(string name)
    {
        bool isBlock = _model.Class.IsBlock;
        if (!_features.TryGetValue(name, out int index))
        {
            return isBlock ? new("Exists only where the options of a use say so.", []) : Documentation.None;
        }

        FeatureNode feature = _graph.Features[index];
        List<string> remarks = [];
        if (isBlock)
        {
            remarks.Add("Numbers are those of the block on its own: default options, optional inputs fed, 8 channels for <c>*</c>.");
        }

        if (feature.Path != name)
        {
            remarks.Add($"The same as <c>{SourceText.Xml(feature.Path)}</c>.");
        }

        remarks.AddRange(FeatureText.Remarks(feature, _graph, _costs[index]));
        return new(FeatureText.Summary(feature), remarks);
    }

    private static string EdgeSet(MemberSpec member) => member.Layer switch
    {
        LayerSpec.AllPairs { Sources.Count: 0 } => "An edge between all pairs of nodes of a graph.",
        LayerSpec.AllPairs pairs => $"An edge from every <c>{SourceText.Xml(pairs.Sources[1].Name ?? "")}</c> to every <c>{SourceText.Xml(pairs.Sources[0].Name ?? "")}</c> of a graph.",
        LayerSpec.Nearest nearest => $"Edges to every node from the {SourceText.Xml(nearest.Number.Kind == ValueKind.Name ? nearest.Number.Text : nearest.Number.ToString())} nearest by <c>{SourceText.Xml(nearest.Sources[0].Name ?? "")}</c>.",
        _ => "",
    };

    /// <summary>A use of a block: how many copies, and what they cost together.</summary>
    private Documentation Block(MemberSpec member, LayerSpec.Block use)
    {
        string prefix = member.Name + ".";
        long parameters = 0;
        int count = 0;
        var copies = new HashSet<string>(StringComparer.Ordinal);
        var flops = new Dictionary<Domain, long>();
        for (int i = 0; i < _graph.Features.Count; i++)
        {
            FeatureNode feature = _graph.Features[i];
            if (!feature.Path.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            count++;
            parameters += _costs[i].Parameters;
            copies.Add(feature.Path.Substring(0, feature.Path.IndexOf('.', prefix.Length) is var dot && dot > 0 ? dot : feature.Path.Length));
            foreach (DomainFlops cost in _costs[i].Elsewhere.Append(new DomainFlops(feature.Domain, _costs[i].Flops)))
            {
                flops[cost.Domain] = cost.Flops + (flops.TryGetValue(cost.Domain, out long known) ? known : 0);
            }
        }

        string times = use.Count.Kind == ValueKind.None ? "" : $"{copies.Count} x ";
        string operations = string.Join(" + ", flops.Where(f => f.Value > 0).Select(f => $"{FeatureText.Grouped(f.Value)} {SourceText.Xml(FeatureText.Place(f.Key))}"));
        return new($"{times}<c>{SourceText.Xml(ShortName(use.Class))}</c>: {FeatureText.Grouped(count)} features, {FeatureText.Grouped(parameters)} parameters.", operations.Length == 0 ? [] : [$"Floating-point operations of the forward pass: {operations}."]);
    }

    private static string ShortName(string? type) => type is null ? "?" : type.Substring(type.LastIndexOfAny(['.', '+']) + 1);
}
