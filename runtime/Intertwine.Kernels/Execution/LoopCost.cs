namespace Intertwine.Kernels;

/// <summary>The passes of a program.</summary>
public enum ProgramPass
{
    /// <summary>Forward, where no gradient is wanted.</summary>
    Infer,

    /// <summary>Forward, keeping what the backward pass needs.</summary>
    ForwardAndSave,

    /// <summary>Backward to the parameters.</summary>
    BackwardToParameters,

    /// <summary>Backward to parameters and inputs.</summary>
    BackwardAll,
}

/// <summary>
/// What one loop of a pass costs, counted by the compiler: recomputation included, a value that the loop uses several times read once, matrices read once, partial sums of threads not counted.
/// </summary>
/// <param name="Kernel">The kernel's name in the generated code; equal loops share one.</param>
/// <param name="Domain">Index of the domain that it runs over.</param>
/// <param name="Flops">Floating-point operations per item: two per multiply-add, one per pointwise function of whatever kind.</param>
/// <param name="Read">Numbers read per item of each domain.</param>
/// <param name="Written">Numbers written per item of each domain.</param>
/// <param name="Indices">Entries of index maps, of four bytes, per item of each domain.</param>
public sealed record LoopCost(string Kernel, int Domain, long Flops, IReadOnlyList<long> Read, IReadOnlyList<long> Written, IReadOnlyList<long> Indices)
{
    /// <summary>Operations of one run.</summary>
    /// <param name="counts">Items of each domain.</param>
    public double FlopsOf(IReadOnlyList<long> counts) => (double)Flops * counts[Domain];

    /// <summary>Bytes that one run moves.</summary>
    /// <param name="counts">Items of each domain.</param>
    /// <param name="numberSize">Bytes of a number.</param>
    public double BytesOf(IReadOnlyList<long> counts, int numberSize)
    {
        double bytes = 0;
        for (int i = 0; i < counts.Count; i++)
        {
            bytes += counts[i] * (((Read[i] + Written[i]) * (double)numberSize) + (Indices[i] * sizeof(int)));
        }

        return bytes;
    }
}
