using System.Globalization;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary><c>o3.TensorProduct</c>, <c>FullyConnectedTensorProduct</c>, <c>FullTensorProduct</c>, <c>ElementwiseTensorProduct</c>, with weights of their own or of each item.</summary>
internal sealed class E3nnTensorProductKind() : E3nnKind("TensorProduct", "FullyConnectedTensorProduct", "FullTensorProduct", "ElementwiseTensorProduct")
{
    /// <summary>e3nn keeps its Clebsch-Gordan coefficients in float32.</summary>
    public override double Float64Tolerance => 2e-7;

    protected override string Members(GoldenConfig config)
    {
        (E3nnIrreps left, E3nnIrreps right, E3nnIrreps output) = (Input(config), Right(config), Output(config));
        string weights = IsExternal(config) ? ", Weights = nameof(W)" : "";
        string members = Feature($"Input(\"{left.Declared}\", Per.Node)", "A") + Feature($"Input(\"{right.Declared}\", Per.Node)", "B")
            + (IsExternal(config) ? Feature($"Input(\"{config.Int("weight_numel")}x0e\", Per.Node)", "W") : "");
        IReadOnlyList<E3nnInstruction> instructions = E3nnInstruction.Read(config);
        switch (config.Class)
        {
            case "FullyConnectedTensorProduct":
                (string irrep, string path) = E3nnInstruction.Normalization(instructions, left, right, output);
                return members + Feature(
                    $"TensorProduct(nameof(A), nameof(B), \"{output.Declared}\", IrrepNormalization = IrrepNormalization.{irrep}, PathNormalization = PathNormalization.{path}{weights}), Output", "Y");
            case "TensorProduct":
                double[] factors = E3nnInstruction.Factors(instructions, left, right, output, "Component", "Element");
                IEnumerable<string> paths = instructions.Select((p, i) => string.Create(
                    CultureInfo.InvariantCulture,
                    $"[Path(\"{left.Terms[p.Left].Irrep}\", \"{right.Terms[p.Right].Irrep}\", {p.Output}, Connection.{Connection(p.Mode)}, HasWeight = {Text(p.HasWeight)}, PathWeight = {Math.Pow(p.Factor / factors[i], 2):R})]"));
                string representation = string.Join(" + ", output.Terms.Select(t => $"{t.Channels}x{t.Irrep}"));
                return $"{members}{string.Join("\n    ", paths)}\n    " + Feature($"TensorProduct(nameof(A), nameof(B), \"{representation}\"{weights}), Output", "Y");
            default:
                (irrep, _) = E3nnInstruction.Normalization(instructions, left, right, output);
                return members + Feature($"{config.Class}(nameof(A), nameof(B), \"{output.Declared}\", IrrepNormalization = IrrepNormalization.{irrep}), Output", "Y");
        }
    }

    public override IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) =>
        IsExternal(config) ? new Dictionary<string, Tensor>() : new Dictionary<string, Tensor>(Weights(config).Bind("Y", official["weight"]));

    public override GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Dictionary<string, Tensor> features = new([.. Input(config).Split("A", official["x1"]), .. Right(config).Split("B", official["x2"])]);
        if (official.TryGetValue("w", out Tensor? weights))
        {
            features["W"] = Weights(config).Sort(weights);
        }

        return new GoldenInputs(null, features);
    }

    protected override E3nnIrreps Input(GoldenConfig config) => E3nnIrreps.Parse(config.Text("irreps_in1", string.Empty));

    private static E3nnIrreps Right(GoldenConfig config) => E3nnIrreps.Parse(config.Text("irreps_in2", string.Empty));

    private E3nnProductWeights Weights(GoldenConfig config) => new(E3nnInstruction.Read(config), Input(config), Right(config), Output(config));

    private static bool IsExternal(GoldenConfig config) => config.HasTensor("input/w");

    private static string Connection(string mode) => mode switch
    {
        "uvu<v" => "UvuLessV",
        "u<vw" => "ULessVw",
        _ => char.ToUpperInvariant(mode[0]) + mode[1..],
    };
}
