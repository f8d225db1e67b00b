using System.Collections.Immutable;
using Intertwine.Generator.Emitting;
using Intertwine.Generator.Emitting.Ilgpu;
using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Generator;

/// <summary>
/// Declared models, blocks, groups and representations → the other half of their types. Steps carry records that compare by value, so that an edit runs again what it changes and nothing behind it:
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
    internal const string Gpu = nameof(Gpu);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModelSpec> models = Declared(context, KnownNames.ModelAttribute);
        IncrementalValuesProvider<ModelSpec> declaredModels = Declared(context, KnownNames.ModelOfDeclaredGroupAttribute);
        IncrementalValuesProvider<ModelSpec> blocks = Declared(context, KnownNames.BlockAttribute);
        IncrementalValuesProvider<ModelSpec> declaredBlocks = Declared(context, KnownNames.BlockOfDeclaredGroupAttribute);
        IncrementalValuesProvider<MatricesModel> groups = Matrices(context, KnownNames.GroupAttribute);
        IncrementalValuesProvider<MatricesModel> representations = Matrices(context, KnownNames.RepresentationAttribute);

        IncrementalValueProvider<EquatableArray<string>> ambiguous = Types(models.Select(static (model, _) => model.Class.Type))
            .Combine(Types(declaredModels.Select(static (model, _) => model.Class.Type)))
            .Combine(Types(blocks.Select(static (block, _) => block.Class.Type)).Combine(Types(declaredBlocks.Select(static (block, _) => block.Class.Type))))
            .Combine(Types(groups.Select(static (group, _) => group.Type)).Combine(Types(representations.Select(static (representation, _) => representation.Type))))
            .Select(static (all, _) => Ambiguous(
                all.Left.Left.Left, all.Left.Left.Right, all.Left.Right.Left, all.Left.Right.Right, all.Right.Left, all.Right.Right))
            .WithTrackingName(Names);

        // One look-up per edit; what it finds changes with the references only.
        IncrementalValueProvider<bool> hasGpu = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(KnownNames.GpuProgram) is not null)
            .WithTrackingName(Gpu);

        EmitBlocks(context, blocks, ambiguous);
        EmitBlocks(context, declaredBlocks, ambiguous);
        EmitMatrices(context, groups, ambiguous);
        EmitMatrices(context, representations, ambiguous);
        EmitModels(context, models, ambiguous, hasGpu);
        EmitModels(context, declaredModels, ambiguous, hasGpu);
    }

    private static void EmitBlocks(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ModelSpec> blocks, IncrementalValueProvider<EquatableArray<string>> ambiguous) =>
        context.RegisterSourceOutput(blocks.Combine(ambiguous), static (output, block) =>
            output.AddSource(HintName(HintNames(block.Left.Class.Type), block.Right) + ".g.cs", BlockEmitter.Emit(block.Left)));

    private static void EmitMatrices(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<MatricesModel> matrices, IncrementalValueProvider<EquatableArray<string>> ambiguous) =>
        context.RegisterSourceOutput(matrices.Combine(ambiguous), static (output, matrices) => output.AddSource(
            HintName(HintNames(matrices.Left.Type), matrices.Right) + ".g.cs",
            matrices.Left.Representation is { } representation
                ? GroupEmitter.Emit(representation, matrices.Left.Group, output.CancellationToken)
                : GroupEmitter.Emit(matrices.Left.Group!, output.CancellationToken)));

    private static void EmitModels(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ModelSpec> models, IncrementalValueProvider<EquatableArray<string>> ambiguous, IncrementalValueProvider<bool> hasGpu)
    {
        IncrementalValuesProvider<InferredModel> inferred = models
            .Select(static (model, cancellation) => new InferredModel(model, GraphInference.Run(model, cancellation).Graph))
            .WithTrackingName(Infer);
        IncrementalValuesProvider<LoweredModel> lowered = inferred
            .Select(static (model, cancellation) => new LoweredModel(model.Model, model.Graph is null ? null : GraphLowering.Run(model.Graph, cancellation)))
            .WithTrackingName(Lower);
        context.RegisterSourceOutput(lowered.Combine(ambiguous.Combine(hasGpu)), static (output, model) =>
            output.AddSource(HintName(HintNames(model.Left.Model.Class.Type), model.Right.Left) + ".g.cs", Emit(model.Left, model.Right.Right)));

        IncrementalValuesProvider<KernelModel> kernels = lowered
            .Where(static model => model.Program is not null)
            .SelectMany(static (model, _) => KernelsOf(model.Model.Class.Type, model.Program!))
            .WithTrackingName(Kernels);
        context.RegisterSourceOutput(kernels.Combine(ambiguous), static (output, model) =>
            output.AddSource(
                HintName(model.Left.HintNames, model.Right) + model.Left.FilePart + ".Kernels.g.cs",
                SimdEmitter.Emit(model.Left.Namespace, model.Left.Name, model.Left.Training, model.Left.Evaluation, output.CancellationToken)));
        context.RegisterSourceOutput(kernels.Combine(ambiguous.Combine(hasGpu)), static (output, model) =>
        {
            if (model.Right.Right)
            {
                output.AddSource(
                    HintName(model.Left.HintNames, model.Right.Left) + model.Left.FilePart + ".Gpu.g.cs",
                    IlgpuEmitter.Emit(model.Left.Namespace, model.Left.Name, model.Left.Training, model.Left.Evaluation, output.CancellationToken));
            }
        });
    }

    private static IncrementalValuesProvider<ModelSpec> Declared(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (context, cancellation) => IsFirst(context) ? ModelParser.Parse((INamedTypeSymbol)context.TargetSymbol, context.SemanticModel.Compilation, cancellation) : null)
        .Where(static model => model is { Class.CanEmit: true })
        .Select(static (model, _) => model!)
        .WithTrackingName(Parse);

    /// <summary>Declared groups, or declared representations.</summary>
    private static IncrementalValuesProvider<MatricesModel> Matrices(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (context, cancellation) => IsFirst(context) ? ParseMatrices((INamedTypeSymbol)context.TargetSymbol, context.SemanticModel.Compilation, cancellation) : null)
        .Where(static matrices => matrices is { Type.CanEmit: true })
        .Select(static (matrices, _) => matrices!)
        .WithTrackingName(Parse);

    private static MatricesModel? ParseMatrices(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (DeclaredGroupParser.Attribute(type, "Group") is not null)
        {
            DeclaredGroupSpec group = DeclaredGroupParser.Parse(type, compilation, cancellation);
            return new MatricesModel(group.Type, null, group);
        }

        DeclaredRepresentationSpec representation = DeclaredGroupParser.ParseRepresentation(type);
        return new MatricesModel(representation.Type, representation, DeclaredGroupParser.ParseGroupOf(type, compilation, cancellation));
    }

    private static IncrementalValueProvider<ImmutableArray<TypeSpec>> Types(IncrementalValuesProvider<TypeSpec> types) => types.Collect();

    /// <summary>A type with an attribute on several of its parts, or with several of the attributes, is declared by the first one.</summary>
    private static bool IsFirst(GeneratorAttributeSyntaxContext context)
    {
        foreach (AttributeData attribute in context.TargetSymbol.GetAttributes())
        {
            if (new AttributeReader(attribute).Name is "EquivariantModel" or "EquivariantBlock" or "Group" or "Representation")
            {
                return attribute.AttributeClass?.MetadataName == context.Attributes[0].AttributeClass?.MetadataName
                    && attribute.ApplicationSyntaxReference is { } reference
                    && reference.SyntaxTree == context.TargetNode.SyntaxTree
                    && context.TargetNode.FullSpan.Contains(reference.Span);
            }
        }

        return false;
    }

    private static string Emit(LoweredModel model, bool hasGpu)
    {
        if (model.Program is null)
        {
            return ModelEmitter.EmitShell(model.Model);
        }

        TypeSpec type = model.Model.Class.Type;
        string kernels = $"global::{(type.Namespace.Length > 0 ? type.Namespace + "." : "")}{FlatName(type)}";
        return ModelEmitter.Emit(model.Model, model.Program, kernels, hasGpu);
    }

    /// <summary>The programs of a model: one, or those between its layers written by hand.</summary>
    private static IEnumerable<KernelModel> KernelsOf(TypeSpec type, ModelProgram program)
    {
        if (program.Steps is null)
        {
            yield return new KernelModel(type.Namespace, FlatName(type), HintNames(type), "", program.Training, program.Evaluation);
            yield break;
        }

        foreach (NetworkStep.Stage stage in program.Steps.Steps.OfType<NetworkStep.Stage>())
        {
            yield return new KernelModel(type.Namespace, FlatName(type) + stage.Suffix, HintNames(type), stage.Suffix.Replace('_', '.'), stage.Training, stage.Evaluation);
        }
    }

    /// <summary>The class name with those around it, as one identifier.</summary>
    private static string FlatName(TypeSpec type)
    {
        string name = type.Namespace.Length > 0 ? type.FullName.Substring(type.Namespace.Length + 1) : type.FullName;
        return name.Replace('.', '_').Replace('-', '_');
    }

    /// <summary>Names for the files of a class, shortest first; the last one is no name, but what no other type has, kinds and type parameters of those around it included.</summary>
    private static EquatableArray<string> HintNames(TypeSpec type) => new([FlatName(type), type.FullName, $"{string.Join(" ", type.Containers)} {type.Keyword} {type.FullName}"]);

    /// <summary>
    /// The shortest name that no other type has. Names that differ only in case, which not all file systems tell apart, are told apart by their code points, and a half-written class beside a struct of its name by what it is.
    /// </summary>
    private static string HintName(EquatableArray<string> names, EquatableArray<string> ambiguous)
    {
        int last = names.Count - 1;
        for (int i = 0; i < last; i++)
        {
            if (!Contains(ambiguous, names[i]))
            {
                return names[i];
            }
        }

        uint hash = 2166136261;
        foreach (char c in names[last])
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return $"{names[last - 1]}-{hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)}";
    }

    private static EquatableArray<string> Ambiguous(params IReadOnlyList<IReadOnlyList<TypeSpec>> all)
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var ambiguous = new SortedSet<string>(StringComparer.Ordinal);
        foreach (TypeSpec type in all.SelectMany(types => types))
        {
            EquatableArray<string> names = HintNames(type);
            string self = names[names.Count - 1];
            foreach (string name in names.Take(names.Count - 1))
            {
                if (!owners.TryGetValue(name, out string? owner))
                {
                    owners.Add(name, self);
                }
                else if (owner != self)
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
            if (string.Equals(names[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A declared group, or a declared representation with its group, which is null where it is none.</summary>
    private sealed record MatricesModel(TypeSpec Type, DeclaredRepresentationSpec? Representation, DeclaredGroupSpec? Group);

    private sealed record InferredModel(ModelSpec Model, LayerGraph? Graph);

    private sealed record LoweredModel(ModelSpec Model, ModelProgram? Program);

    /// <param name="FilePart">Of the file's name, where a model has several programs.</param>
    private sealed record KernelModel(string Namespace, string Name, EquatableArray<string> HintNames, string FilePart, KernelProgram Training, KernelProgram Evaluation);
}
