using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Tests.Kernels;

namespace Intertwine.Generator.Tests;

/// <summary>Products and nonlinearities of any group: the program of a declaration, interpreted, commutes with random elements. Irreps of real, complex and quaternionic type.</summary>
public class ProductEquivarianceTests
{
    [Theory]
    [InlineData("SO(2)", 3)]
    [InlineData("O(2)", 4)]
    [InlineData("C_4", 3)]
    [InlineData("D_4", 5)]
    [InlineData("SU(2)", 3)]
    [InlineData("S_4", 5)]
    [InlineData("SO(3)", 3)]
    public void Layers_CommuteWithTheGroup(string name, int count)
    {
        Group group = Group.Parse(name).OrThrow();
        Irrep[] irreps = [.. group.Irreps.Take(count)];
        string all = string.Join(" + ", irreps.Select(i => i.Name));
        int gated = irreps.Count(i => !i.IsTrivial);
        Check(group, $$"""
            [Input("{{string.Join(" + ", irreps.Select(i => $"{(i.IsTrivial ? 2 + (2 * gated) : 2)}x{i.Name}"))}}", Per.Node)] public partial Feature A { get; }
            [Input("{{all}}", Per.Node)] public partial Feature B { get; }
            [TensorProduct(nameof(A), nameof(B), "{{string.Join(" + ", irreps.Select(i => $"2x{i.Name}"))}}"), Output] public partial Feature Connected { get; }
            [ChannelwiseTensorProduct(nameof(A), nameof(B), "{{all}}"), Output] public partial Feature Channelwise { get; }
            [FullTensorProduct(nameof(B), nameof(B), "{{all}}"), Output] public partial Feature Full { get; }
            [TensorSquare(nameof(B), "3x{{group.Trivial.Name}}"), Output] public partial Feature Square { get; }
            [TensorSquare(nameof(B), Filter = "{{all}}"), Output] public partial Feature Squares { get; }
            [Gate(nameof(A)), Output] public partial Feature Gated { get; }
            [NormActivation(nameof(A), Activation.Sigmoid), Output] public partial Feature Damped { get; }
            """);
    }

    /// <summary>Pieces that are no irreps of a compact group.</summary>
    [Theory]
    [InlineData("SO+(1,3)", "V", "3xS + V*V")]
    [InlineData("O(5)", "V", "3xS + V*V")]
    [InlineData("S_3", "regular", "2xregular")]
    public void NamedResults_CommuteWithTheGroup(string group, string piece, string result) => Check(Group.Parse(group).OrThrow(), $$"""
        [Input("2x{{piece}}", Per.Node)] public partial Feature A { get; }
        [Input("{{piece}}", Per.Node)] public partial Feature B { get; }
        [TensorProduct(nameof(A), nameof(B), "{{result}}"), Output] public partial Feature Y { get; }
        """);

    private static void Check(Group group, string members)
    {
        ModelProgram program = GeneratorHost.Lower($"using Intertwine;\n[EquivariantModel(\"{group.Name}\")]\npublic partial class Net\n{{\n{members}\n}}");
        var random = new Random(1);
        TestWorld world = TestWorld.Random(random, 1, 3, 1);
        var values = new Dictionary<string, double[]>();
        foreach (BorderSpec input in program.Inputs)
        {
            values[input.Name] = Numbers(random, 3 * input.Shape.Rows);
        }

        foreach (ParameterSpec parameter in program.Parameters)
        {
            values[parameter.Name] = Numbers(random, parameter.Shape.Rows);
        }

        GroupElement element = group.Random(random);
        Dictionary<string, double[]> outputs = Run(program, world, values);
        Dictionary<string, double[]> moved = Run(program, world, values.ToDictionary(v => v.Key, v => program.Inputs.FirstOrDefault(i => i.Name == v.Key) is { } input ? Act(group, element, input, v.Value) : v.Value));
        foreach (BorderSpec output in program.Outputs)
        {
            double[] expected = Act(group, element, output, outputs[output.Name]);
            double scale = Math.Max(1, expected.Max(Math.Abs));
            Assert.True(outputs[output.Name].Any(v => Math.Abs(v) > 1e-6), $"{output.Name} is 0");
            Assert.All(expected.Zip(moved[output.Name]), p => Assert.True(Math.Abs(p.First - p.Second) < 1e-9 * scale, $"{output.Name}: {p.First} and {p.Second}"));
        }
    }

    private static Dictionary<string, double[]> Run(ModelProgram program, TestWorld world, Dictionary<string, double[]> values)
    {
        double[][] results = ProgramInterpreter.Run(program.Evaluation, world, i => i is Instruction.Input input ? values[input.Name] : values[((Instruction.Parameter)i).Name]);
        return program.Evaluation.Outputs.ToDictionary(o => o.Name, o => results[o.Value]);
    }

    private static double[] Act(Group group, GroupElement element, BorderSpec border, double[] values)
    {
        Piece piece = RepresentationParser.Parse(group, border.Representation).OrThrow().Terms[0].Piece;
        Matrix matrix = piece.Represent(element);
        double[] result = new double[values.Length];
        for (int first = 0; first < values.Length; first += piece.Dimension)
        {
            for (int i = 0; i < piece.Dimension; i++)
            {
                for (int j = 0; j < piece.Dimension; j++)
                {
                    result[first + i] += matrix[i, j] * values[first + j];
                }
            }
        }

        return result;
    }

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
}
