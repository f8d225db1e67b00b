using System.Text.Json;

namespace Intertwine.Golden.Kinds;

/// <summary>A path of e3nn's <c>TensorProduct</c>: terms of its three irreps, how channels meet, and the final factor.</summary>
/// <param name="Factor">The path weight with all normalisations.</param>
/// <param name="Shape">Of its weights.</param>
internal sealed record E3nnInstruction(int Left, int Right, int Output, string Mode, bool HasWeight, double Factor, long[] Shape)
{
    /// <summary>The metadata's rows.</summary>
    public static IReadOnlyList<E3nnInstruction> Read(GoldenConfig config) =>
    [
        .. config.Json("instructions").EnumerateArray().Select(row => new E3nnInstruction(
            row[0].GetInt32(), row[1].GetInt32(), row[2].GetInt32(), row[3].GetString()!, row[4].GetBoolean(), row[5].GetDouble(), row[6].Deserialize<long[]>()!)),
    ];

    /// <summary>Those of a <c>FullyConnectedTensorProduct</c>, in e3nn's order.</summary>
    public static IReadOnlyList<E3nnInstruction> FullyConnected(E3nnIrreps left, E3nnIrreps right, E3nnIrreps output)
    {
        List<E3nnInstruction> instructions = [];
        for (int i = 0; i < left.Terms.Count; i++)
        {
            for (int j = 0; j < right.Terms.Count; j++)
            {
                for (int k = 0; k < output.Terms.Count; k++)
                {
                    if (E3nnIrreps.Product(left.Terms[i].Irrep, right.Terms[j].Irrep).Contains(output.Terms[k].Irrep))
                    {
                        instructions.Add(new E3nnInstruction(i, j, k, "uvw", true, 1, [left.Terms[i].Channels, right.Terms[j].Channels, output.Terms[k].Channels]));
                    }
                }
            }
        }

        return instructions;
    }

    /// <summary>What the factor of each instruction is under a normalisation, before a path weight of the caller: alpha of e3nn's <c>TensorProduct</c>.</summary>
    public static double[] Factors(IReadOnlyList<E3nnInstruction> instructions, E3nnIrreps left, E3nnIrreps right, E3nnIrreps output, string irrep, string path)
    {
        double Products(E3nnInstruction i)
        {
            double u = left.Terms[i.Left].Channels;
            double v = right.Terms[i.Right].Channels;
            return i.Mode switch { "uvw" => u * v, "uvu" => v, "uvv" or "uuw" => u, "u<vw" => u * (v - 1) / 2, _ => 1 };
        }

        return
        [
            .. instructions.Select(i =>
            {
                double alpha = irrep == "Component" ? E3nnIrreps.Components(output.Terms[i.Output].Irrep)
                    : irrep == "Norm" ? E3nnIrreps.Components(left.Terms[i.Left].Irrep) * E3nnIrreps.Components(right.Terms[i.Right].Irrep)
                    : 1;
                E3nnInstruction[] others = [.. instructions.Where(o => o.Output == i.Output)];
                double fan = path == "Element" ? others.Sum(Products) : path == "Path" ? Products(i) * others.Length : 1;
                return Math.Sqrt(alpha / fan);
            }),
        ];
    }

    /// <summary>The normalisations under which the factors are those of the file.</summary>
    public static (string Irrep, string Path) Normalization(IReadOnlyList<E3nnInstruction> instructions, E3nnIrreps left, E3nnIrreps right, E3nnIrreps output)
    {
        foreach (string irrep in (string[])["Component", "Norm", "None"])
        {
            foreach (string path in (string[])["Element", "Path", "None"])
            {
                if (Factors(instructions, left, right, output, irrep, path).Zip(instructions).All(p => Math.Abs(p.First - p.Second.Factor) < 1e-9))
                {
                    return (irrep, path);
                }
            }
        }

        throw new NotSupportedException("The factors of the instructions are those of no normalisation.");
    }
}
