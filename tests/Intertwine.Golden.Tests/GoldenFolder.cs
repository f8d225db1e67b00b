namespace Intertwine.Golden;

/// <summary>Where the files are: the folder that INTERTWINE_GOLDEN names, else tests/Golden of the repository.</summary>
internal static class GoldenFolder
{
    public const string Variable = "INTERTWINE_GOLDEN";

    public static string Path { get; } = Locate();

    /// <summary>Relative to <see cref="Path"/>, with forward slashes, in alphabetical order.</summary>
    public static IReadOnlyList<string> Files =>
    [
        .. Directory.EnumerateFiles(Path, "*.safetensors", SearchOption.AllDirectories)
            .Select(f => System.IO.Path.GetRelativePath(Path, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Default
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string candidate = System.IO.Path.Combine(folder.FullName, "tests", "Golden");
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }

            throw new DirectoryNotFoundException($"No folder tests/Golden above {AppContext.BaseDirectory}; set {Variable} to the folder with the golden files.");
        }
    }

    private static string Locate()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(named) ? Default
            : Directory.Exists(named) ? System.IO.Path.GetFullPath(named)
            : throw new DirectoryNotFoundException($"{Variable} names '{named}', which is not a folder.");
    }
}
