using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>The networks of docs/vector-neurons.md: the first is invariant to rotations and to the order of points, different for the mirror image, and it learns on every backend; the second attends.</summary>
[Collection(RandomGenerator.Name)]
public sealed partial class VectorNeuronPageTests
{
    private const int Clouds = 3;
    private const int Points = 24;

    private static readonly Lazy<Type> Network = new(() => Load(0, "ShapeNet"));

    [Theory]
    [InlineData(Backend.Torch)]
    [InlineData(Backend.Simd)]
    public void Logits_KnowNeitherRotationNorOrder_ButTheMirrorImage(Backend backend)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using EquivariantModel model = Create(ScalarType.Float64, backend);
        model.eval();
        Tensor cloud = Cloud();
        double[] logits = Run(model, cloud);
        Tensor turned = cloud.matmul(Rotation());
        AssertNear(logits, Run(model, turned), 1e-9);

        Tensor order = torch.cat([.. Enumerable.Range(0, Clouds).Select(c => torch.randperm(Points) + (c * Points))]);
        AssertNear(logits, Run(model, cloud[order]), 1e-9);
        AssertNear(Run(model, cloud * -1), Run(model, turned * -1), 1e-9);
        Assert.True(logits.Zip(Run(model, cloud * -1), (a, b) => Math.Abs(a - b)).Max() > 1e-3);
    }

    [Fact]
    public void Training_ReducesTheLoss_AndMovesTheStatisticsAlikeOnBothBackends()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor cloud = Cloud();
        Tensor label = torch.tensor(new long[] { 0, 1, 2 });
        List<double[]> histories = [];
        List<double[]> means = [];
        foreach (Backend backend in (Backend[])[Backend.Torch, Backend.Simd])
        {
            using EquivariantModel model = Create(ScalarType.Float64, backend);
            using var optimizer = torch.optim.SGD(model.parameters(), 0.05);
            double[] losses = new double[12];
            for (int step = 0; step < losses.Length; step++)
            {
                optimizer.zero_grad();
                Tensor loss = torch.nn.functional.cross_entropy(Forward(model, cloud), label);
                loss.backward();
                optimizer.step();
                losses[step] = loss.item<double>();
            }

            Assert.True(losses[^1] < losses[0] - 0.1, string.Join(", ", losses));
            histories.Add(losses);
            means.Add(DeclaredModel.Numbers(model.state_dict()["Normed.running_mean"]));
        }

        AssertNear(histories[0], histories[1], 1e-8);
        AssertNear(means[0], means[1], 1e-9);
        Assert.True(means[0].Max() > 0.1);
    }

    [Fact]
    public void Attention_KnowsNeitherRotationNorOrder_ButColors()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        torch.random.manual_seed(3);
        using EquivariantModel model = (EquivariantModel)Activator.CreateInstance(Load(1, "ColoredShapeNet"), Backend.Simd, ScalarType.Float64, null)!;
        Tensor cloud = Cloud(), colors = torch.randn([Clouds * Points, 3], dtype: ScalarType.Float64);
        using Graph graph = Graph.Clouds(Clouds, Points);
        double[] logits = Logits(cloud, colors);
        AssertNear(logits, Logits(cloud.matmul(Rotation()), colors), 1e-9);
        Tensor order = torch.cat([.. Enumerable.Range(0, Clouds).Select(c => torch.randperm(Points) + (c * Points))]);
        AssertNear(logits, Logits(cloud[order], colors[order]), 1e-9);
        Assert.True(logits.Zip(Logits(cloud, colors[order]), (a, b) => Math.Abs(a - b)).Max() > 1e-4);

        double[] Logits(Tensor points, Tensor features) => DeclaredModel.Numbers((Tensor)model.GetType().GetMethod("forward")!.Invoke(model, [graph, points, features])!);
    }

    private static Type Load(int place, string name) =>
        GeneratorHost.Load(Declaration().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "vector-neurons.md")))[place].Groups[1].Value).GetType(name)!;

    private static EquivariantModel Create(ScalarType type, Backend backend)
    {
        torch.random.manual_seed(1);
        return (EquivariantModel)Activator.CreateInstance(Network.Value, backend, type, null)!;
    }

    private static Tensor Cloud()
    {
        torch.random.manual_seed(2);
        return torch.randn([Clouds * Points, 3], dtype: ScalarType.Float64) * torch.tensor(new[] { 1.0, 0.6, 0.3 });
    }

    /// <summary>About (1, 2, 2), by 1.</summary>
    private static Tensor Rotation()
    {
        Tensor generator = torch.tensor(new[] { 0, -2.0 / 3, 2.0 / 3, 2.0 / 3, 0, -1.0 / 3, -2.0 / 3, 1.0 / 3, 0 }, [3, 3]);
        return torch.linalg.matrix_exp(generator);
    }

    private static double[] Run(EquivariantModel model, Tensor cloud)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        return DeclaredModel.Numbers(Forward(model, cloud));
    }

    private static Tensor Forward(EquivariantModel model, Tensor cloud)
    {
        using Graph graph = Graph.Clouds(Clouds, Points);
        return (Tensor)model.GetType().GetMethod("forward")!.Invoke(model, [graph, cloud])!;
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(actual), p => Assert.True(Math.Abs(p.First - p.Second) <= tolerance * scale, $"{p.First} and {p.Second}"));
    }

    private static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dsl.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder with Dsl.sln above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"^```csharp\n(\[EquivariantModel.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Declaration();
}
