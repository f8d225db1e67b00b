using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.Benchmarks;

/// <summary>What the generator costs: the first run in a fresh process, and one keystroke that changes nothing of a declaration.</summary>
internal static class GeneratorBenchmark
{
    /// <param name="file">The declaration, as it is embedded.</param>
    public static IEnumerable<string[]> Run(string file, bool isFirst)
    {
        using Stream stream = typeof(GeneratorBenchmark).Assembly.GetManifestResourceStream(file)!;
        string declaration = new StreamReader(stream).ReadToEnd();
        CSharpCompilation compilation = SolutionCompiler.Compile([(file, declaration), ("Other.cs", "internal static class Other { internal static int Value => 0; }"), ("Usings.cs", "global using System;")]);
        SyntaxTree model = compilation.SyntaxTrees[0];
        SyntaxTree other = compilation.SyntaxTrees[1];

        // The compiler is warm in an IDE and in a build server; the generator is what we time.
        _ = compilation.GetDiagnostics();
        GeneratorDriver driver = SolutionCompiler.Driver();
        double cold = Paired.Milliseconds(() => driver = driver.RunGenerators(compilation));
        GeneratorDriverRunResult result = driver.GetRunResult();
        if (result.GeneratedTrees.Length < 2)
        {
            throw new InvalidOperationException("The generator wrote nothing.");
        }

        double again = Paired.Median([.. Enumerable.Range(0, 5).Select(i => Fresh(compilation))]);
        double[] keystrokes = new double[60];
        for (int i = 0; i < keystrokes.Length; i++)
        {
            SyntaxTree edited = other.WithChangedText(SourceText.From($"internal static class Other {{ internal static int Value => {i}; }}"));
            compilation = compilation.ReplaceSyntaxTree(other, edited);
            other = edited;
            keystrokes[i] = Paired.Milliseconds(() => driver = driver.RunGenerators(compilation));
        }

        double[] inside = new double[60];
        for (int i = 0; i < inside.Length; i++)
        {
            SyntaxTree edited = model.WithChangedText(SourceText.From(declaration + $"\n// {i}"));
            compilation = compilation.ReplaceSyntaxTree(model, edited);
            model = edited;
            inside[i] = Paired.Milliseconds(() => driver = driver.RunGenerators(compilation));
        }

        string name = Path.GetFileNameWithoutExtension(file);
        if (isFirst)
        {
            yield return [name, "first run in the process", $"{cold:f0}"];
        }

        yield return [name, "full run, warm", $"{again:f0}"];
        yield return [name, "keystroke in another file (median of 60)", $"{Paired.Median(keystrokes):f2}"];
        yield return [name, "comment in the declaration's file (median of 60)", $"{Paired.Median(inside):f2}"];
    }

    private static double Fresh(CSharpCompilation compilation)
    {
        GeneratorDriver driver = SolutionCompiler.Driver();
        return Paired.Milliseconds(() => driver.RunGenerators(compilation));
    }
}
