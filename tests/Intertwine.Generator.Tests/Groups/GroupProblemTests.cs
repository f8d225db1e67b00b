using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Tests.Groups;

/// <summary>Mistakes in models over groups of every family: which problem, where in the text, and what is proposed.</summary>
public class GroupProblemTests
{
    /// <summary>Under a form with both signs a vector has a square, but no length.</summary>
    [Theory]
    [InlineData("Norm")]
    [InlineData("Normalize")]
    public void LengthOfAnIndefiniteForm_IsRefused_AndSquaredNormIsProposed(string layer)
    {
        Problem problem = Assert.Single(GeneratorHost.Problems(Net("\"SO(1,3)\"", "2xV", $"[{layer}(nameof(X)), Output] public partial Feature Y {{ get; }}")));
        Assert.Equal((ProblemIds.WrongRepresentation, "Y", new Place(layer, "source")), (problem.Id, problem.Member, problem.Place));
        Assert.Equal([layer, "lengths, but <x, x> on 'V' may be negative under SO(1,3) (SquaredNorm gives <x, x> itself)", "2xV"], problem.Arguments);
        Assert.DoesNotContain(
            GeneratorHost.Problems(Net("\"SO(1,3)\"", "2xV", "[SquaredNorm(nameof(X)), Output] public partial Feature Y { get; }")), problem => ProblemIds.IsError(problem.Id));
    }

    /// <summary>Group, representation, the wrong part of it, what is proposed or named as right.</summary>
    public static TheoryData<string, string, string, string> UnknownPieces => new()
    {
        { "\"C_8\"", "2x0 + 3x5", "5", "frequency" },
        { "\"C_8\"", "regulr + V", "regulr", "Did you mean regular?" },
        { "\"O(5)\"", "2xV + 4xW + S", "W", "such as" },
        { "\"O(5)\"", "2xV + [3,q]", "q", "whole number" },
        { "\"S_4\"", "2xV + [3,2]", "[3,2]", "partition of 4" },
        { "\"S_4\"", "regulra", "regulra", "Did you mean regular?" },
        { "\"SU(2)\"", "2x1/2 + 1/3", "1/3", "spin" },
        { "\"octahedral\"", "A1 + 2xT3 + E", "T3", "such as A1, A2, E, T1, T2" },
        { "\"O_h\"", "A1g + 2xT3u", "T3u", "Did you mean T1u?" },
        { "\"SO(1,3)\"", "V*V + Vv", "Vv", "such as" },
        { "\"SO+(1,3)\"", "V + (1/2,1/3)", "(1/2,1/3)", "an irrep (a,b)" },
        { "\"SO(3) x C_4\"", "1 @ 0 + 1 @ 7", "7", "frequency" },
        { "<Turn>", "2xV + Doubel", "Doubel", "Did you mean Double?" },
    };

    [Theory]
    [MemberData(nameof(UnknownPieces))]
    public void UnknownPiece_IsShownInTheText(string group, string representation, string wrong, string said)
    {
        string source = Net(group, representation, "[Output(nameof(X))] public partial Feature Y { get; }") + """

            [Group, InfinitesimalGenerator(0, -1,  1, 0)] public partial struct Turn;
            [Representation<Turn>("Double"), InfinitesimalGenerator(0, -2,  2, 0)] public partial struct Double;
            """;
        Problem problem = Assert.Single(GeneratorHost.Problems(source));
        Assert.Equal(("X", "Input", "representation"), (problem.Member, problem.Place.Attribute, problem.Place.Parameter));
        Assert.Equal(representation, problem.Arguments[0]);
        Assert.Contains(said, problem.Arguments[problem.Arguments.Count - 1], StringComparison.Ordinal);
        Assert.Equal(wrong, representation.Substring(problem.Place.Start, problem.Place.Length));
        Assert.Equal(representation.IndexOf(wrong, StringComparison.Ordinal), problem.Place.Start);
        Assert.Equal(ProblemIds.MalformedRepresentation, problem.Id);
    }

    /// <summary>What another family writes that way is named; what a group has not enough of is not another family's.</summary>
    [Theory]
    [InlineData("\"SO(3)\"", "2x1/2 + 1", "or the group SU(2)?")]
    [InlineData("\"octahedral\"", "A1 + T1u", "or the group O_h?")]
    [InlineData("\"octahedral\"", "1o + 0e", "Did you mean the group O(3)?")]
    [InlineData("\"O(3)\"", "T2g + T1u", "Did you mean the group O_h?")]
    [InlineData("\"C_6\"", "0e + 1", "Did you mean")]
    [InlineData("\"Z_4\"", "[3,1]", "Did you mean the group S_4?")]
    [InlineData("\"SU(3)\"", "3x0e + 2x1o", "Did you mean")]
    [InlineData("<Turn>", "V + 0o", "Did you mean")]
    public void PieceOfAnotherFamily_NamesTheGroup(string group, string representation, string said)
    {
        Problem problem = Assert.Single(GeneratorHost.Problems(Net(group, representation, "[Output(nameof(X))] public partial Feature Y { get; }") + "[Group, InfinitesimalGenerator(0, -1,  1, 0)] public partial struct Turn;"));
        Assert.Equal((ProblemIds.WrongGroup, representation), (problem.Id, problem.Arguments[0]));
        Assert.Contains(said, problem.Arguments[2], StringComparison.Ordinal);
    }

    private static string Net(string group, string input, string members) => $$"""
        [EquivariantModel{{(group[0] == '<' ? group : $"({group})")}}]
        public partial class Net
        {
            [Input("{{input}}", Per.Node)] public partial Feature X { get; }
            {{members}}
        }
        """;
}
