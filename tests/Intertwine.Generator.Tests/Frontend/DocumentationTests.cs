using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests;

/// <summary>What an editor shows of declared properties: the documentation of the symbols once the generator has run.</summary>
public partial class DocumentationTests
{
    private const string Net = """
        using Intertwine;
        using System.Text;

        namespace Documented;

        [EquivariantModel("E(3)")]
        public partial class Net
        {
            [Graph] public partial EdgeSet Bonds { get; }
            [Nearest(nameof(Position), 4)] public partial EdgeSet Near { get; }
            [Input("2x0e + 1o", Per.Node)] public partial Feature X { get; }
            [Input("point", Per.Node)] public partial Feature Position { get; }

            /// <summary>Mine, of <see cref="StringBuilder"/> and <see cref="X"/>.</summary>
            [Linear(nameof(X), "3x0e")] public partial Feature Y { get; }

            /** <summary>Also mine.</summary>
             *  <remarks>A remark.</remarks> */
            [Mlp(nameof(Y), 4, 2)] public partial Feature Z { get; }

            /// <summary>Not < XML.</summary>
            [Activate(nameof(Z), Activation.Tanh)] public partial Feature Broken { get; }

            // an ordinary comment
            [Sum(nameof(Z), Over.Graph), Output] public partial Feature Total { get; }
            [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output] public partial Feature Force { get; }
            [GatherSource(nameof(Position), Along = nameof(Bonds))] public partial Feature Sender { get; }
            [GatherTarget(nameof(Position), Along = nameof(Bonds))] public partial Feature Receiver { get; }
            [Difference(nameof(Sender), nameof(Receiver))] public partial Feature Offset { get; }
            [SquaredNorm(nameof(Offset))] public partial Feature Energy { get; }
            [Repeat<EgnnLayer>(2, nameof(Y), nameof(Position), Along = nameof(Bonds))] public partial EgnnLayer Layers { get; }
            [Output($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}")] public partial Feature Moved { get; }
        }
        """;

    [Theory]
    [InlineData("X", "<c>2x0e + 1x1o</c> per node: <c>[nodes, 2]</c>, <c>[nodes, 3]</c>.", "")]
    [InlineData("Bonds", "Edges of the graph that the network is given.", "")]
    [InlineData("Near", "Edges to every node from the 4 nearest by <c>Position</c>.", "")]
    [InlineData("Y", "Mine, of <see cref=\"T:System.Text.StringBuilder\" /> and <see cref=\"P:Documented.Net.X\" />.", "<para><c>3x0e</c> per node: <c>[nodes, 3]</c>.</para><para><c>Y = W X + b</c></para><para>Learns <c>Y.weight [3, 2]</c>, <c>Y.bias [3]</c>: 9 parameters. Floating-point operations of the forward pass: 15 per node.</para>")]
    [InlineData("Z", "Also mine.", "A remark.<para><c>2x0e</c> per node: <c>[nodes, 2]</c>.</para><para><c>Z = W₁ silu(W₀ Y + b₀) + b₁</c></para><para>Learns <c>Z.0.weight [4, 3]</c>, <c>Z.0.bias [4]</c>, <c>Z.1.weight [2, 4]</c>, <c>Z.1.bias [2]</c>: 26 parameters. Floating-point operations of the forward pass: ")]
    [InlineData("Total", "<c>2x0e</c> per graph: <c>[graphs, 2]</c>.", "<para><c>Total = Σ Z over the nodes of the graph</c></para><para>Learns nothing. Floating-point operations of the forward pass: ")]
    [InlineData("Offset", "<c>1x1o</c> per edge: <c>[edges, 3]</c>.", "<para><c>Offset = Sender - Receiver</c></para><para>Learns nothing. Floating-point operations of the forward pass: 3 per edge.</para>")]
    [InlineData("Sender", "<c>1xpoint</c> per edge: <c>[edges, 3]</c>.", "<para><c>Sender = Position_j</c></para>")]
    [InlineData("Force", "<c>1x1o</c> per node: <c>[nodes, 3]</c>.", "<para><c>Force = -∂(Σ Energy) / ∂Position</c></para><para>Learns nothing. Floating-point operations of the forward pass: ")]
    [InlineData("Layers", "2 x <c>EgnnLayer</c>: ", "<para>Floating-point operations of the forward pass: ")]
    [InlineData("Moved", "<c>1xpoint</c> per node: <c>[nodes, 3]</c>.", "<para>The same as <c>Layers.1.MovedPosition</c>.</para><para><c>MovedPosition = Layers.0.MovedPosition + Shift</c></para>")]
    public void Properties_ShowWhatTheyAre(string property, string summary, string remarks)
    {
        (string actualSummary, string actualRemarks) = Documentation(Net, "Documented.Net", property);
        Assert.StartsWith(summary, actualSummary, StringComparison.Ordinal);
        Assert.StartsWith(remarks, actualRemarks, StringComparison.Ordinal);
    }

    /// <summary>The author's text stays; what the compiler cannot read stays alone.</summary>
    [Fact]
    public void CommentsThatAreNoXml_StayAsTheyAre()
    {
        (Compilation output, _) = GeneratorHost.Generate(GeneratorHost.Compile(Net));
        ISymbol broken = Assert.Single(output.GetTypeByMetadataName("Documented.Net")!.GetMembers("Broken"));
        Assert.Contains("Badly formed XML", broken.GetDocumentationCommentXml(), StringComparison.Ordinal);
        Assert.Contains(output.GetDiagnostics(), d => d.Id == "CS1570" && d.Location.SourceTree!.FilePath == "File0.cs");
        Assert.DoesNotContain(output.GetDiagnostics(), d => d.Id is "CS1570" or "CS1574" or "CS1584" && d.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Declared => new()
    {
        { Declarations.NBody, "NBodyNet" },
        { Declarations.Qm9, "Molecules.Qm9Net" },
        { Declarations.Block, "Nested.Outer+Net" },
        { Declarations.Block, "Nested.Stack" },
    };

    /// <summary>Representation, domain and shape, formula, parameters and operations of every feature.</summary>
    [Theory]
    [MemberData(nameof(Declared))]
    public void EveryProperty_IsDocumented(string source, string type)
    {
        (Compilation output, _) = GeneratorHost.Generate(GeneratorHost.Compile(source));
        INamedTypeSymbol model = output.GetTypeByMetadataName(type)!;
        IPropertySymbol[] properties = [.. model.GetMembers().OfType<IPropertySymbol>().Where(p => p.IsPartialDefinition)];
        Assert.NotEmpty(properties);
        foreach (IPropertySymbol property in properties)
        {
            string text = property.GetDocumentationCommentXml()!;
            Assert.Contains("<summary>", text, StringComparison.Ordinal);
            bool isFeature = property.Type.Name == "Feature" && !text.Contains("Exists only where", StringComparison.Ordinal);
            if (isFeature)
            {
                Assert.Matches("<c>[0-9]+x[^<]+</c> per (graph|node|edge|token)[^<]*: <c>\\[", text);
            }

            if (isFeature && !property.GetAttributes().Any(a => a.AttributeClass!.Name == "InputAttribute"))
            {
                Assert.Contains($" = ", text, StringComparison.Ordinal);
                Assert.Matches("(parameters|Learns nothing)\\. Floating-point operations of the forward pass: [0-9,]+ per ", text);
            }
        }
    }

    /// <summary>An edit of a comment writes the documentation anew and computes no network.</summary>
    [Fact]
    public void EditedComment_RunsNoInference()
    {
        CSharpCompilation compilation = GeneratorHost.Compile(Net, Declarations.NBody);
        GeneratorDriver driver = GeneratorHost.Driver().RunGenerators(compilation);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        GeneratorRunResult result = driver
            .RunGenerators(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(Net.Replace("Mine, of", "Ours, of", StringComparison.Ordinal), GeneratorHost.ParseOptions, tree.FilePath)))
            .GetRunResult().Results[0];
        Assert.Contains("Ours, of", result.GeneratedSources.Single(s => s.HintName == "Net.g.cs").SourceText.ToString(), StringComparison.Ordinal);
        foreach (string step in new[] { IntertwineGenerator.Parse, IntertwineGenerator.Infer, IntertwineGenerator.Lower, IntertwineGenerator.Kernels })
        {
            Assert.All(result.TrackedSteps[step].SelectMany(run => run.Outputs), output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {output.Reason}"));
        }

        Assert.Single(result.TrackedSteps[IntertwineGenerator.Documents].SelectMany(run => run.Outputs), output => output.Reason == IncrementalStepRunReason.Modified);
    }

    private static (string Summary, string Remarks) Documentation(string source, string type, string property)
    {
        (Compilation output, _) = GeneratorHost.Generate(GeneratorHost.Compile(source));
        ISymbol symbol = Assert.Single(output.GetTypeByMetadataName(type)!.GetMembers(property));
        XElement member = XElement.Parse(symbol.GetDocumentationCommentXml()!);
        return (Inner(member.Element("summary")), Inner(member.Element("remarks")));
    }

    /// <summary>Without the line ends between elements.</summary>
    private static string Inner(XElement? element) =>
        element is null ? "" : string.Concat(element.Nodes().Select(node => node is XText text ? LineEnd().Replace(text.Value, "") : node.ToString(SaveOptions.DisableFormatting)));

    [GeneratedRegex(@"\r?\n\s*")]
    private static partial Regex LineEnd();
}
