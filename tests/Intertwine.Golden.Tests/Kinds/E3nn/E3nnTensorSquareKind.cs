using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary><c>o3.TensorSquare</c>, with or without weights.</summary>
internal sealed class E3nnTensorSquareKind() : E3nnKind("TensorSquare")
{
    /// <summary>e3nn keeps its Clebsch-Gordan coefficients in float32.</summary>
    public override double Float64Tolerance => 2e-7;

    protected override string Members(GoldenConfig config)
    {
        string representation = config.Int("weight_numel") > 0 ? $", \"{Output(config).Declared}\"" : $", Filter = \"{Output(config).Declared}\"";
        return Feature($"Input(\"{Input(config).Declared}\", Per.Node)", "X") + Feature($"TensorSquare(nameof(X){representation}), Output", "Y");
    }

    public override IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) => config.Int("weight_numel") > 0
        ? new Dictionary<string, Tensor>(new E3nnProductWeights(E3nnInstruction.Read(config), Input(config), Input(config), Output(config)).Bind("Y", official["weight"]))
        : new Dictionary<string, Tensor>();

    protected override E3nnIrreps Input(GoldenConfig config) => E3nnIrreps.Parse(config.Text("irreps_in1", string.Empty));
}
