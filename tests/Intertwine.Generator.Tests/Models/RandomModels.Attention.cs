namespace Intertwine.Generator.Tests.Models;

/// <summary>Attention of a model with edges and tokens of its own: along any set, with weights from a softmax, with scalars fused to vectors before it.</summary>
internal sealed partial class RandomModels
{
    private static readonly string[] Distances = ["Product", "SquaredDistance", "HalfScaled"];

    /// <summary>Tokens read nodes, something attends along any set, fused features do, and weights of edges add up to 1.</summary>
    private void Attend()
    {
        Attention(_sets.Single(s => s.Name == "Read"));
        Attention(_sets[_random.Next(_sets.Count)]);
        Fusion();
        Softmax();
    }

    /// <summary>Queries at the targets of a set, keys and values at the sources.</summary>
    private void Attention(Set set)
    {
        int heads = 1 + _random.Next(2);
        Value asked = PickDirection(set.Sources);
        Value asking = PickDirection(set.Targets);
        if (!asking.Pieces.Select(p => p.Irrep).SequenceEqual(asked.Pieces.Select(p => p.Irrep)))
        {
            // Queries and keys are of one representation.
            (asked, asking) = (Lengths(asked), Lengths(asking));
        }

        Value queries = LinearTo(asking, 2 * heads);
        Value keys = LinearTo(asked, 2 * heads);
        Value values = LinearTo(PickDirection(set.Sources), heads * (1 + _random.Next(2)));
        Attention(set, queries, keys, values, heads);
    }

    private Value Attention(Set set, Value queries, Value keys, Value values, int heads)
    {
        string distance = $", Distance = AttentionDistance.{Distances[_random.Next(Distances.Length)]}";
        string scale = _random.Next(2) == 0 ? ", Scale = 0.3" : "";
        return Define(
            $"VectorAttention({queries.Source}, {keys.Source}, {values.Source}, Heads = {heads}{distance}{scale}, Along = nameof({set.Name}))",
            _ => values with { Per = set.Targets.Item1, Set = set.Targets.Item2 },
            queries,
            keys,
            values);
    }

    /// <summary>Vectors with scalars as further components attend to each other, and the way back gives both.</summary>
    private void Fusion()
    {
        string name = _random.Next(2) == 0 ? "Pairs" : "Near";
        Set set = _sets.Single(s => s.Name == name);
        Value vectors = LinearTo(Pick(v => v.Home == AtNodes && v.Pieces is [{ Irrep: not ("0e" or "0o" or "point") }] && v.Degree == 1)!, 2);
        Value scalars = LinearTo(Pick(v => v.Home == AtNodes && v.IsScalar && v.Degree == 1)!, 1 + _random.Next(3));
        string vector = vectors.Pieces[0].Irrep;
        Value fused = Define($"EarlyFusion({vectors.Source}, {scalars.Source})", v => v, vectors, scalars);
        Value mixed = Define($"VectorLinear({fused.Source}, 4)", v => v with { Pieces = [new(vector, 4)] }, fused);
        Value attended = Attention(set, mixed, mixed, mixed, 2);
        Value back = Define($"SplitFusion({attended.Source}, \"{Name(vector)}\")", v => v, attended);
        Value invariants = Define($"SplitFusion({attended.Source}, \"{Name("0e")}\")", v => v with { Pieces = [new("0e", 4 * scalars.Channels)] }, attended);

        // What is fused has one piece, which other layers of these models do not know.
        _values.RemoveAll(v => v.Name == fused.Name || v.Name == mixed.Name || v.Name == attended.Name);
        LinearTo(back, 2);
        LinearTo(invariants, 3);
    }

    /// <summary>Over the edges of a node or token, or over everything in a graph.</summary>
    private void Softmax()
    {
        Set set = _sets[1 + _random.Next(_sets.Count - 1)];
        Value edges = LinearTo(Lengths(Gather(PickDirection(set.Sources), set, isSource: true)), 2);
        Value weights = Unary("Softmax", edges, v => v with { Degree = 1 }, _random.Next(3) == 0 ? ", Over.Graph" : ", Over.Neighbours");
        Value there = LinearTo(Gather(PickDirection(set.Targets), set, isSource: false), 2);
        Define($"Scale({there.Source}, {weights.Source})", v => v, there, weights);
    }

    /// <summary>Something without an origin that is linear in the inputs.</summary>
    private Value PickDirection((Per, string?) home) => Pick(v => v.Home == home && !v.IsPoint && v.Degree == 1)!;

    private Value Lengths(Value x) => x.IsScalar ? x : Unary("Norm", x, v => v with { Pieces = [new("0e", v.Channels)] }, ", Epsilon = 0.1");

    private string Name(string irrep) => HasParity ? irrep : irrep[..1];
}
