using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>How a feature is computed from its sources, with every name resolved and every number known.</summary>
internal abstract partial record Layer
{
    public sealed record Input : Layer;

    /// <summary>y = sum_k W_k B_k x + b.</summary>
    /// <param name="Basis">The B_k, block by block of pieces; every piece of the result is reached.</param>
    /// <param name="Bias">Per piece of the result the invariant vectors that b is a combination of, perhaps none; no entries at all where the layer has no bias.</param>
    /// <param name="Normalization">What factors are in front of the W_k.</param>
    public sealed record Linear(IntertwinerBlocks Basis, EquatableArray<IntertwinerBasis> Bias, Init Init, double Gain, PathNormalization Normalization) : Layer;

    /// <param name="Normalized">Whether products are divided by the root of the width before.</param>
    public sealed record Mlp(
        EquatableArray<int> Widths, ScaledActivation Activation, bool ActivateOutput, bool Bias, bool OutputBias, ScaledActivation OutputActivation, Init OutputInit, double OutputGain, bool Normalized) : Layer;

    /// <summary>One function on scalars, one on pseudo-scalars; everything else stays as it is.</summary>
    public sealed record Activate(ScaledActivation Scalars, ScaledActivation PseudoScalars) : Layer;

    /// <summary>The last scalars, as many as there are channels to gate, multiply those channels.</summary>
    public sealed record Gate(ScaledActivation Scalars, ScaledActivation PseudoScalars, ScaledActivation Gates) : Layer;

    public sealed record NormActivation(Activation Activation, bool IsNormalized, bool Bias, double Epsilon) : Layer;

    /// <summary>x[map(i)]: from nodes or tokens to edges, from graphs to nodes.</summary>
    public sealed record Gather(IndexMap Map) : Layer;

    public sealed record Difference : Layer;

    /// <param name="Forms">One for each piece.</param>
    public sealed record SquaredNorm(EquatableArray<BilinearForm> Forms) : Layer;

    /// <param name="Forms">One for each piece.</param>
    public sealed record InnerProduct(EquatableArray<BilinearForm> Forms) : Layer;

    /// <param name="Forms">One for each piece, positive.</param>
    public sealed record Norm(EquatableArray<BilinearForm> Forms, double Epsilon) : Layer;

    /// <param name="Forms">One for each piece, positive.</param>
    public sealed record Normalize(EquatableArray<BilinearForm> Forms, double Offset, bool DetachNorm) : Layer;

    /// <summary>One source (a constant factor), or two: the value and the scalar.</summary>
    /// <param name="Factor">With its exponent.</param>
    public sealed record Scale(double Factor) : Layer;

    public sealed record Concat : Layer;

    public sealed record Add : Layer;

    /// <summary>Over the incoming edges of nodes or tokens, or over the items of graphs.</summary>
    public sealed record Reduce(IndexMap Map, Aggregation Aggregation) : Layer;

    /// <summary>The channels of a graph divided among its tokens.</summary>
    public sealed record Tokens : Layer;

    public sealed record Dropout(double Rate) : Layer;

    /// <param name="Normalization">Of what is not scalar: mean square of a component, or of the norm.</param>
    /// <param name="Unbiased">Whether the running variance is that of the population.</param>
    /// <param name="Instance">Null, or the map from the items to the graphs whose statistics are taken.</param>
    public sealed record BatchNorm(double Epsilon, double Momentum, IrrepNormalization Normalization, bool Unbiased, IndexMap? Instance) : Layer;

    /// <summary>Products of the components of each channel with itself.</summary>
    /// <param name="Contractions">By irrep of the result, then by degree.</param>
    /// <param name="HasSpecies">Whether the last source mixes the weights of each item.</param>
    public sealed record SymmetricContraction(EquatableArray<CoupledContraction> Contractions, bool HasSpecies) : Layer;

    /// <param name="Degree">L of the source.</param>
    /// <param name="MaximumDegree">L' of the result.</param>
    public sealed record S2Activation(ScaledActivation Activation, S2Grid Grid, int Degree, int MaximumDegree, SphericalNormalization Normalization) : Layer;

    public sealed record SphericalHarmonics(int MaximumDegree, SphericalNormalization Normalization, bool IsNormalized) : Layer;

    public sealed record RadialBasis(int Number, RadialFunctions Basis, double Start, double End, bool Cutoff, int Envelope, double Factor) : Layer;

    /// <summary>A sum of paths, each a bilinear map of one piece of each factor.</summary>
    /// <param name="Paths">In the order of their parameters.</param>
    /// <param name="Slots">What paths add to; the result has their channels grouped by piece.</param>
    /// <param name="IsSquare">Whether the one factor is multiplied with itself.</param>
    /// <param name="Weights">What the last source is.</param>
    public sealed record TensorProduct(EquatableArray<ProductPath> Paths, Representation Slots, bool IsSquare, WeightOrigin Weights) : Layer;

    /// <summary>factor * d(sum of the first source over all items) / d(second source).</summary>
    public sealed record Gradient(double Factor) : Layer;
}

/// <summary>factor * phi.</summary>
/// <param name="Slope">Of <see cref="Activation.LeakyRelu"/>.</param>
internal readonly record struct ScaledActivation(Activation Activation, double Factor, double Slope = LayerSpec.Activate.DefaultSlope)
{
    public static ScaledActivation Identity => new(Activation.None, 1);
}

/// <summary>A feature of the expanded network: what it is and how it comes about.</summary>
/// <param name="Name">The property.</param>
/// <param name="Path">The property path: <c>Layers.0.Message</c>.</param>
/// <param name="Type">Equal pieces merged, in canonical order; never a wildcard.</param>
/// <param name="Sources">Indices of earlier features.</param>
internal sealed record FeatureNode(string Name, string Path, Domain Domain, Representation Type, Layer Layer, EquatableArray<int> Sources);

/// <summary>A derived domain of the expanded network: an edge set, or the tokens of a feature.</summary>
/// <param name="Name">The property.</param>
/// <param name="Path">The property path.</param>
/// <param name="Feature">The feature by which neighbours are found; -1 where values have no say.</param>
internal sealed record SetNode(string Name, string Path, Domain Domain, int Feature);

/// <summary>A result of the model under the name of its property.</summary>
internal sealed record GraphOutput(string Name, int Feature);

/// <summary>A property whose feature is another one: outputs under a new name, features that a condition replaces.</summary>
internal sealed record FeatureAlias(string Path, int Feature);

/// <summary>The expanded network: every feature of every copy of every block, each after its sources.</summary>
/// <param name="Group">The symmetry.</param>
/// <param name="GroupType">The type that declares the group, as C# code; null for a group that the algebra knows by its name.</param>
/// <param name="Features">In the order of computation.</param>
/// <param name="Declared">The features in the order of declaration, block by block and copy by copy: the order of inputs and parameters.</param>
/// <param name="Aliases">Of the model itself and of the last copy of each block.</param>
/// <param name="Sets">In the order of computation.</param>
/// <param name="HasGraph">Whether the model is given a graph: it has a <c>[Graph]</c>, or something that follows from which nodes belong to which graph.</param>
internal sealed record LayerGraph(
    string Name,
    Group Group,
    string? GroupType,
    EquatableArray<FeatureNode> Features,
    EquatableArray<int> Declared,
    EquatableArray<GraphOutput> Outputs,
    EquatableArray<FeatureAlias> Aliases,
    EquatableArray<SetNode> Sets,
    bool HasGraph);

/// <summary>What inference finds. The graph is there only where nothing is wrong.</summary>
internal sealed record InferenceResult(LayerGraph? Graph, EquatableArray<Problem> Problems)
{
    /// <summary>Of a block in which nothing is wrong: its graph on its own, as an example of its uses.</summary>
    public LayerGraph? Example { get; init; }
}
