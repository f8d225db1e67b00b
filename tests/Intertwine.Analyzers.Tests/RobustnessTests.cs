using Intertwine.Analyzers.Tests.Cases;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Analyzers.Tests;

/// <summary>Half-written code: whatever is typed, analyzers answer and never throw (AD0001); diagnostics lie inside the file.</summary>
public class RobustnessTests
{
    private const string Text = NBody.Source + NBody.Block;

    private static readonly string[] Pieces =
    [
        "", "\"", "(", ")", "[", "]", "{", "}", ",", ";", "nameof(", "nameof(Speed)", "nameof(Layers)", "\"4x0e + q\"", "\"\"", "null", "0", "-1", "1.5", "true", "Per.Edge", "Over.Graph", "Aggregation.Sum",
        "[Linear(", "[Output]", "[When(nameof(Gated))]", "[With(nameof(EgnnLayer.Hidden), 3)]", "[Graph]", "[Repeat<>]", "[Repeat<int>(2)]", "[Block<NBodyNet>(nameof(Speed))]", "[Block<Attention>]", "partial", "static", "\\", "\r\n",
        "\"\"\"", "@\"", "$\"{", "new object[] {", "class", "struct", "<T>", "// ", "/* ", "#if X\n", "EgnnLayer", "Feature", "get;", "=> null!;", "\ud83d", "\u0000",
    ];

    [Fact]
    public async Task Truncations_NeverThrow()
    {
        for (int length = 0; length < Text.Length; length += 7)
        {
            await CheckAsync(Text.Substring(0, length));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task RandomEdits_NeverThrow(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 100; i++)
        {
            string text = Text;
            for (int edits = random.Next(1, 5); edits > 0; edits--)
            {
                int start = random.Next(text.Length);
                int length = random.Next(3) == 0 ? 0 : Math.Min(random.Next(1, 30), text.Length - start);
                text = text.Remove(start, length).Insert(start, Pieces[random.Next(Pieces.Length)]);
            }

            await CheckAsync(text);
        }
    }

    /// <summary>Attribute arguments put into other places: right in syntax, wrong in meaning.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task SwappedArguments_NeverThrow(int seed)
    {
        var random = new Random(seed);
        SyntaxNode root = await CSharpSyntaxTree.ParseText(Text, AnalyzerHost.ParseOptions).GetRootAsync();
        SyntaxNode[] expressions = [.. root.DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.AttributeArgumentSyntax>().Select(a => a.Expression)];
        for (int i = 0; i < 100; i++)
        {
            string text = Text;
            foreach (SyntaxNode target in expressions.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).OrderByDescending(e => e.SpanStart))
            {
                text = text.Remove(target.SpanStart, target.Span.Length).Insert(target.SpanStart, expressions[random.Next(expressions.Length)].ToString());
            }

            await CheckAsync(text);
        }
    }

    [Fact]
    public async Task WithoutTheLibrary_NothingIsReported()
    {
        CSharpCompilation compilation = AnalyzerHost.Compile(NBody.Source).WithReferences(Basic.Reference.Assemblies.Net100.References.All);
        Assert.Empty(await AnalyzerHost.AnalyzeAsync(compilation));
    }

    [Fact]
    public async Task GeneratedFiles_AreNotAnalysed()
    {
        var compilation = CSharpCompilation.Create(
            "Declared",
            [CSharpSyntaxTree.ParseText("using Intertwine; [EquivariantModel(\"Q\")] public class Net;", AnalyzerHost.ParseOptions, "Net.g.cs")],
            AnalyzerHost.References,
            AnalyzerHost.CompilationOptions);
        Assert.Empty(await AnalyzerHost.AnalyzeAsync(compilation));
    }

    [Fact]
    public async Task SampleAndBlock_ReportNothing() => Assert.Empty(await AnalyzerHost.AnalyzeAsync(AnalyzerHost.CompileAndGenerate(Text)));

    /// <summary>Features declared after their use resolve recursively; the compiler's threads have small stacks.</summary>
    [Fact]
    public void LongChains_FitIntoASmallStack()
    {
        string members = string.Concat(Enumerable.Range(0, 3000).Select(i => $"[Linear(nameof(X{i + 1}))] public partial Feature X{i} {{ get; }}\n"));
        InferenceResult result = InferOnASmallStack($$"""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Output(nameof(X0))] public partial Feature Y { get; }
                {{members}}
                [Input("0e", Per.Node)] public partial Feature X3000 { get; }
            }
            """);
        Assert.Empty(result.Problems);
        Assert.Equal(3001, result.Graph!.Features.Count);
    }

    [Fact]
    public void CopiesUsedBeforeTheirDeclaration_FitIntoASmallStack()
    {
        InferenceResult result = InferOnASmallStack("""
            [EquivariantModel("E(3)")]
            public partial class Net
            {
                [Output($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}")] public partial Feature Y { get; }
                [Repeat<EgnnLayer>(200, nameof(Nodes), nameof(Position))] public partial EgnnLayer Layers { get; }
                [Input("8x0e", Per.Node)] public partial Feature Nodes { get; }
                [Input("point", Per.Node)] public partial Feature Position { get; }
                [Graph] public partial EdgeSet Pairs { get; }
            }
            """);
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void LongCycles_FitIntoASmallStack()
    {
        string members = string.Concat(Enumerable.Range(0, 3000).Select(i => $"[Linear(nameof(X{(i + 1) % 3000}))] public partial Feature X{i} {{ get; }}\n"));
        InferenceResult result = InferOnASmallStack($$"""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Add(nameof(X), nameof(X0)), Output] public partial Feature Y { get; }
                {{members}}
            }
            """);
        Assert.Contains(result.Problems, p => p.Id is "EQV0003" or "EQV9001");
    }

    private static InferenceResult InferOnASmallStack(string source)
    {
        const int StackSize = 768 * 1024;
        CSharpCompilation compilation = AnalyzerHost.Compile(source);
        ModelSpec model = ModelParser.Parse(compilation.GetTypeByMetadataName("Net")!, compilation, CancellationToken.None);
        InferenceResult? result = null;
        var thread = new Thread(() => result = GraphInference.Run(model, CancellationToken.None), StackSize);
        thread.Start();
        thread.Join();
        return result!;
    }

    private static async Task CheckAsync(string text)
    {
        foreach (Diagnostic diagnostic in await AnalyzerHost.AnalyzeAsync(text))
        {
            Assert.StartsWith("EQV", diagnostic.Id, StringComparison.Ordinal);
            Assert.True(diagnostic.Location.IsInSource && diagnostic.Location.SourceSpan.End <= text.Length, diagnostic.ToString());
        }
    }
}
