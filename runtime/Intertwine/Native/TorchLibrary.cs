using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Intertwine.Native;

/// <summary>
/// Makes TorchSharp's native library load on Linux systems whose libstdc++ is older than GCC 13 (Debian 12, Ubuntu 22.04, RHEL 9). There <c>libLibTorchSharp.so</c> is refused, because it asks for the symbol version
/// <c>GLIBCXX_3.4.32</c>, behind which stands one symbol that is never called. A copy in the user's cache folder, with that need marked weak, loads; TorchSharp then finds it under its name.
/// Where the library loads by itself, and on other systems, nothing is done.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TorchLibrary
{
    private const string MissingVersion = "GLIBCXX_3.4.32";
    private const string FileName = "libLibTorchSharp.so";

    /// <summary>A switch of <see cref="AppContext"/>: the library is loaded by the first use that needs it, and not before.</summary>
    private const string WithoutNativeLibrary = "Intertwine.WithoutNativeLibrary";

    private static readonly Lazy<nint> Library = new(LoadLibrary);

    /// <summary>The loaded native library of TorchSharp.</summary>
    internal static nint Handle => Library.Value;

    /// <summary>Loads the library now.</summary>
    /// <exception cref="NativeLibraryException">The library cannot be loaded; the message says why and what to do.</exception>
    public static void Load() => _ = Handle;

    /// <summary>
    /// Loads the library where that works; else the failure is kept for the first use that needs it. Assemblies that use Intertwine call this when they start (<c>build/Intertwine.Start.cs</c>), so that they can call
    /// TorchSharp in any order with Intertwine: this assembly's own initializer runs with its first use only.
    /// </summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The library has to be loaded before TorchSharp's first call, which users make themselves.")]
    public static void Prepare()
    {
        // A program that only reads definitions, such as dotnet intertwine, has no native library and needs none.
        if (AppContext.TryGetSwitch(WithoutNativeLibrary, out bool isLeftOut) && isLeftOut)
        {
            return;
        }

        try
        {
            Load();
        }
        catch (NativeLibraryException e)
        {
            // Lazy keeps it; EquivariantModel, Graph and Safetensors throw it with its message instead of a TypeInitializationException here. Where TorchSharp is called before them, its own
            // message would send the user after a missing package.
            if (e.ConcernsVersion)
            {
                Console.Error.WriteLine(e.Message);
            }
        }
    }

    /// <summary>The message of the exception: what is missing, what was tried, what to do.</summary>
    internal static string Explain(string reason) =>
        $"""
        TorchSharp's native library {FileName} cannot be loaded: it asks for {MissingVersion} of libstdc++ (GCC 13), which this system does not have, and a copy without that need could not be used either.
        Reason: {reason}
        What to do: install a libstdc++6 of GCC 13 or newer; or make the folder for copies writable (it is '{PatchedLibrary.CacheFolder()}'; set XDG_CACHE_HOME to choose another);
        and check that the project references the package libtorch-cpu-linux-x64 (or a libtorch-cuda package) of the version that TorchSharp asks for.
        """;

    private static nint LoadLibrary()
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                // TorchSharp has its own order of loading libtorch's parts.
                torch.InitializeDeviceType(DeviceType.CPU);
            }

            return NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
        }
        catch (Exception e) when (!OperatingSystem.IsLinux() || !e.Message.Contains(MissingVersion, StringComparison.Ordinal))
        {
            throw new NativeLibraryException($"TorchSharp's native library cannot be loaded: {e.Message}", e);
        }
        catch (DllNotFoundException)
        {
            return LoadPatched();
        }
    }

    private static nint LoadPatched()
    {
        try
        {
            IReadOnlyList<string> folders = SearchFolders();
            string original = Find(folders, FileName) ?? throw new FileNotFoundException($"{FileName} was not found in {string.Join(", ", folders)}.");
            string copy = PatchedLibrary.Create(original, MissingVersion, PatchedLibrary.CacheFolder());

            // The copy stands alone in its folder: what it links to is found because it is already there.
            foreach (string dependency in (string[])["libtorch_cpu.so", "libtorch.so"])
            {
                NativeLibrary.Load(Find(folders, dependency) ?? throw new FileNotFoundException($"{dependency} was not found in {string.Join(", ", folders)}."));
            }

            return NativeLibrary.Load(copy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or DllNotFoundException or BadImageFormatException)
        {
            throw new NativeLibraryException(Explain(e.Message), e) { ConcernsVersion = true };
        }
    }

    /// <summary>Where native libraries of packages lie: the folders of the application's deps.json, beside the application, and in TorchSharp's package itself.</summary>
    private static List<string> SearchFolders()
    {
        List<string> folders = [];
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string native)
        {
            folders.AddRange(native.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        }

        string runtime = Path.Combine("runtimes", $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native");
        string assembly = Path.GetDirectoryName(typeof(torch).Assembly.Location) is { Length: > 0 } location ? location : AppContext.BaseDirectory;
        foreach (string root in (string[])[AppContext.BaseDirectory, assembly, Path.Combine(assembly, "..", "..")])
        {
            folders.Add(root);
            folders.Add(Path.Combine(root, runtime));
        }

        return [.. folders.Select(Path.GetFullPath).Distinct()];
    }

    private static string? Find(IReadOnlyList<string> folders, string file) => folders.Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists);
}
