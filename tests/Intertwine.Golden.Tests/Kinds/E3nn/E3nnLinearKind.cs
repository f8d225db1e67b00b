using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary><c>o3.Linear</c>. Its weights are one vector: for each term of the input, then of the output, with the same irrep a block [in, out].</summary>
internal sealed class E3nnLinearKind() : E3nnKind("Linear")
{
    protected override string Members(GoldenConfig config) =>
        Feature($"Input(\"{Input(config).Declared}\", Per.Node)", "X")
        + Feature($"Linear(nameof(X), \"{Reached(config).Declared}\", Normalization = PathNormalization.{Normalization(config)}{(config.Flag("biases") ? "" : ", Bias = false")}), Output", "Y");

    public override IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        E3nnIrreps from = Input(config);
        E3nnIrreps to = Output(config);
        Dictionary<(int, int), Tensor> blocks = [];
        int first = 0;
        for (int i = 0; i < from.Terms.Count; i++)
        {
            for (int j = 0; j < to.Terms.Count; j++)
            {
                if (from.Terms[i].Irrep == to.Terms[j].Irrep)
                {
                    (int u, int w) = (from.Terms[i].Channels, to.Terms[j].Channels);
                    blocks[(i, j)] = official["weight"].narrow(0, first, u * w).reshape(u, w).t();
                    first += u * w;
                }
            }
        }

        Dictionary<string, Tensor> bound = [];
        E3nnIrreps reached = Reached(config);
        foreach (string piece in reached.Pieces)
        {
            int[] sources = [.. Enumerable.Range(0, from.Terms.Count).Where(i => from.Terms[i].Irrep == piece)];

            // Of equal irreps in several terms ours makes one path; with Path normalisation the official terms share the variance.
            double Factor(int i) => Normalization(config) == "Path" ? Math.Sqrt((double)from.Channels(piece) / (from.Terms[i].Channels * sources.Length)) : 1;
            bound[reached.Key("Y", piece) + ".weight"] = cat(
                [.. Enumerable.Range(0, to.Terms.Count).Where(j => to.Terms[j].Irrep == piece).Select(j => cat([.. sources.Select(i => blocks[(i, j)] * Factor(i))], 1))],
                0);
        }

        if (config.Flag("biases"))
        {
            bound[reached.Key("Y", "0e") + ".bias"] = official["bias"];
        }

        return bound;
    }

    protected override E3nnIrreps Reached(GoldenConfig config) => Output(config).Where(irrep => Input(config).Channels(irrep) > 0);

    private static string Normalization(GoldenConfig config) => config.Text("path_normalization", "element") == "path" ? "Path" : "Element";
}
