using System.Diagnostics;
using Xunit.Abstractions;

namespace Intertwine.Algebra.Tests;

public sealed class SolverSpeedTests(ITestOutputHelper output)
{
    /// <summary>The build must not notice the solver. The limit is far above what it takes, because test machines are busy; the printed time is the measurement.</summary>
    [Theory]
    [InlineData("SO(3)")]
    [InlineData("O(3)")]
    public void AllPairsUpToDegreeFour_TakeNoTime(string name)
    {
        var group = (OrthogonalGroup)Group.Parse(name).OrThrow();
        Piece[] pieces = [.. Enumerable.Range(0, 5).SelectMany(degree => group.IsSpecial
            ? new[] { new SphericalIrrep(group, degree, Parity.None) }
            : [new SphericalIrrep(group, degree, Parity.Even), new SphericalIrrep(group, degree, Parity.Odd)])];
        var best = TimeSpan.MaxValue;
        long bytes = 0;
        for (int run = 0; run < 20; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            IntertwinerCache.Clear();
            var watch = Stopwatch.StartNew();
            foreach (Piece from in pieces)
            {
                foreach (Piece to in pieces)
                {
                    Assert.Equal(from == to ? 1 : 0, IntertwinerSolver.Solve(from, to).OrThrow().Dimension);
                }
            }

            best = watch.Elapsed < best ? watch.Elapsed : best;
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        output.WriteLine($"{name}: {pieces.Length * pieces.Length} pairs in {best.TotalMilliseconds:F2} ms, {bytes / 1024} KiB allocated");
        Assert.True(best < TimeSpan.FromMilliseconds(500), $"{pieces.Length * pieces.Length} pairs took {best.TotalMilliseconds} ms.");
    }
}
