namespace Intertwine.Kernels.Tests;

/// <summary>How loops are divided into chunks.</summary>
public sealed class ProgramFrameTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(11, 2)]
    [InlineData(15, 4)]
    [InlineData(31, 8)]
    [InlineData(1000, 64)]
    public void ChunksOf_PartialSums_FewChunksThatThreadsShareEvenly(int tiles, int expected) =>
        Assert.Equal(expected, ProgramFrame<float>.ChunksOf((long)tiles * Tile.Items, hasPartials: true));

    [Theory]
    [InlineData(15, 15)]
    [InlineData(1000, 64)]
    public void ChunksOf_NoPartialSums_OneTileEachAsFarAsPossible(int tiles, int expected) =>
        Assert.Equal(expected, ProgramFrame<double>.ChunksOf((long)tiles * Tile.Items, hasPartials: false));
}
