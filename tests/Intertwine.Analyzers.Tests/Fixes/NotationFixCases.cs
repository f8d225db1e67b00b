using Intertwine.Analyzers.Tests.Cases;
using Intertwine.CodeFixes;

namespace Intertwine.Analyzers.Tests.Fixes;

/// <summary>Fixes of groups, representations and arguments.</summary>
internal static class NotationFixCases
{
    public static IReadOnlyList<FixCase> All { get; } =
    [
        Parity("Natural", "4x0 + 2x{0}", "CorrectRepresentationCodeFixParity", "1", "4x0e + 2x1o"),
        Parity("Other", "4x0e + 2x{0}", "CorrectRepresentationCodeFixOtherParity", "1", "4x0e + 2x1e"),
        new("EQV0004", "NearestIrrep", () => new CorrectRepresentationCodeFix(), "CorrectRepresentationCodeFixNearest", Input("O(3)", "4x0e + 8xl0 + 2x1O"), Input("O(3)", "4x0e + 8x10e + 2x1o")),
        new("EQV0004", "NearestOfACube", () => new CorrectRepresentationCodeFix(), "CorrectRepresentationCodeFixNearest", Input("octahedral", "A1 + 2xT3"), Input("octahedral", "A1 + 2xT1")),
        new("EQV1007", "LacksParity", () => new CorrectRepresentationCodeFix(), "CorrectRepresentationCodeFixParity", Input("D_4", "0e + 2"), Input("D_4", "0e + 2e")),
        new("EQV1007", "NoParityUnderRotations", () => new CorrectRepresentationCodeFix(), "CorrectRepresentationCodeFixNearest", Input("SO(3)", "4x0e + 2x1o"), Input("SO(3)", "4x0 + 2x1")),
        new("EQV0007", "Parentheses", () => new CorrectGroupCodeFix(), "CorrectGroupCodeFix", Input("o3", "0e"), Input("O(3)", "0e")),
        new("EQV0007", "Signature", () => new CorrectGroupCodeFix(), "CorrectGroupCodeFix", Input("SO(1;3)", "V"), Input("SO(1,3)", "V")),
        new("EQV0007", "Nearest", () => new CorrectGroupCodeFix(), "CorrectGroupCodeFix", Input("octahedrl", "A1"), Input("octahedral", "A1")),
        new("EQV1007", "Translations", () => new ChangeGroupCodeFix(), "ChangeGroupCodeFixTranslations", Input("O(3)", "point"), Input("E(3)", "point")),
        new("EQV1012", "Rotations", () => new ChangeGroupCodeFix(), "ChangeGroupCodeFixRotations",
            Rotations("E(3)", "16x0e + 8x1o", "16x0e + 1o", "\"2x1e + 3x2e\"", "Cross = true", "8x1o"), Rotations("SE(3)", "16x0 + 8x1", "16x0 + 1", "\"2x1 + 3x2\"", "Cross = true", "8x1")),
        new("EQV1004", "Rotations", () => new ChangeGroupCodeFix(), "ChangeGroupCodeFixRotations", Linear("O(3)", "1o", "2x1e"), Linear("SO(3)", "1", "2x1")),
        new("EQV1005", "Rotations", () => new ChangeGroupCodeFix(), "ChangeGroupCodeFixRotations", Linear("O(3)", "0e + 1o", "0e + 2x1e"), Linear("SO(3)", "0 + 1", "0 + 2x1")),
        new("EQV1002", "Rotations", () => new ChangeGroupCodeFix(), "ChangeGroupCodeFixRotations",
            Layer("O(3)", "2x0o", "Activate(nameof(X), Activation.Silu)"), Layer("SO(3)", "2x0", "Activate(nameof(X), Activation.Silu)")),
        new("EQV1006", "Rotations", () => new ChangeGroupCodeFix(), "ChangeGroupCodeFixRotations", Layer("O(2)", "2x0o", "Mlp(nameof(X), 4)"), Layer("SO(2)", "2x0", "Mlp(nameof(X), 4)")),
        new("EQV1030", "Rotations", () => new ChangeGroupCodeFix(), "ChangeGroupCodeFixRotations",
            Layer("O(3)", "2x0o", "Max(nameof(X), Over.Graph)"), Layer("SO(3)", "2x0", "Max(nameof(X), Over.Graph)")),
        new("EQV1020", "Rotations", () => new ChangeGroupCodeFix(), "ChangeGroupCodeFixRotations",
            Layer("O(3)", "2x0o", "Softmax(nameof(X), Over.Graph)"), Layer("SO(3)", "2x0", "Softmax(nameof(X), Over.Graph)")),
        new("EQV1008", "Rotations", () => new ChangeGroupCodeFix(), "ChangeGroupCodeFixRotations", Difference("O(3)", "1o", "1e"), Difference("SO(3)", "1", "1")),
        new("EQV0030", "Heads", () => new CorrectArgumentCodeFix(), "CorrectArgumentCodeFixEQV0030",
            RuleCases.Net("[VectorAttention(nameof(Vectors), nameof(Vectors), nameof(Vectors), Heads = 3), Output] public partial Feature Y { get; }"),
            RuleCases.Net("[VectorAttention(nameof(Vectors), nameof(Vectors), nameof(Vectors), Heads = 2), Output] public partial Feature Y { get; }")),
        new("EQV1014", "Resolution", () => new CorrectArgumentCodeFix(), "CorrectArgumentCodeFixEQV1014",
            Layer("O(3)", "4x0e + 4x1o + 4x2e", "S2Activation(nameof(X), Activation.None, 4)"), Layer("O(3)", "4x0e + 4x1o + 4x2e", "S2Activation(nameof(X), Activation.None, 6)")),
        new("EQV0010", "Option", () => new CorrectArgumentCodeFix(), "CorrectArgumentCodeFixEQV0010", Block("\"Hiden\""), Block("nameof(EgnnLayer.Hidden)")),
        new("EQV1011", "OddFunction", () => new CorrectArgumentCodeFix(), "CorrectArgumentCodeFixEQV1011",
            Layer("O(3)", "4x0e + 2x0o", "Gate(nameof(X), PseudoScalars = Activation.Sigmoid)"), Layer("O(3)", "4x0e + 2x0o", "Gate(nameof(X), PseudoScalars = Activation.Tanh)")),
    ];

    private static FixCase Parity(string name, string representation, string key, string written, string corrected) =>
        new("EQV1007", "Parity" + name, () => new CorrectRepresentationCodeFix(), key, Input("E(3)", representation.Replace("{0}", written, StringComparison.Ordinal)), Input("E(3)", corrected));

    private static string Input(string group, string representation) => $$"""
        [EquivariantModel("{{group}}")]
        public partial class Net
        {
            [Input("{{representation}}", Per.Node), Output] public partial Feature X { get; }
        }
        """;

    private static string Layer(string group, string representation, string layer) => $$"""
        [EquivariantModel("{{group}}")]
        public partial class Net
        {
            [Graph] public partial EdgeSet Pairs { get; }
            [Input("{{representation}}", Per.Node)] public partial Feature X { get; }
            [{{layer}}, Output] public partial Feature Y { get; }
        }
        """;

    private static string Linear(string group, string source, string target) => $$"""
        [EquivariantModel("{{group}}")]
        public partial class Net
        {
            private const string Wanted = "{{target}}";
            [Input("{{source}}", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), Wanted), Output] public partial Feature Y { get; }
        }
        """;

    private static string Difference(string group, string left, string right) => $$"""
        [EquivariantModel("{{group}}")]
        public partial class Net
        {
            [Input("{{left}}", Per.Node)] public partial Feature X { get; }
            [Input("{{right}}", Per.Node)] public partial Feature Y { get; }
            [Difference(nameof(X), nameof(Y)), Output] public partial Feature Z { get; }
        }
        """;

    private static string Rotations(string group, string input, string target, string product, string cross, string hidden) => $$"""
        [EquivariantModel("{{group}}")]
        public partial class Net
        {
            private const string Name = "Net of 2x1o";
            [Graph] public partial EdgeSet Near { get; }
            [Input("{{input}}", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), "{{target}}")] public partial Feature Mixed { get; }
            [TensorProduct(nameof(X), nameof(Mixed), {{product}}), Output] public partial Feature Product { get; }
            [Linear(nameof(X), "{{hidden}}")] public partial Feature Vectors { get; }
            [EdgeFeatures(nameof(Vectors), {{cross}}), Output] public partial Feature Local { get; }
        }
        """;

    private static string Block(string option) => RuleCases.Net($$"""
        [Block<EgnnLayer>(nameof(Scalars), nameof(Points)), With({{option}}, 8)] public partial EgnnLayer Layer { get; }
        [Output($"{nameof(Layer)}.{nameof(EgnnLayer.MovedPosition)}")] public partial Feature Y { get; }
        """);
}
