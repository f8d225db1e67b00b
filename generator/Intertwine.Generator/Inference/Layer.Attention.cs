using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

internal abstract partial record Layer
{
    /// <summary>exp(x) over its sum on all items that the map sends to the same place.</summary>
    public sealed record Softmax(IndexMap Segments) : Layer;

    /// <summary>Sources: queries, keys, values, and the mask of the keys where there is one.</summary>
    /// <param name="Forms">The inner product of each piece of queries and keys.</param>
    /// <param name="Target">From the edges to the queries.</param>
    public sealed record VectorAttention(int Heads, EquatableArray<BilinearForm> Forms, AttentionDistance Distance, double Factor, IndexMap Target) : Layer;

    /// <summary>Components side by side; the second source has no channels of its own.</summary>
    public sealed record EarlyFusion : Layer;

    /// <summary>The components of the summands that equal the result's piece.</summary>
    public sealed record SplitFusion : Layer;
}
