using TorchSharp;
using Xunit.Abstractions;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>The analyzer on code as people write it: nothing is said about what is right, what is wrong is found where it is, and numbers agree with both.</summary>
[Collection(TorchCollection.Name)]
public class SnippetCorpusTests(ITestOutputHelper output)
{
    private const double Recall = 0.95, Undecided = 0.05;

    private static readonly Lazy<CompiledSnippets> Compiled = new(() => new CompiledSnippets([.. SnippetCorpus.All.Select(snippet => (snippet.Name, snippet.Marked.Text))]));

    /// <summary>Precision is 100%: nothing but information is reported in correct code, and in broken code only what is marked. At least 95% of the broken ones are found, with id and place, and what is right is decided but for 5%.</summary>
    [Fact]
    public async Task Corpus_IsJudged()
    {
        ILookup<string, (string Id, int Start, int End, string Message)> reports = await Compiled.Value.AnalyzeAsync();
        List<string> wrong = [], missed = [], undecided = [];
        foreach (Snippet snippet in SnippetCorpus.All)
        {
            (string Id, int Start, int End, string Message)[] found = [.. reports[snippet.Name].Where(report => report.Id != "EQV9010")];
            foreach ((string id, int start, int end, string message) in found.Where(report => !snippet.Marked.Expected.Any(mark => mark.Id == report.Id && mark.Span.Start == report.Start && mark.Span.End == report.End)))
            {
                wrong.Add($"{snippet.Name}: {id} at '{snippet.Marked.Text[start..end]}': {message}");
            }

            missed.AddRange(snippet.IsBroken && found.Length == 0 ? [$"{snippet.Name}: {string.Join("; ", reports[snippet.Name].Select(report => report.Message).DefaultIfEmpty("nothing is said"))}"] : []);
            undecided.AddRange(!snippet.IsBroken && reports[snippet.Name].Any(report => report.Id == "EQV9010") ? [$"{snippet.Name}: {reports[snippet.Name].First().Message}"] : []);
        }

        int broken = SnippetCorpus.All.Count(snippet => snippet.IsBroken), right = SnippetCorpus.All.Count - broken;
        output.WriteLine($"{SnippetCorpus.All.Count} snippets: {right} right, {broken} broken.");
        output.WriteLine($"Precision: {wrong.Count} reports that are not marked.\n  {string.Join("\n  ", wrong)}");
        output.WriteLine($"Recall: {broken - missed.Count} of {broken} found ({(broken - missed.Count) / (double)broken:P1}).\n  {string.Join("\n  ", missed)}");
        output.WriteLine($"Undecided: {undecided.Count} of {right} that are right ({undecided.Count / (double)right:P1}).\n  {string.Join("\n  ", undecided)}");
        Assert.Empty(wrong);
        Assert.True(broken - missed.Count >= Recall * broken, string.Join("\n", missed));
        Assert.True(undecided.Count <= Undecided * right, string.Join("\n", undecided));
        Assert.True(right >= 40 && broken >= 40 && SnippetCorpus.All.Select(snippet => snippet.Name).Distinct().Count() == SnippetCorpus.All.Count);
    }

    /// <summary>Correct methods commute with random group elements to rounding; broken ones do not.</summary>
    [Fact]
    public void Numbers_AgreeWithTheMarks()
    {
        torch.ScalarType before = torch.get_default_dtype();
        torch.set_default_dtype(torch.ScalarType.Float64);
        try
        {
            List<string> wrong = [];
            foreach (Snippet snippet in SnippetCorpus.All)
            {
                double violation;
                try
                {
                    torch.manual_seed(3);
                    (object? instance, System.Reflection.MethodInfo method) = Compiled.Value.Load(snippet.Name);
                    violation = new SnippetRun(instance, method, snippet.Shapes, seed: 5).Violation(elements: 3);
                }
                catch (InvalidOperationException failure)
                {
                    wrong.Add(failure.Message.Split('\n')[0]);
                    continue;
                }

                if (snippet.IsBroken ? violation < 1e-3 : !(violation < 1e-8))
                {
                    wrong.Add($"{snippet.Name} is {(snippet.IsBroken ? "broken" : "right")}, and the violation is {violation:E1}.");
                }
            }

            output.WriteLine($"{SnippetCorpus.All.Count} snippets run; {wrong.Count} disagree.");
            Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        }
        finally
        {
            torch.set_default_dtype(before);
        }
    }
}

/// <summary>Tests that use libtorch's state (default type, generator) run one after the other.</summary>
[CollectionDefinition(Name)]
public class TorchCollection
{
    public const string Name = "libtorch";
}
