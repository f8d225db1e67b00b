using Intertwine.Generator.Kernels;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

internal abstract partial record Layer
{
    /// <summary>The largest over the incoming edges of nodes or tokens, or over the items of graphs.</summary>
    public sealed record Max(IndexMap Map) : Layer;

    /// <summary>What lies farthest in a direction that is linear in it.</summary>
    /// <param name="Forms">One for each piece.</param>
    public sealed record VectorMaxPool(IndexMap Map, EquatableArray<BilinearForm> Forms) : Layer;
}
