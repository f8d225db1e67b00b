using Intertwine.Algebra;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests.Groups;

/// <summary>Spaces of maps that are too large, too slow, or not wanted any more.</summary>
[Collection(RandomGenerator.Name)]
public class GroupLimitTests
{
    private const string Group = "[Group, InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0, 0)] public partial struct Turn;";

    /// <summary>A map from V to V has nine entries; how many copies there are does not count.</summary>
    private const string Net = """
        [EquivariantModel<Turn>(MaximumBasisSize = #)]
        public partial class Net
        {
            [Graph] public partial EdgeSet Edges { get; }
            [Input("2xV", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), "4xV"), Output] public partial Feature Y { get; }
        }
        """;

    [Fact]
    public void LargeSpace_IsRefused_UntilTheLimitIsRaised()
    {
        Problem problem = Assert.Single(GeneratorHost.Problems(Source(8)));
        Assert.Equal((ProblemIds.NotSolved, "Y"), (problem.Id, problem.Member));
        Assert.Equal(
            "the maps from 'V' to 'V' have 3 x 3 = 9 entries; the limit is 8, and MaximumBasisSize of the attribute that names the group raises it",
            problem.Arguments[0]);

        Assert.Empty(GeneratorHost.Problems(Source(9)));
        GeneratorHost.GenerateClean(Source(9));
        ModelChecks.Check(GeneratorHost.Load(Source(9)).GetType("Net")!);
    }

    /// <summary>A refused model has implementations that say so when they are used.</summary>
    [Fact]
    public void RefusedModel_StillCompiles() => GeneratorHost.GenerateClean(Source(8));

    /// <summary>The default limit is one that a declaration may pass.</summary>
    [Fact]
    public void DefaultLimit_MayBePassed()
    {
        const string Large = """
            [EquivariantModel("SO(3)"@)]
            public partial class Net
            {
                [Input("64", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X), "2x64"), Output] public partial Feature Y { get; }
            }
            """;
        Problem problem = Assert.Single(GeneratorHost.Problems(Large.Replace("@", "", StringComparison.Ordinal)));
        Assert.Contains("129 x 129 = 16,641 entries; the limit is 16,384", problem.Arguments[0], StringComparison.Ordinal);
        Assert.Empty(GeneratorHost.Problems(Large.Replace("@", ", MaximumBasisSize = 16641", StringComparison.Ordinal)));
    }

    [Fact]
    public void SearchThatTakesTooLong_SaysSo()
    {
        (Piece from, Piece to) = Slow(1);
        Assert.True(Intertwiners.Between(from, to, int.MaxValue, TimeSpan.Zero, CancellationToken.None).TryGet(out _, out SolveFailure? failure) is false);
        Assert.Equal(SolveFailureKind.TooLarge, failure!.Kind);
        Assert.Contains("were not found within 0 seconds", failure.Message, StringComparison.Ordinal);

        // What stopped is not remembered.
        Assert.True(Intertwiners.Between(from, to, int.MaxValue, TimeSpan.FromMinutes(1), CancellationToken.None).IsSuccess);
    }

    [Fact]
    public void CancelledSearch_Throws_AndIsNotRemembered()
    {
        (Piece from, Piece to) = Slow(2);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Intertwiners.Between(from, to, int.MaxValue, source.Token));
        Assert.True(Intertwiners.Between(from, to, int.MaxValue, CancellationToken.None).IsSuccess);
    }

    /// <summary>As an IDE does it: a run is cancelled at any moment by the next keystroke, and the next run is as if there had been none.</summary>
    [Fact]
    public void CancelledRun_LeavesNothingWrongBehind()
    {
        for (int i = 0; i < 12; i++)
        {
            // Another group each time, so that there is something to solve.
            string source = $$"""
                [Group, InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0, 0), DiscreteGenerator(1, 0, 0,  0, -1, 0,  0, 0, {{i + 2}})] public partial struct Turn;
                [Representation<Turn>("Sign"), InfinitesimalGenerator(0), DiscreteGenerator(-1)] public partial struct Sign;
                [EquivariantModel<Turn>]
                public partial class Net
                {
                    [Input("V + Sign", Per.Node)] public partial Feature X { get; }
                    [Linear(nameof(X), "V + V*V*V*V' + Sign"), Output] public partial Feature Y { get; }
                }
                """;
            CSharpCompilation compilation = GeneratorHost.Compile(source);
            GeneratorDriver driver = GeneratorHost.Driver();
            using (var cancellation = new CancellationTokenSource())
            {
                cancellation.CancelAfter(TimeSpan.FromMilliseconds(i * i));
                try
                {
                    driver = driver.RunGenerators(compilation, cancellation.Token);
                }
                catch (OperationCanceledException)
                {
                }
            }

            GeneratorRunResult after = driver.RunGenerators(compilation).GetRunResult().Results[0];
            Assert.Null(after.Exception);
            Assert.Contains(after.GeneratedSources, file => file.HintName == "Net.Kernels.g.cs");
            GeneratorRunResult fresh = GeneratorHost.Driver().RunGenerators(compilation).GetRunResult().Results[0];
            Assert.Equal(Files(fresh), Files(after));
        }
    }

    private static string Source(int limit) => Net.Replace("#", limit.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) + Group;

    /// <summary>Pieces of a group that nothing else solves for.</summary>
    private static (Piece From, Piece To) Slow(int seed)
    {
        Group group = DeclaredGroup.Create("Slow", 4, [], [Matrix.FromRows(4, 4, [0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1 + seed, 0, 0, 0])]).OrThrow();
        Piece V(string text) => RepresentationParser.Parse(group, text).OrThrow().Terms[0].Piece;
        return (V("V*V*V"), V("V*V"));
    }

    private static IEnumerable<(string, string)> Files(GeneratorRunResult result) => result.GeneratedSources.Select(file => (file.HintName, file.SourceText.ToString()));
}
