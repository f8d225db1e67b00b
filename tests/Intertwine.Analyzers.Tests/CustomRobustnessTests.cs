using Intertwine.Analyzers.Tests.Cases;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests;

/// <summary>Half-written layers of methods: analyzers answer, never throw (AD0001), and point into the file.</summary>
public class CustomRobustnessTests
{
    private static readonly string[] Pieces =
    [
        "", "Custom(", "Custom", "typeof(Helpers)", "typeof(", "nameof(Own)", "\"Own\"", "null", "[Rep(\"1o\")]", "[Rep]", "[Rep(\"2x1o\", Axis = 0)]", "[Invariant]", "[return: ", "[Equivariant(\"SO(2)\")]", "[Equivariant]",
        "(Tensor, Tensor)", "Tensor", "static", "<T>", "ref ", "=> v", ")", "]", "{", "}", ";", ",", "Channels = nameof(V)", "Channels =",
    ];

    private static readonly string[] Sources = [.. CustomCases.All.Select(c => MarkedSource.Parse(c.Source).Text)];

    [Fact]
    public async Task Truncations_NeverThrow()
    {
        for (int i = 0; i < Sources.Length; i += 4)
        {
            for (int length = i % 7; length < Sources[i].Length; length += 67)
            {
                await CheckAsync(Sources[i][..length]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RandomEdits_NeverThrow(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 80; i++)
        {
            string text = Sources[random.Next(Sources.Length)];
            for (int edits = random.Next(1, 5); edits > 0; edits--)
            {
                int start = random.Next(text.Length);
                int length = random.Next(3) == 0 ? 0 : Math.Min(random.Next(1, 30), text.Length - start);
                text = text.Remove(start, length).Insert(start, Pieces[random.Next(Pieces.Length)]);
            }

            await CheckAsync(text);
        }
    }

    private static async Task CheckAsync(string text)
    {
        IReadOnlyList<Diagnostic> diagnostics;
        try
        {
            diagnostics = await AnalyzerHost.AnalyzeAsync(text);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n\n{text}", exception);
        }

        Assert.All(diagnostics, d => Assert.True(d.Location.IsInSource && d.Location.SourceSpan.End <= text.Length, $"{d}"));
    }
}
