using System.Globalization;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Edge sets that a model makes itself: all pairs, neighbours by several features, and tokens joined to the nodes in both directions.</summary>
internal sealed partial class RandomModels
{
    private static readonly (Per, string?) AtNodes = (Per.Node, null);

    private readonly List<Set> _sets = [];

    private void Sets()
    {
        Value near = Pick(v => v.Per == Per.Node)!;
        Value alike = Pick(v => v.Per == Per.Node && !v.IsPoint)!;
        Value whole = Unary("Mean", Pick(v => v.Per == Per.Node && !v.IsPoint)!, v => v with { Per = Per.Graph }, ", Over.Graph");
        int tokens = 2 + _random.Next(2);
        int channels = 1 + _random.Next(3);
        Value wide = LinearTo(whole, tokens * channels);
        Value latents = Unary("Tokens", wide, v => v with { Per = Per.Token, Pieces = [.. v.Pieces.Select(p => p with { Channels = channels })] }, $", {tokens}");
        _values[^1] = latents = latents with { Set = latents.Name };
        _sets.Add(new Set("Edges", AtNodes, AtNodes));
        Declare("Pairs", "AllPairs", AtNodes, AtNodes);
        Declare("Near", $"Nearest({near.Source}, {2 + _random.Next(6)})", AtNodes, AtNodes);
        Declare("Alike", $"Nearest({alike.Source}, {2 + _random.Next(6)}, IncludeSelf = false)", AtNodes, AtNodes);
        Declare("Read", $"AllPairs({latents.Source}, {alike.Source})", AtNodes, latents.Home);
        Declare("Write", $"AllPairs({alike.Source}, {latents.Source})", latents.Home, AtNodes);
        Declare("Mix", $"AllPairs({latents.Source}, {latents.Source})", latents.Home, latents.Home);
        _used.UnionWith([near.Name, alike.Name, latents.Name]);

        // Every set has a use, whatever comes by chance.
        foreach (Set set in _sets.Skip(1))
        {
            Value x = Pick(v => v.Home == set.Sources && !v.IsPoint)!;
            ThroughASet(LinearTo(Gather(x, set, isSource: true), 2));
        }

        Attend();
    }

    private void Declare(string name, string attribute, (Per, string?) sources, (Per, string?) targets)
    {
        _text.Append(CultureInfo.InvariantCulture, $"    [{attribute}] public partial EdgeSet {name} {{ get; }}\n");
        _sets.Add(new Set(name, sources, targets));
    }

    /// <summary>From nodes and tokens to edges, from edges to what they go to.</summary>
    private void ThroughASet(Value x)
    {
        if (x.Per == Per.Edge)
        {
            Set set = _sets.Single(s => s.Domain == x.Set);
            if (!x.IsPoint)
            {
                Unary(_random.Next(2) == 0 ? "Sum" : "Mean", x, v => v with { Per = set.Targets.Item1, Set = set.Targets.Item2 }, ", Over.Neighbours");
            }

            return;
        }

        bool isSource = _random.Next(2) == 0;
        Set[] fitting = [.. _sets.Where(s => (isSource ? s.Sources : s.Targets) == x.Home)];
        Gather(x, fitting[_random.Next(fitting.Length)], isSource);
    }

    private Value Gather(Value x, Set set, bool isSource) =>
        Unary(isSource ? "GatherSource" : "GatherTarget", x, v => v with { Per = Per.Edge, Set = set.Domain }, $", Along = nameof({set.Name})");

    /// <summary>Edges between nodes for a block that has none itself; null for those of the graph.</summary>
    private string? PickNodeSet()
    {
        Set[] sets = [.. _sets.Where(s => s.Sources == AtNodes && s.Targets == AtNodes)];
        return sets.Length == 0 ? null : sets[_random.Next(sets.Length)].Domain;
    }

    /// <summary>An edge set and the domains of its ends.</summary>
    private sealed record Set(string Name, (Per, string?) Sources, (Per, string?) Targets)
    {
        /// <summary>As features on it say; null for the edges of the graph.</summary>
        public string? Domain => Name == "Edges" ? null : Name;
    }
}
