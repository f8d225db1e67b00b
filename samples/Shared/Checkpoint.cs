using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>A checkpoint that cannot be used.</summary>
public sealed class CheckpointException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// All that training needs to go on exactly where it stopped, in one safetensors file: the weights, their average, the best weights so far, what the optimizer remembers, TorchSharp's random state;
/// and, as metadata, how far it has come and the settings that must not change in between.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private const int FormatVersion = 1;
    private const string Weights = "model.";
    private const string BestWeights = "best.";
    private const string Average = "average";
    private const string RandomState = "rng";

    // The name stems from the time when Adam was the only rule.
    private const string Steps = "adam.step";

    private readonly string _path;
    private readonly SafetensorsFile _file;

    private Checkpoint(string path, SafetensorsFile file, TrainingState state) => (_path, _file, State) = (path, file, state);

    public TrainingState State { get; }

    public static void Save(TrainingSettings settings, TrainingState state, nn.Module model, FlatOptimizer optimizer, WeightAverage? average, IReadOnlyDictionary<string, Tensor> best)
    {
        using var random = torch.random.get_rng_state();
        var tensors = new Dictionary<string, Tensor>(optimizer.Memory) { [RandomState] = random };
        if (average is not null) tensors.Add(Average, average.Values);
        foreach (var (name, weight) in model.state_dict()) tensors.Add(Weights + name, weight);
        foreach (var (name, weight) in best) tensors.Add(BestWeights + name, weight);

        var metadata = Identity(settings);
        metadata.Add("state", JsonSerializer.Serialize(state, Json));
        metadata.Add(Steps, JsonSerializer.Serialize(optimizer.Steps));
        Directory.CreateDirectory(settings.Out);
        Safetensors.Write(settings.CheckpointPath, tensors, metadata);
    }

    /// <exception cref="CheckpointException">The file is not there or not a checkpoint.</exception>
    public static Checkpoint Load(string path)
    {
        if (!File.Exists(path)) throw new CheckpointException($"--resume: expected a checkpoint at {path}; there is none. Start without --resume, or name its folder with --out.");
        SafetensorsFile? file = null;
        try
        {
            file = Safetensors.Read(path);
            if (!file.Metadata.TryGetValue("state", out var text)) throw new InvalidDataException("it has no state of a training run");
            var checkpoint = new Checkpoint(path, file, JsonSerializer.Deserialize<TrainingState>(text, Json)!);
            file = null;
            return checkpoint;
        }
        catch (Exception error) when (error is InvalidDataException or JsonException)
        {
            throw new CheckpointException($"--resume: expected a checkpoint at {path}; {error.Message}", error);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <exception cref="CheckpointException">A setting differs that would change the result.</exception>
    public void RequireMatch(TrainingSettings settings)
    {
        foreach (var (name, expected) in Identity(settings))
        {
            if (!_file.Metadata.TryGetValue(name, out var found) || found != expected)
            {
                throw new CheckpointException($"--resume: {_path} is of a run with {name} {found ?? "unknown"}; got {expected}. Repeat its options, or start without --resume.");
            }
        }
        if (State.Epoch > settings.Epochs)
        {
            throw new CheckpointException($"--resume: {_path} has {State.Epoch} epochs behind it; --epochs asks for {settings.Epochs}.");
        }
    }

    /// <summary>Writes the saved state into a model of the same kind, its optimizer, its best weights and TorchSharp's generator.</summary>
    public void Restore(nn.Module model, FlatOptimizer optimizer, WeightAverage? average, IReadOnlyDictionary<string, Tensor> best)
    {
        CopyInto(model.state_dict(), Part(Weights));
        CopyInto(best, Part(BestWeights));
        optimizer.Restore(JsonSerializer.Deserialize<long>(Metadata(Steps)), Tensor);
        if (average is not null)
        {
            using var noGradient = no_grad();
            average.Values.copy_(Tensor(Average));
        }
        torch.random.set_rng_state(Tensor(RandomState));
    }

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static Dictionary<string, string> Identity(TrainingSettings settings) => new(settings.Identity) { ["format"] = $"{FormatVersion}" };

    private string Metadata(string name) => _file.Metadata.TryGetValue(name, out var value) ? value : throw new CheckpointException($"{_path} lacks {name}.");

    private Tensor Tensor(string name) => _file.Tensors.TryGetValue(name, out var tensor) ? tensor : throw new CheckpointException($"{_path} lacks {name}.");

    private Dictionary<string, Tensor> Part(string prefix) =>
        _file.Tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value);

    /// <summary>Copies of tensors that nothing else writes to.</summary>
    public static Dictionary<string, Tensor> Copy(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var noGradient = no_grad();
        return tensors.ToDictionary(t => t.Key, t => t.Value.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>Writes tensors over others of the same names.</summary>
    public static void CopyInto(IReadOnlyDictionary<string, Tensor> target, IReadOnlyDictionary<string, Tensor> source)
    {
        using var noGradient = no_grad();
        foreach (var (name, tensor) in target)
        {
            if (!source.TryGetValue(name, out var values)) throw new CheckpointException($"Expected a tensor {name}; there is none.");
            if (!values.shape.AsSpan().SequenceEqual(tensor.shape))
            {
                throw new CheckpointException($"{name}: expected shape [{string.Join(", ", tensor.shape)}]; got [{string.Join(", ", values.shape)}].");
            }
            tensor.copy_(values);
        }
    }

    public void Dispose() => _file.Dispose();
}
