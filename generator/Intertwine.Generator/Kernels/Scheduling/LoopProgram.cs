namespace Intertwine.Generator.Kernels;

/// <summary>How a value of many items lies in memory.</summary>
internal enum MemoryLayout
{
    /// <summary><c>[items][rows]</c>, as in a tensor: what other items gather, and what callers see.</summary>
    Rows,

    /// <summary>In whatever order suits the loops of a backend: only the same item of another loop reads it.</summary>
    Private,
}

/// <summary>A sum over all items of a loop that ends in a block of a matrix on the unit domain.</summary>
/// <param name="Value">The <see cref="Instruction.OuterSum"/> or <see cref="Instruction.ScatterSum"/> to the unit domain.</param>
/// <param name="Target">The value whose memory receives the block: a gradient (its output's value) or the sum itself.</param>
/// <param name="Offset">Where the block begins.</param>
/// <param name="Stride">Numbers per row of the target.</param>
internal sealed record Reduction(int Value, int Target, int Offset, int Stride);

/// <summary>Everything that one pass over the items of a domain computes.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Loads">Values of the items at hand that lie in memory: inputs, and results of earlier loops.</param>
/// <param name="Body">Instructions in order; some may be computed in other loops too.</param>
/// <param name="Stores">Values of the body to write to memory.</param>
/// <param name="Reductions">Sums over all items.</param>
internal sealed record KernelLoop(Domain Domain, EquatableArray<int> Loads, EquatableArray<int> Body, EquatableArray<int> Stores, EquatableArray<Reduction> Reductions);

/// <summary>A search for neighbours between two loops.</summary>
/// <param name="Value">The <see cref="Instruction.Nearest"/>; its operand lies in memory by rows.</param>
/// <param name="BeforeLoop">The loop that it comes before: the number of loops for one after the last.</param>
internal sealed record NeighbourSearch(int Value, int BeforeLoop);

/// <summary>A program cut into loops that run one after the other. Knows nothing about any device.</summary>
/// <param name="Program">The program.</param>
/// <param name="Loops">In order of execution.</param>
/// <param name="Layouts">For every value that lies in memory (inputs and parameters included) how.</param>
/// <param name="Accumulated">Unit values that reductions add to: they start as zero.</param>
/// <param name="Searches">What happens between loops: dynamic domains get their edges.</param>
/// <param name="Domains">The order of domains in the signature.</param>
internal sealed record LoopProgram(
    KernelProgram Program,
    EquatableArray<KernelLoop> Loops,
    IReadOnlyDictionary<int, MemoryLayout> Layouts,
    EquatableArray<int> Accumulated,
    EquatableArray<NeighbourSearch> Searches,
    ProgramDomains Domains);
