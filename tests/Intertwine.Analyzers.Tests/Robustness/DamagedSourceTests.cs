using Intertwine.Analyzers.Tests.Cases;
using Intertwine.Analyzers.Tests.Tensors;
using Xunit.Abstractions;

namespace Intertwine.Analyzers.Tests.Robustness;

/// <summary>
/// Thousands of damaged texts: every declared network of the samples, every block of the library, every example of a rule over declarations and over tensor code. Whatever stands there, analyzers, fixes and generator answer and never
/// throw (AD0001, CS8785).
/// </summary>
public class DamagedSourceTests(ITestOutputHelper output)
{
    /// <summary>The generator runs on one text of so many: it shares parsing and inference with the analyzers, and writes whole kernels where a declaration is right.</summary>
    private const int GeneratorStride = 6;

    /// <summary>INTERTWINE_SEED=n damages otherwise than every run of the tests does.</summary>
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("INTERTWINE_SEED"), out int seed) ? seed : 0;

    private static readonly string[] Networks =
    [
        .. Files("samples").Where(text => text.Contains("[EquivariantModel", StringComparison.Ordinal) || text.Contains("[EquivariantBlock", StringComparison.Ordinal)),
    ];

    private static readonly string[] Blocks = [.. Files("runtime", "Intertwine", "Layers")];

    private static readonly string[] Declarations = [.. RuleCases.All.Select(c => MarkedSource.Parse(c.Source).Text)];

    private static readonly string[] TensorCode = [.. TensorCases.All.Select(c => TensorHost.Parse(c.Source).Text)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Networks_NeverThrow(int seed) => CheckAsync(Networks, 40, seed);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public Task Blocks_NeverThrow(int seed) => CheckAsync(Blocks, 20, seed);

    [Fact]
    public Task Declarations_NeverThrow() => CheckAsync(Declarations, 5, 5);

    [Fact]
    public Task TensorCode_NeverThrows() => CheckAsync(TensorCode, 30, 6);

    /// <param name="count">Texts made of each source.</param>
    private async Task CheckAsync(IReadOnlyList<string> sources, int count, int seed)
    {
        using EditSession session = new();
        int texts = 0;
        for (int i = 0; i < sources.Count; i++)
        {
            SourceDamage damage = new(sources[i], ((seed + (Seed * 10)) * 10_007) + i);
            for (int n = 0; n < count; n++)
            {
                await session.EditAsync(damage.Next(), generates: texts++ % GeneratorStride == 0);
            }
        }

        output.WriteLine($"{texts} damaged texts of {sources.Count} sources: {session.Seen.Diagnostics} diagnostics, {session.Seen.Fixes} fixes.");
        Assert.True(session.Seen.Diagnostics > texts / 10, $"Only {session.Seen.Diagnostics} diagnostics on {texts} damaged texts: something does not look at them.");
    }

    private static IEnumerable<string> Files(params string[] folder) =>
        Directory.GetFiles(Path.Combine([Repository.Root, .. folder]), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText);
}
