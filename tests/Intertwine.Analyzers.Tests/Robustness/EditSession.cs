using System.Collections.Immutable;
using System.Reflection;
using Intertwine.Analyzers.Tensors;
using Intertwine.CodeFixes;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Intertwine.Analyzers.Tests.Robustness;

/// <summary>One document that is edited again and again, with everything that an IDE runs on it: both analyzers, the code fixes of what they report, and the generator.</summary>
internal sealed class EditSession : IDisposable
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using Intertwine; global using TorchSharp; global using static TorchSharp.torch;";

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new DeclarationAnalyzer(), new TensorCodeAnalyzer()];

    private static readonly CodeFixProvider[] Fixes =
    [
        .. typeof(AddPartialCodeFix).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    private readonly AdhocWorkspace _workspace = new();
    private readonly Solution _solution;
    private readonly DocumentId _document;
    private readonly List<Exception> _exceptions = [];
    private readonly CompilationWithAnalyzersOptions _options;
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create([new IntertwineGenerator().AsSourceGenerator()], parseOptions: AnalyzerHost.ParseOptions);

    public EditSession()
    {
        ProjectId id = ProjectId.CreateNewId();
        _document = DocumentId.CreateNewId(id);
        _solution = _workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(id, VersionStamp.Default, "Edited", "Edited", LanguageNames.CSharp, compilationOptions: AnalyzerHost.CompilationOptions, parseOptions: AnalyzerHost.ParseOptions, metadataReferences: AnalyzerHost.References))
            .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", Usings)
            .AddDocument(_document, "File.cs", "", filePath: "File.cs");
        _options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => _exceptions.Add(exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
    }

    /// <summary>How many diagnostics and fixes there were, for the test's own doubt.</summary>
    public (int Diagnostics, int Fixes) Seen { get; private set; }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Replaces the text. Any exception of an analyzer (AD0001), a fix or the generator (CS8785) comes out with the text.</summary>
    /// <param name="generates">Whether the generator runs too: on a right declaration it writes all kernels.</param>
    public async Task EditAsync(string text, bool generates)
    {
        try
        {
            Document document = _solution.WithDocumentText(_document, Microsoft.CodeAnalysis.Text.SourceText.From(text)).GetDocument(_document)!;
            Compilation compilation = (await document.Project.GetCompilationAsync())!;
            SemanticModel model = compilation.GetSemanticModel((await document.GetSyntaxTreeAsync())!);
            ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers(Analyzers, _options).GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None);
            if (_exceptions.Count > 0)
            {
                throw new AggregateException(_exceptions);
            }

            int fixes = 0;
            foreach (Diagnostic diagnostic in diagnostics)
            {
                Assert.StartsWith("EQV", diagnostic.Id, StringComparison.Ordinal);
                Assert.True(diagnostic.Location.IsInSource && diagnostic.Location.SourceSpan.End <= text.Length, diagnostic.ToString());
                Assert.NotEmpty(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
                fixes += await FixAsync(document, diagnostic);
            }

            Seen = (Seen.Diagnostics + diagnostics.Length, Seen.Fixes + fixes);
            if (generates)
            {
                _driver = _driver.RunGenerators(compilation);
                if (_driver.GetRunResult().Results[0].Exception is { } exception)
                {
                    throw exception;
                }
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message}\n\n{text}", e);
        }
    }

    /// <summary>Registers the fixes of a diagnostic and computes what the first one changes.</summary>
    private static async Task<int> FixAsync(Document document, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        foreach (CodeFixProvider provider in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        if (actions.Count > 0)
        {
            await actions[0].GetOperationsAsync(CancellationToken.None);
        }

        return actions.Count;
    }
}
