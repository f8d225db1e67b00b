using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Intertwine.Analyzers.Tests;

/// <summary>Applies code fixes as an IDE does, in a workspace of its own.</summary>
internal static class FixHost
{
    /// <summary>The text after the first fix for the first diagnostic that has one.</summary>
    public static async Task<string> FixOneAsync(CodeFixProvider provider, string source)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source);
        foreach (Diagnostic diagnostic in await DiagnosticsAsync(provider, document))
        {
            if (await ActionAsync(provider, document, diagnostic) is { } action)
            {
                return await ApplyAsync(action, document);
            }
        }

        return source;
    }

    /// <summary>The text after the fix for every occurrence in the document.</summary>
    public static async Task<string> FixAllAsync(CodeFixProvider provider, string source)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source);
        IReadOnlyList<Diagnostic> diagnostics = await DiagnosticsAsync(provider, document);
        CodeAction first = (await ActionAsync(provider, document, diagnostics[0]))!;
        var context = new FixAllContext(
            document, provider, FixAllScope.Document, first.EquivalenceKey!, provider.FixableDiagnosticIds, new Found(diagnostics), CancellationToken.None);
        CodeAction? all = await provider.GetFixAllProvider()!.GetFixAsync(context);
        return await ApplyAsync(all!, document);
    }

    public static async Task<IReadOnlyList<CodeAction>> ActionsAsync(CodeFixProvider provider, string source)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source);
        List<CodeAction> actions = [];
        foreach (Diagnostic diagnostic in await DiagnosticsAsync(provider, document))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        return actions;
    }

    private static Document Open(AdhocWorkspace workspace, string source)
    {
        ProjectId id = ProjectId.CreateNewId();
        Solution solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(id, VersionStamp.Default, "Declared", "Declared", LanguageNames.CSharp, compilationOptions: AnalyzerHost.CompilationOptions, parseOptions: AnalyzerHost.ParseOptions, metadataReferences: AnalyzerHost.References))
            .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", "global using System; global using Intertwine;");
        return solution.GetProject(id)!.AddDocument("File.cs", source);
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(CodeFixProvider provider, Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        return [.. (await AnalyzerHost.AnalyzeAsync(compilation)).Where(d => provider.FixableDiagnosticIds.Contains(d.Id))];
    }

    private static async Task<CodeAction?> ActionAsync(CodeFixProvider provider, Document document, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.FirstOrDefault();
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
