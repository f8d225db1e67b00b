using FsCheck.Xunit;

namespace Intertwine.Kernels.Tests;

/// <summary>Counts and maps of derived sets against their definition, for nodes that stand in any order and graphs without nodes.</summary>
public sealed unsafe class ItemSetTests
{
    private const int Graphs = 4;

    [Property]
    public bool AllPairs_JoinEveryKeyToEveryQueryOfItsGraph(byte[] raw)
    {
        using IndexTable nodeGraph = Nodes(raw, out int[] graphs);
        (ItemSet Set, int[] Graphs)[] ends = [(new ItemSet.Nodes(), graphs), (new ItemSet.Tokens(3), [.. Enumerable.Range(0, 3 * Graphs).Select(i => i / 3)])];
        foreach ((ItemSet queries, int[] queryGraphs) in ends)
        {
            foreach ((ItemSet keys, int[] keyGraphs) in ends)
            {
                var set = new ItemSet.AllPairs(queries, keys);
                (int Query, int Key)[] expected =
                [
                    .. from query in Enumerable.Range(0, queryGraphs.Length)
                       from key in Enumerable.Range(0, keyGraphs.Length)
                       where queryGraphs[query] == keyGraphs[key]
                       select (query, key),
                ];
                bool right = set.Count(nodeGraph) == expected.Length
                    && set.Places(SetMap.Target, nodeGraph).SequenceEqual(expected.Select(e => e.Query))
                    && set.Places(SetMap.Source, nodeGraph).SequenceEqual(expected.Select(e => e.Key))
                    && set.Places(SetMap.Graph, nodeGraph).SequenceEqual(expected.Select(e => queryGraphs[e.Query]))
                    && set.TargetCount(SetMap.Target, nodeGraph) == queryGraphs.Length
                    && set.TargetCount(SetMap.Source, nodeGraph) == keyGraphs.Length
                    && set.TargetCount(SetMap.Graph, nodeGraph) == Graphs;
                if (!right)
                {
                    return false;
                }
            }
        }

        return true;
    }

    [Property]
    public bool Nearest_HasAsManyEdgesPerNodeAsThereAreNeighbours(byte[] raw, byte number, bool includeSelf)
    {
        using IndexTable nodeGraph = Nodes(raw, out int[] graphs);
        int k = 1 + (number % 6);
        var set = new ItemSet.Nearest(k, includeSelf);
        int[] expected = [.. graphs.SelectMany((g, node) => Enumerable.Repeat(node, Math.Min(k, graphs.Count(other => other == g) - (includeSelf ? 0 : 1))))];
        return set.Count(nodeGraph) == expected.Length
            && set.Count(nodeGraph) == NearestNeighbours.Count(nodeGraph, k, includeSelf)
            && set.Places(SetMap.Target, nodeGraph).SequenceEqual(expected)
            && set.Places(SetMap.Graph, nodeGraph).SequenceEqual(expected.Select(node => graphs[node]));
    }

    [Fact]
    public void SourcesOfNearest_AreNotKnownBeforeACall()
    {
        using IndexTable nodeGraph = Nodes([1, 2, 2], out _);
        ArgumentOutOfRangeException e = Assert.Throws<ArgumentOutOfRangeException>(() => new ItemSet.Nearest(2, true).Places(SetMap.Source, nodeGraph));
        Assert.Contains("before a call", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Pooled tables take other sizes and contents without a new block where the old one is large enough.</summary>
    [Fact]
    public void TablesOfACall_AreUsedAgain()
    {
        KernelMemory memory = KernelMemory.Rent();
        IndexTable table = memory.Table(0, 5, 3, "near");
        new[] { 2, 0, 2, 1, 2 }.CopyTo(new Span<int>(table.Index, 5));
        table.Complete();
        Assert.Equal([1, 3, 0, 2, 4], new Span<int>(table.Items, 5).ToArray());
        Assert.Same(table, memory.Table(0, 5, 3, "near"));
        Assert.Equal([0, 1, 2, 5], new Span<int>(table.Start, 4).ToArray());
        int* index = table.Index;
        Assert.True(index == memory.Table(0, 2, 2, "far").Index);
        new[] { 1, 1 }.CopyTo(new Span<int>(table.Index, 2));
        table.Complete();
        Assert.Equal([0, 0, 2], new Span<int>(table.Start, 3).ToArray());
        table.Index[1] = 2;
        Assert.Throws<ArgumentOutOfRangeException>("far", table.Complete);
        memory.Return();
    }

    private static IndexTable Nodes(byte[]? raw, out int[] graphs)
    {
        // The last graph has no nodes.
        graphs = [.. (raw ?? []).Take(12).Select(value => value % (Graphs - 1))];
        return new IndexTable([.. graphs.Select(g => (long)g)], Graphs, "nodeGraph");
    }
}
