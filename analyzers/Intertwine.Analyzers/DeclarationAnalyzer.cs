using System.Collections.Immutable;
using Intertwine.Analyzers.Reporting;
using Intertwine.Analyzers.Rules;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Intertwine.Analyzers;

/// <summary>
/// Says what is wrong in declared models, blocks, groups and representations. It runs the generator's own parser and inference, so that what it accepts is exactly what the generator can build, and turns their problems into
/// diagnostics at the syntax that causes them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleTable.Declarations;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!start.Compilation.GetTypesByMetadataName(KnownNames.ModelAttribute).IsEmpty)
            {
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        bool isNetwork = false;
        bool hasMatrices = false;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            string? name = new AttributeReader(attribute).Name;
            isNetwork |= name is "EquivariantModel" or "EquivariantBlock";
            hasMatrices |= name is "Group" or "Representation";
        }

        if (isNetwork)
        {
            AnalyzeNetwork(type, context);
        }

        if (hasMatrices)
        {
            AnalyzeMatrices(type, context);
        }
    }

    /// <summary>A declared group or representation: what is wrong with the type, and with its matrices.</summary>
    private static void AnalyzeMatrices(INamedTypeSymbol type, SymbolAnalysisContext context)
    {
        DeclaredGroupSpec? group = DeclaredGroupParser.Attribute(type, "Group") is not null
            ? DeclaredGroupParser.Parse(type, context.Compilation, context.CancellationToken)
            : DeclaredGroupParser.ParseGroupOf(type, context.Compilation, context.CancellationToken);
        IEnumerable<Problem> problems = DeclaredGroupParser.Problems(type, context.CancellationToken);
        if (group is not null)
        {
            string name = TypeParser.FullName(type);
            problems = problems.Concat(DeclaredGroups.Check(group, context.CancellationToken).Problems.Where(problem => problem.Class == name));
        }

        foreach (Problem problem in problems)
        {
            ProblemReporter.Report(problem, type, group?.Type.Name ?? type.Name, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static void AnalyzeNetwork(INamedTypeSymbol type, SymbolAnalysisContext context)
    {
        ModelSpec model = ModelParser.Parse(type, context.Compilation, context.CancellationToken);
        InferenceResult inferred = GraphInference.Run(model, context.CancellationToken);
        if (model.Problems.Count == 0 && inferred.Problems.Count == 0)
        {
            return;
        }

        var reporter = new ProblemReporter(type, context.Compilation, model, context.ReportDiagnostic, context.CancellationToken);
        foreach (Problem problem in model.Problems.Concat(inferred.Problems))
        {
            reporter.Report(problem);
        }
    }
}
