namespace Intertwine.Kernels;

/// <summary>A value at the border of a program: an input, a parameter or an output.</summary>
/// <param name="Name">The feature's or parameter's path.</param>
/// <param name="Domain">Index into <see cref="KernelSignature.Domains"/>.</param>
/// <param name="Rows">Numbers per item.</param>
public sealed record KernelValue(string Name, int Domain, int Rows);

/// <summary>A map between domains that a program uses, by name: <c>source</c>, <c>target</c>, <c>nodeGraph</c>, <c>edgeGraph</c>.</summary>
public sealed record KernelMap(string Name, int From, int To);

/// <summary>A domain whose items follow from the sizes of the graphs. Its maps are those of <see cref="KernelSignature.Maps"/> that begin at it, named <c>set.source</c>, <c>set.target</c>, <c>set.graph</c>.</summary>
/// <param name="Domain">Index into <see cref="KernelSignature.Domains"/>.</param>
public sealed record KernelSet(int Domain, ItemSet Items)
{
    /// <summary>Which of the set's maps a map of the signature is.</summary>
    public static SetMap EndOf(KernelMap map) => Enum.Parse<SetMap>(map.Name.AsSpan(map.Name.LastIndexOf('.') + 1), ignoreCase: true);
}

/// <summary>What a program expects and gives, in the order in which <see cref="KernelCall"/> lists the pointers.</summary>
/// <param name="Domains">Names; the first is always <c>unit</c>, with one item.</param>
/// <param name="ForwardFlops">Floating-point operations per item of each domain that the forward pass executes.</param>
/// <param name="BackwardFlops">The same for the backward pass to the parameters.</param>
public sealed record KernelSignature(
    IReadOnlyList<string> Domains,
    IReadOnlyList<KernelMap> Maps,
    IReadOnlyList<KernelValue> Inputs,
    IReadOnlyList<KernelValue> Parameters,
    IReadOnlyList<KernelValue> Outputs,
    IReadOnlyList<long> ForwardFlops,
    IReadOnlyList<long> BackwardFlops)
{
    /// <summary>The domains that follow from the sizes of the graphs.</summary>
    public IReadOnlyList<KernelSet> Sets { get; init; } = [];

    /// <summary>The set that a map begins at; null where that is a domain of the graph's own.</summary>
    public KernelSet? SetOf(KernelMap map) => Sets.FirstOrDefault(s => s.Domain == map.From);

    /// <summary>Whether the forward pass writes the map: the sources of a dynamic set.</summary>
    public bool IsDynamic(KernelMap map) => SetOf(map) is { Items.IsDynamic: true } && KernelSet.EndOf(map) == SetMap.Source;
}

/// <summary>One call of a program: sizes, index tables, and where every value lies in memory. All memory is contiguous, <c>[items][rows]</c>, of the number type of the program.</summary>
public sealed class KernelCall
{
    /// <summary>Items per domain, in the order of <see cref="KernelSignature.Domains"/>; the first is 1.</summary>
    public required long[] Counts { get; init; }

    /// <summary>One table for each of <see cref="KernelSignature.Maps"/>. The sources of a dynamic set are written by the forward pass; such a table belongs to <see cref="Memory"/>.</summary>
    public required IndexTable[] Maps { get; init; }

    public required nint[] Inputs { get; init; }

    public required nint[] Parameters { get; init; }

    /// <summary>Written by the forward pass.</summary>
    public required nint[] Outputs { get; init; }

    /// <summary>Whether a backward pass follows: the forward pass then keeps what that needs in <see cref="Memory"/>.</summary>
    public bool KeepForBackward { get; init; }

    /// <summary>Gradients of the loss by the outputs; read by the backward pass.</summary>
    public nint[] OutputGradients { get; set; } = [];

    /// <summary>Written (not added to) by the backward pass. Empty where no input wants a gradient; else all of them are computed.</summary>
    public nint[] InputGradients { get; set; } = [];

    /// <summary>Written (not added to) by the backward pass.</summary>
    public nint[] ParameterGradients { get; set; } = [];

    /// <summary>Intermediate values, from the start of the forward to the end of the backward pass. Give it back with <see cref="KernelMemory.Return"/>.</summary>
    public required KernelMemory Memory { get; init; }
}

/// <summary>A generated program for one number type: forward and backward over memory that the caller owns. Thread-safe: it has no state.</summary>
public abstract class KernelProgram
{
    public abstract KernelSignature Signature { get; }

    /// <summary>Computes <see cref="KernelCall.Outputs"/>.</summary>
    public abstract void Forward(KernelCall call);

    /// <summary>What the loops of a pass cost, in the order in which they run. Nothing of it exists before somebody asks.</summary>
    public virtual IReadOnlyList<LoopCost> Costs(ProgramPass pass) => [];

    /// <summary>Computes the gradients asked for in <paramref name="call"/>, after <see cref="Forward"/> with the same call and <see cref="KernelCall.KeepForBackward"/>.</summary>
    public abstract void Backward(KernelCall call);
}
