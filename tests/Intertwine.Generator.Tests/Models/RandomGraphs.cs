namespace Intertwine.Generator.Tests.Models;

/// <summary>Graphs on which declared models are tested.</summary>
internal static class RandomGraphs
{
    private static readonly Lazy<Graph> Made = new(Create);

    /// <summary>Made once.</summary>
    public static Graph Mixed => Made.Value;

    /// <summary>Five graphs, one of a single node; edges at random, self loops and repeated ones among them, some nodes without any. More than one tile of nodes and of edges.</summary>
    private static Graph Create()
    {
        int[] sizes = [40, 1, 17, 30, 8];
        var random = new Random(1);
        List<long> source = [];
        List<long> target = [];
        List<long> graphOfNode = [];
        int first = 0;
        for (int graph = 0; graph < sizes.Length; graph++)
        {
            int start = first;
            graphOfNode.AddRange(Enumerable.Repeat((long)graph, sizes[graph]));
            for (int i = 0; i < 2 * sizes[graph]; i++)
            {
                source.Add(start + random.Next(sizes[graph]));
                target.Add(start + random.Next(sizes[graph]));
            }

            first += sizes[graph];
        }

        return Graph.FromEdges([.. source], [.. target], first, [.. graphOfNode]);
    }
}
