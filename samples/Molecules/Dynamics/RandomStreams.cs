namespace Molecules;

/// <summary>Streams of random numbers, each for one purpose.</summary>
internal static class RandomStreams
{
    public const ulong Velocities = 1;
    public const ulong Langevin = 2;
    public const ulong Clusters = 3;
}
