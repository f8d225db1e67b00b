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
        { "[Linear(nameof(Vectors), Bias = true), Output] public partial Feature Y { get; }", "'Y': a bias on '2x1o' would single out a direction, and E(3) leaves none alone; only scalars and pieces with invariant vectors have a bias" },
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

    public static TheoryData<string, string> GroupMessages => new()
    {
        { "[Group(Dimension = 3), InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0)] public partial struct G;", "'G': expected 9 numbers (3 x 3) for [InfinitesimalGenerator], came 8" },
        { "[Group, InfinitesimalGenerator(0, -1, 0)] public partial struct G;", "'G': expected the numbers of a square matrix: 1, 4, 9, 16, … for [InfinitesimalGenerator], came 3" },
        { "[Group, DiscreteGenerator(-1), DiscreteGenerator(1, 0, 0, 1)] public partial struct G;", "'G': expected 1 numbers (1 x 1, as in the first matrix) for [DiscreteGenerator], came 4" },
        { "[Group, DiscreteGenerator(Permutation = new[] { 0, 2 })] public partial struct G;", "'G': expected each of the numbers from 0 once in a permutation for [DiscreteGenerator], came { 0, 2 }" },
        { "[Group, DiscreteGenerator(1, 1, 1, 1)] public partial struct G;", "'G' has a generator that cannot be one: Expected an invertible matrix as the discrete generator 1, came a singular one" },
        { "[Group] public partial struct G;", "'G': expected the dimension, which does not follow from generators where there are none for 'Dimension', came nothing" },
        { "[Representation<int>(\"A\")] public partial struct R;", "'R' names 'Int32' as its group, which has no [Group]" },
        {
            "[Group, DiscreteGenerator(-1)] public partial struct G; [Representation<G>(\"A\"), DiscreteGenerator(0, -1, 1, 0)] public partial struct R;",
            "'R': 'A' is no representation of G: h1 h1 = 1, but the two sides differ by 2 in the images"
        },
        {
            "[Group, DiscreteGenerator(-1)] public partial struct G; [Representation<G>(\"A\")] public partial struct R;",
            "'R': expected 1 [DiscreteGenerator], one for each discrete generator of G for 'A', came 0"
        },
        {
            "[EquivariantModel(\"SO(1,3)\")] public partial class M { [Input(\"2xV\", Per.Node)] public partial Feature X { get; } [Norm(nameof(X)), Output] public partial Feature Y { get; } }",
            "'Y': Norm needs lengths, but <x, x> on 'V' may be negative under SO(1,3) (SquaredNorm gives <x, x> itself), came '2xV'"
        },
        {
            "[EquivariantModel(\"SO(1,3)\", MaximumBasisSize = 15)] public partial class M { [Input(\"2xV\", Per.Node)] public partial Feature X { get; } [Linear(nameof(X), \"V\"), Output] public partial Feature Y { get; } }",
            "'Y': the equivariant linear maps were not computed: the maps from 'V' to 'V' have 4 x 4 = 16 entries; the limit is 15, and MaximumBasisSize of the attribute that names the group raises it"
        },
        {
            "[EquivariantModel(\"octahedral\")] public partial class M { [Input(\"A1 + 2xT3\", Per.Node), Output] public partial Feature X { get; } }",
            "'X' has a representation that cannot be read, 'A1 + 2xT3': Expected a piece of O, such as A1, A2, E, T1, T2, regular, came 'T3'"
        },
    };

    [Theory]
    [MemberData(nameof(GroupMessages))]
    public async Task GroupMessage_SaysWhatIsWrong(string declaration, string expected)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerHost.AnalyzeAsync(declaration));
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
