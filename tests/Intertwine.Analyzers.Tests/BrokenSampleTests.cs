using System.Diagnostics;
using System.Text.RegularExpressions;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Analyzers.Tests;

/// <summary>samples/Broken has one mistake for each rule, marked with its id at the end of the line where it is reported: nothing else is reported, in this process and in a real build, whose output docs/broken.md records.</summary>
public partial class BrokenSampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "Broken");

    /// <summary>Mistakes that are errors of C# too, at which the compiler stops before it runs analyzers.</summary>
    private const string NotBuilt = "CompilerErrors.cs";

    /// <summary>File, line, id.</summary>
    private static IReadOnlyList<string> Marks =>
    [
        .. Files().SelectMany(file => File.ReadAllLines(file).SelectMany((line, i) => Mark().Match(line) is { Success: true } mark
            ? mark.Groups["ids"].Value.Split(", ").Select(id => Entry(Path.GetFileName(file), i + 1, id))
            : [])).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public async Task Analyzers_ReportWhatIsMarked()
    {
        Compilation compilation = Compile();
        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerHost.AnalyzeAsync(compilation, [new DeclarationAnalyzer(), new TensorCodeAnalyzer()]);
        string[] reported = [.. diagnostics.Select(d => Entry(d.Location.GetLineSpan().Path, d.Location.GetLineSpan().StartLinePosition.Line + 1, d.Id)).Order(StringComparer.Ordinal)];
        Assert.True(Marks.SequenceEqual(reported), $"Not reported: {string.Join("; ", Marks.Except(reported))}\nNot marked: {string.Join("; ", reported.Except(Marks))}");
    }

    [Fact]
    public void EveryRule_IsBrokenOnce()
    {
        string[] ids = [.. Marks.Select(mark => mark[^7..])];
        string[] missing = [.. RuleTable.All.Select(rule => rule.Id).Except(ids)];
        Assert.True(missing.Length == 0, $"No mistake in samples/Broken for {string.Join(", ", missing)}.");

        // What cannot be decided is said besides, where a method of another example is.
        string[] mistakes = [.. ids.Where(id => id != TensorRuleIds.Undecided).Order(StringComparer.Ordinal)];
        Assert.Equal(mistakes.Distinct(), mistakes);
    }

    /// <summary>With INTERTWINE_UPDATE_DOCS=1 the recording is written anew.</summary>
    [Fact]
    public void Build_FailsWithWhatIsMarkedAndRecorded()
    {
        string configuration = typeof(DeclarationAnalyzer).Assembly.Location.Contains(Path.DirectorySeparatorChar + "Debug" + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? "Debug" : "Release";
        (int code, string output) = Dotnet("build", Path.Combine(Folder, "Broken.csproj"), "-c", configuration, "-m:1", "-nologo", "-p:BuildProjectReferences=false", "-clp:NoSummary");
        Assert.True(code == 1, output);
        (string File, int Line, int Column, string Text)[] lines =
        [
            .. Reported().Matches(output)
                .Select(m => (File: m.Groups["file"].Value, Line: int.Parse(m.Groups["line"].Value), Column: int.Parse(m.Groups["column"].Value), Text: m.Groups["text"].Value))
                .Distinct().OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line).ThenBy(m => m.Column).ThenBy(m => m.Text, StringComparer.Ordinal),
        ];
        string recording = string.Concat(lines.Select(m => $"{m.File}({m.Line},{m.Column}): {m.Text}\n"));
        string[] reported = [.. lines.Select(m => (m, Id: Id().Match(m.Text))).Where(m => m.Id.Success).Select(m => Entry(m.m.File, m.m.Line, m.Id.Value)).Distinct().Order(StringComparer.Ordinal)];
        string[] marks = [.. Marks.Where(mark => !mark.StartsWith(NotBuilt, StringComparison.Ordinal))];
        Assert.True(marks.SequenceEqual(reported), $"Not reported: {string.Join("; ", marks.Except(reported))}\nNot marked: {string.Join("; ", reported.Except(marks))}\n{output}");

        string file = Path.Combine(Repository.Root, "docs", "broken.md");
        string page = File.ReadAllText(file).ReplaceLineEndings("\n");
        string updated = Recording().Replace(page, m => m.Groups["head"].Value + recording + "```");
        if (Environment.GetEnvironmentVariable("INTERTWINE_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, updated);
        }
        else
        {
            Assert.Equal(updated, page);
        }
    }

    private static Compilation Compile()
    {
        var compilation = CSharpCompilation.Create(
            "Broken", Files().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), AnalyzerHost.ParseOptions, Path.GetFileName(file))), AnalyzerHost.References, AnalyzerHost.CompilationOptions);
        CSharpGeneratorDriver.Create([new IntertwineGenerator().AsSourceGenerator()], parseOptions: AnalyzerHost.ParseOptions).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return output;
    }

    private static string[] Files() => [.. Directory.GetFiles(Folder, "*.cs").Order(StringComparer.Ordinal)];

    private static string Entry(string file, int line, string id) => $"{file}({line}): {id}";

    private static (int Code, string Output) Dotnet(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    [GeneratedRegex(@" // (?<ids>EQV\d{4}(, EQV\d{4})*)$")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*(?:[^\n]*[/\\])?(?<file>\w+\.cs)\((?<line>\d+),(?<column>\d+)\): (?<text>(?:error|warning) \w+: [^\n]*) \[[^\n\[\]]*\.csproj\]\r?$", RegexOptions.Multiline)]
    private static partial Regex Reported();

    [GeneratedRegex(@"EQV\d{4}")]
    private static partial Regex Id();

    [GeneratedRegex(@"(?<head>```text\n).*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Recording();
}
