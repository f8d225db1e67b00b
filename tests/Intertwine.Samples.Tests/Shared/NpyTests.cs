using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Intertwine.Samples.Tests.Shared;

public sealed class NpyTests
{
    [Fact]
    public void TypesOrdersAndVersions_AreRead()
    {
        Assert.Equal([1.5, -2], Read(File("<f8", "(2,)", Bytes(1.5, -2))).Values);
        Assert.Equal([1.5], Read(File("<f4", "()", BitConverter.GetBytes(1.5f))).Values);
        Assert.Equal([0.5], Read(File("<f2", "(1,)", BitConverter.GetBytes((Half)0.5))).Values);
        Assert.Equal([-1], Read(File("<i8", "(1,)", BitConverter.GetBytes(-1L))).Values);
        Assert.Equal([-2], Read(File(">i4", "(1,)", [255, 255, 255, 254])).ToInt32());
        Assert.Equal([-1, 2], Read(File("|i1", "(2,)", [255, 2])).Values);
        Assert.Equal([65535], Read(File("<u2", "(1,)", [255, 255])).Values);
        Assert.Equal([1, 0], Read(File("|b1", "(2,)", [1, 0])).Values);
        Assert.Empty(Read(File("<f8", "(0, 3)", [])).Values);
        NpyArray columns = Read(File("<f8", "(2, 3)", Bytes(1, 4, 2, 5, 3, 6), fortran: true, version: 2));
        Assert.Equal([2, 3], columns.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], columns.Values);
    }

    [Fact]
    public void Archives_AreReadByName()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (var archive = new ZipArchive(System.IO.File.Create(path), ZipArchiveMode.Create))
            {
                foreach ((string name, byte[] bytes) in ((string, byte[])[])[("a.npy", File("<f8", "(1,)", Bytes(3))), ("b.npy", File("|i1", "(2,)", [4, 5]))])
                {
                    using Stream stream = archive.CreateEntry(name).Open();
                    stream.Write(bytes);
                }
            }

            IReadOnlyDictionary<string, NpyArray> arrays = Npy.ReadArchive(path);
            Assert.Equal(["a", "b"], arrays.Keys.Order());
            Assert.Equal([4, 5], arrays["b"].ToInt32());
            System.IO.File.WriteAllText(path, "no archive");
            Assert.Contains("expected an npz file", Assert.Throws<InvalidDataException>(() => Npy.ReadArchive(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void Words_AreReadFromArchivesBesideNumbers()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (var archive = new ZipArchive(System.IO.File.Create(path), ZipArchiveMode.Create))
            {
                byte[] words = [.. Encoding.UTF32.GetBytes("bed\0"), .. Encoding.UTF32.GetBytes("sofa")];
                foreach ((string name, byte[] bytes) in ((string, byte[])[])[("a.npy", File("<i2", "(2,)", [1, 0, 2, 0])), ("classes.npy", File("<U4", "(2,)", words))])
                {
                    using Stream stream = archive.CreateEntry(name).Open();
                    stream.Write(bytes);
                }
            }

            Assert.Equal(["bed", "sofa"], Npy.ReadWords(path, "classes"));
            Assert.Equal(["a"], Npy.ReadArchive(path, "a").Keys);
            Assert.Contains("expected numbers", Assert.Throws<InvalidDataException>(() => Npy.ReadArchive(path)).Message, StringComparison.Ordinal);
            Assert.Contains("expected a list of words", Assert.Throws<InvalidDataException>(() => Npy.ReadWords(path, "a")).Message, StringComparison.Ordinal);
            Assert.Contains("expected an array 'q'; got a, classes", Assert.Throws<InvalidDataException>(() => Npy.ReadArchive(path, "q")).Message, StringComparison.Ordinal);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void Errors_SayWhatWasExpected()
    {
        Expect("expected the magic bytes of an npy file", "something else"u8.ToArray());
        Expect("f.npy: expected the magic bytes and the version, 8 bytes; got 3 bytes", [1, 2, 3]);
        Expect("expected version 1 to 3 of the format; got 9", File("<f8", "(1,)", Bytes(1), version: 9));
        Expect("expected numbers, one of b1, i1-i8, u1-u8, f2-f8; got type '<U3'", File("<U3", "(1,)", new byte[12]));
        Expect("expected 2 numbers of type <f8, 16 bytes; got 8 bytes", File("<f8", "(2,)", Bytes(1)));
        Assert.Contains("Expected whole numbers", Assert.Throws<InvalidDataException>(() => Read(File("<f8", "(1,)", Bytes(1.5))).ToInt32()).Message, StringComparison.Ordinal);
    }

    private static void Expect(string message, byte[] bytes) => Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(bytes)).Message, StringComparison.Ordinal);

    private static NpyArray Read(byte[] bytes) => Npy.Read(new MemoryStream(bytes), "f.npy");

    private static byte[] Bytes(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] File(string type, string shape, byte[] data, bool fortran = false, byte version = 1)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}\n");
        byte[] length = new byte[version == 1 ? 2 : 4];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. data];
    }
}
