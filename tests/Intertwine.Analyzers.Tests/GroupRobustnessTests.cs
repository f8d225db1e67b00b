using System.Diagnostics;
using Intertwine.Generator.Tests.Groups;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests;

/// <summary>Half-written groups and representations: analyzers answer, soon, never throw (AD0001), and point into the file.</summary>
public class GroupRobustnessTests
{
    /// <summary>Seconds for one edit, on a machine that does other things too.</summary>
    private const double Limit = 10;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task RandomEdits_NeverThrow(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 60; i++)
        {
            await CheckAsync(DamagedDeclarations.Edited(random));
        }
    }

    [Fact]
    public async Task Truncations_NeverThrow()
    {
        for (int length = 0; length < DamagedDeclarations.Whole.Length; length += 41)
        {
            await CheckAsync(DamagedDeclarations.Truncated(length));
        }
    }

    private static async Task CheckAsync(string text)
    {
        var watch = Stopwatch.StartNew();
        IReadOnlyList<Diagnostic> diagnostics;
        try
        {
            diagnostics = await AnalyzerHost.AnalyzeAsync(text);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n\n{text}", exception);
        }

        Assert.True(watch.Elapsed.TotalSeconds < Limit, $"The analyzer needs {watch.Elapsed.TotalSeconds:F1} s for\n{text}");
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Assert.StartsWith("EQV", diagnostic.Id, StringComparison.Ordinal);
            Assert.True(diagnostic.Location.IsInSource && diagnostic.Location.SourceSpan.End <= text.Length, $"{diagnostic}\n{text}");
        }
    }
}
