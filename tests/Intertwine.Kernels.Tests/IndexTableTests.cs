using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Intertwine.Kernels.Tests;

/// <summary>The two directions of an index map.</summary>
public sealed unsafe class IndexTableTests
{
    [Property]
    public bool Table_ListsEveryItemOnceUnderItsTarget(byte[] raw, byte targets)
    {
        int to = targets + 1;
        long[] map = [.. (raw ?? []).Select(value => (long)(value % to))];
        using var table = new IndexTable(map, to, "target");
        bool right = table.From == map.Length && table.To == to && table.Start[0] == 0 && table.Start[to] == map.Length;
        for (int i = 0; i < map.Length; i++)
        {
            right &= table.Index[i] == map[i];
        }

        for (int j = 0; j < to; j++)
        {
            int[] expected = [.. Enumerable.Range(0, map.Length).Where(i => map[i] == j)];
            right &= new Span<int>(table.Items + table.Start[j], table.Start[j + 1] - table.Start[j]).SequenceEqual(expected);
        }

        return right;
    }

    [Property]
    public Property Table_IsSorted_ExactlyWhereTheItemsStandInOrder(byte[] raw)
    {
        long[] map = [.. (raw ?? []).Select(value => (long)(value % 5))];
        using var table = new IndexTable(map, 5, "target");
        bool inOrder = new Span<int>(table.Items, table.From).SequenceEqual([.. Enumerable.Range(0, table.From)]);
        return (table.IsSorted == map.Order().SequenceEqual(map)).And(table.IsSorted == inOrder);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(1L << 40)]
    public void Target_OutsideOfTheDomain_IsAnErrorThatNamesIt(long target)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new IndexTable([0, 3, target], 4, "source"));
        Assert.Contains($"'source' sends item 2 to {target}; expected 0 to 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_WithoutItems_IsEmpty()
    {
        using var table = new IndexTable([], 3, "target");
        Assert.True(table.IsSorted);
        Assert.True(new Span<int>(table.Start, 4).SequenceEqual([0, 0, 0, 0]));
    }

    [Fact]
    public void Dispose_Twice_IsHarmless()
    {
        var table = new IndexTable([0], 1, "target");
        table.Dispose();
        table.Dispose();
    }
}
