using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;

namespace Intertwine.Generator.Tests;

/// <summary>What products, gates and harmonics make of representations, what they learn, and in which order a product is computed.</summary>
public class ProductTests
{
    [Theory]
    [InlineData("TensorProduct(nameof(A), nameof(B), \"2x2e + 4x0e\")", "4x0e + 2x2e")]
    [InlineData("ChannelwiseTensorProduct(nameof(A), nameof(B))", "2x0e + 3x1o + 2x1e + 2x2e")]
    [InlineData("ChannelwiseTensorProduct(nameof(A), nameof(B), \"1o\")", "3x1o")]
    [InlineData("FullTensorProduct(nameof(A), nameof(B), \"0e + 1o\")", "6x0e + 9x1o")]
    [InlineData("ElementwiseTensorProduct(nameof(A), nameof(A))", "5x0e + 2x1e + 2x2e")]
    [InlineData("TensorSquare(nameof(A))", "9x0e + 6x1o + 1x1e + 3x2e")]
    [InlineData("TensorSquare(nameof(A), \"2x1e\")", "2x1e")]
    [InlineData("Gate(nameof(A))", "1x0e + 2x1o")]
    [InlineData("SphericalHarmonics(nameof(B), 3)", "3x0e + 3x1o + 3x2e + 3x3o")]
    [InlineData("BatchNorm(nameof(A))", "3x0e + 2x1o")]
    public void Layer_HasItsRepresentation(string attribute, string expected)
    {
        LayerGraph graph = GeneratorHost.Infer(Net($"[{attribute}, Output] public partial Feature Y {{ get; }}"));
        Assert.Equal(expected, graph.Features[graph.Outputs[0].Feature].Type.ToString());
    }

    [Fact]
    public void Weights_AreNamedByTheirPaths()
    {
        ModelProgram program = GeneratorHost.Lower(Net("""
            [TensorProduct(nameof(A), nameof(B), "4x0e + 5x1o"), Output] public partial Feature Y { get; }
            [TensorSquare(nameof(A), "6x0e"), Output] public partial Feature Z { get; }
            """));
        Assert.Equal(
            [
                ("Y.0e_1o_1o.weight", 5, 9), ("Y.1o_1o_0e.weight", 4, 6),
                ("Z.0e_0e_0e.0.weight", 6, 3), ("Z.0e_0e_0e.1.weight", 6, 3), ("Z.1o_1o_0e.0.weight", 6, 1), ("Z.1o_1o_0e.1.weight", 6, 2),
            ],
            program.Parameters.Select(p => (p.Name, p.Rows, p.Columns)));
        Assert.All(program.Parameters, p => Assert.Equal(InitSpec.StandardNormal, p.Init));
    }

    /// <summary>Scalars times vectors: mixing scalars takes a third of the operations of mixing vectors. Vectors times vectors to scalars: the other way round.</summary>
    [Theory]
    [InlineData("0e", "1o", "1o", 1)]
    [InlineData("1o", "1o", "0e", 1)]
    [InlineData("1o", "2e", "1o", 3)]
    public void FewerComponents_AreMixed(string left, string right, string output, int components)
    {
        ModelProgram program = GeneratorHost.Lower($$"""
            using Intertwine;
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("16x{{left}}", Per.Node)] public partial Feature A { get; }
                [Input("1x{{right}}", Per.Node)] public partial Feature B { get; }
                [TensorProduct(nameof(A), nameof(B), "16x{{output}}"), Output] public partial Feature Y { get; }
            }
            """);
        Instruction.Mix mix = Assert.Single(program.Evaluation.Instructions.OfType<Instruction.Mix>());
        Assert.Equal(components, mix.Shape.Components);
    }

    [Fact]
    public void BatchNorm_WithoutScalars_HasNoMean()
    {
        ModelProgram program = GeneratorHost.Lower(Net("[BatchNorm(nameof(B)), Output] public partial Feature Y { get; }"));
        Assert.Equal(["Y.weight"], program.Parameters.Select(p => p.Name));
        Assert.Equal(["A.0e", "A.1o", "B", "Y.running_var"], program.Evaluation.Inputs.Select(i => i.Name));
        Assert.Equal(["Y", "Y.batch_var"], program.Training.Outputs.Select(o => o.Name));
    }

    private static string Net(string members) => $$"""
        using Intertwine;
        [EquivariantModel("O(3)")]
        public partial class Net
        {
            [Input("3x0e + 2x1o", Per.Node)] public partial Feature A { get; }
            [Input("3x1o", Per.Node)] public partial Feature B { get; }
            {{members}}
        }
        """;
}
