using Intertwine.Benchmarks;
using Xunit;

namespace Intertwine.Golden.Benchmarks;

/// <summary>A run of the benchmark replaces what was measured and keeps what was written.</summary>
public class ReportTests
{
    [Fact]
    public void Sections_AreReplacedInPlaceAndTextIsKept()
    {
        var report = new Report();
        report.AddTable("a", "Said first.", ["x", "y"], [["1", "2"]]);
        report.Add("c", "new");

        string text = report.Merge("# Title\n\n<!-- measured: a -->\nold $1\n<!-- end of a -->\n\nWritten by hand.\n\n<!-- measured: b -->\nuntouched\n<!-- end of b -->\n");

        Assert.Equal(
            "# Title\n\n<!-- measured: a -->\nSaid first.\n\n| x | y |\n|---|---|\n| 1 | 2 |\n<!-- end of a -->\n\nWritten by hand.\n\n<!-- measured: b -->\nuntouched\n<!-- end of b -->\n\n"
            + "<!-- measured: c -->\nnew\n<!-- end of c -->\n",
            text);
        Assert.Equal(text, report.Merge(text));
    }
}
