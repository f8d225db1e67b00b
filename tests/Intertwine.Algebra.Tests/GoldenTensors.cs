using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Intertwine.Algebra.Tests;

/// <summary>A tensor of a golden file, as doubles in row-major order.</summary>
public sealed record GoldenTensor(IReadOnlyList<int> Shape, double[] Values)
{
    /// <summary>The part with the given index of the first axis.</summary>
    public double[] Part(int index)
    {
        int size = Values.Length / Shape[0];
        return Values[(index * size)..((index + 1) * size)];
    }

    /// <summary>The entry at the given indices.</summary>
    public double this[params ReadOnlySpan<int> indices]
    {
        get
        {
            int offset = 0;
            for (int axis = 0; axis < indices.Length; axis++)
            {
                offset = (offset * Shape[axis]) + indices[axis];
            }

            return Values[offset];
        }
    }
}

/// <summary>A file of tests/Golden: the length of the header (8 bytes, little endian), the header in JSON, the data.</summary>
public sealed class GoldenTensors
{
    private static readonly ConcurrentDictionary<string, GoldenTensors> Files = new();

    private readonly Dictionary<string, GoldenTensor> _tensors = [];

    private GoldenTensors(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int start = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, start - 8));
        var metadata = new Dictionary<string, string>();
        foreach (JsonProperty property in header.RootElement.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                foreach (JsonProperty entry in property.Value.EnumerateObject())
                {
                    metadata.Add(entry.Name, entry.Value.GetString()!);
                }

                continue;
            }

            int[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
            int begin = property.Value.GetProperty("data_offsets")[0].GetInt32();
            int end = property.Value.GetProperty("data_offsets")[1].GetInt32();
            ReadOnlySpan<byte> data = bytes.AsSpan((start + begin)..(start + end));
            double[] values = property.Value.GetProperty("dtype").GetString() switch
            {
                "F64" => MemoryMarshal.Cast<byte, double>(data).ToArray(),
                "F32" => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(data).ToArray(), value => (double)value),
                "I64" => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(data).ToArray(), value => (double)value),
                "I32" => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(data).ToArray(), value => (double)value),
                "BOOL" or "U8" => Array.ConvertAll(data.ToArray(), value => (double)value),
                var type => throw new InvalidDataException($"Tensor '{property.Name}' of {path} has the type {type}; expected F64, F32, I64, I32, BOOL or U8."),
            };
            _tensors.Add(property.Name, new GoldenTensor(shape, values));
        }

        Metadata = metadata;
    }

    /// <summary>Configuration of the case; values that are no text are JSON.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    public IReadOnlyCollection<string> Names => _tensors.Keys;

    public GoldenTensor this[string name] => _tensors[name];

    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>A file by folder and name without extension: <c>e3nn/wigner_D</c>. Read once.</summary>
    public static GoldenTensors Load(string file)
        => Files.GetOrAdd(file, static name => new GoldenTensors(Other is { } other && File.Exists(Path.Combine(other, name + ".safetensors")) ? Path.Combine(other, name + ".safetensors") : Path.Combine(Own, name + ".safetensors")));

    /// <summary>All files of a folder, without extension, by name.</summary>
    public static IReadOnlyList<string> List(string folder)
        => [.. Directory.GetFiles(Other is { } other && Directory.Exists(Path.Combine(other, folder)) ? Path.Combine(other, folder) : Path.Combine(Own, folder), "*.safetensors").Select(path => folder + "/" + Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>The value of a metadata entry that is JSON.</summary>
    public JsonElement Json(string key) => JsonSerializer.Deserialize<JsonElement>(Metadata[key]);

    private static string Own => Path.Combine(AppContext.BaseDirectory, "Golden");

    // A folder with files of the same kinds, to check other configurations; what it lacks is taken from the repository.
    private static string? Other => Environment.GetEnvironmentVariable("INTERTWINE_GOLDEN") is { Length: > 0 } folder ? folder : null;
}
