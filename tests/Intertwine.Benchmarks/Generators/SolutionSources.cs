using System.Globalization;

namespace Intertwine.Benchmarks;

/// <summary>The files of a solution with many declared models, of sizes as they occur: of ten models four are small, three of middle size, two graph networks and one a steerable potential; each stands in a file of its own, beside a file of ordinary code that uses it.</summary>
internal static class SolutionSources
{
    /// <summary>By file name.</summary>
    public static IReadOnlyList<(string File, string Text)> Create(int models)
    {
        List<(string, string)> files = [("Usings.cs", "global using System; global using System.Collections.Generic; global using System.Linq; global using TorchSharp; global using Intertwine;")];
        for (int i = 0; i < models; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"Model{i}");
            files.Add(($"{name}.cs", Model(i, name)));
            files.Add(($"{name}Use.cs", Use(name)));
        }

        return files;
    }

    /// <summary>The file of model <paramref name="i"/> with something typed into it.</summary>
    /// <param name="width">A width of the network: another one is another network.</param>
    /// <param name="comment">At the end of the file.</param>
    public static string Model(int i, string name, int? width = null, string comment = "")
    {
        int w = width ?? (8 * (1 + (i % 7)));
        string members = (i % 10) switch
        {
            0 or 3 or 5 or 8 => $$"""
                [EquivariantModel("SO(3)")]
                public partial class {{name}}
                {
                    private const int Width = {{w}};

                    [Input("4x0 + 2x1", Per.Node)] public partial Feature State { get; }
                    [Linear(nameof(State), "8x0 + 4x1")] public partial Feature Mixed { get; }
                    [SquaredNorm(nameof(Mixed))] public partial Feature Invariants { get; }
                    [Mlp(nameof(Invariants), Width, Width, 3), Output] public partial Feature Result { get; }
                }
                """,
            1 or 4 or 7 => $$"""
                [EquivariantModel("O(3)")]
                public partial class {{name}}
                {
                    private const int Width = {{w}};

                    [Graph] public partial EdgeSet Edges { get; }
                    [Input("6x0e", Per.Node)] public partial Feature Charges { get; }
                    [Input("2x1o", Per.Node)] public partial Feature Velocities { get; }
                    [Concat(nameof(Charges), nameof(Velocities))] public partial Feature State { get; }
                    [Linear(nameof(State), "16x0e + 8x1o", Gates = true)] public partial Feature Mixed { get; }
                    [Gate(nameof(Mixed))] public partial Feature Gated { get; }
                    [GatherSource(nameof(Gated))] public partial Feature Sent { get; }
                    [GatherTarget(nameof(Gated))] public partial Feature Kept { get; }
                    [Difference(nameof(Sent), nameof(Kept))] public partial Feature Offset { get; }
                    [SquaredNorm(nameof(Offset))] public partial Feature Distance { get; }
                    [Mlp(nameof(Distance), Width, 24)] public partial Feature Weights { get; }
                    [Norm(nameof(Offset), Epsilon = 1e-3)] public partial Feature Lengths { get; }
                    [Concat(nameof(Weights), nameof(Lengths))] public partial Feature Messages { get; }
                    [Sum(nameof(Messages), Over.Neighbours)] public partial Feature Received { get; }
                    [Mlp(nameof(Received), Width, 1)] public partial Feature Energies { get; }
                    [Sum(nameof(Energies), Over.Graph), Output] public partial Feature Energy { get; }
                }
                """,
            2 or 6 => $$"""
                [EquivariantModel("E(3)")]
                public partial class {{name}}
                {
                    private const int Hidden = {{w}};

                    [Graph] public partial EdgeSet Pairs { get; }
                    [Input("1x0e", Per.Node)] public partial Feature Speed { get; }
                    [Input("point", Per.Node)] public partial Feature Position { get; }
                    [Input("1o", Per.Node)] public partial Feature Velocity { get; }
                    [Input("2x0e", Per.Edge)] public partial Feature Charges { get; }
                    [Linear(nameof(Speed), Channels = Hidden)] public partial Feature Embedded { get; }

                    [Repeat<EgnnLayer>({{2 + (i % 3)}}, nameof(Embedded), nameof(Position))]
                    [Feed(nameof(EgnnLayer.Velocity), nameof(Velocity))]
                    [Feed(nameof(EgnnLayer.EdgeAttributes), nameof(Charges))]
                    [With(nameof(EgnnLayer.Hidden), Hidden)]
                    public partial EgnnLayer Layers { get; }

                    [Output($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}")]
                    public partial Feature FinalPosition { get; }
                }
                """,
            _ => $$"""
                [EquivariantModel("O(3)")]
                public partial class {{name}}
                {
                    private const int Width = {{w}};

                    [Graph] public partial EdgeSet Pairs { get; }
                    [Input("4x0e", Per.Node)] public partial Feature Species { get; }
                    [Input("1o", Per.Edge)] public partial Feature Offset { get; }
                    [Norm(nameof(Offset), Epsilon = 1e-6)] public partial Feature Distance { get; }
                    [SphericalHarmonics(nameof(Offset), 2)] public partial Feature Harmonics { get; }
                    [RadialBasis(nameof(Distance), 8, RadialFunctions.Bessel, 5.0, Envelope = 6)] public partial Feature Radial { get; }
                    [Mlp(nameof(Radial), Width)] public partial Feature Weights { get; }
                    [GatherSource(nameof(Species))] public partial Feature Sender { get; }
                    [ChannelwiseTensorProduct(nameof(Sender), nameof(Harmonics), WeightsFrom = nameof(Weights))] public partial Feature Message { get; }
                    [Sum(nameof(Message), Over.Neighbours)] public partial Feature Received { get; }
                    [Linear(nameof(Received), "8x0e + 4x1o")] public partial Feature Mixed { get; }
                    [SquaredNorm(nameof(Mixed))] public partial Feature Invariants { get; }
                    [Mlp(nameof(Invariants), Width, 1)] public partial Feature Energies { get; }
                    [Sum(nameof(Energies), Over.Graph), Output] public partial Feature Energy { get; }
                }
                """,
        };
        return $"namespace Project.{name}Part;\n\n/// <summary>A network of the solution.</summary>\n{members}\n{comment}";
    }

    /// <summary>Ordinary code around a model, as a project has: a record, a class that trains, loops, queries.</summary>
    private static string Use(string name) => $$"""
        namespace Project.{{name}}Part;

        public sealed record {{name}}Settings(int Epochs, double Rate, string Folder)
        {
            public static {{name}}Settings Default { get; } = new(100, 1e-3, "out");

            public IEnumerable<double> Rates() => Enumerable.Range(0, Epochs).Select(epoch => Rate * Math.Pow(0.5, epoch / 30.0));
        }

        public sealed class {{name}}Trainer({{name}}Settings settings) : IDisposable
        {
            private readonly {{name}} _model = new();
            private readonly Dictionary<int, double> _losses = [];

            public double Best => _losses.Count == 0 ? double.NaN : _losses.Values.Min();

            public void Train(Func<{{name}}, torch.Tensor> loss, Action<string> log)
            {
                using var optimizer = torch.optim.Adam(_model.parameters(), settings.Rate);
                int epoch = 0;
                foreach (double rate in settings.Rates())
                {
                    optimizer.zero_grad();
                    using var value = loss(_model);
                    value.backward();
                    optimizer.step();
                    _losses[epoch] = value.item<float>();
                    if (epoch++ % 10 == 0)
                    {
                        log($"{nameof({{name}})}: epoch {epoch}, rate {rate:g3}, loss {_losses[epoch - 1]:f5}");
                    }
                }
            }

            public IReadOnlyList<(int Epoch, double Loss)> History() => [.. _losses.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];

            public void Dispose() => _model.Dispose();
        }
        """;
}
