using Intertwine.Algebra;
using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>One attribute → one <see cref="LayerSpec"/>: the only place that knows the signatures of the language's attributes.</summary>
internal static partial class LayerParser
{
    /// <summary>The layer that a defining attribute declares; null for attributes that define nothing (<c>When</c>, a bare <c>Output</c>, attributes of others).</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="all">All attributes of the property: a block takes its feeds and options from its neighbours.</param>
    public static LayerSpec? Parse(AttributeReader attribute, IReadOnlyList<AttributeReader> all) => attribute.Name switch
    {
        "Graph" => new LayerSpec.Graph(),
        "Input" => new LayerSpec.Input(attribute.Text(0), attribute.Choice(1, Per.Node), attribute.NamedFlag("Optional"), attribute.NamedText("Example")),
        "Output" when attribute.Count > 0 => new LayerSpec.Alias(One(attribute)),
        "Option" => new LayerSpec.Option(attribute.Positional(0)),
        "Linear" => new LayerSpec.Linear(
            One(attribute),
            attribute.Text(1),
            attribute.Named("Channels"),
            attribute.Named("Bias") is { Kind: ValueKind.Boolean } bias ? bias.IsTrue : null,
            attribute.NamedChoice("Init", Init.Default),
            attribute.NamedNumber("Gain", 1),
            attribute.NamedChoice("Normalization", PathNormalization.None),
            Target(attribute)),
        "Mlp" => new LayerSpec.Mlp(
            One(attribute),
            attribute.PositionalArray(1),
            attribute.NamedChoice("Activation", Activation.Silu),
            attribute.NamedFlag("ActivateOutput"),
            attribute.NamedFlag("OutputBias", true),
            attribute.NamedChoice("OutputActivation", Activation.None),
            attribute.NamedChoice("OutputInit", Init.Default),
            attribute.NamedNumber("OutputGain", 1),
            attribute.NamedFlag("Bias", true),
            attribute.NamedChoice("Normalization", PathNormalization.None),
            attribute.NamedChoice("Scale", ActivationScale.None)),
        "Activate" => new LayerSpec.Activate(
            One(attribute),
            attribute.Choice(1, Activation.None),
            attribute.NamedChoice("PseudoScalars", Activation.None),
            attribute.NamedFlag("KeepOthers"),
            attribute.NamedChoice("Scale", ActivationScale.None),
            Default(attribute.Named("Slope"), Value.Of(LayerSpec.Activate.DefaultSlope))),
        "Gate" => new LayerSpec.Gate(
            One(attribute),
            attribute.NamedChoice("Activation", Activation.Silu),
            attribute.NamedChoice("PseudoScalars", Activation.Tanh),
            attribute.NamedChoice("Gates", Activation.Sigmoid),
            attribute.NamedChoice("Scale", ActivationScale.None)),
        "NormActivation" => new LayerSpec.NormActivation(
            One(attribute), attribute.Choice(1, Activation.None), attribute.NamedFlag("Normalize", true), attribute.NamedFlag("Bias"), attribute.NamedNumber("Epsilon", 1e-8)),
        "GatherSource" => new LayerSpec.GatherSource(One(attribute), attribute.NamedText("Along")),
        "GatherTarget" => new LayerSpec.GatherTarget(One(attribute), attribute.NamedText("Along")),
        "AllPairs" => new LayerSpec.AllPairs(attribute.Count == 0 ? EquatableArray<SourceSpec>.Empty : Two(attribute, "queries", "keys")),
        "Nearest" => new LayerSpec.Nearest(One(attribute), attribute.Positional(1), attribute.NamedFlag("IncludeSelf", true)),
        "Tokens" => new LayerSpec.Tokens(One(attribute), attribute.Positional(1)),
        "PerNode" => new LayerSpec.PerNode(One(attribute)),
        "Difference" => new LayerSpec.Difference(Two(attribute, "left", "right")),
        "SquaredNorm" => new LayerSpec.SquaredNorm(One(attribute)),
        "InnerProduct" => new LayerSpec.InnerProduct(Two(attribute, "left", "right")),
        "Norm" => new LayerSpec.Norm(One(attribute), Default(attribute.Named("Epsilon"), Value.Of(0.0))),
        "Normalize" => new LayerSpec.Normalize(One(attribute), Default(attribute.Named("Offset"), Value.Of(1.0)), Default(attribute.Named("DetachNorm"), Value.Of(false))),
        "Scale" => new LayerSpec.Scale(
            attribute.Positional(1).Kind == ValueKind.None ? new([attribute.Source(0, "value")]) : Two(attribute, "value", "by"),
            Default(attribute.Named("Factor"), Value.Of(1.0)),
            attribute.NamedNumber("Exponent", 1)),
        "Custom" => new LayerSpec.Custom(attribute.Sources(CustomMethodParser.HasType(attribute) ? 2 : 1, "sources"), null, attribute.Named("Channels")),
        "Concat" => new LayerSpec.Concat(attribute.Sources(0, "sources")),
        "Add" => new LayerSpec.Add(attribute.Sources(0, "sources"), attribute.NamedFlag("MissingAsZero")),
        "Sum" => new LayerSpec.Reduce("Sum", One(attribute), attribute.Choice(1, Over.Neighbours), new Value(ValueKind.Choice, 0, nameof(Aggregation.Sum))),
        "Mean" => new LayerSpec.Reduce("Mean", One(attribute), attribute.Choice(1, Over.Neighbours), new Value(ValueKind.Choice, 0, nameof(Aggregation.Mean))),
        "Aggregate" => new LayerSpec.Reduce("Aggregate", One(attribute), attribute.Choice(1, Over.Neighbours), attribute.Positional(2)),
        "Max" => new LayerSpec.Max(One(attribute), attribute.Choice(1, Over.Neighbours)),
        "VectorMaxPool" => new LayerSpec.VectorMaxPool(One(attribute), attribute.Choice(1, Over.Neighbours)),
        "Softmax" => new LayerSpec.Softmax(One(attribute), attribute.Choice(1, Over.Neighbours)),
        "VectorAttention" => LayerSpec.VectorAttention.Read(attribute),
        "EarlyFusion" => new LayerSpec.EarlyFusion(Two(attribute, "vectors", "scalars")),
        "SplitFusion" => new LayerSpec.SplitFusion(One(attribute), attribute.Text(1)),
        "Dropout" => new LayerSpec.Dropout(One(attribute), attribute.Positional(1)),
        "BatchNorm" => new LayerSpec.BatchNorm(One(attribute), attribute.NamedNumber("Epsilon", 1e-5), attribute.NamedNumber("Momentum", 0.1), Chosen(attribute), attribute.NamedFlag("Instance")),
        "TensorProduct" => Product(attribute, Two(attribute, "left", "right"), attribute.Text(2), null, Paths(all)),
        "ChannelwiseTensorProduct" or "FullTensorProduct" or "ElementwiseTensorProduct" => Product(attribute, Two(attribute, "left", "right"), null, attribute.Text(2), EquatableArray<PathSpec>.Empty),
        "TensorSquare" => Product(attribute, One(attribute), attribute.Text(1), attribute.NamedText("Filter"), EquatableArray<PathSpec>.Empty),
        "SymmetricContraction" => new LayerSpec.SymmetricContraction(
            attribute.Named("Species").Kind is ValueKind.None ? One(attribute) : new([attribute.Source(0, "source"), new SourceSpec(attribute.NamedText("Species"), "Species")]),
            attribute.Positional(1),
            attribute.Text(2)),
        "SphericalHarmonics" => new LayerSpec.SphericalHarmonics(
            One(attribute), attribute.Positional(1), attribute.NamedChoice("Normalization", SphericalNormalization.Component), attribute.NamedFlag("Normalize", true)),
        "S2Activation" => new LayerSpec.S2Activation(
            One(attribute),
            attribute.Choice(1, Activation.None),
            attribute.Positional(2),
            attribute.Named("MaximumDegree"),
            attribute.NamedChoice("Normalization", SphericalNormalization.Component),
            attribute.NamedChoice("Scale", ActivationScale.None)),
        "RadialBasis" => new LayerSpec.RadialBasis(
            One(attribute),
            attribute.Positional(1),
            attribute.Choice(2, RadialFunctions.Gaussian),
            Default(attribute.Named("Start"), Value.Of(0.0)),
            attribute.Positional(3),
            attribute.NamedFlag("Cutoff", true),
            Default(attribute.Named("Envelope"), Value.Of(0)),
            attribute.NamedNumber("Factor", 1)),
        "Gradient" => new LayerSpec.Gradient(Two(attribute, "value", "variable"), Default(attribute.Named("Factor"), Value.Of(1.0))),
        "Block" => new LayerSpec.Block("Block", BlockClass(attribute), Value.None, attribute.Sources(0, "sources"), Feeds(all), Options(all), attribute.NamedText("Along")),
        "Repeat" => new LayerSpec.Block("Repeat", BlockClass(attribute), Default(attribute.Positional(0), Value.Error), attribute.Sources(1, "sources"), Feeds(all), Options(all), attribute.NamedText("Along")),
        "VectorLinear" or "VectorRelu" or "VectorBatchNorm" or "VectorLayerNorm" or "InnerProducts" or "Orthonormalize" or "CrossProduct" or "EdgeFeatures" => ParseVectorNeurons(attribute),
        _ => null,
    };

    public static WhenSpec ParseCondition(AttributeReader attribute) =>
        new(attribute.Text(0), attribute.Named("Is"), attribute.NamedFlag("Not"), attribute.NamedText("Otherwise"));

    /// <summary>The class with <c>[EquivariantBlock]</c> that a <c>Block</c> or <c>Repeat</c> attribute names.</summary>
    public static INamedTypeSymbol? BlockType(AttributeReader attribute) =>
        attribute.Name is "Block" or "Repeat" && attribute.TypeArgument is { TypeKind: TypeKind.Class } type ? type : null;

    private static string? BlockClass(AttributeReader attribute) => BlockType(attribute) is { } type ? TypeParser.FullName(type) : null;

    private static EquatableArray<SourceSpec> One(AttributeReader attribute) => new([attribute.Source(0, "source")]);

    private static EquatableArray<SourceSpec> Two(AttributeReader attribute, string first, string second) => new([attribute.Source(0, first), attribute.Source(1, second)]);

    private static TargetSpec Target(AttributeReader attribute) => new(attribute.NamedFlag("Gates"), attribute.NamedFlag("OnlyReachable"));

    private static Value Default(Value value, Value otherwise) => value.Kind == ValueKind.None ? otherwise : value;

    private static IrrepNormalization? Chosen(AttributeReader attribute) =>
        attribute.Named("Normalization").Kind == ValueKind.Choice ? attribute.NamedChoice("Normalization", IrrepNormalization.Component) : null;

    private static LayerSpec.Product Product(AttributeReader attribute, EquatableArray<SourceSpec> factors, string? representation, string? filter, EquatableArray<PathSpec> paths)
    {
        WeightOrigin weights = attribute.Named("Weights").Kind is not ValueKind.None ? WeightOrigin.Given : attribute.Named("WeightsFrom").Kind is not ValueKind.None ? WeightOrigin.LinearIn : WeightOrigin.Learnt;
        string source = weights == WeightOrigin.Given ? "Weights" : "WeightsFrom";
        return new LayerSpec.Product(
            attribute.Name!,
            weights == WeightOrigin.Learnt ? factors : new([.. factors, new SourceSpec(attribute.NamedText(source), source)]),
            representation,
            filter,
            attribute.NamedChoice("IrrepNormalization", IrrepNormalization.Component),
            attribute.NamedChoice("PathNormalization", PathNormalization.Element),
            weights,
            Target(attribute),
            paths);
    }

    private static EquatableArray<PathSpec> Paths(IReadOnlyList<AttributeReader> all)
    {
        List<PathSpec> paths = [];
        foreach (AttributeReader attribute in all)
        {
            if (attribute.Name == "Path")
            {
                int output = attribute.Positional(2) is { Kind: ValueKind.Integer, Number: >= 0 and <= int.MaxValue } index ? (int)index.Number : -1;
                paths.Add(new PathSpec(attribute.Text(0), attribute.Text(1), output, attribute.Choice(3, Connection.Uvw), attribute.NamedFlag("HasWeight", true), attribute.NamedNumber("PathWeight", 1)));
            }
        }

        return paths.ToEquatable();
    }

    private static EquatableArray<FeedSpec> Feeds(IReadOnlyList<AttributeReader> all)
    {
        List<FeedSpec> feeds = [];
        foreach (AttributeReader attribute in all)
        {
            if (attribute.Name == "Feed")
            {
                feeds.Add(new FeedSpec(attribute.Text(0), attribute.Text(1)));
            }
        }

        return feeds.ToEquatable();
    }

    private static EquatableArray<WithSpec> Options(IReadOnlyList<AttributeReader> all)
    {
        List<WithSpec> options = [];
        foreach (AttributeReader attribute in all)
        {
            if (attribute.Name == "With")
            {
                options.Add(new WithSpec(attribute.Text(0), attribute.Positional(1)));
            }
        }

        return options.ToEquatable();
    }
}
