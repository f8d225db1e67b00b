using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Tests.Kernels;

namespace Intertwine.Generator.Tests;

/// <summary>Vector neurons of many groups: programs of declarations, interpreted in float64, commute with random elements, and their derivatives are those of finite differences, also at zero vectors.</summary>
public class VectorNeuronTests
{
    private const string Layers = """
        [VectorLinear(nameof(X), 4)] public partial Feature Linear { get; }
        [VectorRelu(nameof(X), Slope = 0.2), Output] public partial Feature Leaky { get; }
        [VectorRelu(nameof(X), Shared = true, Projection = VectorProjection.Clamped), Output] public partial Feature Shared { get; }
        [VectorRelu(nameof(Linear), Direction = nameof(X), Projection = VectorProjection.HalfNormalized), Output] public partial Feature Half { get; }
        [VectorBatchNorm(nameof(Linear))] public partial Feature Normed { get; }
        [VectorRelu(nameof(Normed), Direction = nameof(X)), Output] public partial Feature Whole { get; }
        [VectorLayerNorm(nameof(Linear)), Output] public partial Feature Layered { get; }
        [VectorLayerNorm(nameof(Linear), Bias = true, AddNormEpsilon = true), Output] public partial Feature Biased { get; }
        [InnerProducts(nameof(X), nameof(Linear)), Output] public partial Feature Products { get; }
        """;

    /// <summary>Groups with representations: rotations of the plane and of space, reflections, four dimensions, finite groups, forms that are positive but not the identity.</summary>
    public static TheoryData<string, string> Groups => new()
    {
        { "SO(2)", "2x1 + 3x2" },
        { "O(2)", "2x0o + 3x1" },
        { "SO(3)", "3x0 + 2x1 + 2x2" },
        { "O(3)", "2x1o + 2x1e" },
        { "SO(4)", "3xV" },
        { "D_4", "2x1" },
        { "S_4", "2x[3,1] + 2xV" },
        { "octahedral", "2xT1 + 2xE" },
        { "SU(2)", "2x1/2 + 2x1" },
        { "O(3)", "2xV*V" },
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public void Layers_CommuteWithTheGroup(string group, string representation)
    {
        ModelProgram program = Lower(group, $"{Input(representation)}\n{Layers}");
        CheckEquivariance(program, program.Training);
        CheckEquivariance(program, program.Evaluation);
    }

    [Theory]
    [InlineData("SO(3)", "2x1")]
    [InlineData("SE(3)", "2x1")]
    [InlineData("C_5", "1x1")]
    [InlineData("octahedral", "2xT1")]
    public void CompletedFrames_CommuteWithRotations(string group, string representation)
    {
        ModelProgram program = Lower(group, $$"""
            {{Input(representation)}}
            [Orthonormalize(nameof(X), Complete = true), Output] public partial Feature Frame { get; }
            """);
        CheckEquivariance(program, program.Evaluation);
        Assert.Equal(program.Outputs[0].Shape.Components, program.Outputs[0].Shape.Channels);
    }

    /// <summary>Vectors times vectors are pseudo-vectors where the group has reflections, and covectors where it is larger than rotations.</summary>
    [Theory]
    [InlineData("SO(3)", "3x1", "1", "3x1")]
    [InlineData("O(3)", "3x1o", "1o", "3x1e")]
    [InlineData("O(3)", "1x1o", "3x1e", "3x1o")]
    [InlineData("E(3)", "2x1e", "2x1e", "2x1e")]
    [InlineData("SL(3)", "2xV", "V", "2xV'")]
    [InlineData("T_d", "2xT2", "T2", "2xT1")]
    public void CrossProducts_HaveTheirRepresentation(string group, string left, string right, string result)
    {
        ModelProgram program = Lower(group, $$"""
            {{Input(left)}}
            [Input("{{right}}", Per.Node)] public partial Feature Other { get; }
            [CrossProduct(nameof(X), nameof(Other)), Output] public partial Feature Y { get; }
            """);
        Assert.Equal(Representation.Parse(Group.Parse(group).OrThrow(), result), program.Graph.Features[program.Graph.Outputs[0].Feature].Type);
        CheckEquivariance(program, program.Evaluation);
    }

    [Theory]
    [InlineData("SO(3)", "2x1", true)]
    [InlineData("O(3)", "2x1o + 0e", false)]
    [InlineData("D_4", "3x1", false)]
    public void EdgeFeatures_CommuteWithTheGroup(string group, string representation, bool cross)
    {
        ModelProgram program = Lower(group, $$"""
            [Graph] public partial EdgeSet Near { get; }
            {{Input(representation)}}
            [EdgeFeatures(nameof(X), Cross = {{(cross ? "true" : "false")}}), Output] public partial Feature Local { get; }
            """);
        CheckEquivariance(program, program.Evaluation);
        int channels = program.Inputs[0].Shape.Channels;
        Assert.Equal(channels * (cross ? 3 : 2), program.Outputs[0].Shape.Channels);
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Gradients_AreThoseOfFiniteDifferences(string group, string representation)
    {
        KernelProgram program = Lower(group, $"{Input(representation)}\n{Layers}").Training;
        var random = new Random(7);
        TestData data = Data(program, random);
        (_, Dictionary<string, double[]> gradients) = data.Expected(Differentiable);
        Assert.All(gradients, gradient => CheckDerivative(program, data, gradient.Key, gradient.Value, random));
    }

    [Theory]
    [InlineData("SO(3)", "2x1", true)]
    [InlineData("O(5)", "4xV", false)]
    public void GradientsOfFrames_AreThoseOfFiniteDifferences(string group, string representation, bool complete)
    {
        KernelProgram program = Lower(group, $$"""
            {{Input(representation)}}
            [Orthonormalize(nameof(X), Complete = {{(complete ? "true" : "false")}}), Output] public partial Feature Frame { get; }
            [CrossProduct(nameof(X), nameof(X)), Output] public partial Feature Y { get; }
            """.Replace("[CrossProduct", complete ? "[CrossProduct" : "//", StringComparison.Ordinal)).Training;
        var random = new Random(8);
        TestData data = Data(program, random);
        (_, Dictionary<string, double[]> gradients) = data.Expected();
        CheckDerivative(program, data, "X", gradients["X"], random);
    }

    /// <summary>Norms have no derivative at 0; there it is taken as 0, and nothing is divided by 0.</summary>
    [Fact]
    public void ZeroVectors_GiveFiniteValuesAndGradients()
    {
        KernelProgram program = Lower("SO(3)", $$"""
            {{Input("2x1")}}
            {{Layers}}
            [Orthonormalize(nameof(X), Complete = true), Output] public partial Feature Frame { get; }
            [VectorLinear(nameof(X), 2, ApproximateBias = 0.1), Output] public partial Feature Moved { get; }
            """).Training;
        foreach (bool weights in new[] { false, true })
        {
            TestData data = Data(program, new Random(3));
            Array.Clear(data["X"]);
            if (weights)
            {
                foreach (Instruction.Parameter parameter in program.Parameters)
                {
                    Array.Clear(data[parameter.Name]);
                }
            }

            (Dictionary<string, double[]> outputs, Dictionary<string, double[]> gradients) = data.Expected(Differentiable);
            Assert.All(outputs.Concat(gradients), value => Assert.All(value.Value, number => Assert.True(double.IsFinite(number), $"{value.Key}: {number}")));
            Assert.All(outputs["Whole"].Concat(outputs["Frame"]).Concat(outputs["Layered"]), number => Assert.Equal(0, number));
        }
    }

    /// <summary>The projection takes away what lies behind, and nothing else.</summary>
    [Fact]
    public void Rectifier_ProjectsOntoTheHalfSpaceInFrontOfTheDirection()
    {
        KernelProgram program = Lower("SO(3)", $$"""
            {{Input("4x1")}}
            [VectorLinear(nameof(X))] public partial Feature D { get; }
            [VectorRelu(nameof(X), Projection = VectorProjection.Clamped), Output] public partial Feature Y { get; }
            [Output(nameof(D))] public partial Feature Directions { get; }
            """).Evaluation;
        TestData data = Data(program, new Random(5));
        data["D.weight"].CopyTo(data["Y.weight"], 0);
        (Dictionary<string, double[]> outputs, _) = data.Expected();
        (double[] x, double[] d, double[] y) = (data["X"], outputs["Directions"], outputs["Y"]);
        int behind = 0;
        for (int first = 0; first < x.Length; first += 3)
        {
            double before = Dot(x, d, first);
            behind += before < 0 ? 1 : 0;
            Assert.Equal(Math.Max(before, 0), Dot(y, d, first), 1e-12);
            Assert.True(before < 0 || x.AsSpan(first, 3).SequenceEqual(y.AsSpan(first, 3)));
        }

        Assert.InRange(behind, 1, (x.Length / 3) - 1);
    }

    /// <summary>A turned input gives the turned output up to the length that the diagnostic states.</summary>
    [Theory]
    [InlineData("PerChannel", 0.02)]
    [InlineData("Uniform", 0.0346410161513775)]
    public void ApproximateBias_BreaksTheSymmetryByNoMoreThanItSays(string form, double bound)
    {
        string members = $"{Input("3x1")}\n[VectorLinear(nameof(X), 2, ApproximateBias = 0.01, BiasForm = VectorBias.{form}), Output] public partial Feature Y {{ get; }}";
        Assert.Equal(bound.ToString("0.###e+0", System.Globalization.CultureInfo.InvariantCulture), Assert.Single(GeneratorHost.Problems(Net("SO(3)", members))).Arguments[1]);
        ModelProgram program = Lower("SO(3)", members);
        double worst = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            (double[] expected, double[] moved) = Moved(program, program.Evaluation, new Random(seed))["Y"];
            for (int first = 0; first < expected.Length; first += 3)
            {
                double[] difference = [.. Enumerable.Range(first, 3).Select(k => expected[k] - moved[k])];
                worst = Math.Max(worst, Math.Sqrt(difference.Sum(v => v * v)));
            }
        }

        Assert.InRange(worst, bound / 10, bound);
    }

    private static double Dot(double[] left, double[] right, int first) => Enumerable.Range(first, 3).Sum(k => left[k] * right[k]);

    private static string Input(string representation) => $"[Input(\"{representation}\", Per.Node)] public partial Feature X {{ get; }}";

    private static string Net(string group, string members) => $"using Intertwine;\n[EquivariantModel(\"{group}\")]\npublic partial class Net\n{{\n{members}\n}}";

    private static ModelProgram Lower(string group, string members) => GeneratorHost.Lower(Net(group, members));

    private static bool Differentiable(string output) => !output.Contains(".batch_", StringComparison.Ordinal);

    private static TestData Data(KernelProgram program, Random random)
    {
        var data = new TestData(program, TestWorld.Random(random, 2, 5, 7), random);
        foreach (Instruction.Input input in program.Inputs.Where(i => i.Name.EndsWith("running_var", StringComparison.Ordinal)))
        {
            double[] variances = data[input.Name];
            for (int i = 0; i < variances.Length; i++)
            {
                variances[i] = 1 + variances[i];
            }
        }

        return data;
    }

    private static void CheckDerivative(KernelProgram program, TestData data, string name, double[] gradient, Random random)
    {
        const double Step = 1e-5;
        double[] values = data[name];
        double scale = 1 + Math.Abs(data.Loss());
        for (int trial = 0; trial < 3; trial++)
        {
            int k = random.Next(values.Length);
            double x = values[k];
            values[k] = x + Step;
            double above = Loss(program, data);
            values[k] = x - Step;
            double below = Loss(program, data);
            values[k] = x;
            double expected = (above - below) / (2 * Step);
            Assert.True(Math.Abs(gradient[k] - expected) < 1e-4 * scale * Math.Max(1, Math.Abs(expected)), $"Gradient by {name}[{k}] is {gradient[k]:g10}, expected {expected:g10}");
        }
    }

    /// <summary>Without the statistics of the batch, which have no cotangents.</summary>
    private static double Loss(KernelProgram program, TestData data) => program.Outputs.Any(o => !Differentiable(o.Name))
        ? data.Expected(Differentiable).Outputs.Where(o => Differentiable(o.Key)).Sum(o => o.Value.Zip(data.Cotangent(o.Key)).Sum(p => p.First * p.Second))
        : data.Loss();

    private static void CheckEquivariance(ModelProgram model, KernelProgram program)
    {
        foreach ((string name, (double[] expected, double[] moved)) in Moved(model, program, new Random(1)))
        {
            double scale = Math.Max(1, expected.Max(Math.Abs));
            Assert.True(moved.Any(v => Math.Abs(v) > 1e-6), $"{name} is 0");
            Assert.All(expected.Zip(moved), p => Assert.True(Math.Abs(p.First - p.Second) < 1e-9 * scale, $"{name}: {p.First} and {p.Second}"));
        }
    }

    /// <summary>Per output of the model the moved output, and the output of moved inputs.</summary>
    private static Dictionary<string, (double[] Expected, double[] Moved)> Moved(ModelProgram model, KernelProgram program, Random random)
    {
        Group group = model.Graph.Group;
        TestData data = Data(program, random);
        GroupElement element = group.Random(random);
        Dictionary<string, double[]> outputs = data.Expected(Differentiable).Outputs;
        foreach (BorderSpec input in model.Inputs)
        {
            Act(group, element, input, data[input.Name]).CopyTo(data[input.Name], 0);
        }

        Dictionary<string, double[]> moved = data.Expected(Differentiable).Outputs;
        return model.Outputs.ToDictionary(o => o.Name, o => (Act(group, element, o, outputs[o.Name]), moved[o.Name]));
    }

    private static double[] Act(Group group, GroupElement element, BorderSpec border, double[] values)
    {
        Piece piece = RepresentationParser.Parse(group, border.Representation).OrThrow().Terms[0].Piece;
        Matrix matrix = piece.Represent(element);
        double[] result = new double[values.Length];
        for (int first = 0; first < values.Length; first += piece.Dimension)
        {
            matrix.Apply(values[first..(first + piece.Dimension)]).CopyTo(result, first);
        }

        return result;
    }
}
