using System.Reflection;
using Intertwine.Generator.Parsing;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests;

/// <summary>Whatever inference accepts is equivariant, and both backends compute the same: random layers on random features, kept where no problem is found.</summary>
[Collection(RandomGenerator.Name)]
public class RandomModelTests
{
    private const string Inputs = """
        [Graph] public partial EdgeSet Pairs { get; }
        [Input("3x0e", Per.Node)] public partial Feature S { get; }
        [Input("2x1o", Per.Node)] public partial Feature V { get; }
        [Input("2xpoint", Per.Node)] public partial Feature P { get; }
        [Input("2x0e + 1o", Per.Edge)] public partial Feature E { get; }
        """;

    private static readonly string[] Layers =
    [
        "Linear({0}, Channels = 2)", "Linear({0})", "Mlp({0}, 4, 2)", "Activate({0}, Activation.Tanh)", "GatherSource({0})", "GatherTarget({0})", "PerNode({0})", "Difference({0}, {1})", "SquaredNorm({0})",
        "InnerProduct({0}, {1})", "Norm({0}, Epsilon = 0.1)", "Normalize({0})", "Scale({0}, {1})", "Scale({0}, Factor = 0.5)", "Concat({0}, {1})", "Add({0}, {1})", "Sum({0}, Over.Neighbours)", "Mean({0}, Over.Neighbours)",
        "Sum({0}, Over.Graph)", "Mean({0}, Over.Graph)", "Linear({0}, Normalization = PathNormalization.Path)", "Gate({0})", "NormActivation({0}, Activation.Silu, Bias = true)", "BatchNorm({0}, Instance = true)",
        "TensorProduct({0}, {1}, \"2x0e + 2x1o\")", "TensorProduct({0}, {1}, \"3x0e\", PathNormalization = PathNormalization.Path)", "ChannelwiseTensorProduct({0}, {1}, \"0e + 1o\")",
        "FullTensorProduct({0}, {1}, \"0e + 1o\")", "ElementwiseTensorProduct({0}, {1}, \"0e + 1o\")", "TensorSquare({0}, Filter = \"0e + 1o\")", "TensorSquare({0}, \"2x0e\")", "SphericalHarmonics({0}, 1)",
        "RadialBasis({0}, 3, RadialFunctions.SmoothFinite, 2.0)",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void AcceptedDeclaration_IsEquivariantOnBothBackends(int seed)
    {
        string source = Declaration(seed);
        Assembly assembly = GeneratorHost.Load(source);
        torch.random.manual_seed(seed);
        var model = (EquivariantModel)Activator.CreateInstance(assembly.GetType("Net")!, Backend.Torch, ScalarType.Float64, null)!;
        using Graph graph = Graph.FullyConnected(2, 4);
        Tensor rotation = torch.linalg.qr(torch.randn(3, 3, dtype: ScalarType.Float64)).Q;
        Tensor shift = torch.randn(3, dtype: ScalarType.Float64);
        Tensor[] inputs = [.. model.Definition.Inputs.Select(i => torch.randn([i.Domain == "nodes" ? 8 : 24, i.Channels, i.Components], dtype: ScalarType.Float64))];
        Tensor[] reference = Run(model, graph, inputs);
        Tensor[] moved = Run(model, graph, [.. inputs.Zip(model.Definition.Inputs, (x, i) => Act(x, i.Representation, rotation, shift))]);
        model.Backend = Backend.Simd;
        Tensor[] kernels = Run(model, graph, inputs);
        for (int i = 0; i < reference.Length; i++)
        {
            OutputDefinition output = model.Definition.Outputs[i];
            AssertClose(reference[i], kernels[i], $"backends differ in {output.Name}", source);
            Tensor items = reference[i].reshape(-1, output.Channels, output.Components);
            AssertClose(Act(items, output.Representation, rotation, shift), moved[i].reshape(-1, output.Channels, output.Components), $"{output.Name} is not equivariant", source);
        }
    }

    private static string Declaration(int seed)
    {
        var random = new Random(seed);
        List<string> names = ["S", "V", "P", "E"];
        string members = Inputs;
        for (int attempt = 0; attempt < 400 && names.Count < 16; attempt++)
        {
            string name = "F" + names.Count;
            string layer = string.Format(System.Globalization.CultureInfo.InvariantCulture, Layers[random.Next(Layers.Length)], Pick(), Pick());
            string candidate = $"{members}\n[{layer}, Output] public partial Feature {name} {{ get; }}";
            if (GeneratorHost.Problems(Net(candidate)).All(p => p.Id == ProblemIds.Unused))
            {
                members = candidate;
                names.Add(name);
            }
        }

        Assert.True(names.Count > 10, members);
        return Net(members);

        string Pick() => $"nameof({names[random.Next(names.Count)]})";
    }

    private static string Net(string members) => $"using Intertwine;\n[EquivariantModel(\"E(3)\")]\npublic partial class Net\n{{\n{members}\n}}";

    private static Tensor[] Run(EquivariantModel model, Graph graph, Tensor[] inputs)
    {
        object result = model.GetType().GetMethod("forward")!.Invoke(model, [graph, .. inputs])!;
        return result is System.Runtime.CompilerServices.ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => (Tensor)tuple[i]!)] : [(Tensor)result];
    }

    private static Tensor Act(Tensor x, string representation, Tensor rotation, Tensor shift) =>
        representation.EndsWith("0e", StringComparison.Ordinal) ? x : representation.EndsWith("point", StringComparison.Ordinal) ? x.matmul(rotation) + shift : x.matmul(rotation);

    private static void AssertClose(Tensor expected, Tensor actual, string message, string source)
    {
        double error = (expected - actual).abs().max().item<double>() / Math.Max(1, expected.abs().max().item<double>());
        Assert.True(error < 1e-10, $"{message}: {error}\n{source}");
    }
}
