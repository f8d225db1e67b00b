using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Intertwine.Benchmarks;

/// <summary>Looks at every symbol and says nothing: what it costs is the compiler's binding of the file, which an editor needs anyway.</summary>
#pragma warning disable RS1001, RS1036, RS1041 // An analyzer of this program alone.
internal sealed class NothingAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("NOTHING", "Nothing", "Nothing", "Nothing", DiagnosticSeverity.Hidden, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(static _ => { }, SymbolKind.NamedType);
        context.RegisterOperationBlockAction(static _ => { });
    }
}
#pragma warning restore RS1001, RS1036, RS1041
