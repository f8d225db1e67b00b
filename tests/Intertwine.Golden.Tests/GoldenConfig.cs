using System.Globalization;
using System.Text.Json;

namespace Intertwine.Golden;

/// <summary>The metadata of a golden file: which official class, with which options. Values are text; everything but text is JSON.</summary>
/// <param name="tensors">Names of the file's tensors: some options show only there.</param>
/// <param name="shape">Their shapes: some widths show only there.</param>
internal sealed class GoldenConfig(IReadOnlyDictionary<string, string> metadata, IEnumerable<string> tensors, Func<string, long[]>? shape = null)
{
    private readonly HashSet<string> _tensors = [.. tensors];

    /// <summary>The official class, with its module: <c>n_body_system.model.EGNN_vel</c>. Empty where the file does not say.</summary>
    public string Class => Text("cls", string.Empty);

    public bool Has(string option) => metadata.ContainsKey(option);

    /// <summary>Whether the file has a tensor of that name: <c>input/w</c>.</summary>
    public bool HasTensor(string name) => _tensors.Contains(name);

    /// <summary>The shape of a tensor of the file: <c>weight/W</c>.</summary>
    public long[] Shape(string tensor) => shape?.Invoke(tensor) ?? throw new InvalidDataException($"The configuration has no shape of '{tensor}'.");

    public string Text(string option, string fallback) => metadata.TryGetValue(option, out string? value) ? value : fallback;

    public int Int(string option, int? fallback = null) => metadata.TryGetValue(option, out string? text)
        ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : throw Malformed(option, "an integer", text)
        : fallback ?? throw new InvalidDataException($"The metadata has no '{option}', and {Class} has no default for it.");

    public double Number(string option, double fallback) => metadata.TryGetValue(option, out string? text)
        ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Malformed(option, "a number", text)
        : fallback;

    /// <summary>Python's truth values: true, 1, and their opposites.</summary>
    public bool Flag(string option, bool fallback = false) => metadata.TryGetValue(option, out string? text)
        ? text.ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" or "NULL" or "NONE" => false,
            _ => throw Malformed(option, "a truth value", text),
        }
        : fallback;

    public IReadOnlyList<string> Names(string option) => metadata.TryGetValue(option, out string? text) ? JsonSerializer.Deserialize<string[]>(text) ?? [] : [];

    /// <summary>An option whose value is JSON.</summary>
    public JsonElement Json(string option)
    {
        using JsonDocument document = JsonDocument.Parse(Text(option, "null"));
        return document.RootElement.Clone();
    }

    /// <summary>[[name, shape, type], …] as in <c>hash_names</c>.</summary>
    public IReadOnlyList<(string Name, long[] Shape, string Type)> Tensors(string option)
    {
        using JsonDocument document = JsonDocument.Parse(Text(option, "[]"));
        return [.. document.RootElement.EnumerateArray().Select(e => (e[0].GetString()!, e[1].EnumerateArray().Select(n => n.GetInt64()).ToArray(), e[2].GetString()!))];
    }

    private static InvalidDataException Malformed(string option, string expected, string text) => new($"The metadata's '{option}': expected {expected}; got '{text}'.");
}
