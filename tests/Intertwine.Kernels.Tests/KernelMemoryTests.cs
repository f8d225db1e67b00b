namespace Intertwine.Kernels.Tests;

/// <summary>Memory that kernels work in.</summary>
public sealed unsafe class KernelMemoryTests
{
    [Fact]
    public void Memory_GrowsAlignedAndIsReused()
    {
        KernelMemory memory = KernelMemory.Rent();
        memory.Require(100);
        Assert.Equal(0u, (nuint)memory.Start % 64);
        memory.Require(10_000);
        void* start = memory.Start;
        new Span<byte>(start, 10_000).Fill(1);
        memory.Require(5_000);
        Assert.True(start == memory.Start, "A smaller request keeps the block.");
        memory.Return();
    }

    [Fact]
    public void Memory_OfTwoCalls_IsDistinct()
    {
        KernelMemory first = KernelMemory.Rent(), second = KernelMemory.Rent();
        Assert.NotSame(first, second);
        first.Require(64);
        second.Require(64);
        Assert.True(first.Start != second.Start);
        first.Return();
        second.Return();
    }

    [Fact]
    public void Memory_ReturnedTwice_IsAnError()
    {
        KernelMemory memory = KernelMemory.Rent();
        memory.Return();
        Assert.Throws<InvalidOperationException>(memory.Return);
    }

    [Fact]
    public void Memory_ThatCannotBeHad_IsAnErrorAndLeavesTheBlockUsable()
    {
        KernelMemory memory = KernelMemory.Rent();
        memory.Require(64);
        Assert.Throws<OutOfMemoryException>(() => memory.Require(nuint.MaxValue / 2));
        memory.Require(64);
        new Span<byte>(memory.Start, 64).Clear();
        memory.Return();
    }

    [Fact]
    public void Scratch_GrowsAlignedAndIsReused()
    {
        void* small = KernelScratch.Get(0);
        Assert.True(small != null);
        void* large = KernelScratch.Get(100_000);
        Assert.Equal(0u, (nuint)large % 64);
        new Span<byte>(large, 100_000).Fill(2);
        Assert.True(KernelScratch.Get(64) == large, "A smaller request keeps the block.");
    }

    [Fact]
    public void Scratch_BelongsToItsThread()
    {
        void* mine = KernelScratch.Get(64), other = null;
        var thread = new Thread(() => other = KernelScratch.Get(64));
        thread.Start();
        thread.Join();
        Assert.True(mine != other);
    }
}
