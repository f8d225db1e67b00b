using System.Diagnostics;

namespace Intertwine.Tool;

/// <summary>From what the user names to a built assembly.</summary>
internal static class ProjectBuild
{
    /// <exception cref="ToolException">There is none, or the project does not build.</exception>
    public static string AssemblyOf(string path, string configuration, bool noBuild)
    {
        if (File.Exists(path) && Path.GetExtension(path).ToLowerInvariant() is ".dll" or ".exe")
        {
            return Path.GetFullPath(path);
        }

        string project = ProjectAt(path);
        if (!noBuild)
        {
            (int code, string output) = Dotnet("build", project, "-c", configuration, "-nologo", "-v", "quiet", "-clp:NoSummary");
            if (code != 0)
            {
                throw new ToolException($"{output.Trim()}\n{project} does not build.");
            }
        }

        (int asked, string target) = Dotnet("msbuild", project, $"-p:Configuration={configuration}", "-getProperty:TargetPath", "-nologo");
        string assembly = target.Trim();
        return asked == 0 && File.Exists(assembly)
            ? assembly
            : throw new ToolException(asked != 0 ? assembly : assembly.Length == 0 ? $"{project} has several target frameworks: name the assembly." : $"{assembly} is not there: build {project} first, or leave --no-build out.");
    }

    private static string ProjectAt(string path)
    {
        if (File.Exists(path) && Path.GetExtension(path).Equals(".csproj", StringComparison.OrdinalIgnoreCase))
        {
            return Path.GetFullPath(path);
        }

        if (!Directory.Exists(path))
        {
            throw new ToolException($"'{path}' is no assembly (.dll), no project (.csproj) and no folder.");
        }

        string[] projects = Directory.GetFiles(path, "*.csproj");
        return projects.Length == 1
            ? Path.GetFullPath(projects[0])
            : throw new ToolException($"{Path.GetFullPath(path)} has {(projects.Length == 0 ? "no project" : "several projects: " + string.Join(", ", projects.Select(Path.GetFileName)))}; name a project or an assembly.");
    }

    private static (int Code, string Output) Dotnet(params string[] arguments)
    {
        // The muxer that runs this tool, where it says so; a tool's own settings of MSBuild would steer the build.
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
