namespace Intertwine;

/// <summary>The channels of one irrep type in a feature.</summary>
/// <param name="Piece"><c>0e</c>, <c>1o</c>, <c>point</c>.</param>
/// <param name="Channels">The multiplicity.</param>
/// <param name="Components">The dimension of the irrep.</param>
public sealed record FeaturePart(string Piece, int Channels, int Components);

/// <summary>Floating-point operations per item of a domain.</summary>
public sealed record FeatureFlops(Per Domain, long Flops)
{
    /// <summary>Which edges or tokens, where they are not those of the graph.</summary>
    public string? Set { get; init; }

    /// <summary><c>25,000 per edge</c>, <c>120 per edge of Near</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Flops:#,0} per {Domain.ToString().ToLowerInvariant()}{(Set is null ? "" : $" of {Set}")}");
}

/// <summary>A feature of a network, described: how it transforms, where it lives, what it costs. The values are tensors that <c>forward</c> computes and does not keep.</summary>
public sealed record Feature
{
    /// <param name="name">The property's name.</param>
    /// <param name="path">Where it stands in the network; parameters begin with it.</param>
    /// <param name="domain">What it has one value for.</param>
    /// <param name="parts">Its irreps; none where the feature does not exist under the options chosen.</param>
    public Feature(string name, string path, Per domain, params IReadOnlyList<FeaturePart> parts)
    {
        Name = name;
        Path = path;
        Domain = domain;
        Parts = parts;
    }

    public string Name { get; }

    /// <summary>The property path: <c>Embedded</c>, <c>Layers.0.Message</c>.</summary>
    public string Path { get; }

    public Per Domain { get; }

    /// <summary>Which edges or tokens: the path of an <see cref="EdgeSet"/> that the network makes, or of a feature of tokens; null for those of the graph.</summary>
    public string? Set { get; init; }

    /// <summary>The irrep types, in canonical order.</summary>
    public IReadOnlyList<FeaturePart> Parts { get; }

    /// <summary>Whether the options chosen give this feature.</summary>
    public bool Exists => Parts.Count > 0;

    /// <summary><c>64x0e</c>, <c>16x0e + 8x1o</c>.</summary>
    public string Representation => string.Join(" + ", Parts.Select(p => $"{p.Channels}x{p.Piece}"));

    /// <summary>Channels of all irrep types together.</summary>
    public int Channels => Parts.Sum(p => p.Channels);

    /// <summary>Components of one channel; of the largest irrep where there are several.</summary>
    public int Components => Parts.Count == 0 ? 0 : Parts.Max(p => p.Components);

    /// <summary>Numbers per item.</summary>
    public int Size => Parts.Sum(p => p.Channels * p.Components);

    /// <summary>The shape of its tensors: <c>[nodes, 64]</c>, <c>[edges, 8, 3]</c>, <c>[Near, 8, 3]</c>.</summary>
    public string Shape => string.Join(", ", Parts.Select(p => $"[{Items}{(p.Channels > 1 || p.Components == 1 ? $", {p.Channels}" : "")}{(p.Components > 1 ? $", {p.Components}" : "")}]"));

    /// <summary>How it is computed, with the names of its sources: <c>W₁ silu(W₀ Pair + b₀) + b₁</c>. Empty for an input.</summary>
    public string Formula { get; init; } = string.Empty;

    /// <summary>The paths of the features that it is computed from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>What it has one value for, in words: <c>per node</c>, <c>per edge of Near</c>.</summary>
    public string Place => $"per {Domain.ToString().ToLowerInvariant()}{(Set is null || Domain == Per.Node ? "" : $" of {Set}")}";

    /// <summary>Learnt numbers of the layer that computes it.</summary>
    public long ParameterCount { get; init; }

    /// <summary>Floating-point operations per item of its domain, forward.</summary>
    public long Flops { get; init; }

    /// <summary>Operations per item of other domains, where it needs any: a gradient by the positions of nodes goes back through the edges.</summary>
    public IReadOnlyList<FeatureFlops> FlopsElsewhere { get; init; } = [];

    private string Items => Set ?? Domain switch { Per.Graph => "graphs", Per.Node => "nodes", _ => "edges" };

    public override string ToString() => Exists ? $"{Path}: {Representation}, {Shape}" : $"{Path}: absent";
}
