using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>
/// How the harness handles the files of one official class. A kind says how such a model is declared and how its tensors are named and laid out; the harness compiles, runs, differentiates and compares.
/// </summary>
/// <remarks>
/// <see cref="BindWeights"/>, <see cref="BuildInputs"/> and <see cref="ReadOutputs"/> use differentiable TorchSharp operations (selecting, reshaping, scaling): the harness takes gradients through them, so that they are
/// compared under their official names and in their official layout.
/// </remarks>
internal interface IGoldenKind
{
    /// <summary>The class that a <see cref="Declaration"/> declares.</summary>
    const string ModelName = "Net";

    /// <summary>Whether files of this configuration are of this kind.</summary>
    bool Matches(GoldenConfig config);

    /// <summary>C# source text that declares the model as class <see cref="ModelName"/>, with the widths and options of the file.</summary>
    string Declaration(GoldenConfig config);

    /// <summary>Official parameters and buffers → those of the model, by key of its state dictionary.</summary>
    IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official);

    /// <summary>Official inputs → those of the model, by name of the declared feature.</summary>
    GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official);

    /// <summary>Outputs of the model, by name of the declared feature → official outputs.</summary>
    IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs);

    /// <summary>Buffers of the model after the forward pass, by key of its state dictionary → official buffers. Those that the pass does not change may be left out.</summary>
    IReadOnlyDictionary<string, Tensor> ReadBuffers(GoldenConfig config, IReadOnlyDictionary<string, Tensor> state) => new Dictionary<string, Tensor>();

    /// <summary>Outputs of the file that are no part of the model.</summary>
    IReadOnlyList<string> IgnoredOutputs => [];

    /// <summary>Allowed relative error against the official float64 run. Larger where the official code keeps constants in float32.</summary>
    double Float64Tolerance => 1e-10;

    /// <summary>Allowed relative error of outputs and buffers in float32, in files whose official run is itself further off than usual. Larger where that one run says too little of what rounding does.</summary>
    double RoundedOutputTolerance => 0;

    /// <summary>Allowed relative error of gradients in float32. Larger where rounding decides on which side of a kink a value lies.</summary>
    double Float32GradientTolerance => GoldenComparison.GradientTolerance;
}

/// <summary>What a model is called with. The harness disposes the graph.</summary>
internal sealed record GoldenInputs(Graph? Graph, IReadOnlyDictionary<string, Tensor> Features);
