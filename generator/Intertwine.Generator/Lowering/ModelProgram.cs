using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Lowering;

/// <summary>A tensor at the border of a model: one piece of an input or output feature.</summary>
/// <param name="Property">The property of the feature.</param>
/// <param name="Name">The property's name, or <c>Property.irrep</c> where the feature has several pieces.</param>
internal sealed record BorderSpec(string Property, string Name, string Representation, Domain Domain, Shape Shape);

/// <summary>How a parameter begins: <c>Uniform</c> (bound), <c>XavierUniform</c> (gain, fan in, fan out), <c>Normal</c> (deviation), <c>Zeros</c>, <c>Ones</c>, <c>Constant</c> (value).</summary>
internal sealed record InitSpec(string Kind, double Number = 0, int FanIn = 0, int FanOut = 0)
{
    public static InitSpec Zeros { get; } = new("Zeros");

    public static InitSpec Ones { get; } = new("Ones");

    /// <summary>N(0, 1).</summary>
    public static InitSpec StandardNormal { get; } = new("Normal", 1);

    /// <summary>The same number everywhere.</summary>
    public static InitSpec Constant(double value) => value switch
    {
        0 => Zeros,
        1 => Ones,
        _ => new("Constant", value),
    };
}

/// <summary>A learnt array.</summary>
/// <param name="Name">Its key in the state dictionary.</param>
/// <param name="Columns">0 for a vector.</param>
internal sealed record ParameterSpec(string Name, int Rows, int Columns, InitSpec Init)
{
    public Shape Shape => new(Rows, Math.Max(Columns, 1));

    public long Count => (long)Rows * Math.Max(Columns, 1);
}

/// <summary>A dropout that acts: its rate is not 0.</summary>
internal sealed record DropoutSpec(string Path, Domain Domain, int Channels, double Rate);

/// <summary>A batch normalisation with running statistics.</summary>
/// <param name="Means">Channels with a mean: the scalars.</param>
/// <param name="Channels">Channels with a variance.</param>
/// <param name="Unbiased">Whether the running variance is that of the population.</param>
internal sealed record BatchNormSpec(string Path, Domain Domain, int Means, int Channels, double Momentum, bool Unbiased);

/// <summary>What a feature costs.</summary>
/// <param name="Flops">Per item of its domain.</param>
/// <param name="Elsewhere">On other domains, where it needs any: a gradient by something of the nodes goes through the edges.</param>
internal sealed record FeatureCost(long Parameters, long Flops, EquatableArray<DomainFlops> Elsewhere);

/// <summary>Operations per item of a domain.</summary>
internal readonly record struct DomainFlops(Domain Domain, long Flops);

/// <summary>A model as programs, with the names and sizes that bind them to the module.</summary>
/// <param name="Costs">One for each feature of <paramref name="Graph"/>.</param>
/// <param name="Training">Equal to <paramref name="Evaluation"/> where nothing differs.</param>
/// <param name="Steps">Of a network with layers written by hand, whose programs these are; null for all others.</param>
internal sealed record ModelProgram(
    LayerGraph Graph,
    EquatableArray<BorderSpec> Inputs,
    EquatableArray<BorderSpec> Outputs,
    EquatableArray<ParameterSpec> Parameters,
    EquatableArray<DropoutSpec> Dropouts,
    EquatableArray<BatchNormSpec> BatchNorms,
    EquatableArray<FeatureCost> Costs,
    KernelProgram Training,
    KernelProgram Evaluation,
    NetworkSteps? Steps = null);
