using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests.Groups;

/// <summary>Whatever stands in a declaration of a group, the generator answers, soon, and does not fail.</summary>
public class GroupRobustnessTests
{
    /// <summary>Seconds for one edit, on a machine that does other things too.</summary>
    private const double Limit = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomEdits_NeverMakeTheGeneratorFail(int seed)
    {
        var random = new Random(seed);
        Check(Enumerable.Range(0, 100).Select(_ => DamagedDeclarations.Edited(random)));
    }

    [Fact]
    public void Truncations_NeverMakeTheGeneratorFail() =>
        Check(Enumerable.Range(0, DamagedDeclarations.Whole.Length / 23).Select(i => DamagedDeclarations.Truncated(23 * i)));

    /// <summary>What is edited is right.</summary>
    [Fact]
    public void UneditedDeclarations_AreRight() => GeneratorHost.GenerateClean(DamagedDeclarations.Whole);

    /// <summary>Sizes, names and numbers at the edge of what a declaration may say.</summary>
    [Theory]
    [InlineData("[Group(Dimension = 16)] partial struct G; [Representation<G>(\"G\")] partial struct R;")]
    [InlineData("[Group(Dimension = 16)] partial struct G; [EquivariantModel<G>] partial class Net { [Input(\"V^3\", Per.Node)] public partial Feature X { get; } [Linear(nameof(X), \"V^3\"), Output] public partial Feature Y { get; } }")]
    [InlineData("[Group, DiscreteGenerator(1e300, 1,  0, 1e-300)] partial struct G; [Representation<G>(\"A\"), DiscreteGenerator(1e300)] partial struct R;")]
    [InlineData("[Group, InfinitesimalGenerator(0, 1e308,  -1e308, 0)] partial struct G; [Representation<G>(\"A\"), InfinitesimalGenerator(0, 1e308,  -1e308, 0)] partial struct R;")]
    [InlineData("[Group, InfinitesimalGenerator(0, 1e-308,  -1e-308, 0)] partial struct G; [Representation<G>(\"A\"), InfinitesimalGenerator(0, 1e308,  -1e308, 0)] partial struct R;")]
    [InlineData("[Group, InfinitesimalGenerator(0, 1,  1e155, 0), InfinitesimalGenerator(1e155, 1,  0, -1e155)] partial struct G; [Representation<G>(\"A\"), InfinitesimalGenerator(0), InfinitesimalGenerator(0)] partial struct R;")]
    [InlineData("[Group, DiscreteGenerator(Permutation = new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0 }), DiscreteGenerator(Permutation = new[] { 1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 })] partial struct G; [Representation<G>(\"A\"), DiscreteGenerator(-1), DiscreteGenerator(-1)] partial struct R; [EquivariantModel<G>] partial class Net { [Input(\"V\", Per.Node)] public partial Feature X { get; } [Linear(nameof(X), \"V*V\"), Output] public partial Feature Y { get; } }")]
    [InlineData("[Group, DiscreteGenerator(0.6, -0.8, 0.8, 0.6), DiscreteGenerator(2, 0, 0, 0.5)] partial struct G; [Representation<G>(\"A\"), DiscreteGenerator(1), DiscreteGenerator(1)] partial struct R; [EquivariantModel<G>] partial class Net { [Input(\"V\", Per.Node)] public partial Feature X { get; } [Norm(nameof(X)), Output] public partial Feature Y { get; } }")]
    [InlineData("[Group, Representation<G>(\"G\"), DiscreteGenerator(-1)] partial struct G; [EquivariantModel<G>] partial class Net { [Input(\"G\", Per.Node), Output] public partial Feature X { get; } }")]
    [InlineData("[Group, DiscreteGenerator(-1)] partial struct Group; [Representation<Group>(\"Piece\"), DiscreteGenerator(-1)] partial struct Piece;")]
    [InlineData("[Group, DiscreteGenerator(-1)] [EquivariantModel<G>] partial class G { [Input(\"V\", Per.Node), Output] public partial Feature X { get; } }")]
    [InlineData("[Group, DiscreteGenerator(-1)] partial struct G; [EquivariantModel<G>] partial class G { [Input(\"V\", Per.Node), Output] public partial Feature X { get; } } [Representation<G>(\"A\"), DiscreteGenerator(-1)] partial record G;")]
    [InlineData("partial class A { [Group, DiscreteGenerator(-1)] partial struct G; } partial class A<T> { [Group, DiscreteGenerator(-1)] partial struct G; } partial struct A { [Group, DiscreteGenerator(-1)] partial struct G; }")]
    [InlineData("partial class A { [EquivariantModel(\"O(3)\")] partial class G { [Input(\"V\", Per.Node), Output] public partial Feature X { get; } } } partial class A<T> { [EquivariantModel(\"O(3)\")] partial class G { [Input(\"V\", Per.Node), Output] public partial Feature X { get; } } }")]
    public void EdgeCases_NeverMakeTheGeneratorFail(string source) => Check([source]);

    private static void Check(IEnumerable<string> texts)
    {
        GeneratorDriver driver = GeneratorHost.Driver();
        CSharpCompilation compilation = GeneratorHost.Compile("");
        SyntaxTree tree = compilation.SyntaxTrees[0];
        foreach (string text in texts)
        {
            SyntaxTree edited = CSharpSyntaxTree.ParseText(text, GeneratorHost.ParseOptions, tree.FilePath);
            compilation = compilation.ReplaceSyntaxTree(tree, edited);
            tree = edited;
            var watch = Stopwatch.StartNew();
            using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(3 * Limit));
            driver = driver.RunGenerators(compilation, cancellation.Token);
            Assert.True(driver.GetRunResult().Results[0].Exception is null, $"{driver.GetRunResult().Results[0].Exception}\n\n{text}");
            Assert.True(watch.Elapsed.TotalSeconds < Limit, $"The generator needs {watch.Elapsed.TotalSeconds:F1} s for\n{text}");
        }
    }
}
