using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;

namespace Intertwine.Tool;

/// <summary>
/// Loads a built assembly with what it was built with, and finds its models. Definitions are static data of the generated code: nothing native is loaded, as Intertwine is told not to make TorchSharp's library ready.
/// </summary>
internal sealed class ModelAssembly : AssemblyLoadContext
{
    /// <summary>As <c>Intertwine.Native.TorchLibrary</c> reads it.</summary>
    private const string WithoutNativeLibrary = "Intertwine.WithoutNativeLibrary";

    private const string ModelBase = "Intertwine.EquivariantModel";

    private readonly AssemblyDependencyResolver _resolver;
    private readonly IReadOnlyDictionary<string, string> _packages;

    private ModelAssembly(string path)
        : base("models")
    {
        _resolver = new AssemblyDependencyResolver(path);
        _packages = PackageFiles(path);
    }

    /// <exception cref="ToolException">The file is no assembly, or was built with an Intertwine that has no tables.</exception>
    public static IReadOnlyList<DeclaredModel> Read(string path)
    {
        AppContext.SetSwitch(WithoutNativeLibrary, true);
        try
        {
            Assembly assembly = new ModelAssembly(path).LoadFromAssemblyPath(path);
            return [.. TypesOf(assembly).Where(type => !type.IsAbstract && IsModel(type)).Select(DeclaredModel.Of).OfType<DeclaredModel>().OrderBy(model => model.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException)
        {
            throw new ToolException($"{path} cannot be loaded: {e.Message}");
        }
    }

    protected override Assembly? Load(AssemblyName name)
    {
        string? path = _resolver.ResolveAssemblyToPath(name) ?? (name.Name is not null ? _packages.GetValueOrDefault(name.Name) : null);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            // Types of other parts of the program may need what is not here.
            return [.. e.Types.OfType<Type>()];
        }
    }

    private static bool IsModel(Type type)
    {
        for (Type? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.FullName == ModelBase)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Assemblies of packages that a library does not have beside it: they stay in the folders of packages, at the paths that its deps.json gives.</summary>
    private static Dictionary<string, string> PackageFiles(string path)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string dependencies = Path.ChangeExtension(path, ".deps.json");
        if (!File.Exists(dependencies))
        {
            return files;
        }

        IReadOnlyList<string> packages = PackageFolders();
        using var document = JsonDocument.Parse(File.ReadAllText(dependencies));
        JsonElement libraries = document.RootElement.GetProperty("libraries");
        foreach (JsonProperty target in document.RootElement.GetProperty("targets").EnumerateObject())
        {
            foreach (JsonProperty library in target.Value.EnumerateObject())
            {
                if (library.Value.TryGetProperty("runtime", out JsonElement runtime) && libraries.TryGetProperty(library.Name, out JsonElement place) && place.TryGetProperty("path", out JsonElement folder))
                {
                    foreach (JsonProperty file in runtime.EnumerateObject())
                    {
                        if (packages.Select(root => Path.Combine(root, folder.GetString()!, file.Name)).FirstOrDefault(File.Exists) is { } full)
                        {
                            files[Path.GetFileNameWithoutExtension(full)] = full;
                        }
                    }
                }
            }
        }

        return files;
    }

    /// <summary>Where NuGet keeps packages: its folder, then those of <c>NUGET_FALLBACK_PACKAGES</c>, between semicolons.</summary>
    private static IReadOnlyList<string> PackageFolders()
    {
        string first = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string[] more = (Environment.GetEnvironmentVariable("NUGET_FALLBACK_PACKAGES") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [first, .. more];
    }
}
