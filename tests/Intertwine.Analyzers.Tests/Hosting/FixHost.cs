using System.Collections.Immutable;
using Intertwine.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Intertwine.Analyzers.Tests;

/// <summary>Applies code fixes as an IDE does, in a workspace of its own.</summary>
internal static class FixHost
{
    private const string Usings = "global using System; global using Intertwine;";

    /// <summary>The text after the first fix for the first diagnostic that has one.</summary>
    /// <param name="key">The equivalence key of the fix; the first one is taken where it is left out.</param>
    public static async Task<string> FixOneAsync(CodeFixProvider provider, string source, string? key = null, string usings = Usings)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source, usings);
        foreach (Diagnostic diagnostic in await DiagnosticsAsync(provider, document))
        {
            if (await ActionAsync(provider, document, diagnostic, key) is { } action)
            {
                return await ApplyAsync(action, document);
            }
        }

        return source;
    }

    /// <summary>The text after the fix for every occurrence in the document.</summary>
    public static async Task<string> FixAllAsync(CodeFixProvider provider, string source, string? key = null, string usings = Usings)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source, usings);
        IReadOnlyList<Diagnostic> diagnostics = await DiagnosticsAsync(provider, document);
        CodeAction first = (await ActionAsync(provider, document, diagnostics[0], key))!;
        var context = new FixAllContext(
            document, provider, FixAllScope.Document, first.EquivalenceKey!, provider.FixableDiagnosticIds, new Found(diagnostics), CancellationToken.None);
        CodeAction? all = await provider.GetFixAllProvider()!.GetFixAsync(context);
        return await ApplyAsync(all!, document);
    }

    public static async Task<IReadOnlyList<CodeAction>> ActionsAsync(CodeFixProvider provider, string source)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source, Usings);
        List<CodeAction> actions = [];
        foreach (Diagnostic diagnostic in await DiagnosticsAsync(provider, document))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        return actions;
    }

    private static Document Open(AdhocWorkspace workspace, string source, string usings)
    {
        ProjectId id = ProjectId.CreateNewId();
        Solution solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(id, VersionStamp.Default, "Declared", "Declared", LanguageNames.CSharp, compilationOptions: AnalyzerHost.CompilationOptions, parseOptions: AnalyzerHost.ParseOptions, metadataReferences: AnalyzerHost.References))
            .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", usings);
        return solution.GetProject(id)!.AddDocument("File.cs", source);
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(CodeFixProvider provider, Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        IEnumerable<Diagnostic> ofTheCompiler = provider.FixableDiagnosticIds.Any(id => id.StartsWith("CS", StringComparison.Ordinal)) ? compilation.GetDiagnostics() : [];
        return [.. (await AnalyzerHost.AnalyzeAsync(compilation, [new DeclarationAnalyzer(), new TensorCodeAnalyzer()])).Concat(ofTheCompiler).Where(d => provider.FixableDiagnosticIds.Contains(d.Id))];
    }

    private static async Task<CodeAction?> ActionAsync(CodeFixProvider provider, Document document, Diagnostic diagnostic, string? key)
    {
        List<CodeAction> actions = [];
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.FirstOrDefault(action => key is null || action.EquivalenceKey == key);
    }

    private static async Task<string> ApplyAsync(CodeAction action, Document document)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private sealed class Found(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
