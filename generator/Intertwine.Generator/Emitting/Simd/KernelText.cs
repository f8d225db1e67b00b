using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>A kernel's method body and what it is called with. Bodies that are equal to the letter are one method: the layers of a network usually are.</summary>
/// <param name="Body">The statements.</param>
/// <param name="Values">Ids of the program's values in the order of the kernel's arguments.</param>
/// <param name="Maps">Index maps in the order of the kernel's arguments.</param>
/// <param name="Reductions">Sums over all items, in the order of their blocks.</param>
/// <param name="PartialLength">Numbers in these blocks.</param>
internal sealed record KernelText(
    string Body,
    IReadOnlyList<int> Values,
    IReadOnlyList<IndexMap> Maps,
    IReadOnlyList<Reduction> Reductions,
    int PartialLength);
