using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Intertwine.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

/// <summary>
/// Reads and writes safetensors files: eight bytes with the length of a JSON header, the header (name → dtype, shape, byte range; <c>__metadata__</c> → text), then the data, little-endian and row-major.
/// </summary>
/// <remarks>Source: the format description of the safetensors project, version 0.4 and later. Types: F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL.</remarks>
public static class Safetensors
{
    /// <summary>The limit of the reference implementation; a larger header is a damaged file.</summary>
    private const long LargestHeader = 100_000_000;

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
        Span<byte> prefix = stackalloc byte[8];
        if (stream.Length < prefix.Length)
        {
            throw Malformed(path, $"it has {stream.Length} bytes; expected at least 8 for the length of the header");
        }

        stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LargestHeader || length > (ulong)(stream.Length - prefix.Length))
        {
            throw Malformed(path, $"its header is said to have {length} bytes; {stream.Length - prefix.Length} follow");
        }

        byte[] header = new byte[length];
        stream.ReadExactly(header);
        List<Entry> entries;
        Dictionary<string, string> metadata;
        try
        {
            (entries, metadata) = ParseHeader(header, path, stream.Length - stream.Position);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw Malformed(path, $"its header is not as the format asks: {e.Message}", e);
        }

        Dictionary<string, Tensor> tensors = [];
        long start = stream.Position;
        using IDisposable normalMode = torch.inference_mode(false);
        foreach (Entry entry in entries)
        {
            stream.Position = start + entry.Begin;
            Tensor tensor = torch.empty(entry.Shape, dtype: entry.Type).DetachFromDisposeScope();
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
        List<(string Name, Tensor Values)> values = [.. tensors.Select(t => (t.Key, t.Value.detach().cpu().contiguous()))];
        byte[] header = MakeHeader(values, metadata);
        string full = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                Span<byte> prefix = stackalloc byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
                stream.Write(prefix);
                stream.Write(header);
                foreach ((_, Tensor tensor) in values)
                {
                    stream.Write(tensor.bytes);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static (List<Entry> Entries, Dictionary<string, string> Metadata) ParseHeader(byte[] header, string path, long dataLength)
    {
        using JsonDocument document = JsonDocument.Parse(header);
        List<Entry> entries = [];
        Dictionary<string, string> metadata = [];
        HashSet<string> names = [];
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                foreach (JsonProperty text in property.Value.EnumerateObject())
                {
                    metadata[text.Name] = text.Value.GetString() ?? string.Empty;
                }

                continue;
            }

            string type = property.Value.GetProperty("dtype").GetString() ?? string.Empty;
            if (!Types.TryGetValue(type, out ScalarType scalarType))
            {
                throw Malformed(path, $"'{property.Name}' has the type '{type}'; supported are {string.Join(", ", Types.Keys)}");
            }

            long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
            JsonElement offsets = property.Value.GetProperty("data_offsets");
            (long begin, long end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
            if (shape.Any(extent => extent < 0) || begin < 0 || end < begin || end > dataLength)
            {
                throw Malformed(path, $"'{property.Name}' of shape [{string.Join(", ", shape)}] is said to stand at bytes {begin} to {end}; the data has {dataLength} bytes (is the file cut short?)");
            }

            long bytes = checked(shape.Aggregate(1L, (n, extent) => checked(n * extent)) * ElementSize(scalarType));
            if (bytes != end - begin)
            {
                throw Malformed(path, $"'{property.Name}' of shape [{string.Join(", ", shape)}] and type {type} needs {bytes} bytes; the header gives it {end - begin}");
            }

            if (!names.Add(property.Name))
            {
                throw Malformed(path, $"'{property.Name}' appears twice");
            }

            entries.Add(new Entry(property.Name, scalarType, shape, begin));
        }

        return (entries, metadata);
    }

    private static byte[] MakeHeader(List<(string Name, Tensor Values)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                writer.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata)
                {
                    writer.WriteString(key, value);
                }

                writer.WriteEndObject();
            }

            long offset = 0;
            foreach ((string name, Tensor tensor) in tensors)
            {
                string type = Types.FirstOrDefault(t => t.Value == tensor.dtype).Key
                    ?? throw new ArgumentException($"'{name}' has the type {tensor.dtype}; safetensors files hold {string.Join(", ", Types.Values)}.", nameof(tensors));
                writer.WriteStartObject(name);
                writer.WriteString("dtype", type);
                writer.WriteStartArray("shape");
                foreach (long extent in tensor.shape)
                {
                    writer.WriteNumberValue(extent);
                }

                writer.WriteEndArray();
                long end = offset + (tensor.numel() * ElementSize(tensor.dtype));
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(offset);
                writer.WriteNumberValue(end);
                writer.WriteEndArray();
                writer.WriteEndObject();
                offset = end;
            }

            writer.WriteEndObject();
        }

        // The data begins at a multiple of eight bytes; spaces fill the header up.
        int padding = (int)((8 - (buffer.Length % 8)) % 8);
        buffer.Write(Encoding.ASCII.GetBytes(new string(' ', padding)));
        return buffer.ToArray();
    }

    private static int ElementSize(ScalarType type) => type switch
    {
        ScalarType.Float64 or ScalarType.Int64 => 8,
        ScalarType.Float32 or ScalarType.Int32 => 4,
        ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Int16 => 2,
        _ => 1,
    };

    private static InvalidDataException Malformed(string path, string what, Exception? inner = null) => new($"'{path}' cannot be read as a safetensors file: {what}.", inner);

    private sealed record Entry(string Name, ScalarType Type, long[] Shape, long Begin);
}
