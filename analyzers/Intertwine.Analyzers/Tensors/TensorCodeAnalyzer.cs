using System.Collections.Immutable;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Annotations;
using Intertwine.Analyzers.Tensors.Interpreting;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Intertwine.Analyzers.Tensors;

/// <summary>Follows methods and local functions with [Equivariant] and reports the first operation that does not commute with the group.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TensorCodeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleTable.TensorCode;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (TensorSymbols.Find(start.Compilation) is { } symbols)
            {
                var scope = new MethodScope(start.Compilation, symbols);
                start.RegisterOperationBlockAction(block => Analyze(block, scope));
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, MethodScope scope)
    {
        if (context.OwningSymbol is not IMethodSymbol method)
        {
            return;
        }

        ControlFlowGraph? graph = null;
        bool isAnnotated = ContractReader.Equivariant(method) is not null;
        foreach (IOperation block in context.OperationBlocks)
        {
            if (block.Kind is OperationKind.Block && (isAnnotated || block.Descendants().Any(inner => inner.Kind == OperationKind.LocalFunction)))
            {
                graph ??= context.GetControlFlowGraph(block);
            }
        }

        if (graph is not null)
        {
            Analyze(method, graph, scope, context);
        }
    }

    private static void Analyze(IMethodSymbol method, ControlFlowGraph graph, MethodScope scope, OperationBlockAnalysisContext context)
    {
        if (ContractReader.Equivariant(method) is not null)
        {
            List<AnnotationProblem> problems = [];
            Contract? contract = new ContractReader(scope.Compilation, scope.Symbols, context.CancellationToken).Read(method, problems);
            string group = contract?.Group.Name ?? "";
            HashSet<(string, Location)> reported = [];
            foreach (AnnotationProblem problem in problems)
            {
                Report(problem.Id, problem.Location, problem.Arguments);
            }

            if (contract is not null)
            {
                var entry = new State();
                for (int i = 0; i < method.Parameters.Length; i++)
                {
                    entry[method.Parameters[i]] = contract.Parameters[i];
                }

                new Interpretation(graph, new Evaluator(scope, contract, Report, context.CancellationToken), context.CancellationToken).Run(entry);
            }

            void Report(string id, Location location, IReadOnlyList<string> arguments)
            {
                // {0} is the method, {1} its group; a problem with the annotations says which group it means.
                // What waits for a sum may miss it in several places; a block may be left in several ways.
                if (RuleTable.ById.TryGetValue(id, out DiagnosticDescriptor? rule) && reported.Add((id, location)))
                {
                    context.ReportDiagnostic(Diagnostic.Create(rule, location, [method.Name, group, .. arguments]));
                }
            }
        }

        foreach (IMethodSymbol local in graph.LocalFunctions)
        {
            Analyze(local, graph.GetLocalFunctionControlFlowGraph(local, context.CancellationToken), scope, context);
        }
    }
}
