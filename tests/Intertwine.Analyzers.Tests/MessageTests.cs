using System.Globalization;
using Intertwine.Analyzers.Tests.Cases;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests;

/// <summary>Messages name the feature, the group, the representations, what was expected and what came.</summary>
public class MessageTests
{
    public static TheoryData<string, string> Messages => new()
    {
        { "[Linear(\"Scalrs\"), Output] public partial Feature Y { get; }", "'Y' names 'Scalrs', but 'Net' declares no such feature; did you mean 'Scalars'?" },
        { "[Linear(\"Q\"), Output] public partial Feature Y { get; }", "'Y' names 'Q', but 'Net' declares no such feature; it has Scalars, Vectors, Vector, Points, EdgeScalars, Global, OutScalars, OutVectors, OutVector, OutPoints, OutEdges, OutGlobal, Y" },
        { "[Linear(nameof(B)), Output] public partial Feature A { get; } [Linear(nameof(A))] public partial Feature B { get; }", "'A' depends on itself: A -> B -> A" },
        { "[Linear(nameof(Scalars), \"4x0e + 8x1q\"), Output] public partial Feature Y { get; }", "'Y' has a representation that cannot be read, '4x0e + 8x1q': Expected a parity, 'e' (even) or 'o' (odd), after the degree 1, came 'q'" },
        { "[GatherSource(nameof(EdgeScalars)), Output] public partial Feature Y { get; }", "Wrong domain at 'Y': GatherSource expects nodes, came edges" },
        { "[Scale(nameof(Vectors), nameof(Scalars)), Output] public partial Feature Y { get; }", "Channels do not match at 'Y': Scale expects 1 or 2 channels, came 4" },
        { "[Add(nameof(Points), nameof(Points)), Output] public partial Feature Y { get; }", "'Y': Add would add points (Points, Points), and a sum of points depends on the origin; subtract points, or add vectors to one point" },
        { "[Activate(nameof(Vectors), Activation.Relu), Output] public partial Feature Y { get; }", "'Y': Relu acts on each component of '2x1o', which does not commute with E(3); apply it to scalars, such as norms" },
        { "[Linear(nameof(Vectors), Bias = true), Output] public partial Feature Y { get; }", "'Y': a bias on '2x1o' would single out a direction, and E(3) leaves none alone; only scalars have a bias" },
        { "[Linear(nameof(Scalars), \"3x1o\"), Output] public partial Feature Y { get; }", "'Y': the only E(3)-equivariant linear map from '4x0e' to '3x1o' is 0" },
        { "[Linear(nameof(Scalars), \"3x0e + 1o\"), Output] public partial Feature Y { get; }", "'Y': nothing in '4x0e' maps to '1x1o' under E(3), so that this part would always be 0" },
        { "[Mlp(nameof(Vectors), 4), Output] public partial Feature Y { get; }", "'Y': Mlp needs scalars, came '2x1o'" },
        { "[Difference(nameof(Vectors), nameof(Scalars)), Output] public partial Feature Y { get; }", "'Y': the sources of Difference must transform alike, but have 2x1o and 4x0e" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Message_SaysWhatIsWrong(string declaration, string expected)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerHost.AnalyzeAsync(RuleCases.Net(declaration)));
        Assert.Equal(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>A wrong number of arguments would show as an unformatted message.</summary>
    [Fact]
    public async Task EveryMessage_HasItsArguments()
    {
        foreach (RuleCase rule in RuleCases.All.Where(c => c.Reports))
        {
            foreach (Diagnostic diagnostic in await AnalyzerHost.AnalyzeAsync(MarkedSource.Parse(rule.Source).Text))
            {
                string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
                Assert.False(message.Contains("{0}", StringComparison.Ordinal) || message.Contains("{2}", StringComparison.Ordinal), $"{rule.Id} {rule.Name}: {message}");
            }
        }
    }

    [Fact]
    public async Task ProblemThatAUseCauses_LinksToThePlaceInTheBlock()
    {
        RuleCase rule = RuleCases.All.Single(c => c.Name == "SwitchedOffByTheUse");
        string source = MarkedSource.Parse(rule.Source).Text;
        Diagnostic diagnostic = Assert.Single(await AnalyzerHost.AnalyzeAsync(source));
        Assert.Equal("'Layer -> Part.Y': 'Gate' does not exist under the options chosen, but 'Y' needs it", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Location inside = Assert.Single(diagnostic.AdditionalLocations);
        Assert.Equal("nameof(Gate)", source.Substring(inside.SourceSpan.Start, inside.SourceSpan.Length));
    }
}
