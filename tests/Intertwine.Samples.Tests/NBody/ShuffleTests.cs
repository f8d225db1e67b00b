using NBody;

namespace Intertwine.Samples.Tests.NBody;

public class ShuffleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Order_holds_every_index_once(int count) =>
        Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), Shuffle.Order(1, 0, count).Order());

    [Fact]
    public void Order_is_a_function_of_seed_and_epoch()
    {
        Assert.Equal(Shuffle.Order(1, 2, 100), Shuffle.Order(1, 2, 100));
        Assert.NotEqual(Shuffle.Order(1, 2, 100), Shuffle.Order(1, 3, 100));
        Assert.NotEqual(Shuffle.Order(1, 2, 100), Shuffle.Order(2, 2, 100));
    }

    [Fact]
    public void Order_gives_every_place_to_every_index_alike()
    {
        var counts = new int[4, 4];
        for (var epoch = 0; epoch < 4000; epoch++)
        {
            var order = Shuffle.Order(1, epoch, 4);
            for (var place = 0; place < 4; place++) counts[place, order[place]]++;
        }
        // Expected 1000 each, with a standard deviation of 27.
        foreach (var count in counts) Assert.InRange(count, 880, 1120);
    }
}
