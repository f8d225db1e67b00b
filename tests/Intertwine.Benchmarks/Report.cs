using System.Text;
using System.Text.RegularExpressions;

namespace Intertwine.Benchmarks;

/// <summary>
/// Measured sections of a Markdown file. Each stands between the marks <c>&lt;!-- measured: name --&gt;</c> and <c>&lt;!-- end of name --&gt;</c>; writing replaces those that were measured and leaves everything else, the explanations among
/// it, as it is. Sections that the file does not have yet are appended.
/// </summary>
internal sealed class Report
{
    private readonly List<(string Name, string Text)> _sections = [];

    public void Add(string name, string text)
    {
        _sections.Add((name, text.TrimEnd() + "\n"));
        Console.WriteLine(text.TrimEnd());
        Console.WriteLine();
    }

    public void AddTable(string name, string introduction, IEnumerable<string> header, IEnumerable<string[]> rows) => Add(name, (introduction.Length == 0 ? string.Empty : introduction + "\n\n") + Table(header, rows));

    public static string Table(IEnumerable<string> header, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        text.Append($"| {string.Join(" | ", header)} |\n");
        text.Append($"|{string.Concat(header.Select(_ => "---|"))}\n");
        foreach (string[] row in rows)
        {
            text.Append($"| {string.Join(" | ", row)} |\n");
        }

        return text.ToString();
    }

    public void Write(FileInfo file)
    {
        file.Directory?.Create();
        File.WriteAllText(file.FullName, Merge(file.Exists ? File.ReadAllText(file.FullName) : string.Empty));
    }

    /// <summary>The file's text with the measured sections in place.</summary>
    public string Merge(string text)
    {
        foreach ((string name, string section) in _sections)
        {
            string marked = $"<!-- measured: {name} -->\n{section}<!-- end of {name} -->";
            var place = new Regex($"<!-- measured: {Regex.Escape(name)} -->.*?<!-- end of {Regex.Escape(name)} -->", RegexOptions.Singleline);
            text = place.IsMatch(text) ? place.Replace(text, _ => marked, 1) : $"{text.TrimEnd()}\n\n{marked}\n".TrimStart('\n');
        }

        return text;
    }
}
