using System.Collections.Immutable;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Annotations;
using Intertwine.Analyzers.Tensors.Interpreting;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;
using Intertwine.Generator.Parsing;
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
        // Lambdas stand in initializers of fields too.
        var method = context.OwningSymbol as IMethodSymbol;
        bool isAnnotated = method is not null && EquivariantMethods.Annotation(method) is not null;
        foreach (IOperation block in context.OperationBlocks)
        {
            bool isBody = block.Kind is OperationKind.Block;
            if ((isBody || block.Kind is OperationKind.FieldInitializer or OperationKind.PropertyInitializer) && block.Parent is null or IMethodBodyBaseOperation && ((isAnnotated && isBody) || block.Descendants().Any(IsAnnotated)))
            {
                Analyze(isBody ? method : null, context.GetControlFlowGraph(block), scope, context);
            }
        }
    }

    private static bool IsAnnotated(IOperation operation) => operation switch
    {
        ILocalFunctionOperation local => EquivariantMethods.Annotation(local.Symbol) is not null,
        IAnonymousFunctionOperation lambda => EquivariantMethods.Annotation(lambda.Symbol) is not null,
        _ => false,
    };

    private static void Analyze(IMethodSymbol? method, ControlFlowGraph graph, MethodScope scope, OperationBlockAnalysisContext context)
    {
        if (method is not null && EquivariantMethods.Annotation(method) is not null)
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

                var evaluator = new Evaluator(scope, contract, graph, Report, context.CancellationToken);
                var interpretation = new Interpretation(graph, evaluator, context.CancellationToken);
                if (interpretation.Run(entry) && interpretation.Exit is { } exit)
                {
                    evaluator.CheckParameters(method, exit);
                }
            }

            void Report(string id, Location location, IReadOnlyList<string> arguments)
            {
                // {0} is the method, {1} its group; a problem with the annotations says which group it means.
                // What waits for a sum may miss it in several places; a block may be left in several ways.
                if (RuleTable.ById.TryGetValue(id, out DiagnosticDescriptor? rule) && reported.Add((id, location)))
                {
                    // The last argument of a wrong return is a hint where the rotations alone would do.
                    ImmutableDictionary<string, string?> properties = id == TensorRuleIds.WrongReturn && arguments[arguments.Count - 1].Length > 0 && TensorTypes.WithoutReflections(contract!.Group) is { } rotations
                        ? ImmutableDictionary<string, string?>.Empty.Add(Hint.Rotations, rotations.Name)
                        : ImmutableDictionary<string, string?>.Empty;
                    context.ReportDiagnostic(Diagnostic.Create(rule, location, properties, [Name(method), group, .. arguments]));
                }
            }
        }

        foreach (IMethodSymbol local in graph.LocalFunctions)
        {
            Analyze(local, graph.GetLocalFunctionControlFlowGraph(local, context.CancellationToken), scope, context);
        }

        foreach (IFlowAnonymousFunctionOperation lambda in graph.Blocks
            .SelectMany(block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            .SelectMany(operation => operation.DescendantsAndSelf())
            .OfType<IFlowAnonymousFunctionOperation>())
        {
            Analyze(lambda.Symbol, graph.GetAnonymousFunctionControlFlowGraph(lambda, context.CancellationToken), scope, context);
        }
    }

    private static string Name(IMethodSymbol method) => method.MethodKind == MethodKind.AnonymousFunction ? "lambda" : method.Name;
}
