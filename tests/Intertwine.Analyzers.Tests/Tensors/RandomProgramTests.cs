using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TorchSharp;
using Xunit.Abstractions;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Random straight-line programs of some sixty operations: what the analyzer calls equivariant is, and what it reports is not.</summary>
[Collection(TorchCollection.Name)]
public class RandomProgramTests(ITestOutputHelper output)
{
    private const int Count = 300;

    [Property(MaxTest = 1)]
    public Property Judgements_AgreeWithNumbers() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => JudgeAsync(seed).GetAwaiter().GetResult());

    private async Task JudgeAsync(int seed)
    {
        var random = new Random(seed);
        RandomProgram[] programs = [.. Enumerable.Range(0, Count).Select(_ => RandomProgram.Create(random))];
        var compiled = new CompiledSnippets([.. programs.Select((program, i) => ($"Random{i}", program.Code))]);
        ILookup<string, (string Id, int Start, int End, string Message)> reports = await compiled.AnalyzeAsync();
        int equivariant = 0, undecided = 0, broken = 0, confirmed = 0, caught = 0;
        List<string> wrong = [], unconfirmed = [];
        torch.ScalarType before = torch.get_default_dtype();
        torch.set_default_dtype(torch.ScalarType.Float64);
        try
        {
            for (int i = 0; i < Count; i++)
            {
                string name = $"Random{i}";
                (object? instance, System.Reflection.MethodInfo method) = compiled.Load(name);
                double violation = new SnippetRun(instance, method, RandomProgram.Shapes.Replace("D", $"{programs[i].Setting.Dimension}", StringComparison.Ordinal), seed + i).Violation(elements: 3);
                string[] ids = [.. reports[name].Select(report => report.Id)];
                string told = $"seed {seed}, {name}, violation {violation:E1}: {string.Join("; ", reports[name].Select(report => report.Message))}\n{programs[i].Code}";
                if (ids.Length == 0)
                {
                    equivariant++;
                    wrong.AddRange(violation < 1e-9 ? [] : [told]);
                }
                else if (ids.All(id => id == "EQV9010"))
                {
                    undecided++;
                    caught += violation > 1e-6 ? 1 : 0;
                }
                else
                {
                    broken++;
                    confirmed += violation > 1e-6 ? 1 : 0;
                    unconfirmed.AddRange(violation > 1e-6 ? [] : [told]);
                }
            }
        }
        finally
        {
            torch.set_default_dtype(before);
        }

        output.WriteLine($"Seed {seed}: of {Count} programs {equivariant} are judged equivariant, {broken} broken, {undecided} undecided ({caught} of them broken). Of the broken {confirmed} are numerically ({confirmed / (double)broken:P1}).");
        unconfirmed.ForEach(output.WriteLine);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(5)));
        Assert.True(equivariant >= 0.4 * Count && broken >= 0.2 * Count && undecided <= 0.15 * Count, $"Seed {seed}: {equivariant} equivariant, {broken} broken, {undecided} undecided.");
        Assert.True(confirmed >= 0.95 * broken, string.Join("\n", unconfirmed.Take(5)));
    }
}
