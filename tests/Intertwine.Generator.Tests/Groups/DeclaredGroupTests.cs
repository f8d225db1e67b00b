using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Intertwine.Algebra;
using Intertwine.Generator.Tests.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Groups;

/// <summary>Groups and representations that a program declares by their generators.</summary>
[Collection(RandomGenerator.Name)]
public class DeclaredGroupTests
{
    /// <summary>Rotations about z and the mirror of z, with a representation that no vector has: frequency 2, odd under the mirror.</summary>
    public const string Cylinder = """

        [Group(Dimension = 3)]
        [InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0, 0)]
        [DiscreteGenerator(1, 0, 0,  0, 1, 0,  0, 0, -1)]
        public partial struct Cylinder;

        [Representation<Cylinder>("T")]
        [InfinitesimalGenerator(0, -1,  1, 0, Scale = 2)]
        [DiscreteGenerator(-1, 0,  0, -1)]
        public partial struct Twisted;
        """;

    private const string Net = """
        [EquivariantModel<Cylinder>]
        public partial class Net
        {
            [Graph] public partial EdgeSet Edges { get; }
            [Input("2xV + T + V*T", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), "V*V + 2xT + V*T + 3xV")] public partial Feature Hidden { get; }
            [SquaredNorm(nameof(Hidden))] public partial Feature Squares { get; }
            [Mlp(nameof(Squares), 5, 1)] public partial Feature Weight { get; }
            [Scale(nameof(Hidden), nameof(Weight))] public partial Feature Scaled { get; }
            [GatherSource(nameof(Scaled))] public partial Feature Message { get; }
            [Mean(nameof(Message), Over.Neighbours)] public partial Feature Received { get; }
            [Block<Gate>(nameof(Received))] public partial Gate Gated { get; }
            [Linear($"{nameof(Gated)}.{nameof(Gate.Y)}", "2xV + T + V*T"), Output] public partial Feature Y { get; }
        }

        [EquivariantBlock<Cylinder>]
        public partial class Gate
        {
            [Input("*xV + *xT + *xV*T + *xV*V", Per.Node)] public partial Feature X { get; }
            [Norm(nameof(X), Epsilon = 0.1)] public partial Feature Lengths { get; }
            [Mlp(nameof(Lengths), 1, OutputActivation = Activation.Sigmoid)] public partial Feature Weight { get; }
            [Scale(nameof(X), nameof(Weight)), Output] public partial Feature Y { get; }
        }

        """;

    [Fact]
    public void Model_IsEquivariant_TheSameOnBothBackends()
    {
        Assert.Empty(GeneratorHost.Problems(Net + Cylinder));
        GeneratorHost.GenerateClean(Net + Cylinder);
        ModelChecks.Check(GeneratorHost.Load(Net + Cylinder).GetType("Net")!);
    }

    [Fact]
    public void StateDictionary_NamesPieces()
    {
        using var model = (EquivariantModel)Activator.CreateInstance(GeneratorHost.Load(Net + Cylinder).GetType("Net")!, Backend.Auto, ScalarType.Float32, null)!;
        Assert.Equal(
            ["Hidden.V.weight", "Hidden.T.weight", "Hidden.V*T.weight", "Hidden.V*V.weight", "Hidden.V*V.bias"],
            model.state_dict().Keys.Where(key => key.StartsWith("Hidden.", StringComparison.Ordinal)).OrderBy(key => key.IndexOf('*', StringComparison.Ordinal)));
    }

    [Fact]
    public void GeneratedHalves_HaveTheGroupAndThePiece()
    {
        Assembly assembly = GeneratorHost.Load(Cylinder);
        var group = (Group)assembly.GetType("Cylinder")!.GetProperty("Group")!.GetValue(null)!;
        Assert.Equal(("Cylinder", 3, 1, 1, true), (group.Name, group.Dimension, group.InfinitesimalCount, group.DiscreteCount, group.IsCompact));
        var piece = (Piece)assembly.GetType("Twisted")!.GetProperty("Piece")!.GetValue(null)!;
        Assert.Equal(("T", 2, group), (piece.Name, piece.Dimension, piece.Group));
        Assert.Equal(Matrix.FromRows(2, 2, [0, -2, 2, 0]), piece.InfinitesimalGenerators[0]);
        Assert.Equal(Matrix.FromRows(2, 2, [-1, 0, 0, -1]), piece.DiscreteGenerators[0]);
    }

    [Fact]
    public void Permutation_SendsComponentsToPlaces()
    {
        Assembly assembly = GeneratorHost.Load("[Group, DiscreteGenerator(Permutation = new[] { 1, 2, 0 }, Scale = 2)] public partial struct Cycle;");
        var group = (Group)assembly.GetType("Cycle")!.GetProperty("Group")!.GetValue(null)!;
        Assert.Equal([6, 2, 4], group.DiscreteGenerators[0].Apply([1, 2, 3]));
    }

    [Fact]
    public void GroupWithoutGenerators_HasItsDimension()
    {
        Type type = GeneratorHost.Load("""
            [Group(Dimension = 2)] public partial struct Nothing;
            [EquivariantModel<Nothing>]
            public partial class Net
            {
                [Input("V", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X), "3xS + V"), Output] public partial Feature Y { get; }
            }
            """).GetType("Net")!;
        using var model = (EquivariantModel)Activator.CreateInstance(type, Backend.Torch, ScalarType.Float32, null)!;
        Assert.Equal([2, 3, 4, 6], model.parameters().Select(p => p.numel()).Order());
    }

    /// <summary>The group and its representations are metadata of another assembly; the representation stands in a file of its own.</summary>
    [Fact]
    public void GroupOfAReferencedAssembly_IsTheSame()
    {
        int split = Cylinder.IndexOf("[Representation", StringComparison.Ordinal);
        (Compilation library, _) = GeneratorHost.Generate(GeneratorHost.Compile(Cylinder[..split], Cylinder[split..]).WithAssemblyName("Library"));
        using MemoryStream stream = new();
        Assert.True(library.Emit(stream).Success);
        (Compilation program, IReadOnlyDictionary<string, string> files) = GeneratorHost.Generate(
            GeneratorHost.Compile(Net).AddReferences(MetadataReference.CreateFromImage(stream.ToArray())));
        Assert.Empty(GeneratorHost.Complaints(program));
        IReadOnlyDictionary<string, string> inOne = GeneratorHost.GenerateClean(Net + Cylinder);
        Assert.Equal(inOne["Net.g.cs"], files["Net.g.cs"]);
        Assert.Equal(inOne["Net.Kernels.g.cs"], files["Net.Kernels.g.cs"]);
    }

    /// <summary>A type that is not the first of several files with one name, in namespaces and in types.</summary>
    [Fact]
    public void NestedGroups_AreFound() => GeneratorHost.GenerateClean("""
        namespace Physics
        {
            public static partial class Groups
            {
                [Group, DiscreteGenerator(-1, 0, 0, 1)] internal partial class Mirror;
                [Representation<Mirror>("Odd"), DiscreteGenerator(-1)] internal partial record struct Odd;
            }

            [EquivariantModel<Groups.Mirror>]
            internal partial class Net
            {
                [Input("V + 2xOdd", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X), "3xOdd + V*Odd"), Output] public partial Feature Y { get; }
            }
        }

        namespace Other
        {
            [Group, DiscreteGenerator(0, 1, 1, 0)] internal partial struct Mirror;
        }
        """);

    /// <summary>Half-written declarations: the generator answers and never throws.</summary>
    [Fact]
    public void Truncations_NeverMakeTheGeneratorFail()
    {
        string text = Cylinder + "\n" + Net;
        GeneratorDriver driver = GeneratorHost.Driver();
        CSharpCompilation compilation = GeneratorHost.Compile(text);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        for (int length = 0; length < text.Length; length += 11)
        {
            SyntaxTree edited = CSharpSyntaxTree.ParseText(text[..length], GeneratorHost.ParseOptions, tree.FilePath);
            compilation = compilation.ReplaceSyntaxTree(tree, edited);
            tree = edited;
            driver = driver.RunGenerators(compilation);
            Assert.Null(driver.GetRunResult().Results[0].Exception);
        }
    }
}
