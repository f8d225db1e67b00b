using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Intertwine.Samples;

/// <summary>An array of numbers from a <c>.npy</c> file, as float64, row by row.</summary>
public sealed record NpyArray(string Type, int[] Shape, double[] Values)
{
    /// <summary>The numbers as whole numbers; they must be.</summary>
    public int[] ToInt32() => Array.ConvertAll(Values, value => value == (int)value ? (int)value : throw new InvalidDataException($"Expected whole numbers in 32 bits; got {value}."));
}

/// <summary>
/// Reads <c>.npy</c> and <c>.npz</c> files: booleans, integers and floating-point numbers of 1 to 8 bytes, either byte order, row by row or column by column.
/// </summary>
/// <remarks>
/// The format: numpy.lib.format, versions 1 to 3. Magic "\x93NUMPY", two bytes of version, the length of the header (2 bytes, from version 2 on 4), a Python dictionary with descr, fortran_order and shape, then
/// the numbers. An npz file is a zip archive of them.
/// </remarks>
public static partial class Npy
{
    /// <summary>Arrays of numbers of an npz file by name.</summary>
    /// <param name="names">Which; all where left out, and then all must be of numbers.</param>
    public static IReadOnlyDictionary<string, NpyArray> ReadArchive(string path, params IReadOnlyCollection<string> names)
    {
        using FileStream file = File.OpenRead(path);
        using ZipArchive archive = Open(file, path);
        string[] wanted = names.Count > 0 ? [.. names] : [.. archive.Entries.Where(entry => entry.Name.EndsWith(".npy", StringComparison.Ordinal)).Select(entry => entry.FullName[..^4])];
        return wanted.ToDictionary(name => name, name =>
        {
            using Stream stream = Entry(archive, name, path).Open();
            return Read(stream, $"{path}, {name}.npy");
        });
    }

    /// <summary>An array of words (type U, UTF-32) of an npz file.</summary>
    public static string[] ReadWords(string path, string name)
    {
        using FileStream file = File.OpenRead(path);
        using ZipArchive archive = Open(file, path);
        using Stream stream = Entry(archive, name, path).Open();
        string what = $"{path}, {name}.npy";
        (string type, _, int[] shape) = Header(stream, what);
        if (type.Length < 3 || type[0] is not ('<' or '>') || type[1] != 'U' || !int.TryParse(type[2..], NumberStyles.None, CultureInfo.InvariantCulture, out int letters) || shape.Length != 1)
        {
            throw new InvalidDataException($"{what}: expected a list of words, type <U; got type '{type}', shape ({string.Join(", ", shape)}).");
        }

        byte[] bytes = Bytes(stream, checked(4 * letters * shape[0]), $"{shape[0]} words of {letters} letters", what);
        Encoding encoding = new UTF32Encoding(bigEndian: type[0] == '>', byteOrderMark: false);
        return [.. Enumerable.Range(0, shape[0]).Select(word => encoding.GetString(bytes, 4 * letters * word, 4 * letters).TrimEnd('\0'))];
    }

    public static NpyArray Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file, path);
    }

    /// <param name="name">What errors call the stream.</param>
    public static NpyArray Read(Stream stream, string name)
    {
        (string type, bool fortran, int[] shape) = Header(stream, name);
        int count = shape.Aggregate(1, (product, axis) => checked(product * axis));
        (int size, Func<byte[], int, double> read) = Reader(type, name);
        byte[] bytes = Bytes(stream, checked(count * size), $"{count} numbers of type {type}", name);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = read(bytes, i * size);
        }

        return new NpyArray(type, shape, fortran ? ByRows(values, shape) : values);
    }

    private static ZipArchive Open(FileStream file, string path)
    {
        try
        {
            return new ZipArchive(file, ZipArchiveMode.Read);
        }
        catch (InvalidDataException)
        {
            throw new InvalidDataException($"{path}: expected an npz file, a zip archive of npy files; got something else.");
        }
    }

    private static ZipArchiveEntry Entry(ZipArchive archive, string name, string path) => archive.GetEntry($"{name}.npy")
        ?? throw new InvalidDataException($"{path}: expected an array '{name}'; got {string.Join(", ", archive.Entries.Select(entry => Path.GetFileNameWithoutExtension(entry.Name)))}.");

    private static (string Type, bool Fortran, int[] Shape) Header(Stream stream, string name)
    {
        byte[] start = Bytes(stream, 8, "the magic bytes and the version", name);
        if (!start.AsSpan(0, 6).SequenceEqual((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y']))
        {
            throw new InvalidDataException($"{name}: expected the magic bytes of an npy file; got {Convert.ToHexString(start, 0, 6)}.");
        }

        int version = start[6] is >= 1 and <= 3 ? start[6] : throw new InvalidDataException($"{name}: expected version 1 to 3 of the format; got {start[6]}.");
        long length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(Bytes(stream, 2, "the length of the header", name)) : BinaryPrimitives.ReadUInt32LittleEndian(Bytes(stream, 4, "the length of the header", name));
        string header = Encoding.UTF8.GetString(Bytes(stream, length <= 1 << 20 ? (int)length : throw new InvalidDataException($"{name}: expected a header of at most 1 MiB; got {length} bytes."), "the header", name));
        string type = Part(TypePattern(), header, "'descr' with one type", name);
        bool fortran = Part(OrderPattern(), header, "'fortran_order'", name) == "True";
        int[] shape = [.. Part(ShapePattern(), header, "'shape'", name).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(axis =>
            int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : throw new InvalidDataException($"{name}: expected whole numbers in 'shape'; got '{axis}'."))];
        return (type, fortran, shape);
    }

    /// <summary>Number of bytes and the reader of one number.</summary>
    private static (int Size, Func<byte[], int, double> Read) Reader(string type, string name)
    {
        bool big = type.StartsWith('>');
        int size = type.Length == 3 && char.IsAsciiDigit(type[2]) ? type[2] - '0' : 0;
        Func<ulong, double>? convert = type[Math.Min(1, type.Length)..] switch
        {
            "b1" or "u1" or "u2" or "u4" or "u8" => bits => bits,
            "i1" => bits => (sbyte)bits,
            "i2" => bits => (short)bits,
            "i4" => bits => (int)bits,
            "i8" => bits => (long)bits,
            "f2" => bits => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
            "f4" => bits => BitConverter.UInt32BitsToSingle((uint)bits),
            "f8" => bits => BitConverter.UInt64BitsToDouble(bits),
            _ => null,
        };
        if (convert is null || type[0] is not ('<' or '>' or '|' or '='))
        {
            throw new InvalidDataException($"{name}: expected numbers, one of b1, i1-i8, u1-u8, f2-f8; got type '{type}'.");
        }

        double Decode(byte[] bytes, int at)
        {
            ulong bits = 0;
            for (int k = 0; k < size; k++)
            {
                bits |= (ulong)bytes[at + (big ? size - 1 - k : k)] << (8 * k);
            }

            return convert(bits);
        }

        return (size, Decode);
    }

    private static double[] ByRows(double[] values, int[] shape)
    {
        double[] rows = new double[values.Length];
        int[] index = new int[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int at = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                at = (at * shape[axis]) + index[axis];
            }

            rows[i] = values[at];
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return rows;
    }

    private static byte[] Bytes(Stream stream, int count, string what, string name)
    {
        byte[] bytes = new byte[count];
        int got = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        return got == count ? bytes : throw new InvalidDataException($"{name}: expected {what}, {count} bytes; got {got} bytes before the end of the file.");
    }

    private static string Part(Regex pattern, string header, string what, string name) =>
        pattern.Match(header) is { Success: true } match ? match.Groups[1].Value : throw new InvalidDataException($"{name}: expected {what} in the header; got {header.Trim()}.");

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex ShapePattern();
}
