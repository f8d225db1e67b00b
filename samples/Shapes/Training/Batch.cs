using Intertwine;
using static TorchSharp.torch;

namespace Shapes;

/// <summary>Point clouds of the same size, side by side.</summary>
/// <param name="Graph">A graph for each cloud, points as nodes, without edges. It stays the data set's.</param>
/// <param name="Points"><c>[clouds * points, 3]</c>.</param>
/// <param name="Labels">The right classes, <c>[clouds]</c>, int64.</param>
/// <param name="Clouds">How many.</param>
/// <param name="PointsPerCloud">Points of each.</param>
public sealed record Batch(Graph Graph, Tensor Points, Tensor Labels, int Clouds, int PointsPerCloud);
