using Intertwine;
using TorchSharp;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>Molecules side by side as one graph, in the network's units.</summary>
/// <param name="Graph">Atoms nearer to each other than the cutoff.</param>
/// <param name="Species">One-hot, <c>[atoms, 5]</c>.</param>
/// <param name="Position"><c>[atoms, 3]</c>.</param>
/// <param name="Shift">Between periodic images, <c>[edges, 3]</c>.</param>
/// <param name="Atoms">Atoms per molecule, <c>[molecules, 1]</c>.</param>
/// <param name="Energy">The right energies, <c>[molecules, 1]</c>.</param>
/// <param name="Forces">The right forces, <c>[atoms, 3]</c>, where the data have them.</param>
public sealed record Batch(Graph Graph, Tensor Species, Tensor Position, Tensor Shift, Tensor Atoms, Tensor Energy, Tensor? Forces) : IDisposable
{
    /// <summary>Releases the graph, which no dispose scope does.</summary>
    public void Dispose() => Graph.Dispose();
}
