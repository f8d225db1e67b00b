using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Snippets in one compilation: analysed together, and run.</summary>
internal sealed class CompiledSnippets
{
    private readonly IReadOnlyDictionary<string, (string Text, int Offset)> _files;
    private readonly CSharpCompilation _compilation;
    private readonly Lazy<Assembly> _assembly;

    /// <param name="snippets">Names and members of a class.</param>
    public CompiledSnippets(IReadOnlyList<(string Name, string Members)> snippets)
    {
        _files = snippets.ToDictionary(snippet => snippet.Name, snippet => TensorHost.File(Class(snippet.Name), snippet.Members));
        _compilation = AnalyzerHost.Compile([]).AddSyntaxTrees(_files.Select(file => CSharpSyntaxTree.ParseText(file.Value.Text, AnalyzerHost.ParseOptions, file.Key)));
        Diagnostic[] errors = [.. _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.Length == 0, string.Join("\n", errors.Select(error => error.ToString()).Take(60)));
        _assembly = new Lazy<Assembly>(Emit);
    }

    /// <summary>What the analyzer reports, by snippet: spans are counted in its members.</summary>
    public async Task<ILookup<string, (string Id, int Start, int End, string Message)>> AnalyzeAsync() => (await AnalyzerHost.AnalyzeAsync(_compilation, [TensorHost.Analyzer])).ToLookup(
        diagnostic => diagnostic.Location.SourceTree!.FilePath,
        diagnostic => (
            diagnostic.Id,
            diagnostic.Location.SourceSpan.Start - _files[diagnostic.Location.SourceTree!.FilePath].Offset,
            diagnostic.Location.SourceSpan.End - _files[diagnostic.Location.SourceTree!.FilePath].Offset,
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The last annotated method of a snippet, and an object to call it on.</summary>
    public (object? Instance, MethodInfo Method) Load(string name)
    {
        Type type = _assembly.Value.GetType(Class(name))!;
        MethodInfo method = type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
            .Where(candidate => candidate.GetCustomAttribute<EquivariantAttribute>() is not null && !candidate.Name.Contains('<', StringComparison.Ordinal))
            .OrderBy(candidate => candidate.MetadataToken)
            .Last();
        return (method.IsStatic ? null : Activator.CreateInstance(type), method);
    }

    private static string Class(string name) => name + "Snippet";

    private Assembly Emit()
    {
        using var stream = new MemoryStream();
        Assert.True(_compilation.Emit(stream).Success);
        stream.Position = 0;
        return new AssemblyLoadContext(null).LoadFromStream(stream);
    }
}
