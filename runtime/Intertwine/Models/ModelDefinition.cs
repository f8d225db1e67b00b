using System.Collections.Immutable;
using Intertwine.Algebra;
using Intertwine.Kernels;

namespace Intertwine;

/// <summary>
/// What a model consists of, as its declaration says: the group, the features at its border, what it learns. Generated code fills it in; programs can read it. Domains are <c>graphs</c>, <c>nodes</c>,
/// <c>edges</c> and the sets of <see cref="Sets"/>; a feature has <c>Channels x Components</c> numbers per item.
/// </summary>
public sealed partial record ModelDefinition
{
    /// <summary>The name of the declaring class.</summary>
    public required string Name { get; init; }

    /// <summary>The symmetry group: <c>E(3)</c>, <c>C_8</c>; of a declared group the name of its type.</summary>
    public required string Group { get; init; }

    /// <summary>The group itself, with its declared representations where it is a declared one: what <see cref="Group"/> denotes if it is not given.</summary>
    public Group Symmetry
    {
        get => field ??= Algebra.Group.Parse(Group).OrThrow();
        init;
    }

    /// <summary>In the order of the arguments of <c>forward</c>, one per irrep type.</summary>
    public ImmutableArray<InputDefinition> Inputs { get; init; } = [];

    /// <summary>In the order of the results of <c>forward</c>, one per irrep type.</summary>
    public ImmutableArray<OutputDefinition> Outputs { get; init; } = [];

    /// <summary>In the order in which they are initialised and listed.</summary>
    public ImmutableArray<ParameterDefinition> Parameters { get; init; } = [];

    public ImmutableArray<DropoutDefinition> Dropouts { get; init; } = [];

    public ImmutableArray<BatchNormDefinition> BatchNorms { get; init; } = [];

    /// <summary>Every feature of the network, for people to read.</summary>
    public ImmutableArray<Feature> Features { get; init; } = [];

    /// <summary>The domains that the network makes of the graph: all pairs, nearest neighbours, tokens.</summary>
    public ImmutableArray<SetDefinition> Sets { get; init; } = [];

    /// <summary>Whether the network needs a graph: it has nodes joined by edges, graphs of nodes, or sets made of them.</summary>
    public bool HasGraph { get; init; } = true;

    /// <summary>Whether training and evaluation compute different things (dropout, batch normalisation).</summary>
    public bool TrainingDiffers => Dropouts.Length > 0 || BatchNorms.Length > 0;

    /// <summary>
    /// The inputs of the generated programs, in order: the model's inputs, then in training one mask per dropout, in evaluation running mean and running variance of each batch normalisation.
    /// </summary>
    public ImmutableArray<string> ProgramInputs(bool training) =>
    [
        .. Inputs.Select(i => i.Name),
        .. training ? Dropouts.Select(d => d.MaskName) : BatchNorms.SelectMany(n => n.RunningStatistics),
    ];

    /// <summary>The outputs of the generated programs, in order: the model's outputs, then in training batch mean and batch variance of each batch normalisation.</summary>
    public ImmutableArray<string> ProgramOutputs(bool training) =>
    [
        .. Outputs.Select(o => o.Name),
        .. training ? BatchNorms.SelectMany(n => n.BatchStatistics) : [],
    ];

    /// <summary>How many numbers the model learns.</summary>
    public long ParameterCount => Parameters.Sum(p => p.Count);
}

/// <summary>A domain that follows from the graph. Its maps are called <c>Name.source</c>, <c>Name.target</c> and <c>Name.graph</c>.</summary>
/// <param name="Name">The property path of the edge set or feature: <c>Near</c>, <c>Layers.0.Near</c>.</param>
public sealed record SetDefinition(string Name, ItemSet Items);

/// <summary>A tensor that the model is given: <c>[items, channels, components]</c>, trivial axes left out or not.</summary>
/// <param name="Name">The property's name; <c>Name.irrep</c> where a feature of several irrep types has one tensor for each.</param>
/// <param name="Representation">As declared, for one irrep type: <c>16x0e</c>, <c>point</c>.</param>
public sealed record InputDefinition(string Name, string Representation, string Domain, int Channels, int Components);

/// <summary>A tensor that the model gives.</summary>
/// <param name="Name">As for <see cref="InputDefinition"/>.</param>
public sealed record OutputDefinition(string Name, string Representation, string Domain, int Channels, int Components)
{
    /// <summary>The path of the feature that it is.</summary>
    public string Feature { get; init; } = Name;
}

/// <summary>A learnt array.</summary>
/// <param name="Name">Its key in the state dictionary, which follows the property path: <c>Layers.0.Message.0.weight</c>.</param>
/// <param name="Shape">As TorchSharp sees it: a weight <c>[out, in]</c>, a bias <c>[out]</c>.</param>
public sealed record ParameterDefinition(string Name, ImmutableArray<int> Shape, ParameterInit Init)
{
    public long Count => Shape.Aggregate(1L, (n, extent) => n * extent);

    public bool Equals(ParameterDefinition? other) => other is not null && Name == other.Name && Init == other.Init && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Name, Init, Shape.Length);
}

/// <summary>How a parameter begins.</summary>
public abstract record ParameterInit
{
    private ParameterInit()
    {
    }

    /// <summary>U(-bound, bound). PyTorch's linear layer has bound = 1/sqrt(fan in) for weight and bias.</summary>
    public sealed record Uniform(double Bound) : ParameterInit;

    /// <summary>U(-a, a) with a = gain sqrt(6 / (fan in + fan out)): Glorot and Bengio 2010.</summary>
    public sealed record XavierUniform(double Gain, int FanIn, int FanOut) : ParameterInit
    {
        public double Bound => Gain * Math.Sqrt(6.0 / (FanIn + FanOut));
    }

    /// <summary>N(0, deviation^2).</summary>
    public sealed record Normal(double Deviation) : ParameterInit;

    public sealed record Zeros : ParameterInit;

    public sealed record Ones : ParameterInit;

    /// <summary>The same number everywhere.</summary>
    public sealed record Constant(double Value) : ParameterInit;
}

/// <summary>A dropout: in training its mask, one number per item and channel, is 0 with probability <paramref name="Rate"/> and else 1/(1 - rate).</summary>
/// <param name="Path">The path of the feature; the mask is the program input <c>Path.mask</c>.</param>
public sealed record DropoutDefinition(string Path, string Domain, int Channels, double Rate)
{
    public string MaskName => $"{Path}.mask";
}

/// <summary>
/// A batch normalisation over all items of a domain. In training the program gives <c>Path.batch_mean</c> and <c>Path.batch_var</c> (biased: the mean of squared deviations) as outputs; in evaluation it takes
/// <c>Path.running_mean</c> and <c>Path.running_var</c> as inputs.
/// </summary>
/// <param name="Channels">Channels with a variance.</param>
/// <param name="Momentum">The running statistics move by this fraction towards those of the batch.</param>
public sealed record BatchNormDefinition(string Path, string Domain, int Channels, double Momentum)
{
    /// <summary>Channels with a mean: the scalars. Without any there is no mean, neither as buffer nor in the programs.</summary>
    public int Means { get; init; } = Channels;

    /// <summary>Whether the running variance moves towards the variance of the population, the batch's times n / (n - 1).</summary>
    public bool Unbiased { get; init; } = true;

    /// <summary>Names of the running statistics, and how many numbers each has.</summary>
    public ImmutableArray<(string Name, int Channels)> Running => Means > 0 ? [(RunningMean, Means), (RunningVariance, Channels)] : [(RunningVariance, Channels)];

    public IEnumerable<string> RunningStatistics => Running.Select(s => s.Name);

    public IEnumerable<string> BatchStatistics => Means > 0 ? [BatchMean, BatchVariance] : [BatchVariance];

    public string RunningMean => $"{Path}.running_mean";

    public string RunningVariance => $"{Path}.running_var";

    public string BatchesTracked => $"{Path}.num_batches_tracked";

    public string BatchMean => $"{Path}.batch_mean";

    public string BatchVariance => $"{Path}.batch_var";
}
