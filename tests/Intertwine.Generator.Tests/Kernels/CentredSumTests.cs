using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Sums of deviations from a mean are known to be 0: a normalisation over the batch takes two passes back, and its derivatives of first and second order stay those of finite differences.</summary>
public sealed class CentredSumTests
{
    [Fact]
    public void Derivatives_AreThoseOfFiniteDifferences()
    {
        KernelProgram program = Normalization();
        Check(program);
        KernelProgram gradients = TestData.Differentiated(program);
        Check(new KernelProgram(
            gradients.Instructions.Select(i => i is Instruction.Input input ? input with { Name = input.Name.Replace(':', '_') } : i).ToEquatable(),
            gradients.Outputs.Select(o => o with { Name = o.Name.Replace(':', '_') }).ToEquatable()));
    }

    /// <summary>One loop for the sums of the cotangent, one for the gradient: neither the mean nor the variance is computed again, and the mean's adjoint waits for nothing.</summary>
    [Fact]
    public void BackwardPass_OfANormalization_PassesTwiceOverTheItems()
    {
        KernelProgram program = GeneratorHost.Lower("""
            using Intertwine;
            [EquivariantModel("SO(3)")]
            public partial class Net
            {
                [Input("4x1", Per.Node)] public partial Feature X { get; }
                [VectorLinear(nameof(X), 8)] public partial Feature Mixed { get; }
                [VectorBatchNorm(nameof(Mixed))] public partial Feature Normed { get; }
                [VectorRelu(nameof(Normed), Direction = nameof(X)), Output] public partial Feature Y { get; }
            }
            """).Training;
        LoopProgram backward = SimdProgram.Create(program, CancellationToken.None).BackwardByParameters;
        Assert.Equal(2, backward.Loops.Count(loop => loop.Domain == Domain.Nodes));
    }

    /// <summary>A sum over graphs of deviations from the mean of the batch does not vanish.</summary>
    [Fact]
    public void SumsOverOtherMaps_StayAsTheyAre()
    {
        var b = new ProgramBuilder();
        int x = b.Input("X", Domain.Nodes, new Shape(2, 1));
        var all = IndexMap.ToUnit(Domain.Nodes);
        IndexMap graphs = IndexMap.ToGraphs(Domain.Nodes);
        int centred = b.Subtract(x, b.Gather(b.ScatterMean(x, all), all));
        Assert.Equal(b.ScatterSum(centred, graphs), CentredSums.ScatterSum(b, centred, graphs));
        Assert.True(b.IsZero(CentredSums.ScatterSum(b, centred, all)));
        Assert.True(b.IsZero(CentredSums.ScatterSum(b, b.Multiply(centred, b.Gather(b.Parameter("u", new Shape(2, 1)), all)), all)));
        Assert.False(b.IsZero(CentredSums.ScatterSum(b, b.Multiply(centred, x), all)));
    }

    private static KernelProgram Normalization()
    {
        var b = new ProgramBuilder();
        int x = b.Input("X", Domain.Nodes, new Shape(3, 1));
        var map = IndexMap.ToUnit(Domain.Nodes);
        int centred = b.Subtract(x, b.Gather(b.ScatterMean(x, map), map));
        int variance = b.ScatterMean(b.Multiply(centred, centred), map);
        int slope = b.Multiply(b.Parameter("weight", new Shape(3, 1)), b.Apply(ScalarFunction.SafeReciprocalSqrt, b.Affine(variance, 1, 0.1)));
        b.Output("Y", b.AddBias(b.Multiply(centred, b.Gather(slope, map)), b.Parameter("bias", new Shape(3, 1))));
        return b.Build();
    }

    private static void Check(KernelProgram program)
    {
        var random = new Random(4);
        var data = new TestData(program, TestWorld.Random(random, 2, 6, 4), random);
        (_, Dictionary<string, double[]> gradients) = data.Expected();
        foreach ((string name, double[] gradient) in gradients)
        {
            double[] values = data[name];
            for (int k = 0; k < values.Length; k++)
            {
                const double Step = 1e-5;
                double x = values[k];
                values[k] = x + Step;
                double above = data.Loss();
                values[k] = x - Step;
                double below = data.Loss();
                values[k] = x;
                Assert.Equal((above - below) / (2 * Step), gradient[k], 1e-6 * (1 + Math.Abs(gradient[k])));
            }
        }
    }
}
