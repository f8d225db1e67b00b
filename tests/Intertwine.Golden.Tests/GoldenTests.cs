using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace Intertwine.Golden;

/// <summary>Every file of the golden folder against the official implementation that made it.</summary>
public class GoldenTests(ITestOutputHelper output)
{
    private static readonly ConcurrentDictionary<string, Lazy<GoldenVerdict>> Verdicts = [];

    public static TheoryData<string> Files => [.. GoldenFolder.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void File_AgreesWithTheOfficialImplementation(string file)
    {
        GoldenVerdict verdict = Verdict(file);
        output.WriteLine(verdict.Line);
        Assert.False(verdict.Failed, string.Join("\n", [verdict.Line, .. verdict.Failures]));
    }

    [Fact]
    public void Folder_HasNoFileThatFails()
    {
        GoldenVerdict[] verdicts = [.. GoldenFolder.Files.Select(Verdict)];
        foreach (GoldenVerdict verdict in verdicts)
        {
            output.WriteLine(verdict.Line);
        }

        int failed = verdicts.Count(v => v.Failed);
        int unknown = verdicts.Count(v => !v.KnownKind);
        output.WriteLine($"{verdicts.Length} files: {verdicts.Length - failed - unknown} passed, {failed} failed, {unknown} of unknown kind");
        Assert.NotEmpty(verdicts);
        Assert.Equal(0, failed);
    }

    private static GoldenVerdict Verdict(string file) =>
        Verdicts.GetOrAdd(file, f => new Lazy<GoldenVerdict>(() => GoldenHarness.Check(Path.Combine(GoldenFolder.Path, f), f))).Value;
}
