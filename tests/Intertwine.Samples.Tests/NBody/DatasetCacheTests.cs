using NBody;

namespace Intertwine.Samples.Tests.NBody;

public sealed class DatasetCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _messages = [];
    private readonly DatasetCache _cache;
    private readonly string _path;

    public DatasetCacheTests()
    {
        _cache = new DatasetCache(_folder.Path, _messages.Add);
        _path = _cache.PathOf(1, Split.Test);
    }

    [Fact]
    public void Get_reads_what_it_wrote()
    {
        var simulated = Get(20);
        Assert.True(simulated.Elapsed > TimeSpan.Zero);
        var read = Get(20);
        Assert.Equal(TimeSpan.Zero, read.Elapsed);
        AssertSame(simulated, read);
        Assert.Empty(_messages);
        Assert.Equal([_path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Get_serves_fewer_trajectories_from_the_same_file()
    {
        var all = Get(20);
        var some = Get(9);
        Assert.Equal(TimeSpan.Zero, some.Elapsed);
        AssertSame(all.Take(9), some);
    }

    [Fact]
    public void Get_simulates_again_where_more_are_asked_for()
    {
        Get(9);
        Assert.Equal(20, Get(20).Count);
        Assert.Equal(TimeSpan.Zero, Get(20).Elapsed);
        Assert.Empty(_messages);
    }

    [Theory]
    [InlineData(0, "is not a file of trajectories")]
    [InlineData(8, "was written by another version")]
    [InlineData(12, "was written by another version")]
    [InlineData(16, "is damaged")]
    [InlineData(28, "is damaged")]
    [InlineData(1000, "is damaged")]
    [InlineData(-1, "is damaged")]
    public void Get_replaces_a_damaged_file_and_says_so(int position, string reason)
    {
        var simulated = Get(20);
        var bytes = File.ReadAllBytes(_path);
        bytes[position < 0 ? bytes.Length + position : position] ^= 0x40;
        File.WriteAllBytes(_path, bytes);

        AssertSame(simulated, Get(20));
        Assert.Contains(reason, Assert.Single(_messages));
        Assert.Equal(TimeSpan.Zero, Get(20).Elapsed);
        Assert.Single(_messages);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(5000)]
    public void Get_replaces_a_file_that_is_cut_short(int length)
    {
        var simulated = Get(20);
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..length]);
        AssertSame(simulated, Get(20));
        Assert.Single(_messages);
    }

    [Fact]
    public void Get_does_not_take_the_file_of_another_seed()
    {
        Get(20);
        File.Copy(_path, _cache.PathOf(2, Split.Test));
        AssertSame(Simulation.Run(2, Split.Test, 20, 1), _cache.Get(2, Split.Test, 20, 1));
        Assert.Contains("holds other trajectories", Assert.Single(_messages));
    }

    [Fact]
    public void Get_works_without_a_place_to_write()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");
        var cache = new DatasetCache(Path.Combine(file, "folder"), _messages.Add);
        Assert.Equal(20, cache.Get(1, Split.Test, 20, 1).Count);
        Assert.Contains("not kept", Assert.Single(_messages));
    }

    public void Dispose() => _folder.Dispose();

    private Trajectories Get(int count) => _cache.Get(1, Split.Test, count, threads: 2);

    private static void AssertSame(Trajectories expected, Trajectories actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var k = 0; k < expected.Count; k++)
        {
            Assert.Equal(expected.Charges(k).ToArray(), actual.Charges(k).ToArray());
            for (var frame = 0; frame < Trajectories.Frames; frame++)
            {
                Assert.Equal(expected.Positions(k, frame).ToArray(), actual.Positions(k, frame).ToArray());
                Assert.Equal(expected.Velocities(k, frame).ToArray(), actual.Velocities(k, frame).ToArray());
            }
        }
    }
}
