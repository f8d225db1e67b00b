using Intertwine.Kernels;
using Intertwine.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

/// <summary>Reads and writes safetensors files, the format of the hub of pretrained models: named arrays and text metadata.</summary>
/// <remarks>Source: the format description of the safetensors project, version 0.4 and later. Types: F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL.</remarks>
public static class Safetensors
{
    private static readonly Dictionary<string, ScalarType> Types = new()
    {
        ["F64"] = ScalarType.Float64,
        ["F32"] = ScalarType.Float32,
        ["F16"] = ScalarType.Float16,
        ["BF16"] = ScalarType.BFloat16,
        ["I64"] = ScalarType.Int64,
        ["I32"] = ScalarType.Int32,
        ["I16"] = ScalarType.Int16,
        ["I8"] = ScalarType.Int8,
        ["U8"] = ScalarType.Byte,
        ["BOOL"] = ScalarType.Bool,
    };

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="InvalidDataException">The file is not a safetensors file, or is cut short or damaged; the message says where.</exception>
    public static SafetensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TorchLibrary.Load();
        using FileStream stream = File.OpenRead(path);
        (IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata) = SafetensorsArchive.ReadHeader(stream, path);
        Dictionary<string, Tensor> tensors = [];
        long start = stream.Position;
        using IDisposable normalMode = torch.inference_mode(false);
        foreach (SafetensorsEntry entry in entries)
        {
            stream.Position = start + entry.Begin;
            Tensor tensor = torch.empty(entry.Shape, dtype: Types[entry.Type]).DetachFromDisposeScope();
            stream.ReadExactly(tensor.bytes);
            tensors.Add(entry.Name, tensor);
        }

        return new SafetensorsFile(tensors, metadata);
    }

    /// <summary>
    /// Writes a file. It appears at once and complete: the data goes to a file beside it, which is then renamed.
    /// </summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        using DisposeScope scope = torch.NewDisposeScope();
        List<(string Name, string Type, long[] Shape, Action<Stream> WriteTo)> arrays = [];
        foreach ((string name, Tensor tensor) in tensors)
        {
            Tensor values = tensor.detach().cpu().contiguous();
            string type = Types.FirstOrDefault(t => t.Value == values.dtype).Key
                ?? throw new ArgumentException($"'{name}' has the type {values.dtype}; safetensors files hold {string.Join(", ", Types.Values)}.", nameof(tensors));
            arrays.Add((name, type, values.shape, stream => stream.Write(values.bytes)));
        }

        SafetensorsArchive.Write(path, arrays, metadata);
    }
}
