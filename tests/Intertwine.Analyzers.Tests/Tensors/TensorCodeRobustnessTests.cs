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
}
