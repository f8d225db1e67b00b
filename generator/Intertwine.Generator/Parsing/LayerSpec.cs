using Intertwine.Algebra;

namespace Intertwine.Generator.Parsing;

internal enum Per
{
    Graph,
    Node,
    Edge,
    Token,
    Item,
}

internal enum Over
{
    Neighbours,
    Graph,
}

internal enum Activation
{
    None,
    Silu,
    Relu,
    Tanh,
    Sigmoid,
    Softplus,
    Gelu,
    Exp,
    Abs,
    Sin,
    Cos,
    LeakyRelu,
}

internal enum Aggregation
{
    Sum,
    Mean,
}

/// <summary>As <c>Intertwine.PathNormalization</c>.</summary>
internal enum PathNormalization
{
    None,
    Element,
    Path,
}

/// <summary>As <c>Intertwine.IrrepNormalization</c>.</summary>
internal enum IrrepNormalization
{
    Component,
    Norm,
    None,
}

/// <summary>As <c>Intertwine.ActivationScale</c>.</summary>
internal enum ActivationScale
{
    None,
    SecondMoment,
    E3nn,
}

/// <summary>As <c>Intertwine.RadialFunctions</c>.</summary>
internal enum RadialFunctions
{
    Gaussian,
    Cosine,
    SmoothFinite,
    Fourier,
    Bessel,
}

/// <summary>As <c>Intertwine.Connection</c>.</summary>
internal enum Connection
{
    Uvw,
    Uvu,
    Uvv,
    Uuw,
    Uuu,
    Uvuv,
    UvuLessV,
    ULessVw,
}

internal enum Init
{
    Default,
    XavierUniform,
    Zeros,
}

/// <summary>Where the weights of a product come from.</summary>
internal enum WeightOrigin
{
    Learnt,

    /// <summary>The last source has those of each item.</summary>
    Given,

    /// <summary>Those of each item are linear in the scalars of the last source.</summary>
    LinearIn,
}

/// <summary>What is done to a declared representation before a layer makes it.</summary>
/// <param name="Gates">A scalar is added for each channel that a gate multiplies.</param>
/// <param name="OnlyReachable">Pieces that the sources cannot make are left out.</param>
internal readonly record struct TargetSpec(bool Gates, bool OnlyReachable);

/// <summary>A feature named in an attribute.</summary>
/// <param name="Name"><c>X</c> or <c>Block.Output</c>; null where the argument is not a constant, which the compiler reports.</param>
/// <param name="Parameter">The constructor parameter.</param>
/// <param name="Element">Index within a params array, else -1.</param>
/// <param name="MayBeAbsent">Whether the layer does without it where it does not exist.</param>
internal sealed record SourceSpec(string? Name, string Parameter, int Element = -1, bool MayBeAbsent = false);

/// <summary>A layer that may name the edges it works along.</summary>
internal interface IAlongEdges
{
    /// <summary>The edge set; null where it is not named.</summary>
    string? Along { get; }
}

/// <summary>A defining attribute as it was written: names are not resolved, widths not known.</summary>
/// <param name="Attribute">The attribute's name without its suffix.</param>
/// <param name="Sources">The features it names.</param>
internal abstract partial record LayerSpec(string Attribute, EquatableArray<SourceSpec> Sources)
{
    public sealed record Graph() : LayerSpec("Graph", EquatableArray<SourceSpec>.Empty);

    /// <param name="Example">What a check of the block on its own takes for <c>*</c>.</param>
    public sealed record Input(string? Representation, Per Per, bool Optional, string? Example) : LayerSpec("Input", EquatableArray<SourceSpec>.Empty);

    /// <summary><c>[Output(source)]</c>: the source under another name.</summary>
    public sealed record Alias(EquatableArray<SourceSpec> Sources) : LayerSpec("Output", Sources);

    public sealed record Option(Value Default) : LayerSpec("Option", EquatableArray<SourceSpec>.Empty);

    public sealed record Linear(
        EquatableArray<SourceSpec> Sources, string? Representation, Value Channels, bool? Bias, Init Init, double Gain, PathNormalization Normalization, TargetSpec Target) : LayerSpec("Linear", Sources);

    public sealed record Mlp(
        EquatableArray<SourceSpec> Sources,
        EquatableArray<Value> Widths,
        Activation Activation,
        bool ActivateOutput,
        bool OutputBias,
        Activation OutputActivation,
        Init OutputInit,
        double OutputGain,
        bool Bias,
        PathNormalization Normalization,
        ActivationScale ActivationScale) : LayerSpec("Mlp", Sources);

    public sealed record Activate(EquatableArray<SourceSpec> Sources, Activation Activation, Activation PseudoScalars, bool KeepOthers, ActivationScale ActivationScale, Value Slope) : LayerSpec("Activate", Sources)
    {
        /// <summary>Of <see cref="Activation.LeakyRelu"/>, PyTorch's.</summary>
        public const double DefaultSlope = 0.01;
    }

    public sealed record Gate(EquatableArray<SourceSpec> Sources, Activation Activation, Activation PseudoScalars, Activation Gates, ActivationScale ActivationScale) : LayerSpec("Gate", Sources);

    public sealed record NormActivation(EquatableArray<SourceSpec> Sources, Activation Activation, bool IsNormalized, bool Bias, double Epsilon) : LayerSpec("NormActivation", Sources);

    public sealed record GatherSource(EquatableArray<SourceSpec> Sources, string? Along) : LayerSpec("GatherSource", Sources), IAlongEdges;

    public sealed record GatherTarget(EquatableArray<SourceSpec> Sources, string? Along) : LayerSpec("GatherTarget", Sources), IAlongEdges;

    public sealed record PerNode(EquatableArray<SourceSpec> Sources) : LayerSpec("PerNode", Sources);

    public sealed record Difference(EquatableArray<SourceSpec> Sources) : LayerSpec("Difference", Sources);

    public sealed record SquaredNorm(EquatableArray<SourceSpec> Sources) : LayerSpec("SquaredNorm", Sources);

    public sealed record InnerProduct(EquatableArray<SourceSpec> Sources) : LayerSpec("InnerProduct", Sources);

    public sealed record Norm(EquatableArray<SourceSpec> Sources, Value Epsilon) : LayerSpec("Norm", Sources);

    public sealed record Normalize(EquatableArray<SourceSpec> Sources, Value Offset, Value DetachNorm) : LayerSpec("Normalize", Sources);

    /// <summary>One source, or two: the value and the scalar.</summary>
    public sealed record Scale(EquatableArray<SourceSpec> Sources, Value Factor, double Exponent) : LayerSpec("Scale", Sources);

    public sealed record Concat(EquatableArray<SourceSpec> Sources) : LayerSpec("Concat", Sources);

    public sealed record Add(EquatableArray<SourceSpec> Sources, bool MissingAsZero) : LayerSpec("Add", Sources);

    /// <summary><c>Sum</c>, <c>Mean</c>, or <c>Aggregate</c>, whose <paramref name="Aggregation"/> names an option.</summary>
    public sealed record Reduce(string Attribute, EquatableArray<SourceSpec> Sources, Over Over, Value Aggregation) : LayerSpec(Attribute, Sources);

    public sealed record Dropout(EquatableArray<SourceSpec> Sources, Value Rate) : LayerSpec("Dropout", Sources);

    /// <param name="Normalization">Null where it is not set.</param>
    public sealed record BatchNorm(EquatableArray<SourceSpec> Sources, double Epsilon, double Momentum, IrrepNormalization? Normalization, bool Instance) : LayerSpec("BatchNorm", Sources);

    /// <summary><c>TensorProduct</c>, <c>ChannelwiseTensorProduct</c>, <c>FullTensorProduct</c>, <c>ElementwiseTensorProduct</c> or <c>TensorSquare</c>.</summary>
    /// <param name="Sources">The factors (one for a square), then the weights of each item where they are not learnt.</param>
    /// <param name="Representation">Of the result, where it is given.</param>
    /// <param name="Filter">The irreps that are kept, where the result is what comes out.</param>
    /// <param name="Weights">What the last source is.</param>
    public sealed record Product(
        string Attribute,
        EquatableArray<SourceSpec> Sources,
        string? Representation,
        string? Filter,
        IrrepNormalization IrrepNormalization,
        PathNormalization PathNormalization,
        WeightOrigin Weights,
        TargetSpec Target,
        EquatableArray<PathSpec> Paths) : LayerSpec(Attribute, Sources);

    /// <param name="Sources">The feature, then the species where they are given.</param>
    /// <param name="Irreps">Of the result.</param>
    public sealed record SymmetricContraction(EquatableArray<SourceSpec> Sources, Value Correlation, string? Irreps) : LayerSpec("SymmetricContraction", Sources);

    public sealed record SphericalHarmonics(EquatableArray<SourceSpec> Sources, Value MaximumDegree, SphericalNormalization Normalization, bool IsNormalized) : LayerSpec("SphericalHarmonics", Sources);

    public sealed record RadialBasis(EquatableArray<SourceSpec> Sources, Value Number, RadialFunctions Basis, Value Start, Value End, bool Cutoff, Value Envelope, double Factor) : LayerSpec("RadialBasis", Sources);

    /// <param name="MaximumDegree">Of the result; <see cref="Value.None"/> for that of the source.</param>
    public sealed record S2Activation(EquatableArray<SourceSpec> Sources, Activation Activation, Value Resolution, Value MaximumDegree, SphericalNormalization Normalization, ActivationScale ActivationScale)
        : LayerSpec("S2Activation", Sources);

    /// <summary>The value and the variable.</summary>
    public sealed record Gradient(EquatableArray<SourceSpec> Sources, Value Factor) : LayerSpec("Gradient", Sources);

    /// <param name="Class">Full name of the block class; null where it is not a block.</param>
    /// <param name="Count">Copies; <see cref="Value.None"/> for a single use.</param>
    public sealed record Block(string Attribute, string? Class, Value Count, EquatableArray<SourceSpec> Sources, EquatableArray<FeedSpec> Feeds, EquatableArray<WithSpec> Options, string? Along)
        : LayerSpec(Attribute, Sources), IAlongEdges;
}

/// <summary><c>[Feed(input, source)]</c>.</summary>
internal sealed record FeedSpec(string? Input, string? Source);

/// <summary><c>[With(option, value)]</c>.</summary>
internal sealed record WithSpec(string? Option, Value Value);

/// <summary><c>[When(condition)]</c>.</summary>
internal sealed record WhenSpec(string? Condition, Value Is, bool Not, string? Otherwise);

/// <summary><c>[Path(left, right, output, connection)]</c>.</summary>
internal sealed record PathSpec(string? Left, string? Right, int Output, Connection Connection, bool HasWeight, double PathWeight);
