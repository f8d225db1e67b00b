using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Intertwine.Golden;

/// <summary>The ready networks of vector neurons: nothing turns their answers, and they have the published sizes.</summary>
[Collection(RandomGenerator.Name)]
public class VectorNetworkTests
{
    private const int Clouds = 2;
    private const int Points = 48;

    public static TheoryData<string, string, string, string> Classifiers => new()
    {
        { "VectorPointNet", "SO(3)", "1", "Mean" },
        { "VectorDgcnn", "O(3)", "1o", "Max" },
    };

    public static TheoryData<string, string, string, string> Segmentations => new()
    {
        { "VectorPointNetSegmentation", "SO(3)", "1", "9025" },
        { "VectorDgcnnSegmentation", "O(3)", "1o", "2299" },
    };

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void Logits_AreInvariant(string block, string group, string vector, string pooling) => CheckInvariance(Declare(block, group, vector, pooling, category: null), hasCategory: false);

    [Theory]
    [MemberData(nameof(Segmentations))]
    public void LogitsOfParts_AreInvariant_AndHeadsHaveThePublishedWidths(string block, string group, string vector, string width)
    {
        Type type = Declare(block, group, vector, "Mean", category: vector == "1" ? "16x0" : "16x0e");
        CheckInvariance(type, hasCategory: true);

        using EquivariantModel model = Create(type, ScalarType.Float32);
        Assert.Equal([256, long.Parse(width, System.Globalization.CultureInfo.InvariantCulture)], model.state_dict().Single(w => w.Key.StartsWith("Network.Head.", StringComparison.Ordinal) && w.Value.dim() == 2).Value.shape);
    }

    [Theory]
    [InlineData("VectorPointNet", "SO(3)", "1", "Mean", 1_972_745)]
    [InlineData("VectorDgcnn", "O(3)", "1o", "Mean", 2_899_830)]
    public void Parameters_AreAsManyAsPublished(string block, string group, string vector, string pooling, long expected)
    {
        using EquivariantModel model = Create(Declare(block, group, vector, pooling, category: null), ScalarType.Float32);

        Assert.Equal(expected, model.parameters().Sum(p => p.numel()));
    }

    /// <summary>Every batch norm of vectors, and none of scalars; the values of other parameters do not depend on it.</summary>
    [Theory]
    [MemberData(nameof(Classifiers))]
    public void Norms_BeginAsTheOptionsSay(string block, string group, string vector, string pooling)
    {
        using EquivariantModel published = Create(Declare(block, group, vector, pooling, category: null), ScalarType.Float32);
        using EquivariantModel kept = Create(Declare(block, group, vector, pooling, category: null, "[With(nameof(VectorPointNet.NormWeight), 0.5)] [With(nameof(VectorPointNet.NormBias), 1.0)]"), ScalarType.Float32);

        HashSet<string> vectors = [.. kept.Definition.Features.Where(f => f.Components > 1).Select(f => f.Path)];
        string[] norms = [.. kept.Definition.BatchNorms.Select(n => n.Path).Where(vectors.Contains)];
        Dictionary<string, Tensor> before = published.state_dict();
        Dictionary<string, Tensor> after = kept.state_dict();

        Assert.NotEmpty(norms);
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(after, p =>
        {
            bool isNorm = norms.Any(n => p.Key == n + ".weight" || p.Key == n + ".bias");
            float expected = p.Key.EndsWith("bias", StringComparison.Ordinal) ? 1 : 0.5f;
            Assert.True(isNorm ? p.Value.eq(expected).all().item<bool>() : p.Value.equal(before[p.Key]).all().item<bool>(), p.Key);
            Assert.True(!isNorm || before[p.Key].eq(expected == 1 ? 0 : 1).all().item<bool>(), p.Key);
        });
    }

    private static Type Declare(string block, string group, string vector, string pooling, string? category, string options = "") => DeclarationCompiler.Compile(
        $$"""
        using Intertwine;

        [EquivariantModel("{{group}}")]
        public partial class Net
        {
            [Input("{{vector}}", Per.Node)] public partial Feature Position { get; }
            {{(category is null ? "" : $"[Input(\"{category}\", Per.Graph)] public partial Feature Category {{ get; }}")}}
            [Block<{{block}}>(nameof(Position){{(category is null ? "" : ", nameof(Category)")}})]
            [With(nameof({{block}}.Neighbours), 10)]
            [With(nameof({{block}}.Pooling), VectorPooling.{{pooling}})]
            {{options}}
            public partial {{block}} Network { get; }

            [Output($"{nameof(Network)}.{nameof({{block}}.Logits)}")] public partial Feature Logits { get; }
        }
        """,
        "Net");

    private static void CheckInvariance(Type type, bool hasCategory)
    {
        foreach ((ScalarType precision, double tolerance) in new[] { (ScalarType.Float32, 1e-4), (ScalarType.Float64, 1e-10) })
        {
            using DisposeScope scope = NewDisposeScope();
            using EquivariantModel model = Create(type, precision);
            using Graph graph = Graph.Clouds(Clouds, Points);
            Tensor[] inputs = [randn(Clouds * Points, 3, dtype: precision), .. hasCategory ? (Tensor[])[eye(16, dtype: precision)[..Clouds]] : []];

            EquivarianceReport report = Equivariance.Measure(model, graph, inputs, trials: 2, seed: 3);

            Assert.True(report.Worst < tolerance, $"{precision}: {report}");
        }
    }

    private static EquivariantModel Create(Type type, ScalarType precision)
    {
        random.manual_seed(7);
        return (EquivariantModel)Activator.CreateInstance(type, Backend.Simd, precision, null)!;
    }
}
