using Intertwine.Analyzers.Tests.Cases;
using Intertwine.CodeFixes;
using Microsoft.CodeAnalysis.CodeActions;

namespace Intertwine.Analyzers.Tests;

public class CodeFixTests
{
    private const string NotPartial = """
        public sealed class Outer
        {
            /// <summary>Documented.</summary>
            [EquivariantModel("O(3)")]
            class First // comment
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }

            public record Middle
            {
                [EquivariantBlock("O(3)")]
                internal sealed class Second
                {
                    [Input("0e", Per.Node), Output] public Feature X { get; }
                }
            }
        }
        """;

    [Fact]
    public async Task AddPartial_ChangesTheClassAndThoseAround()
    {
        string source = NotPartial.Replace("public Feature", "public partial Feature", StringComparison.Ordinal);
        Assert.Equal(
            source.Replace("sealed class Outer", "sealed partial class Outer", StringComparison.Ordinal),
            await FixHost.FixOneAsync(new AddPartialCodeFix(), source));
    }

    [Fact]
    public async Task AddPartial_AllAtOnce()
    {
        string all = await FixHost.FixAllAsync(new AddPartialCodeFix(), NotPartial);
        Assert.Equal(
            NotPartial
                .Replace("sealed class Outer", "sealed partial class Outer", StringComparison.Ordinal)
                .Replace("class First", "partial class First", StringComparison.Ordinal)
                .Replace("record Middle", "partial record Middle", StringComparison.Ordinal)
                .Replace("sealed class Second", "sealed partial class Second", StringComparison.Ordinal)
                .Replace("public Feature", "public partial Feature", StringComparison.Ordinal),
            all);
        Assert.Empty(await AnalyzerHost.AnalyzeAsync(all));
    }

    /// <summary>Declared groups and representations are structs, classes or records.</summary>
    [Theory]
    [InlineData("[Group, DiscreteGenerator(-1)] public struct Swap;", "[Group, DiscreteGenerator(-1)] public partial struct Swap;")]
    [InlineData("[Group, DiscreteGenerator(-1)] internal readonly record struct Swap { }", "[Group, DiscreteGenerator(-1)] internal readonly partial record struct Swap { }")]
    [InlineData(
        "static class Groups { [Group, DiscreteGenerator(-1)] internal partial struct Swap; [Representation<Swap>(\"Sign\"), DiscreteGenerator(-1)] internal struct Sign; }",
        "static partial class Groups { [Group, DiscreteGenerator(-1)] internal partial struct Swap; [Representation<Swap>(\"Sign\"), DiscreteGenerator(-1)] internal partial struct Sign; }")]
    public async Task AddPartial_ChangesGroupsAndRepresentations(string wrong, string right)
    {
        string result = await FixHost.FixAllAsync(new AddPartialCodeFix(), wrong);
        Assert.Equal(right, result);
        Assert.Empty(await AnalyzerHost.AnalyzeAsync(result));
    }

    [Fact]
    public async Task AddPartial_IsNotOfferedForPropertiesWithABody() =>
        Assert.Empty(await FixHost.ActionsAsync(new AddPartialCodeFix(), RuleCases.Net("[Linear(nameof(Scalars)), Output] public Feature Y => null!;")));

    [Theory]
    [InlineData("[Linear(/* from */ \"Scalrs\", Channels = 3), Output] public partial Feature Y { get; }", "[Linear(/* from */ nameof(Scalars), Channels = 3), Output] public partial Feature Y { get; }")]
    [InlineData("private const int Scaler = 3; [Linear(nameof(Scaler)), Output] public partial Feature Y { get; }", "private const int Scaler = 3; [Linear(nameof(Scalars)), Output] public partial Feature Y { get; }")]
    [InlineData(
        "[Block<EgnnLayer>(nameof(Scalars), nameof(Points))] public partial EgnnLayer Layer { get; } [Output(nameof(EgnnLayer.MovedPosition))] public partial Feature Y { get; }",
        "[Block<EgnnLayer>(nameof(Scalars), nameof(Points))] public partial EgnnLayer Layer { get; } [Output($\"{nameof(Layer)}.{nameof(EgnnLayer.MovedPosition)}\")] public partial Feature Y { get; }")]
    [InlineData("[Add(sources: new[] { nameof(Scalars), \"Scalar\" }), Output] public partial Feature Y { get; }", "[Add(sources: new[] { nameof(Scalars), nameof(Scalars) }), Output] public partial Feature Y { get; }")]
    public async Task CorrectSource_NamesTheNearest(string wrong, string right)
    {
        string result = await FixHost.FixOneAsync(new CorrectSourceCodeFix(), RuleCases.Net(wrong));
        Assert.Equal(RuleCases.Net(right), result);
        Assert.Empty(await AnalyzerHost.AnalyzeAsync(result));
    }

    [Fact]
    public async Task CorrectSource_AllAtOnce()
    {
        string result = await FixHost.FixAllAsync(new CorrectSourceCodeFix(), RuleCases.Net("""[Scale("Vectrs", "Vecto"), Output] public partial Feature Y { get; } [Concat("Scalrs", "Vectrs"), Output] public partial Feature Z { get; }"""));
        Assert.Equal(RuleCases.Net("""[Scale(nameof(Vectors), nameof(Vector)), Output] public partial Feature Y { get; } [Concat(nameof(Scalars), nameof(Vectors)), Output] public partial Feature Z { get; }"""), result);
    }

    [Fact]
    public async Task CorrectSource_IsNotOfferedWithoutANearName() =>
        Assert.Empty(await FixHost.ActionsAsync(new CorrectSourceCodeFix(), RuleCases.Net("""[Linear("Q"), Output] public partial Feature Y { get; }""")));

    [Theory]
    [InlineData("[Linear(nameof(Vectors), Bias = true), Output]", "[Linear(nameof(Vectors)), Output]")]
    [InlineData("[Linear(nameof(Vectors), Bias = true, Channels = 3), Output]", "[Linear(nameof(Vectors), Channels = 3), Output]")]
    public async Task RemoveBias_LeavesTheRest(string wrong, string right) =>
        Assert.Equal(
            RuleCases.Net(right + " public partial Feature Y { get; }"),
            await FixHost.FixOneAsync(new RemoveBiasCodeFix(), RuleCases.Net(wrong + " public partial Feature Y { get; }")));

    /// <summary>Without equal keys an IDE cannot fix all occurrences.</summary>
    [Fact]
    public async Task EveryAction_HasAnEquivalenceKey()
    {
        IReadOnlyList<CodeAction> actions =
        [
            .. await FixHost.ActionsAsync(new AddPartialCodeFix(), NotPartial),
            .. await FixHost.ActionsAsync(new CorrectSourceCodeFix(), RuleCases.Net("""[Linear("Scalrs"), Output] public partial Feature Y { get; }""")),
            .. await FixHost.ActionsAsync(new RemoveBiasCodeFix(), RuleCases.Net("[Linear(nameof(Vectors), Bias = true), Output] public partial Feature Y { get; }")),
        ];
        Assert.Equal(8, actions.Count);
        Assert.All(actions, action => Assert.False(string.IsNullOrEmpty(action.EquivalenceKey)));
    }
}
