namespace Intertwine.Kernels.Tests;

/// <summary>Blocks of partial sums are added in pairs: the same sum to the last bit in whatever order chunks end.</summary>
public sealed unsafe class PartialSumsTests
{
    private const int Length = 37;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(64)]
    public void Join_AnyOrderOfChunks_GivesTheSumToTheLastBit(int chunks)
    {
        var random = new Random(chunks);
        float[] blocks = [.. Enumerable.Range(0, chunks * Length).Select(_ => (float)(random.NextDouble() - 0.5))];
        int[] order = [.. Enumerable.Range(0, chunks)];
        float[] expected = Sum(blocks, chunks, order);
        for (int i = 0; i < Length; i++)
        {
            Assert.Equal(Enumerable.Range(0, chunks).Sum(c => (double)blocks[(c * Length) + i]), expected[i], 1e-5);
        }

        for (int trial = 0; trial < 20; trial++)
        {
            random.Shuffle(order);
            Assert.Equal(expected, Sum(blocks, chunks, order));
        }
    }

    [Fact]
    public void Join_ChunksOfManyThreads_GiveTheSameSum()
    {
        const int Chunks = 64;
        var random = new Random(1);
        float[] blocks = [.. Enumerable.Range(0, Chunks * Length).Select(_ => (float)(random.NextDouble() - 0.5))];
        float[] expected = Sum(blocks, Chunks, [.. Enumerable.Range(0, Chunks)]);
        for (int trial = 0; trial < 50; trial++)
        {
            float[] copy = [.. blocks];
            int[] arrived = new int[Chunks];
            Parallel.For(0, Chunks, new ParallelOptions { MaxDegreeOfParallelism = 4 }, chunk =>
            {
                fixed (float* partials = copy)
                fixed (int* flags = arrived)
                {
                    PartialSums<float>.Join(partials, Length, Chunks, flags, chunk);
                }
            });
            Assert.Equal(expected, copy[..Length]);
        }
    }

    private static float[] Sum(float[] blocks, int chunks, int[] order)
    {
        float[] copy = [.. blocks];
        int* arrived = stackalloc int[chunks];
        new Span<int>(arrived, chunks).Clear();
        fixed (float* partials = copy)
        {
            foreach (int chunk in order)
            {
                PartialSums<float>.Join(partials, Length, chunks, arrived, chunk);
            }
        }

        return copy[..Length];
    }
}
