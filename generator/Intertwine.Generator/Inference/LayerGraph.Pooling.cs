using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

internal abstract partial record Layer
{
    /// <summary>The largest over the incoming edges of nodes (<c>target</c>), or the nodes or edges of graphs (<c>nodeGraph</c>, <c>edgeGraph</c>).</summary>
    public sealed record Max(string Map) : Layer;

    /// <summary>What lies farthest in a direction that is linear in it.</summary>
    /// <param name="Forms">One for each piece.</param>
    public sealed record VectorMaxPool(string Map, EquatableArray<BilinearForm> Forms) : Layer;
}
