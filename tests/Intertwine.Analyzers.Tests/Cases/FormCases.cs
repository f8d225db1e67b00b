namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Names, accessors, and attributes in the wrong place.</summary>
internal static class FormCases
{
    private const string Part = """

        [EquivariantBlock("O(3)")]
        public partial class Part
        {
            [Option(8)] public partial int Width { get; }
            [Input("*x0e", Per.Node)] public partial Feature X { get; }
            [Input("*x0e", Per.Node, Optional = true)] public partial Feature More { get; }
            [Concat(nameof(X), nameof(More))] public partial Feature Both { get; }
            [Linear(nameof(Both), Channels = nameof(Width)), Output] public partial Feature Y { get; }
        }
        """;

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV0031", "Generated", Net("[Linear(nameof(X)), Output] public partial Feature {|EQV0031:forward|} { get; }")),
        new("EQV0031", "OfTheModel", Net("[Linear(nameof(X)), Output] public partial Feature {|EQV0031:Reference|} { get; }")),
        new("EQV0031", "OfTheModule", Net("[Linear(nameof(X))] public partial Feature {|EQV0031:parameters|} { get; } [Linear(nameof(parameters)), Output] public partial Feature Y { get; }")),
        new("EQV0031", "OfObject", Net("[Linear(nameof(X)), Output] public partial Feature {|EQV0031:ToString|} { get; }")),
        new("EQV0031", "OfABlock", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Input("0e", Per.Node), Output] public partial Feature {|EQV0031:Definition|} { get; }
            }
            """),
        new("EQV0031", "Field", Net("[Linear(nameof(X)), Output] public partial Feature Y { get; } private const int {|EQV0031:ParameterCount|} = 3;")),
        new("EQV0031", "ElementOfATuple", Net("[Linear(nameof(X)), Output] public partial Feature {|EQV0031:Rest|} { get; } [Linear(nameof(X)), Output] public partial Feature {|EQV0031:Item1|} { get; }")),
        new("EQV0031", "FreeNames", Net("""
            [Linear(nameof(X))] public partial Feature Item1 { get; }
            [Linear(nameof(Item1)), Output] public partial Feature Items { get; }
            [Linear(nameof(X)), Output] public partial Feature Forward { get; }
            [Linear(nameof(X)), Output] public partial Feature results { get; }
            public int forward(int x) => x;
            """)),
        new("EQV0031", "ForwardInABlock", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Input("0e", Per.Node), Output] public partial Feature forward { get; }
            }
            """),
        new("EQV0032", "Option", Net("[Block<Part>(nameof(X)), With(nameof(Part.Width), 3), With({|EQV0032:nameof(Part.Width)|}, 4)] public partial Part Layer { get; } [Output($\"{nameof(Layer)}.{nameof(Part.Y)}\")] public partial Feature Y { get; }") + Part),
        new("EQV0032", "Input", Net("[Block<Part>(nameof(X)), Feed(nameof(Part.More), nameof(X)), Feed({|EQV0032:nameof(Part.More)|}, nameof(X))] public partial Part Layer { get; } [Output($\"{nameof(Layer)}.{nameof(Part.Y)}\")] public partial Feature Y { get; }") + Part),
        new("EQV0032", "Once", Net("[Block<Part>(nameof(X)), Feed(nameof(Part.More), nameof(X)), With(nameof(Part.Width), 4)] public partial Part Layer { get; } [Output($\"{nameof(Layer)}.{nameof(Part.Y)}\")] public partial Feature Y { get; }") + Part),
        new("EQV0033", "PathOfALinearLayer", Net("[Linear(nameof(X)), {|EQV0033:Path(\"0e\", \"0e\", 0, Connection.Uvw)|}, Output] public partial Feature Y { get; }")),
        new("EQV0033", "FeedOfALayer", Net("[Linear(nameof(X)), Output, {|EQV0033:With(\"A\", 1)|}, {|EQV0033:Feed(\"A\", nameof(X))|}] public partial Feature Y { get; }")),
        new("EQV0033", "ConditionOfAnOption", Net("[Option(true)] public partial bool Deep { get; } [Option(2), {|EQV0033:When(nameof(Deep))|}] public partial int Depth { get; } [Linear(nameof(X), Channels = nameof(Depth)), Output] public partial Feature Y { get; }")),
        new("EQV0018", "BlockThatDoesNotExist", Net("[Option(false)] public partial bool Deep { get; } [Block<Part>(nameof(X)), When(nameof(Deep))] public partial Part Layer { get; } [Output({|EQV0018:$\"{nameof(Layer)}.{nameof(Part.Y)}\"|})] public partial Feature Y { get; }") + Part),
        new("EQV0018", "BlockThatDoesNotExistAndIsLeftOut", Net("[Option(false)] public partial bool Deep { get; } [Block<Part>(nameof(X)), When(nameof(Deep))] public partial Part Layer { get; } [Concat(nameof(X), $\"{nameof(Layer)}.{nameof(Part.Y)}\"), Output] public partial Feature Y { get; }") + Part),
        new("EQV0033", "OtherwiseOfABlock", Net("[Option(true)] public partial bool Deep { get; } [Block<Part>(nameof(X)), When(nameof(Deep), {|EQV0033:Otherwise = nameof(X)|})] public partial Part Layer { get; } [Output($\"{nameof(Layer)}.{nameof(Part.Y)}\")] public partial Feature Y { get; }") + Part),
        new("EQV0033", "NextInAModel", Net("[Linear(nameof(X)), Output({|EQV0033:Next = nameof(X)|})] public partial Feature Y { get; }")),
        new("EQV0033", "Slope", Net("[Activate(nameof(X), Activation.Relu, {|EQV0033:Slope = 0.2|}), Output] public partial Feature Y { get; }")),
        new("EQV0033", "WithEffect", Net("""
            [Option(true)] public partial bool Deep { get; }
            [Activate(nameof(X), Activation.LeakyRelu, Slope = 0.2), When(nameof(Deep), Otherwise = nameof(X)), Output] public partial Feature Y { get; }
            [TensorProduct(nameof(X), nameof(X), "4x0e"), Path("0e", "0e", 0, Connection.Uvw), Output] public partial Feature Z { get; }
            """)),
        new("EQV0034", "NothingNext", Net("[Repeat<Part>({|EQV0034:3|}, nameof(X))] public partial Part Layers { get; } [Output($\"{nameof(Layers)}.{nameof(Part.Y)}\")] public partial Feature Y { get; }") + Part),
        new("EQV0034", "OneCopy", Net("[Repeat<Part>(1, nameof(X))] public partial Part Layers { get; } [Output($\"{nameof(Layers)}.{nameof(Part.Y)}\")] public partial Feature Y { get; }") + Part),
        new("EQV0034", "Next", RuleCases.Net("""
            [Repeat<EgnnLayer>(3, nameof(Scalars), nameof(Points))] public partial EgnnLayer Layers { get; }
            [Output($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}")] public partial Feature Y { get; }
            """)),
        new("EQV0035", "PrivateSetter", Net("[Linear(nameof(X)), Output] public partial Feature {|EQV0035:Y|} { get; private set; }")),
        new("EQV0035", "NoGetter", Net("[Linear(nameof(X)), Output] public partial Feature {|EQV0035:Y|} { set; }")),
        new("EQV0035", "Reference", Net("[Linear(nameof(X)), Output] public partial ref Feature {|EQV0035:Y|} { get; }")),
        new("EQV0035", "StaticInABlock", """
            [EquivariantBlock("O(3)")]
            public partial class Part
            {
                [Input("0e", Per.Node), Output] public static partial Feature {|EQV0035:X|} { get; }
            }
            """),
        new("EQV0035", "OtherForms", Net("""
            [Linear(nameof(X)), Output] protected internal partial Feature A { get; }
            [Linear(nameof(X)), Output] private partial Feature B { get; set; }
            [Linear(nameof(X)), Output] public virtual partial Feature C { get; init; }
            """)),
    ];

    private static string Net(string members) => $$"""
        [EquivariantModel("O(3)")]
        public partial class Net
        {
            [Input("4x0e", Per.Node)] public partial Feature X { get; }
            {{members}}
        }
        """;
}
