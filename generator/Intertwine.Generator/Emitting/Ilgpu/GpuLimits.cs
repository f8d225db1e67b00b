namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>What a generated kernel takes of a multiprocessor. The numbers of tiles and panels are those of <c>Intertwine.Gpu</c>.</summary>
internal static class GpuLimits
{
    /// <summary>Items of a tile: one warp.</summary>
    public const int TileItems = 32;

    /// <summary>Numbers from row to row of a tile in shared memory: odd, so that walks along rows and along items both meet all banks.</summary>
    public const int SharedStride = TileItems + 1;

    /// <summary>Numbers of shared memory per group: 24 KiB in float32, 48 KiB in float64, which every device has, and which leaves room for several groups on a multiprocessor.</summary>
    public const int SharedNumbers = 6144;

    /// <summary>Numbers of the panel of a matrix that a product stages.</summary>
    public const int Panel = 16 * 65;

    /// <summary>Threads that share a sum over channels.</summary>
    public const int ChannelSlices = 4;

    /// <summary>A product with fewer rows than this is too small for a panel: one thread per number of the result.</summary>
    public const int FewestPanelRows = 9;

    /// <summary>
    /// The gradient of a matrix of at most so many numbers is summed by one thread per number. A thread that keeps 4 times 4 numbers takes 8 loads and 16 steps per item, one that keeps a single number 2 loads and 1 step: with two
    /// numbers for each of 128 threads that is the same work for the group, with fewer it is less.
    /// </summary>
    public const int MostDirectSums = 256;
}
