using System.Buffers.Binary;
using System.Text;

namespace Intertwine.Native;

/// <summary>One version that a shared library asks of another: an entry <c>Elf64_Vernaux</c>.</summary>
/// <param name="Library">The library asked (<c>libstdc++.so.6</c>).</param>
/// <param name="Version">The version asked for (<c>GLIBCXX_3.4.32</c>).</param>
/// <param name="Index">The number by which symbols refer to this version in <c>.gnu.version</c>.</param>
/// <param name="IsWeak">Whether a missing version is forgiven by the dynamic loader.</param>
/// <param name="FlagsOffset">Where <c>vna_flags</c> stands in the file.</param>
internal sealed record VersionNeed(string Library, string Version, int Index, bool IsWeak, int FlagsOffset);

/// <summary>
/// Reads the version needs of a 64-bit little-endian ELF shared library, and marks one as weak. The loader refuses a library where a needed version is missing,
/// unless its entry has the bit <c>VER_FLG_WEAK</c>; a symbol of that version may then stay unresolved, which is harmless for one that is never called.
/// </summary>
/// <remarks>
/// Layout: System V gABI chapter 5 and the Linux Standard Base, "Symbol Versioning". The table is found as the loader finds it, by <c>DT_VERNEED</c> in the dynamic segment. Every read is
/// bounds-checked; a file of another kind or a damaged one is an <see cref="InvalidDataException"/>.
/// </remarks>
internal static class ElfVersionNeeds
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const ushort WeakFlag = 0x2; // VER_FLG_WEAK

    /// <summary>The version needs in the order of the file.</summary>
    public static IReadOnlyList<VersionNeed> Read(ReadOnlySpan<byte> image)
    {
        Dictionary<long, ulong> dynamic = ReadDynamic(image);
        if (!dynamic.TryGetValue(0x6ffffffe, out ulong needAddress)) // DT_VERNEED
        {
            return [];
        }

        ulong libraries = Entry(dynamic, 0x6fffffff, "DT_VERNEEDNUM");
        long strings = FileOffset(image, Entry(dynamic, 5, "DT_STRTAB"));
        long stringsEnd = strings + checked((long)Entry(dynamic, 10, "DT_STRSZ"));
        List<VersionNeed> needs = [];
        long need = FileOffset(image, needAddress);
        for (ulong library = 0; library < libraries; library++)
        {
            // Elf64_Verneed: version u16, count u16, file u32, aux u32, next u32.
            string file = Text(image, strings + UInt32(image, need + 4), stringsEnd);
            long aux = need + UInt32(image, need + 8);
            for (int count = UInt16(image, need + 2); count > 0; count--)
            {
                // Elf64_Vernaux: hash u32, flags u16, other u16, name u32, next u32.
                string version = Text(image, strings + UInt32(image, aux + 8), stringsEnd);
                needs.Add(new VersionNeed(file, version, UInt16(image, aux + 6), (UInt16(image, aux + 4) & WeakFlag) != 0, checked((int)(aux + 4))));
                uint nextAux = UInt32(image, aux + 12);
                if (nextAux == 0)
                {
                    break;
                }

                aux += nextAux;
            }

            uint next = UInt32(image, need + 12);
            if (next == 0)
            {
                break;
            }

            need += next;
        }

        return needs;
    }

    /// <summary>The symbols bound to a version, from the section tables <c>.dynsym</c> and <c>.gnu.version</c>.</summary>
    public static IReadOnlyList<string> SymbolsOf(ReadOnlySpan<byte> image, VersionNeed need)
    {
        CheckHeader(image);
        long sections = Int64(image, 40);
        int count = UInt16(image, 60);
        if (sections == 0 || count == 0 || UInt16(image, 58) != SectionHeaderSize)
        {
            throw new InvalidDataException("The library has no section headers; the symbols of a version cannot be listed.");
        }

        (long Offset, long Size) symbols = default, versions = default;
        long strings = 0, stringsEnd = 0;
        for (int i = 0; i < count; i++)
        {
            // Elf64_Shdr: name u32, type u32, flags u64, addr u64, offset u64, size u64, link u32, info u32, …
            long header = sections + ((long)i * SectionHeaderSize);
            (long Offset, long Size) extent = (Int64(image, header + 24), Int64(image, header + 32));
            switch (UInt32(image, header + 4))
            {
                case 11: // SHT_DYNSYM
                    symbols = extent;
                    long link = sections + (UInt32(image, header + 40) * (long)SectionHeaderSize);
                    strings = Int64(image, link + 24);
                    stringsEnd = strings + Int64(image, link + 32);
                    break;
                case 0x6fffffff: // SHT_GNU_versym
                    versions = extent;
                    break;
            }
        }

        List<string> names = [];
        for (long i = 0; i < Math.Min(symbols.Size / SymbolSize, versions.Size / 2); i++)
        {
            if ((UInt16(image, versions.Offset + (2 * i)) & 0x7fff) == need.Index)
            {
                names.Add(Text(image, strings + UInt32(image, symbols.Offset + (SymbolSize * i)), stringsEnd));
            }
        }

        return names;
    }

    /// <summary>Sets <c>VER_FLG_WEAK</c> on a version need. Doing it again changes nothing.</summary>
    public static void MakeWeak(Span<byte> image, VersionNeed need)
    {
        ushort flags = UInt16(image, need.FlagsOffset);
        BinaryPrimitives.WriteUInt16LittleEndian(image[need.FlagsOffset..], (ushort)(flags | WeakFlag));
    }

    private static void CheckHeader(ReadOnlySpan<byte> image)
    {
        // e_ident: magic, class 2 = 64 bit, data 1 = little endian.
        if (image.Length < HeaderSize || !image[..6].SequenceEqual((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
        {
            throw new InvalidDataException("Expected a 64-bit little-endian ELF file.");
        }
    }

    private static Dictionary<long, ulong> ReadDynamic(ReadOnlySpan<byte> image)
    {
        Dictionary<long, ulong> entries = [];
        foreach ((uint type, long offset, _, long size) in ProgramHeaders(image))
        {
            if (type != 2) // PT_DYNAMIC
            {
                continue;
            }

            for (long at = offset; at + 16 <= offset + size; at += 16)
            {
                long tag = Int64(image, at);
                if (tag == 0) // DT_NULL
                {
                    break;
                }

                entries[tag] = (ulong)Int64(image, at + 8);
            }
        }

        return entries;
    }

    private static List<(uint Type, long Offset, ulong Address, long Size)> ProgramHeaders(ReadOnlySpan<byte> image)
    {
        CheckHeader(image);
        long table = Int64(image, 32);
        int count = UInt16(image, 56);
        if (UInt16(image, 54) != ProgramHeaderSize)
        {
            throw new InvalidDataException($"Expected program headers of {ProgramHeaderSize} bytes; got {UInt16(image, 54)}.");
        }

        List<(uint, long, ulong, long)> headers = [];
        for (int i = 0; i < count; i++)
        {
            // Elf64_Phdr: type u32, flags u32, offset u64, vaddr u64, paddr u64, filesz u64, …
            long at = table + ((long)i * ProgramHeaderSize);
            headers.Add((UInt32(image, at), Int64(image, at + 8), (ulong)Int64(image, at + 16), Int64(image, at + 32)));
        }

        return headers;
    }

    private static ulong Entry(Dictionary<long, ulong> dynamic, long tag, string name) =>
        dynamic.TryGetValue(tag, out ulong value) ? value : throw new InvalidDataException($"The dynamic segment has no {name}.");

    /// <summary>Where the bytes of a virtual address stand in the file, by the loadable segments.</summary>
    private static long FileOffset(ReadOnlySpan<byte> image, ulong address)
    {
        foreach ((uint type, long offset, ulong start, long size) in ProgramHeaders(image))
        {
            if (type == 1 && address >= start && address - start < (ulong)size) // PT_LOAD
            {
                return checked(offset + (long)(address - start));
            }
        }

        throw new InvalidDataException($"No loadable segment holds the address 0x{address:x}.");
    }

    private static string Text(ReadOnlySpan<byte> image, long offset, long end)
    {
        if (offset < 0 || offset >= end || end > image.Length)
        {
            throw new InvalidDataException($"A name at offset {offset} lies outside the string table.");
        }

        ReadOnlySpan<byte> rest = image[(int)offset..(int)end];
        int length = rest.IndexOf((byte)0);
        return length < 0 ? throw new InvalidDataException($"The name at offset {offset} has no end.") : Encoding.UTF8.GetString(rest[..length]);
    }

    private static ushort UInt16(ReadOnlySpan<byte> image, long offset) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(image, offset, 2));

    private static uint UInt32(ReadOnlySpan<byte> image, long offset) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(image, offset, 4));

    private static long Int64(ReadOnlySpan<byte> image, long offset) => BinaryPrimitives.ReadInt64LittleEndian(Bytes(image, offset, 8));

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> image, long offset, int count) =>
        offset >= 0 && offset <= image.Length - count
            ? image.Slice((int)offset, count)
            : throw new InvalidDataException($"The file ends before offset {offset}; it has {image.Length} bytes.");
}
