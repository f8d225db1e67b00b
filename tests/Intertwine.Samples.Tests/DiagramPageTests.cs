using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Intertwine;

namespace Intertwine.Samples.Tests;

/// <summary>docs/diagrams shows the networks of the samples as they are. With INTERTWINE_UPDATE_DOCS=1 the pages are written instead, by the program that users have: dotnet intertwine.</summary>
public class DiagramPageTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "diagrams");

    private static readonly string[] Names = ["NBody", "Molecules", "Shapes", "Synthetic"];

    public static TheoryData<string> Samples => [.. Names];

    /// <summary>In a process of its own, where no native library is loaded.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void Pages_AreUpToDate(string sample)
    {
        string[] check = Environment.GetEnvironmentVariable("INTERTWINE_UPDATE_DOCS") == "1" ? [] : ["--check"];
        (int code, string output) = Tool(["diagram", Path.Combine(AppContext.BaseDirectory, sample + ".dll"), "--output", Folder, .. check]);
        Assert.True(code == 0, $"{output}\nINTERTWINE_UPDATE_DOCS=1 dotnet test tests/Intertwine.Samples.Tests --filter DiagramPageTests writes the pages.");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Table_IsThatOfTheModels(string sample)
    {
        (int code, string output) = Tool(["describe", Path.Combine(AppContext.BaseDirectory, sample + ".dll")]);
        Assert.True(code == 0, output);
        IReadOnlyList<ModelDefinition> models = Definitions(sample);
        Assert.NotEmpty(models);
        Assert.Equal(string.Concat(models.Select(model => model.Describe() + "\n")), output);
    }

    [Fact]
    public void EveryPage_IsThatOfAModel()
    {
        IEnumerable<string> models = Names.SelectMany(Definitions).Select(model => model.Name + ".md");
        Assert.Equal(models.Append("README.md").Order(StringComparer.Ordinal), Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<ModelDefinition> Definitions(string sample) =>
    [
        .. Assembly.Load(sample).GetTypes()
            .Where(type => type.IsSubclassOf(typeof(EquivariantModel)))
            .Select(type => (ModelDefinition)type.GetNestedType("__Network", BindingFlags.NonPublic)!.GetField("Definition")!.GetValue(null)!)
            .OrderBy(model => model.Name, StringComparer.Ordinal),
    ];

    private static (int Code, string Output) Tool(IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-intertwine.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
