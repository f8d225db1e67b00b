using Intertwine.Generator.Emitting;
using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Generator;

/// <summary>
/// Declared models and blocks → the other half of their classes. Steps carry records that compare by value, so that an edit runs again what it changes and nothing behind it:
/// <see cref="Parse"/> runs at every edit and is cheap, <see cref="Infer"/>, <see cref="Lower"/> and the emitters run where a declaration changed.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class IntertwineGenerator : IIncrementalGenerator
{
    /// <summary>Names of the steps, for tests of incrementality.</summary>
    internal const string Parse = nameof(Parse);
    internal const string Infer = nameof(Infer);
    internal const string Lower = nameof(Lower);
    internal const string Kernels = nameof(Kernels);
    internal const string Names = nameof(Names);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModelSpec> models = Declared(context, KnownNames.ModelAttribute);
        IncrementalValuesProvider<ModelSpec> blocks = Declared(context, KnownNames.BlockAttribute);
        IncrementalValueProvider<EquatableArray<string>> ambiguous = models.Collect().Combine(blocks.Collect())
            .Select(static (all, _) => Ambiguous(all.Left, all.Right))
            .WithTrackingName(Names);

        context.RegisterSourceOutput(blocks.Combine(ambiguous), static (output, block) =>
            output.AddSource(HintName(block.Left.Class, block.Right) + ".g.cs", BlockEmitter.Emit(block.Left)));

        IncrementalValuesProvider<InferredModel> inferred = models
            .Select(static (model, cancellation) => new InferredModel(model, GraphInference.Run(model, cancellation).Graph))
            .WithTrackingName(Infer);
        IncrementalValuesProvider<LoweredModel> lowered = inferred
            .Select(static (model, cancellation) => new LoweredModel(model.Model, model.Graph is null ? null : GraphLowering.Run(model.Graph, cancellation)))
            .WithTrackingName(Lower);
        context.RegisterSourceOutput(lowered.Combine(ambiguous), static (output, model) =>
            output.AddSource(HintName(model.Left.Model.Class, model.Right) + ".g.cs", Emit(model.Left)));

        IncrementalValuesProvider<KernelModel> kernels = lowered
            .Where(static model => model.Program is not null)
            .Select(static (model, _) => new KernelModel(model.Model.Class.Namespace, FlatName(model.Model.Class), HintNames(model.Model.Class), model.Program!.Training, model.Program.Evaluation))
            .WithTrackingName(Kernels);
        context.RegisterSourceOutput(kernels.Combine(ambiguous), static (output, model) =>
            output.AddSource(
                model.Left.HintNames[Contains(model.Right, model.Left.HintNames[0]) ? 1 : 0] + ".Kernels.g.cs",
                SimdEmitter.Emit(model.Left.Namespace, model.Left.Name, model.Left.Training, model.Left.Evaluation, output.CancellationToken)));
    }

    private static IncrementalValuesProvider<ModelSpec> Declared(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (context, cancellation) => ModelParser.Parse((INamedTypeSymbol)context.TargetSymbol, cancellation))
        .Where(static model => model.Class.CanEmit)
        .WithTrackingName(Parse);

    private static string Emit(LoweredModel model)
    {
        if (model.Program is null)
        {
            return ModelEmitter.EmitShell(model.Model);
        }

        ClassSpec type = model.Model.Class;
        string kernels = $"global::{(type.Namespace.Length > 0 ? type.Namespace + "." : "")}{FlatName(type)}Kernels";
        return ModelEmitter.Emit(model.Model, model.Program, kernels);
    }

    /// <summary>The class name with those around it, as one identifier.</summary>
    private static string FlatName(ClassSpec type)
    {
        string name = type.Namespace.Length > 0 ? type.FullName.Substring(type.Namespace.Length + 1) : type.FullName;
        return name.Replace(".", "_");
    }

    private static EquatableArray<string> HintNames(ClassSpec type) => new([FlatName(type), type.FullName]);

    /// <summary>Short, and in full where two classes have the same short name.</summary>
    private static string HintName(ClassSpec type, EquatableArray<string> ambiguous) => HintNames(type)[Contains(ambiguous, FlatName(type)) ? 1 : 0];

    private static EquatableArray<string> Ambiguous(IReadOnlyList<ModelSpec> models, IReadOnlyList<ModelSpec> blocks)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ambiguous = new SortedSet<string>(StringComparer.Ordinal);
        foreach (IReadOnlyList<ModelSpec> specs in (IReadOnlyList<ModelSpec>[])[models, blocks])
        {
            foreach (ModelSpec spec in specs)
            {
                string name = FlatName(spec.Class);
                if (!seen.Add(name))
                {
                    ambiguous.Add(name);
                }
            }
        }

        return ambiguous.ToEquatable();
    }

    private static bool Contains(EquatableArray<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            // File names on some systems do not tell cases apart.
            if (string.Equals(names[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record InferredModel(ModelSpec Model, LayerGraph? Graph);

    private sealed record LoweredModel(ModelSpec Model, ModelProgram? Program);

    private sealed record KernelModel(string Namespace, string Name, EquatableArray<string> HintNames, KernelProgram Training, KernelProgram Evaluation);

}
