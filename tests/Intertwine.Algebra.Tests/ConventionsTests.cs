using System.Text.RegularExpressions;

namespace Intertwine.Algebra.Tests;

/// <summary>docs/conventions.md names a test for what it states; the names must not rot.</summary>
public sealed partial class ConventionsTests
{
    [Fact]
    public void NamedTests_Exist()
    {
        string root = Root();
        string text = File.ReadAllText(Path.Combine(root, "docs", "conventions.md"));
        string[] sources =
        [
            .. Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .Select(File.ReadAllText),
        ];
        List<string> missing = [];
        MatchCollection names = TestName().Matches(text);
        foreach (Match name in names)
        {
            string type = name.Groups["type"].Value;
            // A name ends in … where the rest of it does not matter.
            string member = name.Groups["member"].Value;
            string pattern = name.Groups["open"].Success ? $@"\b{member}\w*" : $@"\b{member}\b";
            if (!Array.Exists(sources, source => Regex.IsMatch(source, $@"\bclass {type}\b") && (member.Length == 0 || Regex.IsMatch(source, pattern))))
            {
                missing.Add(name.Value);
            }
        }

        Assert.True(names.Count > 20, $"{names.Count} names found");
        Assert.True(missing.Count == 0, "No such test: " + string.Join(", ", missing));
    }

    private static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dsl.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder with Dsl.sln above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"`(?<type>[A-Z]\w*(Tests|Properties))(\.(?<member>\w+?)(?<open>_?…)?)?`")]
    private static partial Regex TestName();
}
