using Intertwine.Benchmarks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Intertwine.Golden.Benchmarks;

/// <summary>The vector-neuron networks that the benchmark measures against are the authors'.</summary>
public class EagerVectorNeuronTests
{
    [Theory]
    [InlineData("pointnet_cls_mean_eval")]
    [InlineData("pointnet_cls_max_eval")]
    [InlineData("pointnet_cls_mean_eval_k20_n128")]
    [InlineData("pointnet_cls_mean_train")]
    [InlineData("dgcnn_cls_mean_eval")]
    [InlineData("dgcnn_cls_max_eval")]
    [InlineData("dgcnn_cls_mean_eval_k20_n128")]
    [InlineData("dgcnn_cls_mean_train")]
    public void Golden_IsMet(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using GoldenFile file = Read(name);
        using nn.Module<Tensor, Tensor> network = Network(file.Config).to(ScalarType.Float64);
        EagerVector.Load(network, file.Weights);
        network.train(file.Config.Flag("training"));

        Tensor result = network.forward(file.Inputs["x"].to(ScalarType.Float64));

        AssertClose(file.Outputs64["y"], result, 1e-10);
        (result * file.Cotangents["y"]).sum().backward();
        string[] parameters = [.. file.Weights.Keys.Where(n => network.get_parameter(n) is not null)];
        double smallest = 1e-3 * file.GradientStatistics.Keys.Max(p => network.get_parameter(p)!.grad!.abs().max().ToDouble());
        foreach ((string parameter, Tensor statistics) in file.GradientStatistics)
        {
            Tensor gradient = network.get_parameter(parameter)!.grad!.view(-1);
            Tensor h = tensor(file.StatisticsVector(Array.IndexOf(parameters, parameter), gradient.numel()), dtype: ScalarType.Float64);
            double scale = Math.Max(gradient.abs().sum().ToDouble(), smallest);
            Assert.Equal(statistics[0].ToDouble(), gradient.sum().ToDouble(), 1e-10 * scale);
            Assert.Equal(statistics[2].ToDouble(), gradient.dot(h).ToDouble(), 1e-10 * scale);
        }

        Dictionary<string, Tensor> state = network.state_dict();
        foreach ((string buffer, Tensor after) in file.BuffersAfter)
        {
            AssertClose(after.to(ScalarType.Float64), state[buffer].to(ScalarType.Float64), Math.Max(1e-5, 3 * file.OutputRounding));
        }
    }

    [Theory]
    [InlineData("graph_feature", false)]
    [InlineData("graph_feature_cross", true)]
    public void GraphFeature_IsThatOfTheAuthors(string name, bool cross)
    {
        using DisposeScope scope = NewDisposeScope();
        using GoldenFile file = Read(name);

        Tensor feature = EagerGraphFeature.Of(file.Inputs["x"], file.Config.Int("k"), cross);

        AssertClose(file.Outputs["feat"], feature, 1e-6);
    }

    [Theory]
    [InlineData("pointnet_cls_mean_eval", 1_972_745)]
    [InlineData("pointnet_cls_max_eval", 1_972_745 + 116_722)]
    [InlineData("dgcnn_cls_mean_eval", 2_899_830)]
    public void Parameters_AreAsManyAsPublished(string name, long expected)
    {
        using GoldenFile file = Read(name);
        using nn.Module<Tensor, Tensor> network = Network(file.Config);

        Assert.Equal(expected, network.parameters().Sum(p => p.numel()));
    }

    private static GoldenFile Read(string name) => GoldenFile.Read(Path.Combine(GoldenFolder.Default, "vnn", name + ".safetensors"));

    private static nn.Module<Tensor, Tensor> Network(GoldenConfig config)
    {
        (int neighbours, bool max, int classes) = (config.Int("n_knn"), config.Text("pooling", "mean") == "max", config.Int("num_class"));
        return config.Class.Contains("pointnet", StringComparison.Ordinal)
            ? new EagerVectorPointNet(neighbours, max, classes, dropout: 0)
            : new EagerVectorDgcnn(neighbours, max, classes, dropout: 0);
    }

    private static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        double error = ((actual - expected).abs().max() / expected.abs().max().clamp_min(1e-30)).ToDouble();
        Assert.True(error < tolerance, $"Expected a relative error below {tolerance:g1}; got {error:g3}.");
    }
}
