using Intertwine.Generator.Inference;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests;

/// <summary>Code is half-written most of the time: whatever stands there, nothing may throw.</summary>
public class RobustnessTests
{
    private static readonly string[] Fragments =
        ["nameof(", ")", "\"", "[", "]", "{", "}", "<", ">", ",", "Linear", "[Output]", "null", "0", "-1", "default", "typeof(int)", "EgnnLayer", "Per.", "Over.Graph", "= Hidden", "$\"", "*x0e", "point + 1o", "1o", "Hidden", "Channels", "partial", "get;", "When(nameof(Speed))", "Custom(", "typeof(Helpers)", "[Rep(\"1o\")]", "[Equivariant(\"O(3)\")]", "[return: Invariant]", "static"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomEdits_NeverThrow(int seed)
    {
        var random = new Random(seed);
        string[] samples = [Declarations.NBody, Declarations.Qm9, Declarations.Block, Models.CustomLayerSources.Network];
        CSharpCompilation compilation = GeneratorHost.Compile(samples[0]);
        for (int i = 0; i < 750; i++)
        {
            string text = samples[random.Next(samples.Length)];
            for (int edit = random.Next(1, 4); edit > 0; edit--)
            {
                text = Edit(text, random);
            }

            Check(ref compilation, text);
        }
    }

    [Theory]
    [InlineData(Declarations.NBody, 3)]
    [InlineData(Models.CustomLayerSources.Network, 9)]
    public void Truncations_NeverThrow(string source, int step)
    {
        CSharpCompilation compilation = GeneratorHost.Compile(source);
        for (int length = 0; length < source.Length; length += step)
        {
            Check(ref compilation, source[..length]);
        }
    }

    [Fact]
    public void RandomEdits_NeverMakeTheGeneratorFail()
    {
        var random = new Random(5);
        GeneratorDriver driver = GeneratorHost.Driver();
        CSharpCompilation compilation = GeneratorHost.Compile(Declarations.NBody, Declarations.Block);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        for (int i = 0; i < 200; i++)
        {
            SyntaxTree edited = CSharpSyntaxTree.ParseText(Edit(Declarations.NBody, random), GeneratorHost.ParseOptions, tree.FilePath);
            compilation = compilation.ReplaceSyntaxTree(tree, edited);
            tree = edited;
            driver = driver.RunGenerators(compilation);
            Assert.Null(driver.GetRunResult().Results[0].Exception);
        }
    }

    /// <summary>A line that was copied and not yet renamed: the compiler says so, and the generator takes the first.</summary>
    [Theory]
    [InlineData("[Output(nameof(X))] public partial Feature Y { get; } [Output(nameof(X))] public partial Feature Y { get; }")]
    [InlineData("[Input(\"2x0e\", Per.Node)] public partial Feature X { get; } [Linear(nameof(X), 3), Output] public partial Feature Y { get; }")]
    [InlineData("[Linear(nameof(X), Channels = 3), Output] public partial Feature Y { get; } [Linear(nameof(X), Channels = 2), Output] public partial Feature Y { get; }")]
    [InlineData("[Option(1)] public partial int N { get; } [Option(2)] public partial int N { get; } [Output(nameof(X))] public partial Feature Y { get; }")]
    public void PropertyDeclaredTwice_IsReadOnce(string members)
    {
        CSharpCompilation compilation = GeneratorHost.Compile($$"""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("4x0e", Per.Node)] public partial Feature X { get; }
                {{members}}
            }
            """);
        GeneratorDriver driver = GeneratorHost.Driver().RunGenerators(compilation);
        Assert.Null(driver.GetRunResult().Results[0].Exception);
    }

    /// <summary>Two declarations that would fight for one file name.</summary>
    [Theory]
    [InlineData("[EquivariantModel(\"O(3)\")] partial class Net { } [EquivariantModel(\"O(3)\")] partial class Net { }")]
    [InlineData("[EquivariantModel(\"O(3)\")] [EquivariantBlock(\"O(3)\")] partial class Net { }")]
    [InlineData("[EquivariantBlock(\"O(3)\")] partial class Net { } [EquivariantModel(\"O(3)\")] partial class Net { }")]
    [InlineData("[EquivariantModel(\"O(3)\")] partial class Net { } [EquivariantModel(\"O(3)\")] partial class NET { }")]
    [InlineData("[EquivariantModel(\"O(3)\")] partial class Net { } [EquivariantModel(\"O(3)\")] partial class Net<T> { }")]
    [InlineData("[EquivariantModel(\"O(3)\")] class Net { } [EquivariantModel(\"O(3)\")] struct Net { } [EquivariantModel(\"O(3)\")] static partial class Net { }")]
    [InlineData("[EquivariantModel(\"O(3)\")] file partial class Net { }")]
    [InlineData("[EquivariantModel] partial class Net { }")]
    [InlineData("[EquivariantModel(null)] partial class Net { [Input(null, Per.Node)] public partial Feature X { get; } [Mlp(null, null), Output] public partial Feature Y { get; } }")]
    [InlineData("[EquivariantBlock(\"O(3)\")] partial class Net { [Block<>] public partial Net X { get; } [Block<Net[]>()] public partial Net Y { get; } [Repeat<Net>(null, null)] public partial Net Z { get; } }")]
    [InlineData("[EquivariantModel(\"O(3)\")] partial class Net { [Input(\"1o\", Per.Node)] public partial Feature X { get; } [Custom, Output] public partial Feature A { get; } [Custom(null), Output] public partial Feature B { get; } }")]
    [InlineData("[EquivariantModel(\"O(3)\")] partial class Net { [Input(\"1o\", Per.Node)] public partial Feature X { get; } [Custom(typeof(int)), Output] public partial Feature A { get; } [Custom(typeof(List<>), \"Add\", null), Output] public partial Feature B { get; } }")]
    [InlineData("[EquivariantModel(\"O(3)\")] partial class Net { [Input(\"1o\", Per.Node)] public partial Feature X { get; } [Custom(nameof(F), nameof(X)), Output] public partial Feature A { get; } [Equivariant] static Missing F([Rep] TorchSharp.torch.Tensor x) }")]
    [InlineData("[EquivariantModel(\"O(3)\")] partial class Net { [Custom(nameof(F), nameof(A)), Output] public partial Feature A { get; } [Equivariant(\"O(3)\")] [return: Rep(null)] static TorchSharp.torch.Tensor F([Rep(\"1o + q\")] TorchSharp.torch.Tensor x) => x; }")]
    public void StrangeClasses_DoNotMakeTheGeneratorFail(string declaration) => GeneratorHost.Generate(GeneratorHost.Compile("using Intertwine; " + declaration));

    private static void Check(ref CSharpCompilation compilation, string text)
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, GeneratorHost.ParseOptions, tree.FilePath));
        try
        {
            foreach (INamedTypeSymbol type in Types(compilation.Assembly.GlobalNamespace))
            {
                ModelSpec spec = ModelParser.Parse(type, compilation, CancellationToken.None);
                InferenceResult result = GraphInference.Run(spec, CancellationToken.None);
                if (result.Graph is not null)
                {
                    GraphLowering.Run(result.Graph, CancellationToken.None);
                }
            }
        }
        catch (Exception exception)
        {
            Assert.Fail($"{exception}\n\n{text}");
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (INamedTypeSymbol type in Types(inner))
                {
                    yield return type;
                }
            }

            if (member is INamedTypeSymbol named)
            {
                yield return named;
            }
        }
    }

    private static string Edit(string text, Random random)
    {
        int start = random.Next(text.Length + 1);
        int length = Math.Min(random.Next(12), text.Length - start);
        return random.Next(4) switch
        {
            0 => text.Remove(start, length),
            1 => text.Insert(start, Fragments[random.Next(Fragments.Length)]),
            2 => text.Remove(start, length).Insert(start, Fragments[random.Next(Fragments.Length)]),
            _ => SwapLines(text, random),
        };
    }

    private static string SwapLines(string text, Random random)
    {
        string[] lines = text.Split('\n');
        int a = random.Next(lines.Length);
        int b = random.Next(lines.Length);
        (lines[a], lines[b]) = (lines[b], lines[a]);
        return string.Join('\n', lines);
    }
}
