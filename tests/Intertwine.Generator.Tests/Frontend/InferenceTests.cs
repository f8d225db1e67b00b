using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Tests;

/// <summary>Specs, types of features, expansion of blocks, and the programs they become.</summary>
public class InferenceTests
{
    [Fact]
    public void Parser_ReadsEveryArgument()
    {
        ModelSpec spec = GeneratorHost.Parse(Declarations.NBody, "NBodyNet");
        Assert.Empty(spec.Problems);
        Assert.Equal(["Pairs", "Speed", "Position", "Velocity", "Charges", "Embedded", "Layers", "FinalPosition"], spec.Class.Members.Select(m => m.Name));
        var block = Assert.IsType<LayerSpec.Block>(spec.Class.Members[6].Layer);
        Assert.Equal("Intertwine.EgnnLayer", block.Class);
        Assert.Equal(Value.Of(4), block.Count);
        Assert.Equal(["Embedded", "Position"], block.Sources.Select(s => s.Name));
        Assert.Equal([new FeedSpec("Velocity", "Velocity"), new FeedSpec("EdgeAttributes", "Charges")], block.Feeds);
        Assert.Equal([new WithSpec("Hidden", Value.Of(64))], block.Options);
        Assert.Equal("Layers.MovedPosition", Assert.IsType<LayerSpec.Alias>(spec.Class.Members[7].Layer).Sources[0].Name);
    }

    [Fact]
    public void BlockFromMetadata_EqualsBlockFromSource()
    {
        ClassSpec metadata = Assert.Single(GeneratorHost.Parse(Declarations.NBody, "NBodyNet").Blocks);
        string text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "../../../runtime/Intertwine/Layers/EgnnLayer.cs"));
        Microsoft.CodeAnalysis.Compilation compilation = GeneratorHost.Compile(text);
        ClassSpec source = ModelParser.Parse(compilation.Assembly.GetTypeByMetadataName("Intertwine.EgnnLayer")!, compilation, CancellationToken.None).Class;
        Assert.Equal(new GroupSpec.Known("E(3)"), metadata.Group);
        Assert.Equal(source.Members.Select(Meaning), metadata.Members.Select(Meaning));
        var pull = Assert.IsType<LayerSpec.Mlp>(metadata.Members.Single(m => m.Name == "Pull").Layer);
        Assert.Equal((Parsing.Init.XavierUniform, 0.001, false), (pull.OutputInit, pull.OutputGain, pull.OutputBias));
        Assert.Equal([new Value(ValueKind.Name, 0, "Hidden"), Value.Of(1)], pull.Widths);
    }

    [Theory]
    [InlineData("GatherSource(nameof(V))", "edges", "2x1o")]
    [InlineData("GatherTarget(nameof(P))", "edges", "1xpoint")]
    [InlineData("PerNode(nameof(G))", "nodes", "5x0e")]
    [InlineData("Difference(nameof(P), nameof(P))", "nodes", "1x1o")]
    [InlineData("Difference(nameof(V), nameof(V))", "nodes", "2x1o")]
    [InlineData("SquaredNorm(nameof(V))", "nodes", "2x0e")]
    [InlineData("InnerProduct(nameof(V), nameof(V))", "nodes", "2x0e")]
    [InlineData("Norm(nameof(M))", "nodes", "5x0e")]
    [InlineData("Normalize(nameof(V))", "nodes", "2x1o")]
    [InlineData("Scale(nameof(V), Factor = 3)", "nodes", "2x1o")]
    [InlineData("Concat(nameof(V), nameof(S), nameof(P), nameof(V))", "nodes", "3x0e + 4x1o + 1xpoint")]
    [InlineData("Add(nameof(P), nameof(D))", "nodes", "1xpoint")]
    [InlineData("Add(nameof(D), nameof(P))", "nodes", "1xpoint")]
    [InlineData("Mean(nameof(P), Over.Graph)", "graphs", "1xpoint")]
    [InlineData("Sum(nameof(E), Over.Graph)", "graphs", "2x0e")]
    [InlineData("Sum(nameof(E), Over.Neighbours)", "nodes", "2x0e")]
    [InlineData("Linear(nameof(M), Channels = 7)", "nodes", "7x0e + 7x1o")]
    [InlineData("Linear(nameof(M), \"2x1o + 0e + 0e\")", "nodes", "2x0e + 2x1o")]
    [InlineData("Linear(nameof(V), Channels = nameof(M))", "nodes", "5x1o")]
    [InlineData("Mlp(nameof(S), 9, nameof(V))", "nodes", "2x0e")]
    [InlineData("Dropout(nameof(V), 0.3)", "nodes", "2x1o")]
    public void Layer_HasItsDomainAndRepresentation(string attribute, string domain, string representation)
    {
        LayerGraph graph = GeneratorHost.Infer(Net($"[{attribute}, Output] public partial Feature Result {{ get; }}"));
        FeatureNode node = graph.Features[graph.Outputs[0].Feature];
        Assert.Equal((domain, representation), (node.Domain.ToString(), node.Type.ToString()));
    }

    [Fact]
    public void Repeat_GivesEveryCopyItsOwnParametersAndFeedsThemOn()
    {
        LayerGraph graph = GeneratorHost.Infer(Declarations.NBody, "NBodyNet");
        int Find(string path) => graph.Features.Select((f, i) => (f, i)).Single(x => x.f.Path == path).i;
        Assert.Equal([Find("Layers.1.UpdatedNodes")], graph.Features[Find("Layers.2.Sender")].Sources);
        Assert.Equal([Find("Embedded")], graph.Features[Find("Layers.0.Sender")].Sources);
        Assert.Equal([Find("Velocity"), Find("Layers.3.Inertia")], graph.Features[Find("Layers.3.Drift")].Sources);
        Assert.Equal(Find("Layers.3.MovedPosition"), graph.Outputs[0].Feature);
        for (int i = 0; i < graph.Features.Count; i++)
        {
            Assert.All(graph.Features[i].Sources, source => Assert.True(source < i));
        }
    }

    [Fact]
    public void Conditions_LeaveFeaturesOut()
    {
        LayerGraph graph = GeneratorHost.Infer(Declarations.Qm9, "Molecules.Qm9Net");
        string[] paths = [.. graph.Features.Select(f => f.Path)];
        Assert.Contains("Layers.6.Gate", paths);
        Assert.DoesNotContain(paths, p => p.EndsWith(".Pull", StringComparison.Ordinal) || p.EndsWith(".MovedPosition", StringComparison.Ordinal) || p.EndsWith(".Drift", StringComparison.Ordinal));
        Assert.Contains(graph.Aliases, a => a.Path == "Layers.6.MovedPosition" && graph.Features[a.Feature].Path == "Position");
    }

    [Fact]
    public void OrderOfDeclaration_DoesNotMatterForWhatIsComputed()
    {
        string[] lines =
        [
            "[Linear(nameof(S), Channels = 4)] public partial Feature A { get; }",
            "[Activate(nameof(A), Activation.Silu)] public partial Feature B { get; }",
            "[Add(nameof(A), nameof(B)), Output] public partial Feature C { get; }",
        ];
        LayerGraph forwards = GeneratorHost.Infer(Net(string.Join("\n", lines)));
        LayerGraph backwards = GeneratorHost.Infer(Net(string.Join("\n", lines.Reverse())));
        Assert.Equal(Operations(forwards), Operations(backwards));

        static IEnumerable<string> Operations(LayerGraph graph) => graph.Features.Select(f => $"{f.Path}: {f.Layer.GetType().Name}({string.Join(", ", f.Sources.Select(s => graph.Features[s].Path))})").Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Program_BeginsWithAllInputsAndParametersInDefinitionOrder()
    {
        ModelProgram program = GeneratorHost.Lower(Declarations.NBody, "NBodyNet");
        Assert.Equal(["Speed", "Position", "Velocity", "Charges"], program.Evaluation.Inputs.Select(i => i.Name));
        Assert.Equal(program.Parameters.Select(p => (p.Name, p.Shape)), program.Evaluation.Parameters.Select(p => (p.Name, p.Shape)));
        int borders = program.Inputs.Count + program.Parameters.Count;
        Assert.All(Enumerable.Range(0, program.Evaluation.Instructions.Count), i =>
            Assert.Equal(i < borders, program.Evaluation[i] is Instruction.Input or Instruction.Parameter));
        Assert.Equal("Layers.3.Update.1.weight", program.Parameters.Last(p => p.Columns > 0).Name);
        Assert.Same(program.Training, program.Evaluation);
        ProgramOutput output = Assert.Single(program.Evaluation.Outputs);
        Assert.Equal(("FinalPosition", Domain.Nodes, new Shape(1, 3)), (output.Name, program.Evaluation[output.Value].Domain, program.Evaluation[output.Value].Shape));
    }

    [Fact]
    public void TrainingAndEvaluation_HaveTheInputsThatTheModuleGives()
    {
        ModelProgram program = GeneratorHost.Lower(Net("""
            [Dropout(nameof(M), 0.2)] public partial Feature Dropped { get; }
            [Norm(nameof(Dropped))] public partial Feature N { get; }
            [BatchNorm(nameof(N)), Output] public partial Feature B { get; }
            """));
        string[] inputs = ["S", "V", "M.0e", "M.1o", "P", "D", "E", "G"];
        Assert.Equal([.. inputs, "Dropped.mask"], Names(program.Training));
        Assert.Equal([.. inputs, "B.running_mean", "B.running_var"], Names(program.Evaluation));
        Assert.Equal(["B", "B.batch_mean", "B.batch_var"], program.Training.Outputs.Select(o => o.Name));
        Assert.Equal(["B"], program.Evaluation.Outputs.Select(o => o.Name));

        static IEnumerable<string> Names(KernelProgram p) => p.Inputs.Select(i => i.Name);
    }

    [Fact]
    public void FlopsAndParameters_OfAnMlp()
    {
        ModelProgram program = GeneratorHost.Lower(Net("[Mlp(nameof(S), 10, 4), Output] public partial Feature R { get; }"));
        int mlp = program.Graph.Outputs[0].Feature;

        // 3 → 10 → 4: two products, two biases, ten activations.
        Assert.Equal(new FeatureCost((3 * 10) + 10 + (10 * 4) + 4, (2 * 3 * 10) + 10 + 10 + (2 * 10 * 4) + 4, EquatableArray<DomainFlops>.Empty), program.Costs[mlp]);
    }

    private static (string, MemberKind, string, LayerSpec?, bool, string?, EquatableArray<WhenSpec>) Meaning(MemberSpec member) =>
        (member.Name, member.Kind, member.Type, member.Layer, member.IsOutput, member.Next, member.Conditions);

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    private static string Net(string members) => $$"""
        using Intertwine;
        [EquivariantModel("E(3)")]
        public partial class Net
        {
            [Graph] public partial EdgeSet Edges { get; }
            [Input("3x0e", Per.Node)] public partial Feature S { get; }
            [Input("2x1o", Per.Node)] public partial Feature V { get; }
            [Input("2x1o + 3x0e", Per.Node)] public partial Feature M { get; }
            [Input("point", Per.Node)] public partial Feature P { get; }
            [Input("1o", Per.Node)] public partial Feature D { get; }
            [Input("2x0e", Per.Edge)] public partial Feature E { get; }
            [Input("5x0e", Per.Graph)] public partial Feature G { get; }
            {{members}}
        }
        """;
}
