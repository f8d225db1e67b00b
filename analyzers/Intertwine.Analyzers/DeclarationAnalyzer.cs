using System.Collections.Immutable;
using Intertwine.Analyzers.Reporting;
using Intertwine.Analyzers.Rules;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Intertwine.Analyzers;

/// <summary>
/// Says what is wrong in declared models and blocks. It runs the generator's own parser and inference, so that what it accepts is exactly what the generator can build, and turns their problems into
/// diagnostics at the syntax that causes them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleTable.All;

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
        if (!IsDeclared(type))
        {
            return;
        }

        ModelSpec model = ModelParser.Parse(type, context.CancellationToken);
        InferenceResult inferred = GraphInference.Run(model, context.CancellationToken);
        if (model.Problems.Count == 0 && inferred.Problems.Count == 0)
        {
            return;
        }

        var reporter = new ProblemReporter(type, model, context.ReportDiagnostic, context.CancellationToken);
        foreach (Problem problem in model.Problems.Concat(inferred.Problems))
        {
            reporter.Report(problem);
        }
    }

    private static bool IsDeclared(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (new AttributeReader(attribute).Name is "EquivariantModel" or "EquivariantBlock")
            {
                return true;
            }
        }

        return false;
    }
}
