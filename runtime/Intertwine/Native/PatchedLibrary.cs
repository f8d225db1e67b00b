using System.Security.Cryptography;

namespace Intertwine.Native;

/// <summary>
/// A copy of a native library in the user's cache folder, with one version need made weak. The folder's name is the hash of the original, so that a new version of the package gets a new copy; the original
/// stays as it is.
/// </summary>
internal static class PatchedLibrary
{
    /// <summary>
    /// The symbols that may stay unresolved. libstdc++ of GCC 13 exports this one only to make sure that its own initialisation is linked in (older ones do it in every object file); nobody calls it.
    /// </summary>
    private static readonly string[] HarmlessSymbols = ["_ZSt21ios_base_library_initv"];

    /// <summary>Writes the copy where it is not there yet, and returns its path. Safe for several processes at a time: the file appears by a rename, complete.</summary>
    public static string Create(string original, string version, string cacheFolder)
    {
        byte[] image = File.ReadAllBytes(original);
        string key = Convert.ToHexStringLower(SHA256.HashData(image))[..32];
        MakeWeak(image, version, original);

        string folder = Path.Combine(cacheFolder, key);
        CreatePrivateFolder(folder);
        string copy = Path.Combine(folder, Path.GetFileName(original));
        if (!File.Exists(copy) || !File.ReadAllBytes(copy).AsSpan().SequenceEqual(image))
        {
            string temporary = Path.Combine(folder, $"{Path.GetRandomFileName()}.part");
            try
            {
                File.WriteAllBytes(temporary, image);
                File.Move(temporary, copy, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        }

        return copy;
    }

    /// <summary>The folder for copies: under <c>XDG_CACHE_HOME</c> or <c>~/.cache</c>; where there is no home, a folder of this user under the temporary one.</summary>
    public static string CacheFolder()
    {
        string? root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(root))
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            root = string.IsNullOrEmpty(home) ? Path.Combine(Path.GetTempPath(), $"cache-{Environment.UserName}") : Path.Combine(home, ".cache");
        }

        return Path.Combine(root, "intertwine", "native");
    }

    internal static void MakeWeak(Span<byte> image, string version, string name)
    {
        VersionNeed need = ElfVersionNeeds.Read(image).FirstOrDefault(n => n.Version == version)
            ?? throw new InvalidDataException($"'{name}' has no entry for the version {version} among the versions that it needs.");
        string[] others = [.. ElfVersionNeeds.SymbolsOf(image, need).Except(HarmlessSymbols)];
        if (others.Length > 0)
        {
            throw new InvalidDataException($"'{name}' uses {string.Join(", ", others)} of {version}; it cannot work without that version.");
        }

        ElfVersionNeeds.MakeWeak(image, need);
    }

    private static void CreatePrivateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
