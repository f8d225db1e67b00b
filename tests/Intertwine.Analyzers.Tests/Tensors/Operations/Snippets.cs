using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests.Tensors.Operations;

/// <summary>
/// Methods in short: <c>v:1o@-2/3; w:inv -> 16x1o</c> takes <c>[Rep("1o", Axis = -2, Rank = 3)] Tensor v</c> and <c>[Invariant] Tensor w</c> and returns <c>[Rep("16x1o")] Tensor</c>. The body is an expression, or statements; what is to be
/// reported in it is marked, <c>{|EQV1109:v.flatten()|}</c>, and nothing else may be, not even that the analyzer cannot tell.
/// </summary>
internal static class Snippets
{
    public static async Task CheckAsync(string group, string signature, string body, string members = "")
    {
        MarkedSource source = TensorHost.Parse($"{Method(group, signature, body)}\n{members}");
        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerHost.AnalyzeAsync(TensorHost.CompileCorrect(source.Text), [TensorHost.Analyzer]);
        Assert.Equal(
            source.Expected.Select(e => $"{e.Id} '{source.Text.Substring(e.Span.Start, e.Span.Length)}'").Order(StringComparer.Ordinal),
            diagnostics.Select(d => $"{d.Id} '{source.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}'{(d.Id == "EQV9010" ? d.GetMessage(CultureInfo.InvariantCulture) : "")}").Order(StringComparer.Ordinal));
    }

    private static string Method(string group, string signature, string body)
    {
        string[] sides = signature.Split("->");
        string parameters = string.Join(", ", sides[0].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parameter));
        string result = sides[1].Trim();
        return $$"""
            [Equivariant("{{group}}")]
            [return: {{Attribute(result)}}]
            Tensor Layer({{parameters}})
            {
                {{(body.Contains("return", StringComparison.Ordinal) ? body : $"return {body};")}}
            }
            """;
    }

    private static string Parameter(string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            // As it stands: long n, Tensor x.
            return text;
        }

        string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        return $"[{Attribute(parts[1])}] Tensor {parts[0]}";
    }

    private static string Attribute(string text)
    {
        string[] ranked = text.Split('/');
        string rank = ranked.Length > 1 ? ranked[1] : "";
        if (ranked[0] == "inv")
        {
            return rank.Length == 0 ? "Invariant" : $"Invariant(Rank = {rank})";
        }

        return string.Join(", ", ranked[0].Split('&').Select(part =>
        {
            string[] placed = part.Split('@');
            return $"Rep(\"{placed[0]}\"{(placed.Length > 1 ? $", Axis = {placed[1]}" : "")}{(rank.Length > 0 ? $", Rank = {rank}" : "")})";
        }));
    }
}
