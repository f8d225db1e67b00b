using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests;

/// <summary>What an edit runs again.</summary>
public class IncrementalityTests
{
    private const string Unrelated = "internal static class Unrelated { public static int X => 1; }";

    private const string Model = """
        [EquivariantModel("O(3)")]
        public partial class Net
        {
            [Input("2x1o", Per.Node)] public partial Feature V { get; }
            [Custom(typeof(Helpers), nameof(Helpers.Double), nameof(V))] public partial Feature Y { get; }
            [SquaredNorm(nameof(Y)), Output] public partial Feature Z { get; }
        }
        """;

    private static readonly string[] Steps = [IntertwineGenerator.Infer, IntertwineGenerator.Lower, IntertwineGenerator.Kernels];

    [Theory]
    [InlineData(Unrelated, "internal static class Unrelated { public static int X => 2; private static string? _y; }")]
    [InlineData("", Unrelated)]
    public void UnrelatedEdit_RunsNothingBehindTheParser(string before, string after)
    {
        (GeneratorRunResult result, IReadOnlyDictionary<string, string> first) = Rerun(Declarations.NBody, before, 1, after);
        AssertNothingRan(result);
        Assert.Equal(first, Files(result));
    }

    [Theory]
    [InlineData("public partial class NBodyNet", "/* a comment */ public partial class NBodyNet // and another")]
    [InlineData("[Linear(nameof(Speed), Channels = Hidden)]", "// the embedding\n\n    [Linear(\n        nameof(Speed), Channels = 32 + 32)]\n")]
    [InlineData("private const int Hidden = 64;", "private const int Hidden = 64; private int Helper() => Hidden + 1;")]
    [InlineData("using Intertwine;", "using Intertwine; using System.Text;")]
    public void EditWithoutMeaning_ChangesNoOutput(string old, string replacement)
    {
        Assert.Contains(old, Declarations.NBody, StringComparison.Ordinal);
        (GeneratorRunResult result, IReadOnlyDictionary<string, string> first) = Rerun(Declarations.NBody, Unrelated, 0, Declarations.NBody.Replace(old, replacement, StringComparison.Ordinal));
        AssertNothingRan(result);
        Assert.Equal(first, Files(result));
    }

    [Fact]
    public void ChangedWidth_RunsEverythingAgain()
    {
        (GeneratorRunResult result, IReadOnlyDictionary<string, string> first) = Rerun(Declarations.NBody, Unrelated, 0, Declarations.NBody.Replace("Hidden = 64", "Hidden = 32", StringComparison.Ordinal));
        Assert.All(Steps, step => Assert.Contains(Reasons(result, step), r => r == IncrementalStepRunReason.Modified));
        Assert.NotEqual(first["NBodyNet.g.cs"], Files(result)["NBodyNet.g.cs"]);
    }

    /// <summary>Of a method written by hand the network knows what its annotations state, wherever it stands.</summary>
    [Fact]
    public void MethodOfALayer_RunsTheModelAgain_WhereItStatesSomethingElse()
    {
        (GeneratorRunResult body, IReadOnlyDictionary<string, string> first) = Rerun(Model, Helpers("[Rep(\"1o\")]", "2 * v"), 1, Helpers("[Rep(\"1o\")]", "3 * v"));
        AssertNothingRan(body);
        Assert.Equal(first, Files(body));
        (GeneratorRunResult statement, _) = Rerun(Model, Helpers("[Rep(\"1o\")]", "2 * v"), 1, Helpers("[Rep(\"1e\")]", "2 * v"));
        Assert.Contains(Reasons(statement, IntertwineGenerator.Infer), reason => reason == IncrementalStepRunReason.Modified);
        Assert.DoesNotContain("NetworkStage", Files(statement)["Net.g.cs"], StringComparison.Ordinal);
        Assert.Contains("NetworkStage", first["Net.g.cs"], StringComparison.Ordinal);

        static string Helpers(string parameter, string value) => $$"""
            public static class Helpers
            {
                [Equivariant("O(3)")]
                [return: Rep("1o")]
                public static TorchSharp.torch.Tensor Double({{parameter}} TorchSharp.torch.Tensor v) => {{value}};
            }
            """;
    }

    /// <summary>Files are followed one by one: one more declaration, or one fewer, leaves those of later files where they are.</summary>
    [Theory]
    [InlineData(Model, Model + "\n[EquivariantModel(\"O(3)\")] public partial class More { [Input(\"1o\", Per.Node)] public partial Feature V { get; } [SquaredNorm(nameof(V)), Output] public partial Feature Z { get; } }")]
    [InlineData(Model, Unrelated)]
    [InlineData(Unrelated, Model)]
    [InlineData(Unrelated, "[System.Serializable] internal sealed class Unrelated;")]
    public void DeclarationsMoreOrFewer_LeaveLaterOnesAlone(string before, string after)
    {
        (GeneratorRunResult result, IReadOnlyDictionary<string, string> first) = Rerun(before, Declarations.NBody, 0, after);
        Assert.All(Steps, step => Assert.Contains(IncrementalStepRunReason.Cached, Reasons(result, step)));
        Assert.All(Steps, step => Assert.DoesNotContain(IncrementalStepRunReason.Modified, Reasons(result, step)));
        Assert.Equal(first["NBodyNet.g.cs"], Files(result)["NBodyNet.g.cs"]);
    }

    /// <summary>An attribute under any name that C# allows for it.</summary>
    [Theory]
    [InlineData("", "[EquivariantModelAttribute(\"O(3)\")]")]
    [InlineData("", "[global::Intertwine.EquivariantModel(\"O(3)\")]")]
    [InlineData("", "[type: System.Serializable, Intertwine.EquivariantModelAttribute(\"O(3)\")]")]
    [InlineData("", "[Net(\"O(3)\")]", "using Net = Intertwine.EquivariantModelAttribute;")]
    [InlineData("", "[Net(\"O(3)\")]", "using NetAttribute = Intertwine.EquivariantModelAttribute;")]
    [InlineData("global using Net = Intertwine.EquivariantModelAttribute;", "[Net(\"O(3)\")]")]
    [InlineData("global using NetAttribute = Intertwine.EquivariantModelAttribute;", "[Net(\"O(3)\")]")]
    public void AttributeUnderAnotherName_IsFound(string other, string attribute, string usings = "")
    {
        string model = $$"""
            {{usings}}
            {{attribute}}
            public partial class Aliased
            {
                [Input("1o", Per.Node)] public partial Feature V { get; }
                [SquaredNorm(nameof(V)), Output] public partial Feature Z { get; }
            }
            """;
        GeneratorRunResult result = GeneratorHost.Driver().RunGenerators(GeneratorHost.Compile(model, other)).GetRunResult().Results[0];
        Assert.Equal(["Aliased.Kernels.g.cs", "Aliased.g.cs"], result.GeneratedSources.Select(s => s.HintName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RenamedOutput_DoesNotTouchOtherModels()
    {
        CSharpCompilation compilation = GeneratorHost.Compile(Declarations.NBody, Declarations.Block);
        GeneratorDriver driver = GeneratorHost.Driver().RunGenerators(compilation);
        SyntaxTree tree = compilation.SyntaxTrees[1];
        string edited = Declarations.Block.Replace("Feature Energy", "Feature Heat", StringComparison.Ordinal);
        GeneratorRunResult result = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, GeneratorHost.ParseOptions, tree.FilePath))).GetRunResult().Results[0];
        foreach (string step in Steps)
        {
            IncrementalStepRunReason[] reasons = [.. Reasons(result, step).Order()];
            Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], reasons);
        }
    }

    [Fact]
    public void EqualDeclarations_GiveEqualSpecs()
    {
        Assert.Equal(GeneratorHost.Parse(Declarations.NBody, "NBodyNet"), GeneratorHost.Parse(Declarations.NBody, "NBodyNet"));
        Assert.Equal(GeneratorHost.Infer(Declarations.Qm9, "Molecules.Qm9Net"), GeneratorHost.Infer(Declarations.Qm9, "Molecules.Qm9Net"));
        Assert.Equal(GeneratorHost.Lower(Declarations.Block, "Nested.Outer+Net"), GeneratorHost.Lower(Declarations.Block, "Nested.Outer+Net"));
    }

    private static void AssertNothingRan(GeneratorRunResult result)
    {
        foreach (string step in Steps)
        {
            Assert.NotEmpty(Reasons(result, step));
            Assert.All(Reasons(result, step), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {reason}"));
        }

        Assert.All(Reasons(result, IntertwineGenerator.Parse), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{reason}"));
        Assert.All(
            result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> runs) ? runs.SelectMany(r => r.Outputs).Select(o => o.Reason) : [];

    private static (GeneratorRunResult Second, IReadOnlyDictionary<string, string> First) Rerun(string model, string other, int file, string edited)
    {
        CSharpCompilation compilation = GeneratorHost.Compile(model, other);
        GeneratorDriver driver = GeneratorHost.Driver().RunGenerators(compilation);
        IReadOnlyDictionary<string, string> first = Files(driver.GetRunResult().Results[0]);
        SyntaxTree tree = compilation.SyntaxTrees[file];
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, GeneratorHost.ParseOptions, tree.FilePath)));
        return (driver.GetRunResult().Results[0], first);
    }

    private static IReadOnlyDictionary<string, string> Files(GeneratorRunResult result) => result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
}
