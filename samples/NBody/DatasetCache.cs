using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Intertwine.Samples;

namespace NBody;

/// <summary>Keeps simulated trajectories on disk. A file that cannot be used is simulated anew and replaced, with a message that says why.</summary>
/// <remarks>
/// A file holds, little endian: the magic bytes, format version, version of the simulation, seed, split, number of trajectories; positions, velocities and charges as float64;
/// SHA-256 of all that. It serves every request for as many trajectories or fewer.
/// </remarks>
public sealed class DatasetCache(string folder, Action<string> log)
{
    /// <summary>To be raised with every change to <see cref="Simulation"/> or <see cref="CounterRandom"/> that changes a number.</summary>
    private const int SimulationVersion = 1;

    private const int FormatVersion = 1;
    private const int HeaderSize = 8 + 4 + 4 + 8 + 4 + 4;

    private static ReadOnlySpan<byte> Magic => "NBODYTRJ"u8;

    /// <summary>The first <paramref name="count"/> trajectories of a split, from the disk or else simulated and kept.</summary>
    public Trajectories Get(ulong seed, Split split, int count, int threads, CancellationToken cancellation = default)
    {
        var path = PathOf(seed, split);
        if (TryRead(path, seed, split, count) is { } cached) return cached;

        var simulated = Simulation.Run(seed, split, count, threads, cancellation);
        TryWrite(path, seed, split, simulated);
        return simulated;
    }

    public string PathOf(ulong seed, Split split) => Path.Combine(folder, $"{split.ToString().ToLowerInvariant()}-seed{seed}.bin");

    private Trajectories? TryRead(string path, ulong seed, Split split, int count)
    {
        try
        {
            if (!File.Exists(path)) return null;
            var (problem, trajectories) = Parse(File.ReadAllBytes(path), seed, split);
            if (problem is not null)
            {
                log($"Simulating again, since {path} {problem}.");
                return null;
            }
            return trajectories!.Count < count ? null : trajectories.Take(count);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log($"Simulating again, since {path} cannot be read: {error.Message}");
            return null;
        }
    }

    private static (string? Problem, Trajectories? Trajectories) Parse(byte[] bytes, ulong seed, Split split)
    {
        if (bytes.Length < HeaderSize + SHA256.HashSizeInBytes || !bytes.AsSpan().StartsWith(Magic)) return ("is not a file of trajectories", null);

        var body = bytes.AsSpan(..^SHA256.HashSizeInBytes);
        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length, HeaderSize - Magic.Length));
        if (reader.ReadInt32() != FormatVersion || reader.ReadInt32() != SimulationVersion) return ("was written by another version", null);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(^SHA256.HashSizeInBytes..))) return ("is damaged (wrong checksum)", null);
        if (reader.ReadUInt64() != seed || reader.ReadInt32() != (int)split) return ("holds other trajectories", null);

        var result = new Trajectories(reader.ReadInt32());
        var numbers = body[HeaderSize..];
        foreach (var array in (ReadOnlySpan<double[]>)[result.AllPositions, result.AllVelocities, result.AllCharges])
        {
            var target = MemoryMarshal.AsBytes(array.AsSpan());
            if (numbers.Length < target.Length) return ("is cut short", null);
            numbers[..target.Length].CopyTo(target);
            numbers = numbers[target.Length..];
        }
        return numbers.IsEmpty ? (null, result) : ("is too long", null);
    }

    private void TryWrite(string path, ulong seed, Split split, Trajectories trajectories)
    {
        try
        {
            using var memory = new MemoryStream();
            using var writer = new BinaryWriter(memory);
            writer.Write(Magic);
            writer.Write(FormatVersion);
            writer.Write(SimulationVersion);
            writer.Write(seed);
            writer.Write((int)split);
            writer.Write(trajectories.Count);
            foreach (var array in (ReadOnlySpan<double[]>)[trajectories.AllPositions, trajectories.AllVelocities, trajectories.AllCharges])
            {
                writer.Write(MemoryMarshal.AsBytes(array.AsSpan()));
            }
            writer.Write(SHA256.HashData(memory.GetBuffer().AsSpan(0, (int)memory.Length)));
            AtomicFile.Write(path, stream => memory.WriteTo(stream));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log($"The trajectories are not kept, since {path} cannot be written: {error.Message}");
        }
    }
}
