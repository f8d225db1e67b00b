using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

public abstract partial class EquivariantModel
{
    /// <summary>Writes parameters and buffers to a safetensors file, under the keys of the state dictionary. The file appears complete or not at all.</summary>
    public void SaveSafetensors(string path) =>
        Safetensors.Write(path, state_dict(), new Dictionary<string, string> { ["format"] = "pt", ["intertwine.model"] = Definition.Name, ["intertwine.group"] = Definition.Group });

    /// <summary>Reads parameters and buffers from a safetensors file. Values are converted to the type and device of the model. Nothing changes where the file does not fit.</summary>
    /// <param name="strict">Whether the file must have exactly the keys of the model; else missing keys keep their values and others are passed over.</param>
    /// <exception cref="InvalidDataException">The file is damaged, a key is missing or not expected, or a shape differs; the message names all of them.</exception>
    public void LoadSafetensors(string path, bool strict = true)
    {
        using SafetensorsFile file = Safetensors.Read(path);
        Dictionary<string, Tensor> state = state_dict();
        List<string> problems = [];
        if (strict)
        {
            problems.AddRange(state.Keys.Where(k => !file.Tensors.ContainsKey(k)).Select(k => $"'{k}' is missing"));
            problems.AddRange(file.Tensors.Keys.Where(k => !state.ContainsKey(k)).Select(k => $"'{k}' is not part of the model"));
        }

        foreach ((string key, Tensor target) in state)
        {
            if (file.Tensors.TryGetValue(key, out Tensor? source) && !source.shape.AsSpan().SequenceEqual(target.shape))
            {
                problems.Add($"'{key}' has shape [{string.Join(", ", source.shape)}], expected [{string.Join(", ", target.shape)}]");
            }
        }

        if (problems.Count > 0)
        {
            throw new InvalidDataException($"'{path}' does not fit {Definition.Name}: {string.Join("; ", problems)}.");
        }

        using IDisposable noGradient = torch.no_grad();
        foreach ((string key, Tensor target) in state)
        {
            if (file.Tensors.TryGetValue(key, out Tensor? source))
            {
                target.copy_(source);
            }
        }
    }
}
