using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Intertwine.Analyzers.Tests.Tensors;

public class TensorCodeRobustnessTests
{
    private const string Code = """
        [Equivariant("O(3)")]
        [return: Rep("1o")]
        static Tensor Mean([Rep("1o")] Tensor v, [Invariant] Tensor w, bool flag)
        {
            var sum = v * w.unsqueeze(-1);
            for (int i = 0; i < 3; i++) { sum = sum + v; }
            foreach (var part in new[] { v, sum }) { sum = flag ? part : -part; }
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            Tensor Inner([Rep("1o")] Tensor u) { return u; }
            (var a, var b) = (sum, v);
            try { a = Inner(a); } finally { b = a; }
            return b;
        }
        """;

    [Fact]
    public async Task CorrectCode_IsNotReportedAsWrong() =>
        Assert.DoesNotContain(await TensorHost.AnalyzeAsync(Code), diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);

    [Fact]
    public async Task HalfWrittenCode_NeverThrows()
    {
        for (int length = 0; length < Code.Length; length += 13)
        {
            await TensorHost.AnalyzeAsync(Code[..length]);
        }
    }

    /// <summary>A length of 0, as while a number is typed.</summary>
    [Theory]
    [InlineData("v.view(0)")]
    [InlineData("v.reshape(4, 0)")]
    [InlineData("v.view(0, 3, 0)")]
    [InlineData("v.reshape(-3)")]
    [InlineData("v.expand(0, 3).repeat(0, 0)")]
    public async Task EmptyShapes_NeverThrow(string shaped) => await TensorHost.AnalyzeAsync($$"""
        [Equivariant("O(3)")]
        [return: Rep("1o")]
        static Tensor Shape([Rep("1o", Rank = 2)] Tensor v) => {{shaped}};
        [Equivariant("O(3)")]
        [return: Rep("0e + 1o")]
        static Tensor Other([Rep("0e + 1o", Rank = 2)] Tensor v) => {{shaped}};
        """);

    /// <summary>Cut off, with a part left out, a part twice, or a part of another snippet in between: six of each, in one compilation.</summary>
    [Property(MaxTest = 1)]
    public Property DamagedSnippets_NeverThrow() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        List<string> damaged = [];
        foreach (Snippet snippet in SnippetCorpus.All)
        {
            string code = TensorHost.File($"{snippet.Name}Snippet", snippet.Marked.Text).Text;
            for (int copy = 0; copy < 6; copy++)
            {
                int start = random.Next(code.Length), stop = Math.Min(code.Length, start + random.Next(1, 40));
                string other = SnippetCorpus.All[random.Next(SnippetCorpus.All.Count)].Marked.Text;
                damaged.Add((copy % 4) switch
                {
                    0 => code[..start],
                    1 => code.Remove(start, stop - start),
                    2 => code.Insert(stop, code[start..stop]),
                    _ => code.Insert(start, other[..random.Next(Math.Min(60, other.Length))]),
                });
            }
        }

        AnalyzerHost.AnalyzeAsync(AnalyzerHost.Compile(damaged), [TensorHost.Analyzer]).GetAwaiter().GetResult();
    });
}
