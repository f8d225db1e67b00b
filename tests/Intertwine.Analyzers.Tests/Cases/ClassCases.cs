namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>A class and each of its properties taken alone.</summary>
internal static class ClassCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV0001", "Model", """
            [EquivariantModel("O(3)")]
            public class {|EQV0001:Net|}
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0001", "Block", """
            [EquivariantBlock("O(3)")]
            public sealed class {|EQV0001:Part|}
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0001", "ClassesAround", """
            public class {|EQV0001:Outer|}
            {
                public partial class Middle
                {
                    [EquivariantModel("O(3)")]
                    public class {|EQV0001:Net|}
                    {
                        [Input("0e", Per.Node), Output] public partial Feature X { get; }
                    }
                }
            }
            """),
        new("EQV0001", "OneOfTwoParts", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }

            public class {|EQV0001:Net|};
            """),
        new("EQV0001", "PartialEverywhere", """
            public partial class Outer
            {
                [EquivariantModel("O(3)")]
                public sealed partial class Net
                {
                    [Input("0e", Per.Node), Output] public partial Feature X { get; }
                }
            }

            public class Ordinary;
            """),
        new("EQV0004", "OrdinaryLiteral", RuleCases.Net("""[Linear(nameof(Scalars), "4x0e + {|EQV0004:q|}"), Output] public partial Feature Y { get; }""")),
        new("EQV0004", "Unfinished", RuleCases.Net("""[Linear(nameof(Scalars), "4x0e + {|EQV0004:"|}), Output] public partial Feature Y { get; }""")),
        new("EQV0004", "Empty", RuleCases.Net("""[Linear(nameof(Scalars), "{|EQV0004:"|}), Output] public partial Feature Y { get; }""")),
        new("EQV0004", "Escapes", RuleCases.Net("""[Linear(nameof(Scalars), "\x34\u0078\u0030e \u002b {|EQV0004:\x71|}"), Output] public partial Feature Y { get; }""")),
        new("EQV0004", "Verbatim", RuleCases.Net("""[Linear(nameof(Scalars), @"4x0e {|EQV0004:""|}"), Output] public partial Feature Y { get; }""")),
        new("EQV0004", "Raw", RuleCases.Net(""""[Linear(nameof(Scalars), """4x0e + {|EQV0004:q|}"""), Output] public partial Feature Y { get; }"""")),
        new("EQV0004", "RawOverLines", RuleCases.Net(""""
            [Linear(nameof(Scalars), """
                    4x0e
                  + {|EQV0004:q|}
                """), Output] public partial Feature Y { get; }
            """")),
        new("EQV0004", "NamedArgument", RuleCases.Net("""[Linear(representation: "4x0e + {|EQV0004:q|}", source: nameof(Scalars)), Output] public partial Feature Y { get; }""")),
        new("EQV0004", "Constant", RuleCases.Net("""
            private const string Wanted = "4x0e + q";
            [Linear(nameof(Scalars), {|EQV0004:Wanted|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV0004", "Concatenation", RuleCases.Net("""[Linear(nameof(Scalars), {|EQV0004:"4x0e" + " + q"|}), Output] public partial Feature Y { get; }""")),
        new("EQV0004", "Input", """
            [EquivariantModel("E(3)")]
            public partial class Net
            {
                [Input("4{|EQV0004:y0e|}", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0004", "WildcardInAModel", """
            [EquivariantModel("E(3)")]
            public partial class Net
            {
                [Input("{|EQV0004:*|}x0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0004", "WhiteSpaceAndWildcards", """
            [EquivariantBlock("E(3)")]
            public partial class Part
            {
                [Input(" * x 0e ", Per.Node), Output] public partial Feature X { get; }
                [Input(@"2x1o+1e", Per.Node), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0007", "Unknown", """
            [EquivariantModel("{|EQV0007:Q|}(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0007", "NoDimension", """
            [EquivariantBlock("SO({|EQV0007:)|}")]
            public partial class Part
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0007", "Constant", """
            [EquivariantModel({|EQV0007:Net.Symmetry|})]
            public partial class Net
            {
                public const string Symmetry = "E";
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0007", "OtherDimension", """
            [EquivariantModel("SE(2)")]
            public partial class Net
            {
                [Input("point", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0008", "None", RuleCases.Net("public partial Feature {|EQV0008:Y|} { get; }")),
        new("EQV0008", "OutputOnly", RuleCases.Net("[Output] public partial Feature {|EQV0008:Y|} { get; }")),
        new("EQV0008", "Two", RuleCases.Net("[Linear(nameof(Scalars)), Mlp(nameof(Scalars), 3), Output] public partial Feature {|EQV0008:Y|} { get; }")),
        new("EQV0008", "OtherProperties", RuleCases.Net("""
            public int Ordinary { get; set; }
            public partial int Own { get; }
            public partial int Own => 3;
            """)),
        new("EQV0011", "NoOutput", """
            [EquivariantModel("O(3)")]
            public partial class {|EQV0011:Net|}
            {
                [Input("0e", Per.Node)] public partial Feature X { get; }
            }
            """),
        new("EQV0011", "Empty", """
            [EquivariantModel("O(3)")]
            public partial class {|EQV0011:{|EQV0011:Net|}|};
            """),
        new("EQV0011", "BlockWithoutInput", """
            [EquivariantBlock("O(3)")]
            public partial class {|EQV0011:Part|};
            """),
        new("EQV0011", "InputIsOutput", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0014", "Channels", RuleCases.Net("[Linear(nameof(Scalars), {|EQV0014:Channels = 0|}), Output] public partial Feature Y { get; }")),
        new("EQV0014", "Width", RuleCases.Net("[Mlp(nameof(Scalars), 4, {|EQV0014:\"Width\"|}), Output] public partial Feature Y { get; }")),
        new("EQV0014", "WidthInAnArray", RuleCases.Net("[Mlp(nameof(Scalars), new object[] { 4, {|EQV0014:-1|} }), Output] public partial Feature Y { get; }")),
        new("EQV0014", "WidthInACollection", RuleCases.Net("[Mlp(nameof(Scalars), [4, {|EQV0014:-1|}]), Output] public partial Feature Y { get; }")),
        new("EQV0014", "NoWidth", RuleCases.Net("[{|EQV0014:Mlp(nameof(Scalars))|}, Output] public partial Feature Y { get; }")),
        new("EQV0014", "Rate", RuleCases.Net("[Dropout(nameof(Scalars), {|EQV0014:1.5|}), Output] public partial Feature Y { get; }")),
        new("EQV0014", "InRange", RuleCases.Net("""
            [Mlp(nameof(Scalars), nameof(Vectors), 1)] public partial Feature Y { get; }
            [Dropout(nameof(Y), 0), Output] public partial Feature Z { get; }
            """)),
        new("EQV0015", "EdgeSetForAFeature", RuleCases.Net("[Linear(nameof(Scalars)), Output] public partial EdgeSet {|EQV0015:Y|} { get; }")),
        new("EQV0015", "OptionOfAnotherType", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Option(true)] public partial int {|EQV0015:Wide|} { get; }
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X), {|EQV0014:Channels = nameof(Wide)|}), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0015", "IntForADoubleOption", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Option(1)] public partial double Small { get; }
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [Norm(nameof(X), Epsilon = nameof(Small)), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0016", "OrdinaryProperty", RuleCases.Net("[Linear(nameof(Scalars)), Output] public Feature {|EQV0016:Y|} { get; } = null!;")),
        new("EQV0016", "PartialProperty", RuleCases.Net("[Linear(nameof(Scalars)), Output] internal partial Feature Y { get; }")),
        new("EQV0017", "BaseClass", """
            [EquivariantModel("O(3)")]
            public partial class {|EQV0017:Net|} : System.IO.MemoryStream
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0017", "Static", """
            [EquivariantModel("O(3)")]
            public static partial class {|EQV0017:Net|}
            {
                [Input("0e", Per.Node), Output] public static partial Feature X { get; }
            }
            """),
        new("EQV0017", "ModelBase", """
            [EquivariantModel("O(3)")]
            public partial class Net : EquivariantModel, IDisposable
            {
                [Input("0e", Per.Node), Output] public partial Feature X { get; }
            }
            """),
    ];
}
