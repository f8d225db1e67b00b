using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests.Groups;

/// <summary>What an edit of a declared group runs again: its models, and no others.</summary>
public class GroupIncrementalityTests
{
    private const string Net = """
        [EquivariantModel<Turn>]
        public partial class Net
        {
            [Input("2xV + S", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), "3xV + 2xS"), Output] public partial Feature Y { get; }
        }
        """;

    private const string Turn = """
        [Group]
        [InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0, 0)]
        public partial struct Turn;
        """;

    private const string Other = """
        [EquivariantModel("O(3)")]
        public partial class Other
        {
            [Input("2x1o", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), "3x1o"), Output] public partial Feature Y { get; }
        }
        """;

    private const string Double = "[Representation<Turn>(\"Double\"), InfinitesimalGenerator(0, -2,  2, 0)] public partial struct Double;";

    private const int NetFile = 0;
    private const int GroupFile = 1;
    private const int EmptyFile = 3;

    private const IncrementalStepRunReason Cached = IncrementalStepRunReason.Cached;
    private const IncrementalStepRunReason Unchanged = IncrementalStepRunReason.Unchanged;
    private const IncrementalStepRunReason Modified = IncrementalStepRunReason.Modified;

    [Theory]
    [InlineData(GroupFile, "[Group]", "// rotations about z\n[Group /* of a cylinder */]")]
    [InlineData(GroupFile, "0, -1, 0,  1, 0, 0,  0, 0, 0", "-0.0, 1 - 2, 0, 1.0, 0, 0, 0, 0, 0")]
    [InlineData(GroupFile, "public partial struct Turn;", "public partial struct Turn { private static int Helper() => 3; }")]
    [InlineData(NetFile, "public partial class Net", "/* over Turn */ public partial class Net")]
    [InlineData(EmptyFile, "", "internal static class Unrelated { public static int X => 1; }")]
    public void EditWithoutMeaning_RunsNothingBehindTheParser(int file, string old, string replacement)
    {
        (GeneratorRunResult first, GeneratorRunResult second) = Rerun(file, old, replacement);
        foreach (string step in (string[])[IntertwineGenerator.Parse, IntertwineGenerator.Infer, IntertwineGenerator.Lower, IntertwineGenerator.Kernels])
        {
            Assert.NotEmpty(Reasons(second, step));
            Assert.All(Reasons(second, step), reason => Assert.True(reason is Cached or Unchanged, $"{step}: {reason}"));
        }

        Assert.All(Outputs(second), reason => Assert.Equal(Cached, reason));
        Assert.Equal(Files(first), Files(second));
    }

    [Theory]
    [InlineData("0, -1, 0,  1, 0, 0,  0, 0, 0", "0, 0, 0,  0, 0, -1,  0, 1, 0")]
    [InlineData("0, 0)]", "0, 0), DiscreteGenerator(1, 0, 0,  0, 1, 0,  0, 0, -1)]")]
    public void ChangedGenerator_RunsTheGroupsModelsAndNoOthers(string old, string replacement)
    {
        (GeneratorRunResult first, GeneratorRunResult second) = Rerun(GroupFile, old, replacement);
        foreach (string step in (string[])[IntertwineGenerator.Infer, IntertwineGenerator.Lower, IntertwineGenerator.Kernels])
        {
            Assert.Equal([Cached, Modified], Reasons(second, step).OrderByDescending(reason => reason == Cached));
        }

        Assert.NotEqual(Files(first)["Turn.g.cs"], Files(second)["Turn.g.cs"]);
        Assert.NotEqual(Files(first)["Net.Kernels.g.cs"], Files(second)["Net.Kernels.g.cs"]);
        Assert.Equal(Files(first)["Other.g.cs"], Files(second)["Other.g.cs"]);
        Assert.Equal(Files(first)["Other.Kernels.g.cs"], Files(second)["Other.Kernels.g.cs"]);
    }

    /// <summary>The group is another one then, with one more name that features may use; what its models compute is the same, so that no kernel is written again.</summary>
    [Theory]
    [InlineData(GroupFile, "public partial struct Turn;", "public partial struct Turn;\n" + Double)]
    [InlineData(EmptyFile, "", Double)]
    public void AddedRepresentation_RunsInferenceButNoKernels(int file, string old, string replacement)
    {
        (GeneratorRunResult first, GeneratorRunResult second) = Rerun(file, old, replacement);
        foreach (string step in (string[])[IntertwineGenerator.Infer, IntertwineGenerator.Lower])
        {
            Assert.Equal([Cached, Modified], Reasons(second, step).OrderByDescending(reason => reason == Cached));
        }

        Assert.All(Reasons(second, IntertwineGenerator.Kernels), reason => Assert.True(reason is Cached or Unchanged, $"{reason}"));
        Assert.Equal(Files(first)["Net.Kernels.g.cs"], Files(second)["Net.Kernels.g.cs"]);
        Assert.Contains("typeof(", Files(second)["Turn.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Double.g.cs", Files(second).Keys);
    }

    private static (GeneratorRunResult First, GeneratorRunResult Second) Rerun(int file, string old, string replacement)
    {
        string[] sources = [Net, Turn, Other, ""];
        CSharpCompilation compilation = GeneratorHost.Compile(sources);
        GeneratorDriver driver = GeneratorHost.Driver().RunGenerators(compilation);
        GeneratorRunResult first = driver.GetRunResult().Results[0];
        Assert.Contains(old, sources[file], StringComparison.Ordinal);
        string edited = old.Length == 0 ? replacement : sources[file].Replace(old, replacement, StringComparison.Ordinal);
        SyntaxTree tree = compilation.SyntaxTrees[file];
        compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, GeneratorHost.ParseOptions, tree.FilePath));
        GeneratorRunResult second = driver.RunGenerators(compilation).GetRunResult().Results[0];
        Assert.Null(second.Exception);
        return (first, second);
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> runs) ? runs.SelectMany(run => run.Outputs).Select(output => output.Reason) : [];

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result) => result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);

    private static Dictionary<string, string> Files(GeneratorRunResult result) => result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
}
