using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Algebra.Tests.Docs;

/// <summary>The snippets of docs/algebra.md compile and print what the page says.</summary>
public sealed class AlgebraPageTests
{
    /// <summary>What a project with implicit usings sees, and a console that keeps what is printed.</summary>
    private const string Frame =
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Intertwine.Algebra;

        namespace Page;

        internal static class Console
        {
            public static readonly System.IO.StringWriter Out = new(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };

            public static void WriteLine(object value) => Out.WriteLine(value);
        }

        public static class Snippets
        {
            private static string Run(Action snippet)
            {
                Console.Out.GetStringBuilder().Clear();
                snippet();
                return Console.Out.ToString();
            }

        """;

    /// <summary>Where the page differs from what is printed, the right one is written beside the test.</summary>
    [Fact]
    public void Snippets_PrintWhatThePageSays()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "algebra.md")).ReplaceLineEndings("\n");
        IReadOnlyList<Snippet> snippets = Snippets(page);
        Assert.True(snippets.Count >= 10, $"Expected the snippets of docs/algebra.md, came {snippets.Count}.");
        Type compiled = Compile(snippets);
        var actual = new StringBuilder();
        int end = 0;
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
            for (int i = 0; i < snippets.Count; i++)
            {
                actual.Append(page, end, snippets[i].PrintedStart - end).Append((string)compiled.GetMethod($"Snippet{i}")!.Invoke(null, null)!);
                end = snippets[i].PrintedEnd;
            }
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }

        actual.Append(page, end, page.Length - end);
        string right = Path.Combine(AppContext.BaseDirectory, "algebra.md");
        if (actual.ToString() != page)
        {
            File.WriteAllText(right, actual.ToString());
        }

        Assert.Equal(page, actual.ToString());
    }

    /// <summary>Each fence of C# with the fence of text behind it.</summary>
    private static List<Snippet> Snippets(string page)
    {
        const string Code = "\n```csharp\n";
        const string Between = "\n```\n\n```text\n";
        const string Close = "```\n";
        List<Snippet> snippets = [];
        for (int start = page.IndexOf(Code, StringComparison.Ordinal); start >= 0; start = page.IndexOf(Code, start, StringComparison.Ordinal))
        {
            start += Code.Length;
            int end = page.IndexOf("\n```\n", start, StringComparison.Ordinal);
            Assert.True(string.CompareOrdinal(page, end, Between, 0, Between.Length) == 0, $"Expected what this snippet of docs/algebra.md prints, ```text, behind it:\n{page[start..end]}");
            int printed = end + Between.Length;
            snippets.Add(new Snippet(page[start..end], printed, page.IndexOf(Close, printed, StringComparison.Ordinal)));
        }

        return snippets;
    }

    private static Type Compile(IReadOnlyList<Snippet> snippets)
    {
        var source = new StringBuilder(Frame);
        for (int i = 0; i < snippets.Count; i++)
        {
            source.Append($"public static string Snippet{i}() => Run(() =>\n{{\n").Append(snippets[i].Code).Append("\n});\n\n");
        }

        source.Append("}\n");
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is string name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "Intertwine.Algebra.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "AlgebraPage",
            [CSharpSyntaxTree.ParseText(source.ToString())],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable));
        using var assembly = new MemoryStream();
        IEnumerable<Diagnostic> complaints = compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.True(!complaints.Any(), string.Join("\n", complaints.Select(complaint => $"{complaint}: {complaint.Location.SourceTree?.GetText().Lines[complaint.Location.GetLineSpan().StartLinePosition.Line]}")));
        return Assembly.Load(assembly.ToArray()).GetType("Page.Snippets")!;
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"Expected Dsl.sln above {AppContext.BaseDirectory}.");
    }

    /// <param name="Code">The C#.</param>
    /// <param name="PrintedStart">Where in the page the text begins that it prints.</param>
    /// <param name="PrintedEnd">Where that text ends.</param>
    private sealed record Snippet(string Code, int PrintedStart, int PrintedEnd);
}
