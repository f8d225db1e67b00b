using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Golden;

/// <summary>
/// One golden file: configuration, weights and inputs of an official model, what it computed from them, and the gradients of sum(output * cotangent). docs/golden.md describes the format.
/// </summary>
internal sealed class GoldenFile : IDisposable
{
    private const string Rounding = "tolerance_f32_vs_f64";

    private readonly SafetensorsFile _file;

    private GoldenFile(SafetensorsFile file)
    {
        _file = file;
        Config = new GoldenConfig(file.Metadata, file.Tensors.Keys, name => file[name].shape);
        Weights = Config.Has("hash_seed") ? Hashed() : Section("weight/");
    }

    public GoldenConfig Config { get; }

    /// <summary>A tensor by its full name: <c>grad/input/x</c>.</summary>
    public Tensor this[string name] => _file[name];

    /// <summary>By official name, in the official order: parameters, and buffers before the forward pass.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights { get; }

    public IReadOnlyDictionary<string, Tensor> Inputs => Section("input/");

    /// <summary>Of the float32 run.</summary>
    public IReadOnlyDictionary<string, Tensor> Outputs => Section("output/");

    /// <summary>Of the float64 run. Empty where the file has none.</summary>
    public IReadOnlyDictionary<string, Tensor> Outputs64 => Section("output64/");

    public IReadOnlyDictionary<string, Tensor> Cotangents => Section("cotangent/");

    public IReadOnlyDictionary<string, Tensor> InputGradients => Section("grad/input/");

    public IReadOnlyDictionary<string, Tensor> WeightGradients => Section("grad/weight/");

    /// <summary>Buffers after the forward pass, where training changes them.</summary>
    public IReadOnlyDictionary<string, Tensor> BuffersAfter => Section("buffer_after/");

    /// <summary>First entries of the gradients of a file with hash weights.</summary>
    public IReadOnlyDictionary<string, Tensor> GradientHeads => Section("gradhead/");

    /// <summary>[sum, sum of squares, dot with h] of the same gradients.</summary>
    public IReadOnlyDictionary<string, Tensor> GradientStatistics => Section("gradstat/");

    /// <summary>Whether the statistics come from a float64 run.</summary>
    public bool StatisticsAreFloat64 => Config.Text(Rounding, string.Empty).Contains("grad_rel", StringComparison.Ordinal);

    /// <summary>By how much the official outputs in float32 are off those in float64, relative to the largest entry.</summary>
    public double OutputRounding => RoundingOf("out_rel");

    /// <summary>The same for the official gradients.</summary>
    public double GradientRounding => RoundingOf("grad_rel");

    public static GoldenFile Read(string path)
    {
        SafetensorsFile file = Safetensors.Read(path);
        try
        {
            return new GoldenFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>h of the statistics: <paramref name="parameter"/> is the position among the official parameters.</summary>
    public float[] StatisticsVector(int parameter, long count) => HashWeights.Values((ulong)(Config.Int("hash_seed") + 101) % 256, (ulong)parameter, count);

    public void Dispose()
    {
        if (Config.Has("hash_seed"))
        {
            foreach (Tensor weight in Weights.Values)
            {
                weight.Dispose();
            }
        }

        _file.Dispose();
    }

    private double RoundingOf(string name) =>
        Config.Json(Rounding) is { ValueKind: JsonValueKind.Object } numbers && numbers.TryGetProperty(name, out JsonElement number) ? number.GetDouble() : 0;

    private Dictionary<string, Tensor> Section(string prefix) =>
        _file.Tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value);

    private Dictionary<string, Tensor> Hashed()
    {
        ulong seed = (ulong)Config.Int("hash_seed");
        float[] scale = _file["hash/scale"].data<float>().ToArray();
        float[] offset = _file["hash/offset"].data<float>().ToArray();
        Dictionary<string, Tensor> weights = [];
        foreach ((string name, long[] shape, string type) in Config.Tensors("hash_names"))
        {
            int position = weights.Count;
            long count = shape.Aggregate(1L, (n, extent) => n * extent);
            Tensor weight = type == "I64"
                ? torch.zeros(shape, dtype: ScalarType.Int64)
                : torch.tensor(HashWeights.Weights(seed, (ulong)position, count, scale[position], offset[position])).reshape(shape);
            weights.Add(name, weight.DetachFromDisposeScope());
        }

        return weights;
    }
}
