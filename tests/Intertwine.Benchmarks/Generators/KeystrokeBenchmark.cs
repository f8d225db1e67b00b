using Intertwine.Analyzers;
using Intertwine.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.Benchmarks;

/// <summary>
/// What generator and analyzers add to a keystroke in a solution of many declared models: an edit of one model, which the generator driver is told, and the analyzers on the file that is edited, beyond an analyzer that says nothing
/// (the compiler's binding, which an editor needs anyway). One thread, warm, processor time.
/// </summary>
internal static class KeystrokeBenchmark
{
    private const int Keystrokes = 12;

    /// <summary>Edits that nobody counts, in a small solution: an editor's process has compiled all of the generator long ago.</summary>
    private const int WarmUps = 120;

    /// <summary>The sorts of models in a solution, by the index of the first of each.</summary>
    private static readonly (string Name, int Index)[] Sorts = [("network of one layer", 0), ("graph network", 1), ("EGNN", 2), ("potential", 9)];

    public static IEnumerable<string> Header => ["models", "edited", "edit", "generator, ms", "analyzers, ms", "together, ms", "best, ms", "target 30 ms"];

    /// <summary>Two rows for each size and sort: a comment, and a width.</summary>
    public static IEnumerable<string[]> Run(IReadOnlyList<int> sizes)
    {
        CSharpCompilation compilation = SolutionCompiler.Compile(SolutionSources.Create(10));
        GeneratorDriver driver = SolutionCompiler.Driver().RunGenerators(compilation);
        foreach ((_, int index) in Sorts)
        {
            SyntaxTree tree = TreeOf(compilation, index);
            for (int i = 0; i < WarmUps; i++)
            {
                SyntaxTree edited = tree.WithChangedText(SourceText.From(SolutionSources.Model(index, $"Model{index}", width: 9 + i)));
                compilation = compilation.ReplaceSyntaxTree(tree, edited);
                tree = edited;
                driver = driver.RunGenerators(compilation);
            }
        }

        _ = Edit(10).Count();
        return sizes.SelectMany(Edit);
    }

    /// <summary>The compiler leaves hundreds of megabytes behind between two keystrokes; collecting them is not what the next one costs.</summary>
    private static void CollectYoung() => GC.Collect(1, GCCollectionMode.Forced, blocking: true);

    private static SyntaxTree TreeOf(CSharpCompilation compilation, int index) => compilation.SyntaxTrees.Single(t => t.FilePath == $"Model{index}.cs");

    private static IEnumerable<string[]> Edit(int size)
    {
        CSharpCompilation compilation = SolutionCompiler.Compile(SolutionSources.Create(size));
        _ = compilation.GetDiagnostics();
        GeneratorDriver driver = SolutionCompiler.Driver().RunGenerators(compilation);
        foreach ((string sort, int index) in Sorts)
        {
            string name = $"Model{index}";
            SyntaxTree tree = TreeOf(compilation, index);
            foreach ((string what, Func<int, string> text) in new (string, Func<int, string>)[] { ("a comment", i => SolutionSources.Model(index, name, comment: $"// {i}")), ("a width", i => SolutionSources.Model(index, name, width: 9 + i)) })
            {
                List<(double Generator, double Analyzers, double Nothing)> times = [];
                for (int i = 0; i < Keystrokes; i++)
                {
                    SyntaxTree edited = tree.WithChangedText(SourceText.From(text(i)));
                    compilation = compilation.ReplaceSyntaxTree(tree, edited);
                    tree = edited;
                    CollectYoung();
                    double generator = ProcessorTime.Of(() => driver = driver.RunGenerators(compilation));
                    Compilation whole = compilation.AddSyntaxTrees(driver.GetRunResult().Results[0].GeneratedSources.Select(g => g.SyntaxTree));

                    // The first run binds the file; the second tells what the compiler's machinery takes for an analyzer that says nothing.
                    SolutionCompiler.Analyze(whole, edited, new NothingAnalyzer());
                    CollectYoung();
                    double nothing = ProcessorTime.Of(() => SolutionCompiler.Analyze(whole, edited, new NothingAnalyzer()));
                    CollectYoung();
                    times.Add((generator, ProcessorTime.Of(() => SolutionCompiler.Analyze(whole, edited, new DeclarationAnalyzer(), new TensorCodeAnalyzer())), nothing));
                }

                double machinery = Paired.Median([.. times.Select(t => t.Nothing)]);
                double together = Paired.Median([.. times.Select(t => t.Generator + t.Analyzers)]) - machinery;
                yield return
                [
                    $"{size}", sort, what, $"{Paired.Median([.. times.Select(t => t.Generator)]):f1}", $"{Paired.Median([.. times.Select(t => t.Analyzers)]) - machinery:f1}", $"{together:f1}",
                    $"{times.Min(t => t.Generator + t.Analyzers) - times.Min(t => t.Nothing):f1}", together < 30 ? "reached" : "missed",
                ];
            }
        }
    }
}
