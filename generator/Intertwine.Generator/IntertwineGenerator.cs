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
            output.AddSource(HintName(HintNames(block.Left.Class), block.Right) + ".g.cs", BlockEmitter.Emit(block.Left)));

        IncrementalValuesProvider<InferredModel> inferred = models
            .Select(static (model, cancellation) => new InferredModel(model, GraphInference.Run(model, cancellation).Graph))
            .WithTrackingName(Infer);
        IncrementalValuesProvider<LoweredModel> lowered = inferred
            .Select(static (model, cancellation) => new LoweredModel(model.Model, model.Graph is null ? null : GraphLowering.Run(model.Graph, cancellation)))
            .WithTrackingName(Lower);
        context.RegisterSourceOutput(lowered.Combine(ambiguous), static (output, model) =>
            output.AddSource(HintName(HintNames(model.Left.Model.Class), model.Right) + ".g.cs", Emit(model.Left)));

        IncrementalValuesProvider<KernelModel> kernels = lowered
            .Where(static model => model.Program is not null)
            .Select(static (model, _) => new KernelModel(model.Model.Class.Namespace, FlatName(model.Model.Class), HintNames(model.Model.Class), model.Program!.Training, model.Program.Evaluation))
            .WithTrackingName(Kernels);
        context.RegisterSourceOutput(kernels.Combine(ambiguous), static (output, model) =>
            output.AddSource(
                HintName(model.Left.HintNames, model.Right) + ".Kernels.g.cs",
                SimdEmitter.Emit(model.Left.Namespace, model.Left.Name, model.Left.Training, model.Left.Evaluation, output.CancellationToken)));
    }

    private static IncrementalValuesProvider<ModelSpec> Declared(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (context, cancellation) => IsFirst(context) ? ModelParser.Parse((INamedTypeSymbol)context.TargetSymbol, cancellation) : null)
        .Where(static model => model is { Class.CanEmit: true })
        .Select(static (model, _) => model!)
        .WithTrackingName(Parse);

    /// <summary>A class with the attribute on several of its parts, or with both attributes, is declared by the first one.</summary>
    private static bool IsFirst(GeneratorAttributeSyntaxContext context)
    {
        foreach (AttributeData attribute in context.TargetSymbol.GetAttributes())
        {
            if (new AttributeReader(attribute).Name is "EquivariantModel" or "EquivariantBlock")
            {
                return attribute.AttributeClass?.Name == context.Attributes[0].AttributeClass?.Name
                    && attribute.ApplicationSyntaxReference is { } reference
                    && reference.SyntaxTree == context.TargetNode.SyntaxTree
                    && context.TargetNode.FullSpan.Contains(reference.Span);
            }
        }

        return false;
    }

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
        return name.Replace('.', '_').Replace('-', '_');
    }

    /// <summary>Names for the files of a class, shortest first.</summary>
    private static EquatableArray<string> HintNames(ClassSpec type) => new([FlatName(type), type.FullName]);

    /// <summary>The shortest name that no other class has; names that differ only in case, which not all file systems tell apart, are told apart by their code points.</summary>
    private static string HintName(EquatableArray<string> names, EquatableArray<string> ambiguous)
    {
        foreach (string name in names)
        {
            if (!Contains(ambiguous, name))
            {
                return name;
            }
        }

        string last = names[names.Count - 1];
        uint hash = 2166136261;
        foreach (char c in last)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return $"{last}-{hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)}";
    }

    private static EquatableArray<string> Ambiguous(IReadOnlyList<ModelSpec> models, IReadOnlyList<ModelSpec> blocks)
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var ambiguous = new SortedSet<string>(StringComparer.Ordinal);
        foreach (IReadOnlyList<ModelSpec> specs in (IReadOnlyList<ModelSpec>[])[models, blocks])
        {
            foreach (ModelSpec spec in specs)
            {
                foreach (string name in HintNames(spec.Class))
                {
                    if (!owners.TryGetValue(name, out string? owner))
                    {
                        owners.Add(name, spec.Class.FullName);
                    }
                    else if (owner != spec.Class.FullName)
                    {
                        ambiguous.Add(name);
                    }
                }
            }
        }

        return ambiguous.ToEquatable();
    }

    private static bool Contains(EquatableArray<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
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
