using System.Runtime.InteropServices;
using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>Arrays of float32 or float64 in a safetensors file, without TorchSharp.</summary>
internal static class ArrayFile
{
    /// <summary>All arrays of a file, with the bytes of a number type: float32 and float64 are converted into each other.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static (Dictionary<string, (long[] Shape, byte[] Values)> Arrays, IReadOnlyDictionary<string, string> Metadata) Read(string path, bool isDouble)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        (IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata) = SafetensorsArchive.ReadHeader(stream, path);
        long start = stream.Position;
        Dictionary<string, (long[] Shape, byte[] Values)> arrays = [];
        foreach (SafetensorsEntry entry in entries.Where(e => e.Type is "F32" or "F64"))
        {
            byte[] values = new byte[entry.Bytes];
            stream.Position = start + entry.Begin;
            stream.ReadExactly(values);
            arrays.Add(entry.Name, (entry.Shape, Converted(values, entry.Type == "F64", isDouble)));
        }

        return (arrays, metadata);
    }

    /// <summary>Writes arrays of one number type; the file appears at once and complete.</summary>
    public static void Write(string path, bool isDouble, IEnumerable<(string Name, long[] Shape, ReadOnlyMemory<byte> Values)> arrays, IReadOnlyDictionary<string, string> metadata) =>
        SafetensorsArchive.Write(path, [.. arrays.Select(a => (a.Name, isDouble ? "F64" : "F32", a.Shape, (Action<Stream>)(stream => stream.Write(a.Values.Span))))], metadata);

    private static byte[] Converted(byte[] values, bool fromDouble, bool toDouble) => (fromDouble, toDouble) switch
    {
        (true, false) => MemoryMarshal.AsBytes(Array.ConvertAll(MemoryMarshal.Cast<byte, double>(values).ToArray(), v => (float)v).AsSpan()).ToArray(),
        (false, true) => MemoryMarshal.AsBytes(Array.ConvertAll(MemoryMarshal.Cast<byte, float>(values).ToArray(), v => (double)v).AsSpan()).ToArray(),
        _ => values,
    };
}
