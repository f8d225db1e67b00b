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
    internal const string Comments = nameof(Comments);
    internal const string Examples = nameof(Examples);
    internal const string Documents = nameof(Documents);
    internal const string Diagrams = nameof(Diagrams);

    /// <summary>The MSBuild property with which a project asks for diagrams.</summary>
    private const string DiagramsProperty = "build_property.IntertwineDiagrams";

    /// <summary>Shared by all runs: keyed by syntax, which ends with its file. One for each search, as a node may be looked at by all of them.</summary>
    private static readonly DeclarationCache<DeclaredClass> KnownModels = new();

    private static readonly DeclarationCache<DeclaredClass> KnownBlocks = new();

    private static readonly DeclarationCache<MatricesModel> KnownMatrices = new();

    private static readonly string[] Model = ["EquivariantModel"];

    private static readonly string[] Block = ["EquivariantBlock"];

    private static readonly string[] GroupOrRepresentation = ["Group", "Representation"];

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        (IncrementalValuesProvider<ModelSpec> models, IncrementalValueProvider<ImmutableArray<ClassComments>> modelComments) = Declared(context, Model, KnownModels);
        (IncrementalValuesProvider<ModelSpec> blocks, IncrementalValueProvider<ImmutableArray<ClassComments>> blockComments) = Declared(context, Block, KnownBlocks);
        IncrementalValuesProvider<MatricesModel> matrices = Matrices(context);

        IncrementalValueProvider<EquatableArray<string>> ambiguous = Types(models.Select(static (model, _) => model.Class.Type))
            .Combine(Types(blocks.Select(static (block, _) => block.Class.Type)))
            .Combine(Types(matrices.Select(static (matrices, _) => matrices.Type)))
            .Select(static (all, _) => Ambiguous(all.Left.Left, all.Left.Right, all.Right))
            .WithTrackingName(Names);

        // One look-up per edit; what it finds changes with the references only.
        IncrementalValueProvider<bool> hasGpu = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(KnownNames.GpuProgram) is not null)
            .WithTrackingName(Gpu);

        // One table of all comments, looked up class by class: an edit of a comment changes the documentation of its class and no network.
        IncrementalValueProvider<CommentTable> comments = modelComments.Combine(blockComments)
            .Select(static (all, _) => new CommentTable(all.Left.Concat(all.Right).ToEquatable()))
            .WithTrackingName(Comments);
        IncrementalValueProvider<bool> wantsDiagrams = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue(DiagramsProperty, out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase))
            .WithTrackingName(Diagrams);

        EmitBlocks(context, blocks, comments, ambiguous);
        EmitMatrices(context, matrices, ambiguous);
        EmitModels(context, models, comments, ambiguous, hasGpu, wantsDiagrams);
    }

    private static void EmitBlocks(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ModelSpec> blocks, IncrementalValueProvider<CommentTable> comments, IncrementalValueProvider<EquatableArray<string>> ambiguous)
    {
        IncrementalValuesProvider<DocumentedBlock> documented = blocks
            .Select(static (model, cancellation) => (Model: model, GraphInference.Run(model, cancellation).Example))
            .WithTrackingName(Examples)
            .Combine(comments)
            .Select(static (block, _) => new DocumentedBlock(block.Left.Model, block.Left.Example, block.Right.Of(block.Left.Model.Class.FullName)))
            .WithTrackingName(Documents);
        context.RegisterSourceOutput(documented.Combine(ambiguous), static (output, block) =>
            output.AddSource(
                HintName(HintNames(block.Left.Model.Class.Type), block.Right) + ".g.cs",
                BlockEmitter.Emit(block.Left.Model, block.Left.Example, block.Left.Comments, output.CancellationToken)));
    }

    private static void EmitMatrices(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<MatricesModel> matrices, IncrementalValueProvider<EquatableArray<string>> ambiguous) =>
        context.RegisterSourceOutput(matrices.Combine(ambiguous), static (output, matrices) => output.AddSource(
            HintName(HintNames(matrices.Left.Type), matrices.Right) + ".g.cs",
            matrices.Left.Representation is { } representation
                ? GroupEmitter.Emit(representation, matrices.Left.Group, output.CancellationToken)
                : GroupEmitter.Emit(matrices.Left.Group!, output.CancellationToken)));

    private static void EmitModels(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ModelSpec> models,
        IncrementalValueProvider<CommentTable> comments,
        IncrementalValueProvider<EquatableArray<string>> ambiguous,
        IncrementalValueProvider<bool> hasGpu,
        IncrementalValueProvider<bool> wantsDiagrams)
    {
        IncrementalValuesProvider<InferredModel> inferred = models
            .Select(static (model, cancellation) => new InferredModel(model, GraphInference.Run(model, cancellation).Graph))
            .WithTrackingName(Infer);
        IncrementalValuesProvider<LoweredModel> lowered = inferred
            .Select(static (model, cancellation) => new LoweredModel(model.Model, model.Graph is null ? null : GraphLowering.Run(model.Graph, cancellation)))
            .WithTrackingName(Lower);
        IncrementalValuesProvider<DocumentedModel> documented = lowered
            .Combine(comments)
            .Select(static (model, _) => new DocumentedModel(model.Left, model.Right.Of(model.Left.Model.Class.FullName)))
            .WithTrackingName(Documents);
        context.RegisterSourceOutput(documented.Combine(ambiguous.Combine(hasGpu)), static (output, model) =>
            output.AddSource(HintName(HintNames(model.Left.Lowered.Model.Class.Type), model.Right.Left) + ".g.cs", Emit(model.Left, model.Right.Right)));
        context.RegisterSourceOutput(lowered.Combine(ambiguous.Combine(wantsDiagrams)), static (output, model) =>
        {
            if (model.Right.Right && model.Left.Program is { } program)
            {
                output.AddSource(HintName(HintNames(model.Left.Model.Class.Type), model.Right.Left) + ".Diagram.g.cs", DiagramEmitter.Emit(program));
            }
        });

        // One item for each model, without programs where it has errors: nodes whose number of items changes are followed by index, and a later item may be taken for an earlier one.
        IncrementalValuesProvider<EquatableArray<KernelModel>> kernels = lowered
            .Select(static (model, _) => model.Program is { } program ? KernelsOf(model.Model.Class.Type, program).ToEquatable() : EquatableArray<KernelModel>.Empty)
            .WithTrackingName(Kernels);
        context.RegisterSourceOutput(kernels.Combine(ambiguous), static (output, model) =>
        {
            foreach (KernelModel program in model.Left)
            {
                output.AddSource(
                    HintName(program.HintNames, model.Right) + program.FilePart + ".Kernels.g.cs",
                    SimdEmitter.Emit(program.Namespace, program.Name, program.Training, program.Evaluation, output.CancellationToken));
            }
        });
        context.RegisterSourceOutput(kernels.Combine(ambiguous.Combine(hasGpu)), static (output, model) =>
        {
            foreach (KernelModel program in model.Right.Right ? model.Left : EquatableArray<KernelModel>.Empty)
            {
                output.AddSource(
                    HintName(program.HintNames, model.Right.Left) + program.FilePart + ".Gpu.g.cs",
                    IlgpuEmitter.Emit(program.Namespace, program.Name, program.Training, program.Evaluation, output.CancellationToken));
            }
        });
    }

    private static (IncrementalValuesProvider<ModelSpec> Models, IncrementalValueProvider<ImmutableArray<ClassComments>> Comments) Declared(IncrementalGeneratorInitializationContext context, string[] attribute, DeclarationCache<DeclaredClass> known)
    {
        IncrementalValuesProvider<DeclaredClass> parsed = Declarations(
            context,
            static (type, compilation, cancellation) => new DeclaredClass(ModelParser.Parse(type, compilation, cancellation), CommentReader.Read(type, cancellation)),
            static declared => declared.Model.Class.CanEmit,
            attribute,
            known);
        return (
            parsed.Select(static (type, _) => type.Model).WithTrackingName(Parse),
            parsed.Select(static (type, _) => new ClassComments(type.Model.Class.FullName, type.Comments)).Collect());
    }

    /// <summary>Declared groups and representations.</summary>
    private static IncrementalValuesProvider<MatricesModel> Matrices(IncrementalGeneratorInitializationContext context) =>
        Declarations(context, ParseMatrices, static matrices => matrices.Type.CanEmit, GroupOrRepresentation, KnownMatrices).WithTrackingName(Parse);

    /// <summary>What the types of all files declare with some attributes. Files are one item each, so that a type more or less in one of them moves none of the others.</summary>
    private static IncrementalValuesProvider<T> Declarations<T>(
        IncrementalGeneratorInitializationContext context, Func<INamedTypeSymbol, Compilation, CancellationToken, T> read, Func<T, bool> canEmit, string[] attributes, DeclarationCache<T> known)
        where T : class, IEquatable<T>
    {
        return context.SyntaxProvider.CreateSyntaxProvider(static (node, _) => node is CompilationUnitSyntax, ReadFile).SelectMany(static (file, _) => file);

        EquatableArray<T> ReadFile(GeneratorSyntaxContext context, CancellationToken cancellation)
        {
            SemanticModel semantics = context.SemanticModel;
            Compilation compilation = semantics.Compilation;
            List<T>? all = null;
            foreach (TypeDeclarationSyntax node in AttributeNames.Candidates(context.Node.SyntaxTree, attributes, compilation, cancellation))
            {
                T? declared = known.GetOrRead(
                    node,
                    compilation,
                    () => semantics.GetDeclaredSymbol(node, cancellation) is INamedTypeSymbol type && AttributeNames.IsDeclaredBy(type, node, attributes) ? read(type, compilation, cancellation) : null,
                    cancellation);
                if (declared is not null && canEmit(declared))
                {
                    (all ??= []).Add(declared);
                }
            }

            return all is null ? EquatableArray<T>.Empty : all.ToEquatable();
        }
    }

    private static MatricesModel ParseMatrices(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
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

    private static string Emit(DocumentedModel documented, bool hasGpu)
    {
        LoweredModel model = documented.Lowered;
        if (model.Program is null)
        {
            return ModelEmitter.EmitShell(model.Model);
        }

        TypeSpec type = model.Model.Class.Type;
        string kernels = $"global::{(type.Namespace.Length > 0 ? type.Namespace + "." : "")}{FlatName(type)}";
        return ModelEmitter.Emit(model.Model, model.Program, documented.Comments, kernels, hasGpu);
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

    /// <summary>A declared model or block, with what its author wrote above the properties.</summary>
    private sealed record DeclaredClass(ModelSpec Model, EquatableArray<MemberComment> Comments);

    /// <summary>A block with its graph on its own; null where it has errors.</summary>
    private sealed record DocumentedBlock(ModelSpec Model, LayerGraph? Example, EquatableArray<MemberComment> Comments);

    private sealed record DocumentedModel(LoweredModel Lowered, EquatableArray<MemberComment> Comments);

    private sealed record InferredModel(ModelSpec Model, LayerGraph? Graph);

    private sealed record LoweredModel(ModelSpec Model, ModelProgram? Program);

    /// <param name="FilePart">Of the file's name, where a model has several programs.</param>
    private sealed record KernelModel(string Namespace, string Name, EquatableArray<string> HintNames, string FilePart, KernelProgram Training, KernelProgram Evaluation);
}
