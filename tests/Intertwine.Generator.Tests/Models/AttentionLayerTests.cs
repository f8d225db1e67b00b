using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Attention of vectors and softmax as layers: against their formulas, edge by edge, and by the properties of any layer.</summary>
[Collection(RandomGenerator.Name)]
public sealed class AttentionLayerTests
{
    public static TheoryData<string, string, string, int, string> Cases => new()
    {
        { "O(3)", "4x1o", "6x1o", 2, "" },
        { "SO(3)", "6x0 + 3x1", "3x2 + 3x0", 3, ", Scale = 0.7" },
        { "SO(2)", "4x1 + 2x0", "2x1", 2, ", Distance = AttentionDistance.SquaredDistance" },
        { "SO(3)", "4x1", "4x1", 2, ", Distance = AttentionDistance.HalfScaled, Scale = 0.4" },
        { "C_4", "1x1", "3x0", 1, ", Distance = AttentionDistance.SquaredDistance, Scale = 0.3" },
        { "SO(1,3)", "2xV", "4xV", 2, ", Scale = 0.05" },
        { "O(3)", "8xsum(1o + 3x0e)", "8xsum(1o + 3x0e)", 4, "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Attention_IsTheWeightedMeanOfValues_AndAnEquivariantLayer(string group, string queries, string values, int heads, string options)
    {
        Type type = Declare(group, queries, values, heads, options);
        using (DisposeScope scope = torch.NewDisposeScope())
        {
            using DeclaredModel model = new(type, ScalarType.Float64, 1, RandomGraphs.Mixed);
            CheckFormula(model, heads, options);
        }

        DeclaredModelTests.CheckEquivariance(1, type);
        DeclaredModelTests.CheckBackends(1, type);
        DeclaredModelTests.CheckGradients(1, type);
    }

    /// <summary>Keys with mask 0 do not count, whatever their logits; a query without any other key gets 0. The mask itself has no derivative.</summary>
    [Fact]
    public void MaskedKeys_DoNotCount()
    {
        Type type = GeneratorHost.Load("""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("2x1o", Per.Node)] public partial Feature Q { get; }
                [Input("2x1o", Per.Node)] public partial Feature K { get; }
                [Input("4x1o", Per.Node)] public partial Feature V { get; }
                [Input("0e", Per.Node)] public partial Feature Counts { get; }
                [VectorAttention(nameof(Q), nameof(K), nameof(V), Heads = 2, Mask = nameof(Counts)), Output] public partial Feature Y { get; }
            }
            """).GetType("Net")!;

        // 0 hears 1, 2 and 3; 1 hears only 2, which is masked.
        Graph graph = Graph.FromEdges([1L, 2L, 3L, 2L], [0L, 0L, 0L, 1L], 4, [0L, 0L, 0L, 0L]);
        foreach (Backend backend in new[] { Backend.Torch, Backend.Simd })
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using DeclaredModel masked = new(type, ScalarType.Float64, 3, graph);
            using (torch.no_grad())
            {
                masked.Inputs[1][2].mul_(1e9);
                masked.Inputs[3].copy_(torch.tensor([1.0, 1, 0, 1]).reshape(masked.Inputs[3].shape));
            }

            IReadOnlyList<(string Name, double[] Values)> results = masked.Run(backend);
            double[] y = results[0].Values;
            using DeclaredModel shorter = new(type, ScalarType.Float64, 3, Graph.FromEdges([1L, 3L], [0L, 0L], 4, [0L, 0L, 0L, 0L]));
            using (torch.no_grad())
            {
                shorter.Inputs[3].fill_(1);
            }

            double[] expected = shorter.Run(backend)[0].Values;
            Assert.All(expected.Zip(y), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            Assert.All(y.Skip(12), value => Assert.Equal(0, value));
            Assert.All(results.Where(r => r.Name is "gradient of Counts"), r => Assert.All(r.Values, value => Assert.Equal(0, value)));
            Assert.All(results.Where(r => r.Name is "gradient of K"), r => Assert.All(r.Values.Skip(12).Take(6), value => Assert.Equal(0, value)));
            Assert.All(results.SelectMany(r => r.Values), value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    public void Softmax_AddsUpToOneForEachNode()
    {
        Type type = GeneratorHost.Load("""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("3x0e", Per.Edge)] public partial Feature Logits { get; }
                [Softmax(nameof(Logits), Over.Neighbours), Output] public partial Feature Weights { get; }
                [Sum(nameof(Weights), Over.Neighbours), Output] public partial Feature Total { get; }
            }
            """).GetType("Net")!;
        using (DisposeScope scope = torch.NewDisposeScope())
        {
            using DeclaredModel model = new(type, ScalarType.Float64, 1, RandomGraphs.Mixed);
            using (torch.no_grad())
            {
                // Exponentials of these overflow.
                model.Inputs[0].mul_(1000);
            }

            model.Model.Backend = Backend.Simd;
            Tensor[] outputs = model.Forward();
            double[] degrees = new double[RandomGraphs.Mixed.NodeCount];
            foreach (long target in RandomGraphs.Mixed.Index("target", torch.CPU).data<long>())
            {
                degrees[target] = 1;
            }

            Assert.Equal(degrees.SelectMany(d => new[] { d, d, d }), DeclaredModel.Numbers(outputs[1]).Select(v => Math.Round(v, 12)));
        }

        DeclaredModelTests.CheckBackends(1, type);
        DeclaredModelTests.CheckGradients(1, type);
    }

    /// <summary>Every channel gets all scalars; the way back gives the vectors as they were and the scalars once for each channel.</summary>
    [Fact]
    public void EarlyFusion_JoinsComponentsAndSplitsAgain()
    {
        Type type = GeneratorHost.Load("""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("2x1o", Per.Node)] public partial Feature V { get; }
                [Input("3x0e + 0o", Per.Node)] public partial Feature S { get; }
                [EarlyFusion(nameof(V), nameof(S)), Output] public partial Feature Fused { get; }
                [SplitFusion(nameof(Fused), "1o"), Output] public partial Feature Vectors { get; }
                [SplitFusion(nameof(Fused), "0e"), Output] public partial Feature Scalars { get; }
                [SplitFusion(nameof(Fused), "0o"), Output] public partial Feature PseudoScalars { get; }
            }
            """).GetType("Net")!;
        using (DisposeScope scope = torch.NewDisposeScope())
        {
            using DeclaredModel model = new(type, ScalarType.Float64, 1, RandomGraphs.Mixed);
            Tensor[] outputs = model.Forward();
            long nodes = RandomGraphs.Mixed.NodeCount;
            Dictionary<string, Tensor> inputs = model.Model.Definition.Inputs.Select((input, i) => (input.Name, model.Inputs[i])).ToDictionary();
            Tensor vectors = inputs["V"];
            Tensor scalars = inputs["S.0e"].reshape(nodes, 1, 3).expand(-1, 2, -1);
            Tensor pseudo = inputs["S.0o"].reshape(nodes, 1, 1).expand(-1, 2, -1);

            // Odd before even, as in every representation.
            Tensor fused = torch.cat([vectors, pseudo, scalars], 2);
            Assert.Equal([nodes, 2, 7], outputs[0].shape);
            Assert.True(outputs[0].equal(fused).all().item<bool>());
            Assert.True(outputs[1].equal(vectors).all().item<bool>());
            Assert.True(outputs[2].reshape(nodes, 2, 3).equal(scalars).all().item<bool>());
            Assert.True(outputs[3].reshape(nodes, 2, 1).equal(pseudo).all().item<bool>());
        }

        DeclaredModelTests.CheckEquivariance(1, type);
        DeclaredModelTests.CheckBackends(1, type);
        DeclaredModelTests.CheckGradients(1, type);
    }

    private static Type Declare(string group, string queries, string values, int heads, string options) => GeneratorHost.Load($$"""
        [EquivariantModel("{{group}}")]
        public partial class Net
        {
            [Graph] public partial EdgeSet Edges { get; }
            [Input("{{queries}}", Per.Node)] public partial Feature Q { get; }
            [Input("{{queries}}", Per.Node)] public partial Feature K { get; }
            [Input("{{values}}", Per.Node)] public partial Feature V { get; }
            [VectorAttention(nameof(Q), nameof(K), nameof(V), Heads = {{heads}}{{options}}), Output] public partial Feature Y { get; }
        }
        """).GetType("Net")!;

    /// <summary>Edge by edge in double precision.</summary>
    private static void CheckFormula(DeclaredModel model, int heads, string options)
    {
        bool isDistance = options.Contains("SquaredDistance", StringComparison.Ordinal);
        bool isHalfScaled = options.Contains("HalfScaled", StringComparison.Ordinal);
        bool isLorentz = model.Model.Definition.Inputs[0].Components == 4 && !options.Contains("sum", StringComparison.Ordinal) && options.Contains("0.05", StringComparison.Ordinal);
        int pieces = model.Model.Definition.Inputs.Count(input => input.Name[0] == 'Q');
        (double[] Data, int Channels, int Components)[] Of(char property) =>
            [.. model.Model.Definition.Inputs.Select((input, i) => (input, i)).Where(p => p.input.Name[0] == property).Select(p => (DeclaredModel.Numbers(model.Inputs[p.i]), p.input.Channels, p.input.Components))];

        (double[] Data, int Channels, int Components)[] q = Of('Q'), k = Of('K'), v = Of('V');
        int place = options.IndexOf("Scale = ", StringComparison.Ordinal);
        double scale = place >= 0
            ? double.Parse(options[(place + "Scale = ".Length)..], System.Globalization.CultureInfo.InvariantCulture)
            : 1 / Math.Sqrt(q.Sum(x => x.Channels * x.Components) / (double)heads);
        long[] source = RandomGraphs.Mixed.Index("source", torch.CPU).data<long>().ToArray(), target = RandomGraphs.Mixed.Index("target", torch.CPU).data<long>().ToArray();
        Tensor[] outputs = model.Forward();
        for (int o = 0; o < v.Length; o++)
        {
            double[] actual = DeclaredModel.Numbers(outputs[o]);
            double[] expected = new double[actual.Length];
            int rows = v[o].Channels * v[o].Components;
            for (long i = 0; i < RandomGraphs.Mixed.NodeCount; i++)
            {
                int[] edges = [.. Enumerable.Range(0, target.Length).Where(e => target[e] == i)];
                for (int r = 0; r < rows && edges.Length > 0; r++)
                {
                    int head = r / (rows / heads);
                    double[] logits = [.. edges.Select(e => scale * Logit(head, i, source[e]))];
                    double[] weights = [.. logits.Select(l => Math.Exp(l - logits.Max()))];
                    expected[(i * rows) + r] = edges.Select((e, n) => weights[n] * v[o].Data[(source[e] * rows) + r]).Sum() / weights.Sum();
                }
            }

            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
            Assert.Contains(expected, value => Math.Abs(value) > 0.1);
        }

        double Logit(int head, long i, long j) => Enumerable.Range(0, pieces).Sum(p =>
        {
            int length = q[p].Channels * q[p].Components;
            return Enumerable.Range(head * (length / heads), length / heads).Sum(r =>
            {
                double x = q[p].Data[(i * length) + r], y = k[p].Data[(j * length) + r];
                return isDistance ? -(x - y) * (x - y) : isHalfScaled ? (2 * x * y) - (((x * x) + (y * y)) / scale) : x * y * (isLorentz && r % 4 > 0 ? -1 : 1);
            });
        });
    }
}
