using System.Diagnostics;
using Basic.Reference.Assemblies;
using Intertwine.Generator;
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
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        SyntaxTree model = CSharpSyntaxTree.ParseText(declaration, options, file);
        SyntaxTree other = CSharpSyntaxTree.ParseText("internal static class Other { internal static int Value => 0; }", options, "Other.cs");
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample",
            [model, other, CSharpSyntaxTree.ParseText("global using System;", options, "Usings.cs")],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Graph).Assembly.Location), MetadataReference.CreateFromFile(typeof(TorchSharp.torch).Assembly.Location), MetadataReference.CreateFromFile(typeof(Kernels.Tile).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

        // The compiler is warm in an IDE and in a build server; the generator is what we time.
        _ = compilation.GetDiagnostics();
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new IntertwineGenerator().AsSourceGenerator()], parseOptions: options);
        double cold = Paired.Milliseconds(() => driver = driver.RunGenerators(compilation));
        GeneratorDriverRunResult result = driver.GetRunResult();
        if (result.GeneratedTrees.Length < 2)
        {
            throw new InvalidOperationException("The generator wrote nothing.");
        }

        double again = Paired.Median([.. Enumerable.Range(0, 5).Select(i => Fresh(compilation, options))]);
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

    private static double Fresh(CSharpCompilation compilation, CSharpParseOptions options)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new IntertwineGenerator().AsSourceGenerator()], parseOptions: options);
        long start = Stopwatch.GetTimestamp();
        _ = driver.RunGenerators(compilation);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
