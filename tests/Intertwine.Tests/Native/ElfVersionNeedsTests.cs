using System.Buffers.Binary;
using System.Text;
using Intertwine.Native;
using TorchSharp;

namespace Intertwine.Tests;

public sealed class ElfVersionNeedsTests
{
    [Fact]
    public void Read_ListsTheNeeds()
    {
        IReadOnlyList<VersionNeed> needs = ElfVersionNeeds.Read(SyntheticLibrary());
        Assert.Equal(
            [("libc.so.6", "GLIBC_2.34", 2, false), ("libstdc++.so.6", "GLIBCXX_3.4", 3, false), ("libstdc++.so.6", "GLIBCXX_3.4.32", 4, false)],
            needs.Select(n => (n.Library, n.Version, n.Index, n.IsWeak)));
    }

    [Fact]
    public void SymbolsOf_ListsThoseOfTheVersion()
    {
        byte[] image = SyntheticLibrary();
        IReadOnlyList<VersionNeed> needs = ElfVersionNeeds.Read(image);
        Assert.Equal(["_ZSt21ios_base_library_initv"], ElfVersionNeeds.SymbolsOf(image, needs[2]));
        Assert.Equal(["puts"], ElfVersionNeeds.SymbolsOf(image, needs[0]));
    }

    [Fact]
    public void MakeWeak_SetsOneBit_AndIsIdempotent()
    {
        byte[] original = SyntheticLibrary();
        byte[] image = [.. original];
        PatchedLibrary.MakeWeak(image, "GLIBCXX_3.4.32", "libtest.so");
        int[] changed = [.. Enumerable.Range(0, image.Length).Where(i => image[i] != original[i])];
        int offset = Assert.Single(changed);
        Assert.Equal(original[offset] | 2, image[offset]);
        Assert.Equal([false, false, true], ElfVersionNeeds.Read(image).Select(n => n.IsWeak));

        byte[] again = [.. image];
        PatchedLibrary.MakeWeak(again, "GLIBCXX_3.4.32", "libtest.so");
        Assert.Equal(image, again);
    }

    [Fact]
    public void MakeWeak_RefusesAVersionWhoseSymbolsAreCalled()
    {
        byte[] image = SyntheticLibrary();
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => PatchedLibrary.MakeWeak(image, "GLIBC_2.34", "libtest.so"));
        Assert.Contains("'libtest.so' uses puts of GLIBC_2.34", e.Message, StringComparison.Ordinal);
        Assert.Equal(SyntheticLibrary(), image);
    }

    [Fact]
    public void MakeWeak_UnknownVersion_IsAnError()
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => PatchedLibrary.MakeWeak(SyntheticLibrary(), "GLIBCXX_9", "libtest.so"));
        Assert.Contains("GLIBCXX_9", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherFiles_AreErrors()
    {
        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Read([]));
        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Read(new byte[200]));
        byte[] bigEndian = SyntheticLibrary();
        bigEndian[5] = 2;
        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Read(bigEndian));
    }

    [Fact]
    public void Read_DamagedFiles_NeverReadOutside()
    {
        byte[] image = SyntheticLibrary();
        for (int length = 0; length < image.Length; length++)
        {
            Tolerate(() => ElfVersionNeeds.Read(image.AsSpan(0, length)));
        }

        Random random = new(1);
        for (int i = 0; i < 5000; i++)
        {
            byte[] damaged = [.. image];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Tolerate(() =>
            {
                foreach (VersionNeed need in ElfVersionNeeds.Read(damaged))
                {
                    ElfVersionNeeds.SymbolsOf(damaged, need);
                }
            });
        }

        static void Tolerate(Action read)
        {
            try
            {
                read();
            }
            catch (Exception e) when (e is InvalidDataException or OverflowException)
            {
                // The only ways to fail.
            }
        }
    }

    [SkippableFact]
    public void TorchSharpsLibrary_HasTheNeedAndOneHarmlessSymbol()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        Skip.IfNot(File.Exists(path), "The library lies elsewhere on this system.");
        byte[] image = File.ReadAllBytes(path);
        VersionNeed need = Assert.Single(ElfVersionNeeds.Read(image), n => n.Version == "GLIBCXX_3.4.32");
        Assert.Equal("libstdc++.so.6", need.Library);
        Assert.Equal(["_ZSt21ios_base_library_initv"], ElfVersionNeeds.SymbolsOf(image, need));
    }

    [Fact]
    public void Create_WritesOneCopy_AndRepairsIt()
    {
        string folder = Directory.CreateTempSubdirectory("intertwine-tests-").FullName;
        try
        {
            string original = Path.Combine(folder, "libtest.so");
            File.WriteAllBytes(original, SyntheticLibrary());
            string[] copies = new string[8];
            Parallel.For(0, copies.Length, i => copies[i] = PatchedLibrary.Create(original, "GLIBCXX_3.4.32", Path.Combine(folder, "cache")));
            string copy = Assert.Single(copies.Distinct());
            byte[] patched = File.ReadAllBytes(copy);
            Assert.True(ElfVersionNeeds.Read(patched)[2].IsWeak);
            Assert.Equal(SyntheticLibrary(), File.ReadAllBytes(original));
            Assert.Equal([copy], Directory.GetFiles(Path.GetDirectoryName(copy)!));

            File.WriteAllBytes(copy, patched[..100]);
            Assert.Equal(copy, PatchedLibrary.Create(original, "GLIBCXX_3.4.32", Path.Combine(folder, "cache")));
            Assert.Equal(patched, File.ReadAllBytes(copy));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Message_SaysTheCauseAndWhatToDo()
    {
        string message = TorchLibrary.Explain("the disk is full");
        Assert.Contains("GLIBCXX_3.4.32", message, StringComparison.Ordinal);
        Assert.Contains("the disk is full", message, StringComparison.Ordinal);
        Assert.Contains("XDG_CACHE_HOME", message, StringComparison.Ordinal);
        Assert.Contains("libtorch-cpu-linux-x64", message, StringComparison.Ordinal);
    }

    [Fact]
    public void TorchSharp_Works() => Assert.Equal(6, torch.arange(4).sum().item<long>());

    /// <summary>The parts of a shared library that matter here: one loadable segment at address 0x1000, needs of two libraries, two symbols with versions, section headers.</summary>
    private static byte[] SyntheticLibrary()
    {
        byte[] image = new byte[1024];
        MemoryStream strings = new();
        int Name(string text)
        {
            int at = (int)strings.Length;
            strings.Write(Encoding.ASCII.GetBytes(text + "\0"));
            return at;
        }

        Name("");
        (int libc, int glibc, int stdcpp, int first, int second, int puts, int init) =
            (Name("libc.so.6"), Name("GLIBC_2.34"), Name("libstdc++.so.6"), Name("GLIBCXX_3.4"), Name("GLIBCXX_3.4.32"), Name("puts"), Name("_ZSt21ios_base_library_initv"));

        const int Dynamic = 192, Needs = 304, Strings = 432, Symbols = 600, Versions = 680, Sections = 704;
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(image, 0);
        U64(32, 64);
        U64(40, Sections);
        U16(54, 56);
        U16(56, 2);
        U16(58, 64);
        U16(60, 3);

        // PT_LOAD, PT_DYNAMIC.
        U32(64, 1);
        U64(64 + 8, 0);
        U64(64 + 16, 0x1000);
        U64(64 + 32, (ulong)image.Length);
        U32(120, 2);
        U64(120 + 8, Dynamic);
        U64(120 + 16, 0x1000 + Dynamic);
        U64(120 + 32, 80);
        (ulong, ulong)[] entries = [(0x6ffffffe, 0x1000 + Needs), (0x6fffffff, 2), (5, 0x1000 + Strings), (10, (ulong)strings.Length), (0, 0)];
        for (int i = 0; i < entries.Length; i++)
        {
            U64(Dynamic + (16 * i), entries[i].Item1);
            U64(Dynamic + (16 * i) + 8, entries[i].Item2);
        }

        Need(Needs, libc, [(glibc, 2)], last: false);
        Need(Needs + 32, stdcpp, [(first, 3), (second, 4)], last: true);
        strings.ToArray().CopyTo(image, Strings);
        U32(Symbols + 24, (uint)puts);
        U32(Symbols + 48, (uint)init);
        U16(Versions + 2, 2);
        U16(Versions + 4, 4);
        Section(0, 11, Symbols, 72, link: 1);
        Section(1, 3, Strings, (int)strings.Length, link: 0);
        Section(2, 0x6fffffff, Versions, 6, link: 0);
        return image;

        void Need(int at, int file, (int Name, ushort Index)[] versions, bool last)
        {
            U16(at, 1);
            U16(at + 2, (ushort)versions.Length);
            U32(at + 4, (uint)file);
            U32(at + 8, 16);
            U32(at + 12, last ? 0 : 16u + (16u * (uint)versions.Length));
            for (int i = 0; i < versions.Length; i++)
            {
                int aux = at + 16 + (16 * i);
                U16(aux + 6, versions[i].Index);
                U32(aux + 8, (uint)versions[i].Name);
                U32(aux + 12, i + 1 < versions.Length ? 16u : 0);
            }
        }

        void Section(int i, uint type, int offset, int size, uint link)
        {
            U32(Sections + (64 * i) + 4, type);
            U64(Sections + (64 * i) + 24, (ulong)offset);
            U64(Sections + (64 * i) + 32, (ulong)size);
            U32(Sections + (64 * i) + 40, link);
        }

        void U16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), value);
        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(at), value);
        void U64(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(at), value);
    }
}
