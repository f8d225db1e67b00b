using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Tests;

/// <summary>Each mistake gives its problem, once, at its place; and nothing else.</summary>
public class ProblemTests
{
    private const string Features = """
        [Graph] public partial EdgeSet Pairs { get; }
        [Input("4x0e", Per.Node)] public partial Feature Scalars { get; }
        [Input("2x1o", Per.Node)] public partial Feature Vectors { get; }
        [Input("point", Per.Node)] public partial Feature Points { get; }
        [Input("3x0e", Per.Edge)] public partial Feature EdgeScalars { get; }
        [Input("1x0e", Per.Graph)] public partial Feature Global { get; }
        """;

    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        // Id, member, place, declaration beside the features above.
        { "EQV0002", "Wrong", "Linear(source)", "[Linear(\"Nothing\"), Output] public partial Feature Wrong { get; }" },
        { "EQV0002", "Wrong", "Linear(source)", "[Linear(\"Scalars.Inner\"), Output] public partial Feature Wrong { get; }" },
        { "EQV0003", "A", "()", "[Linear(nameof(B)), Output] public partial Feature A { get; } [Linear(nameof(A))] public partial Feature B { get; }" },
        { "EQV0004", "Wrong", "Input(representation)@4+1", "[Input(\"4x0e?\", Per.Node), Output] public partial Feature Wrong { get; }" },
        { "EQV0004", "Wrong", "Linear(representation)", "[Linear(nameof(Scalars), \"4x\"), Output] public partial Feature Wrong { get; }" },
        { "EQV0005", "Wrong", "GatherSource(source)", "[GatherSource(nameof(EdgeScalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV0005", "Wrong", "Concat(sources)[1]", "[Concat(nameof(Scalars), nameof(EdgeScalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV0005", "Wrong", "Sum(source)", "[Sum(nameof(Scalars), Over.Neighbours), Output] public partial Feature Wrong { get; }" },
        { "EQV0005", "Wrong", "Mean(source)", "[Mean(nameof(Global), Over.Graph), Output] public partial Feature Wrong { get; }" },
        { "EQV0005", "Wrong", "PerNode(source)", "[PerNode(nameof(Scalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV0008", "Wrong", "()", "[Linear(nameof(Scalars)), Mlp(nameof(Scalars), 3), Output] public partial Feature Wrong { get; }" },
        { "EQV0008", "Wrong", "()", "[Output] public partial Feature Wrong { get; }" },
        { "EQV0009", "Wrong", "Scale(by)", "[Scale(nameof(Vectors), nameof(Scalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV0009", "Wrong", "Add(sources)[1]", "[Linear(nameof(Scalars), Channels = 3)] public partial Feature Three { get; } [Add(nameof(Scalars), nameof(Three)), Output] public partial Feature Wrong { get; }" },
        { "EQV0010", "Wrong", "With(option)", "[Block<EgnnLayer>(nameof(Scalars), nameof(Points)), With(\"Width\", 3), Output] public partial EgnnLayer Wrong { get; }" },
        { "EQV0010", "Wrong", "With(value)", "[Block<EgnnLayer>(nameof(Scalars), nameof(Points)), With(nameof(EgnnLayer.Hidden), true), Output] public partial EgnnLayer Wrong { get; }" },
        { "EQV0010", "Wrong", "Feed(input)", "[Block<EgnnLayer>(nameof(Scalars), nameof(Points)), Feed(\"Weight\", nameof(Scalars)), Output] public partial EgnnLayer Wrong { get; }" },
        { "EQV0010", "Wrong", "Block(sources)", "[Block<EgnnLayer>(nameof(Scalars)), Output] public partial EgnnLayer Wrong { get; }" },
        { "EQV0010", "Wrong", "Block(sources)[2]", "[Block<EgnnLayer>(nameof(Scalars), nameof(Points), nameof(Vectors)), Output] public partial EgnnLayer Wrong { get; }" },
        { "EQV0010", "Wrong", "Output(source)", "[Block<EgnnLayer>(nameof(Scalars), nameof(Points))] public partial EgnnLayer Layer { get; } [Output(\"Layer.Pair\")] public partial Feature Wrong { get; }" },
        { "EQV0013", "Wrong", "Linear(source)", "[Linear(nameof(Pairs)), Output] public partial Feature Wrong { get; }" },
        { "EQV0013", "Wrong", "Linear(source)", "[Block<EgnnLayer>(nameof(Scalars), nameof(Points))] public partial EgnnLayer Layer { get; } [Linear(nameof(Layer)), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "Linear(Channels)", "[Linear(nameof(Scalars), Channels = 0), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "Mlp(widths)[1]", "[Mlp(nameof(Scalars), 4, \"Width\"), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "Mlp(widths)", "[Mlp(nameof(Scalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "Dropout(rate)", "[Dropout(nameof(Scalars), 1.5), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "Repeat(count)", "[Repeat<EgnnLayer>(0, nameof(Scalars), nameof(Points)), Output] public partial EgnnLayer Wrong { get; }" },
        { "EQV0014", "Wrong", "When(Is)", "[Option(2)] public partial int Depth { get; } [Linear(nameof(Scalars)), When(nameof(Depth), Is = true), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "When(condition)", "[Option(2)] public partial int Depth { get; } [Linear(nameof(Scalars)), When(nameof(Depth)), Output] public partial Feature Wrong { get; }" },
        { "EQV0015", "Wrong", "()", "[Linear(nameof(Scalars)), Output] public partial EdgeSet Wrong { get; }" },
        { "EQV0015", "Wrong", "()", "[Option(true), Output] public partial int Wrong { get; }" },
        { "EQV0016", "Wrong", "()", "[Linear(nameof(Scalars)), Output] public Feature Wrong => null!;" },
        { "EQV0018", "Wrong", "Output(source)", "[Linear(nameof(Scalars)), When(nameof(Flag))] public partial Feature Maybe { get; } [Option(false)] public partial bool Flag { get; } [Output(nameof(Maybe))] public partial Feature Wrong { get; }" },
        { "EQV0019", "Wrong", "()", "[Graph] public partial EdgeSet Wrong { get; } [Linear(nameof(Scalars)), Output] public partial Feature Right { get; }" },
        { "EQV1001", "Wrong", "Add(sources)", "[Add(nameof(Points), nameof(Points)), Output] public partial Feature Wrong { get; }" },
        { "EQV1001", "Wrong", "Sum(source)", "[Sum(nameof(Points), Over.Graph), Output] public partial Feature Wrong { get; }" },
        { "EQV1002", "Wrong", "Activate(source)", "[Activate(nameof(Vectors), Activation.Relu), Output] public partial Feature Wrong { get; }" },
        { "EQV1003", "Wrong", "Linear(Bias)", "[Linear(nameof(Vectors), Bias = true), Output] public partial Feature Wrong { get; }" },
        { "EQV1004", "Wrong", "Linear(representation)", "[Linear(nameof(Scalars), \"1o\"), Output] public partial Feature Wrong { get; }" },
        { "EQV1004", "Wrong", "Linear(representation)", "[Linear(nameof(Vectors), \"1e\"), Output] public partial Feature Wrong { get; }" },
        { "EQV1005", "Wrong", "Linear(representation)", "[Linear(nameof(Scalars), \"3x0e + 1o\"), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "Mlp(source)", "[Mlp(nameof(Vectors), 4), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "BatchNorm(source)", "[BatchNorm(nameof(Points)), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "Scale(by)", "[Scale(nameof(Vectors), nameof(Vectors)), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "Scale(value)", "[Scale(nameof(Points), nameof(Scalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "Linear(source)", "[Linear(nameof(Points)), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "SquaredNorm(source)", "[SquaredNorm(nameof(Points)), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "Block(sources)[1]", "[Block<EgnnLayer>(nameof(Scalars), nameof(Vectors)), Output] public partial EgnnLayer Wrong { get; }" },
        { "EQV0009", "Wrong", "Gate(source)", "[Gate(nameof(Vectors)), Output] public partial Feature Wrong { get; }" },
        { "EQV0009", "Wrong", "ElementwiseTensorProduct(right)", "[ElementwiseTensorProduct(nameof(Vectors), nameof(Scalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV0009", "Wrong", "TensorProduct(Weights)", "[TensorProduct(nameof(Vectors), nameof(Vectors), \"2x0e\", Weights = nameof(Scalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "TensorProduct(Weights)", "[TensorProduct(nameof(Vectors), nameof(Vectors), \"0e\", Weights = nameof(Vectors)), Output] public partial Feature Wrong { get; }" },
        { "EQV0009", "Wrong", "Path(connection)", "[TensorProduct(nameof(Vectors), nameof(Vectors), \"7x0e\"), Path(\"1o\", \"1o\", 0, Connection.Uuu), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "Path(left)", "[TensorProduct(nameof(Vectors), nameof(Vectors), \"7x0e\"), Path(\"2e\", \"1o\", 0, Connection.Uvw), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "Path(output)", "[TensorProduct(nameof(Vectors), nameof(Vectors), \"7x0e\"), Path(\"1o\", \"1o\", 1, Connection.Uvw), Output] public partial Feature Wrong { get; }" },
        { "EQV1005", "Wrong", "Path(output)", "[TensorProduct(nameof(Vectors), nameof(Vectors), \"7x1o\"), Path(\"1o\", \"1o\", 0, Connection.Uvw), Output] public partial Feature Wrong { get; }" },
        { "EQV1005", "Wrong", "TensorProduct(representation)", "[TensorProduct(nameof(Vectors), nameof(Vectors), \"0e + 1o\"), Output] public partial Feature Wrong { get; }" },
        { "EQV1004", "Wrong", "FullTensorProduct()", "[FullTensorProduct(nameof(Vectors), nameof(Vectors), \"1o\"), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "TensorProduct(right)", "[TensorProduct(nameof(Vectors), nameof(Points), \"0e\"), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "NormActivation(source)", "[NormActivation(nameof(Points), Activation.Silu), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "Activate(Scale)", "[Activate(nameof(Scalars), Activation.Exp, Scale = ActivationScale.E3nn), Output] public partial Feature Wrong { get; }" },
        { "EQV1011", "Wrong", "Activate(PseudoScalars)", "[FullTensorProduct(nameof(Vectors), nameof(Vectors))] public partial Feature P { get; } [FullTensorProduct(nameof(P), nameof(Vectors), \"0o\")] public partial Feature Q { get; } [Activate(nameof(Q), Activation.Silu, PseudoScalars = Activation.Silu), Output] public partial Feature Wrong { get; }" },
        { "EQV1030", "Wrong", "Max(source)", "[Max(nameof(Vectors), Over.Graph), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "VectorMaxPool(source)", "[VectorMaxPool(nameof(Points), Over.Graph), Output] public partial Feature Wrong { get; }" },
        { "EQV0005", "Wrong", "VectorMaxPool(source)", "[VectorMaxPool(nameof(Vectors), Over.Neighbours), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "Gradient(value)", "[Gradient(nameof(Scalars), nameof(Scalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "Gradient(value)", "[FullTensorProduct(nameof(Vectors), nameof(Vectors))] public partial Feature P { get; } [FullTensorProduct(nameof(P), nameof(Vectors), \"0o\")] public partial Feature Q { get; } [Linear(nameof(Q), Channels = 1)] public partial Feature Pseudo { get; } [Gradient(nameof(Pseudo), nameof(Vectors)), Output] public partial Feature Wrong { get; }" },
        { "EQV0025", "Wrong", "Gradient(variable)", "[Linear(nameof(Scalars), Channels = 1)] public partial Feature Energy { get; } [Gradient(nameof(Energy), nameof(Points)), Output] public partial Feature Wrong { get; }" },
        { "EQV0025", "Wrong", "Gradient(variable)", "[Gradient(nameof(Global), nameof(Global)), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "Gradient(Factor)", "[Linear(nameof(Scalars), Channels = 1)] public partial Feature Energy { get; } [Gradient(nameof(Energy), nameof(Scalars), Factor = \"Scalars\"), Output] public partial Feature Wrong { get; }" },
        { "EQV1007", "Wrong", "Linear(representation)@2+1", "[Linear(nameof(Scalars), \"4x0\"), Output] public partial Feature Wrong { get; }" },
        { "EQV1020", "Wrong", "Softmax(source)", "[GatherSource(nameof(Vectors))] public partial Feature V { get; } [Softmax(nameof(V), Over.Neighbours), Output] public partial Feature Wrong { get; }" },
        { "EQV0005", "Wrong", "Softmax(source)", "[Softmax(nameof(Scalars), Over.Neighbours), Output] public partial Feature Wrong { get; }" },
        { "EQV1020", "Wrong", "VectorAttention(queries)", "[VectorAttention(nameof(Points), nameof(Points), nameof(Vectors)), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "VectorAttention(values)", "[VectorAttention(nameof(Vectors), nameof(Vectors), nameof(Points)), Output] public partial Feature Wrong { get; }" },
        { "EQV1008", "Wrong", "VectorAttention(keys)", "[VectorAttention(nameof(Vectors), nameof(Scalars), nameof(Vectors)), Output] public partial Feature Wrong { get; }" },
        { "EQV0005", "Wrong", "VectorAttention(values)", "[VectorAttention(nameof(Vectors), nameof(Vectors), nameof(EdgeScalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV0030", "Wrong", "VectorAttention(Heads)", "[VectorAttention(nameof(Vectors), nameof(Vectors), nameof(Vectors), Heads = 3), Output] public partial Feature Wrong { get; }" },
        { "EQV0014", "Wrong", "VectorAttention(Scale)", "[VectorAttention(nameof(Vectors), nameof(Vectors), nameof(Vectors), Scale = -1.0), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "VectorAttention(Mask)", "[VectorAttention(nameof(Vectors), nameof(Vectors), nameof(Vectors), Mask = nameof(Scalars)), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "EarlyFusion(scalars)", "[EarlyFusion(nameof(Vectors), nameof(Points)), Output] public partial Feature Wrong { get; }" },
        { "EQV1006", "Wrong", "SplitFusion(source)", "[SplitFusion(nameof(Vectors), \"1o\"), Output] public partial Feature Wrong { get; }" },
        { "EQV1021", "Wrong", "SplitFusion(piece)", "[EarlyFusion(nameof(Vectors), nameof(Scalars))] public partial Feature Fused { get; } [SplitFusion(nameof(Fused), \"2e\"), Output] public partial Feature Wrong { get; }" },
        { "EQV1008", "Wrong", "Difference(right)", "[Difference(nameof(Vectors), nameof(Scalars)), Output] public partial Feature Wrong { get; }" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_GivesItsProblem(string id, string member, string place, string declaration)
    {
        IReadOnlyList<Problem> problems = [.. GeneratorHost.Problems(Net(Features + declaration)).Where(p => p.Id != ProblemIds.Unused)];
        Problem problem = Assert.Single(problems);
        Assert.Equal((id, "Net", member, place), (problem.Id, problem.Class, problem.Member, Text(problem.Place, place.Contains('@', StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("EQV0007", "[EquivariantModel(\"Q(3)\")] public partial class Net { [Input(\"0e\", Per.Node), Output] public partial Feature X { get; } }")]
    [InlineData("EQV0001", "[EquivariantModel(\"O(3)\")] public class Net { [Input(\"0e\", Per.Node), Output] public Feature X => null!; }")]
    [InlineData("EQV0011", "[EquivariantModel(\"O(3)\")] public partial class Net { [Input(\"0e\", Per.Node)] public partial Feature X { get; } }")]
    [InlineData("EQV0011", "[EquivariantModel(\"O(3)\")] public partial class Net { }")]
    [InlineData("EQV0012", "[EquivariantModel(\"O(3)\")] public partial class Net { [Input(\"0e\", Per.Node)] public partial Feature X { get; } [GatherSource(nameof(X)), Output] public partial Feature Y { get; } }")]
    [InlineData("EQV0012", "[EquivariantModel(\"O(3)\")] public partial class Net { [Input(\"0e\", Per.Edge), Output] public partial Feature X { get; } }")]
    [InlineData("EQV0012", "[EquivariantModel(\"O(3)\")] public partial class Net { [Input(\"0e\", Per.Node), Output] public partial Feature X { get; } [Input(\"0e\", Per.Graph), Output] public partial Feature Y { get; } }")]
    [InlineData("EQV0017", "[EquivariantModel(\"O(3)\")] public partial class Net : System.IO.MemoryStream { [Input(\"0e\", Per.Node), Output] public partial Feature X { get; } }")]
    [InlineData("EQV1007", "[EquivariantModel(\"O(3)\")] public partial class Net { [Input(\"point\", Per.Node), Output] public partial Feature X { get; } }")]
    [InlineData("EQV1007", "[EquivariantModel(\"SO(3)\")] public partial class Net { [Input(\"1o\", Per.Node), Output] public partial Feature X { get; } }")]
    [InlineData("EQV0003", "[EquivariantBlock(\"O(3)\")] public partial class Net { [Input(\"*x0e\", Per.Node)] public partial Feature X { get; } [Block<Net>(nameof(X)), Output] public partial Net Inner { get; } }")]
    [InlineData("EQV1009", "[EquivariantModel(\"E(3)\")] public partial class Net { [Input(\"0e\", Per.Node)] public partial Feature X { get; } [Block<Part>(nameof(X)), Output] public partial Part P { get; } } [EquivariantBlock(\"SO(3)\")] public partial class Part { [Input(\"0\", Per.Node), Output] public partial Feature X { get; } }")]
    public void WrongClass_GivesItsProblem(string id, string declaration) => Assert.Contains(GeneratorHost.Problems("using Intertwine; " + declaration), p => p.Id == id);

    [Fact]
    public void Unused_IsReportedForFeaturesThatNothingNames()
    {
        IReadOnlyList<Problem> problems = GeneratorHost.Problems(Net(Features + "[Add(nameof(Scalars), nameof(Scalars)), Output] public partial Feature Right { get; }"));
        Assert.Equal(["Vectors", "Points", "EdgeScalars", "Global"], problems.Select(p => p.Member));
        Assert.All(problems, p => Assert.Equal(ProblemIds.Unused, p.Id));
    }

    [Fact]
    public void PublishedNetworks_HaveNoProblem()
    {
        Assert.Empty(GeneratorHost.Problems(Declarations.NBody, "NBodyNet"));
        Assert.Equal([], GeneratorHost.Problems(Declarations.Qm9, "Molecules.Qm9Net"));
        Assert.Empty(GeneratorHost.Problems("", "Intertwine.EgnnLayer"));
    }

    [Fact]
    public void ProblemInsideABlock_NamesTheUse()
    {
        IReadOnlyList<Problem> problems = GeneratorHost.Problems("""
            using Intertwine;
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("4x0e", Per.Node)] public partial Feature X { get; }
                [Input("3x0e", Per.Node)] public partial Feature Y { get; }
                [Block<Sum>(nameof(X), nameof(Y))] public partial Sum Layer { get; }
                [Output($"{nameof(Layer)}.{nameof(Sum.Total)}")] public partial Feature Z { get; }
            }
            [EquivariantBlock("O(3)")]
            public partial class Sum
            {
                [Input("*x0e", Per.Node)] public partial Feature A { get; }
                [Input("*x0e", Per.Node)] public partial Feature B { get; }
                [Add(nameof(A), nameof(B)), Output] public partial Feature Total { get; }
            }
            """);
        Problem problem = Assert.Single(problems);
        Assert.Equal((ProblemIds.WidthMismatch, "Sum", "Total", "Layer"), (problem.Id, problem.Class, problem.Member, problem.UsedBy));
    }

    /// <summary>Whatever is wrong, the compiler must not say that an implementing part is missing (CS9248), and never that the generated half is wrong.</summary>
    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_StillGivesImplementations(string id, string member, string place, string declaration)
    {
        _ = (id, member, place);
        (Microsoft.CodeAnalysis.Compilation output, _) = GeneratorHost.Generate(GeneratorHost.Compile(Net(Features + declaration) + """

            public static class Use
            {
                public static Net Create() => new(Backend.Torch);
            }
            """));
        Assert.Empty(GeneratorHost.Complaints(output));
    }

    /// <summary>Analyzers run on the compilation that has the generated half already.</summary>
    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Problems_AreTheSameBesideGeneratedCode(string id, string member, string place, string declaration)
    {
        _ = (id, member, place);
        string source = Net(Features + declaration);
        (Microsoft.CodeAnalysis.Compilation output, _) = GeneratorHost.Generate(GeneratorHost.Compile(source));
        ModelSpec spec = ModelParser.Parse(output.GetTypeByMetadataName("Net")!, output, CancellationToken.None);
        Assert.Equal(GeneratorHost.Problems(source), [.. spec.Problems, .. Inference.GraphInference.Run(spec, CancellationToken.None).Problems]);
    }

    [Theory]
    [InlineData("[EquivariantModel(\"O(3)\")] public partial record Net { #X }")]
    [InlineData("[EquivariantModel(\"O(3)\")] public partial class Net(int size) { public int Size => size; #X }")]
    [InlineData("[EquivariantModel(\"O(3)\")] public partial class Net : System.IO.MemoryStream { #X }")]
    [InlineData("[EquivariantBlock(\"O(3)\")] public partial class Net : System.IO.MemoryStream { #X }")]
    public void UnsuitableClass_StillGivesImplementations(string declaration)
    {
        string source = "using Intertwine; " + declaration.Replace("#X", "[Input(\"0e\", Per.Node), Output] public partial Feature X { get; }", StringComparison.Ordinal);
        Assert.Contains(GeneratorHost.Problems(source), p => p.Id == ProblemIds.UnsuitableClass);
        (Microsoft.CodeAnalysis.Compilation output, _) = GeneratorHost.Generate(GeneratorHost.Compile(source));
        Assert.Empty(GeneratorHost.Complaints(output));
    }

    private static string Net(string members) => $$"""
        using Intertwine;
        [EquivariantModel("E(3)")]
        public partial class Net
        {
            {{members}}
        }
        """;

    private static string Text(Place place, bool position) =>
        $"{place.Attribute}({place.Parameter}){(place.Element < 0 ? "" : $"[{place.Element}]")}{(position ? $"@{place.Start}+{place.Length}" : "")}";
}
