using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Intertwine.Kernels;

/// <summary>One array of a safetensors file.</summary>
/// <param name="Type">The format's name of the number type: <c>F32</c>.</param>
/// <param name="Begin">Where its bytes begin, counted from the start of the data.</param>
public sealed record SafetensorsEntry(string Name, string Type, long[] Shape, long Begin)
{
    /// <summary>Numbers of the array.</summary>
    public long Count => Shape.Aggregate(1L, (n, extent) => checked(n * extent));

    public long Bytes => checked(Count * SafetensorsArchive.ElementSize(Type));
}

/// <summary>
/// The bytes of a safetensors file: eight with the length of a JSON header, the header (name → dtype, shape, byte range; <c>__metadata__</c> → text), then the data, little-endian and row-major.
/// </summary>
/// <remarks>Source: the format description of the safetensors project, version 0.4 and later.</remarks>
public static class SafetensorsArchive
{
    /// <summary>The limit of the reference implementation; a larger header is a damaged file.</summary>
    private const long LargestHeader = 100_000_000;

    private static readonly Dictionary<string, int> Sizes = new()
    {
        ["F64"] = 8,
        ["F32"] = 4,
        ["F16"] = 2,
        ["BF16"] = 2,
        ["I64"] = 8,
        ["I32"] = 4,
        ["I16"] = 2,
        ["I8"] = 1,
        ["U8"] = 1,
        ["BOOL"] = 1,
    };

    /// <summary>Bytes of a number.</summary>
    public static int ElementSize(string type) => Sizes[type];

    /// <summary>Reads the header; the stream then stands at the start of the data.</summary>
    /// <param name="path">For messages.</param>
    /// <exception cref="InvalidDataException">The file is not a safetensors file, or is cut short or damaged; the message says where.</exception>
    public static (IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata) ReadHeader(Stream stream, string path)
    {
        ArgumentNullException.ThrowIfNull(stream);
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
        try
        {
            return ParseHeader(header, path, stream.Length - stream.Position);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw Malformed(path, $"its header is not as the format asks: {e.Message}", e);
        }
    }

    /// <summary>Writes a file. It appears at once and complete: the data goes to a file beside it, which is then renamed.</summary>
    /// <param name="arrays">Name, type and shape of each array, and what writes its bytes.</param>
    public static void Write(string path, IReadOnlyList<(string Name, string Type, long[] Shape, Action<Stream> WriteTo)> arrays, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(arrays);
        byte[] header = MakeHeader(arrays, metadata);
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
                foreach ((_, _, _, Action<Stream> writeTo) in arrays)
                {
                    writeTo(stream);
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

    private static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) ParseHeader(byte[] header, string path, long dataLength)
    {
        using JsonDocument document = JsonDocument.Parse(header);
        List<SafetensorsEntry> entries = [];
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
            if (!Sizes.ContainsKey(type))
            {
                throw Malformed(path, $"'{property.Name}' has the type '{type}'; supported are {string.Join(", ", Sizes.Keys)}");
            }

            long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
            JsonElement offsets = property.Value.GetProperty("data_offsets");
            (long begin, long end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
            if (shape.Any(extent => extent < 0) || begin < 0 || end < begin || end > dataLength)
            {
                throw Malformed(path, $"'{property.Name}' of shape [{string.Join(", ", shape)}] is said to stand at bytes {begin} to {end}; the data has {dataLength} bytes (is the file cut short?)");
            }

            SafetensorsEntry entry = new(property.Name, type, shape, begin);
            if (entry.Bytes != end - begin)
            {
                throw Malformed(path, $"'{property.Name}' of shape [{string.Join(", ", shape)}] and type {type} needs {entry.Bytes} bytes; the header gives it {end - begin}");
            }

            if (!names.Add(property.Name))
            {
                throw Malformed(path, $"'{property.Name}' appears twice");
            }

            entries.Add(entry);
        }

        return (entries, metadata);
    }

    private static byte[] MakeHeader(IReadOnlyList<(string Name, string Type, long[] Shape, Action<Stream> WriteTo)> arrays, IReadOnlyDictionary<string, string>? metadata)
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
            foreach ((string name, string type, long[] shape, _) in arrays)
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", type);
                writer.WriteStartArray("shape");
                foreach (long extent in shape)
                {
                    writer.WriteNumberValue(extent);
                }

                writer.WriteEndArray();
                long end = offset + new SafetensorsEntry(name, type, shape, offset).Bytes;
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

    private static InvalidDataException Malformed(string path, string what, Exception? inner = null) => new($"'{path}' cannot be read as a safetensors file: {what}.", inner);
}
