using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Two programs that between them meet every instruction and every schedule: one of small values, one of values too wide for a small cache or shared memory.</summary>
internal static class RichPrograms
{
    private static readonly IndexMap Source = new("source", Domain.Edges, Domain.Nodes);
    private static readonly IndexMap Target = new("target", Domain.Edges, Domain.Nodes);
    private static readonly IndexMap NodeGraph = new("nodeGraph", Domain.Nodes, Domain.Graphs);

    /// <summary>Every instruction and every scalar function, forward; the derivative adds those that only derivatives have.</summary>
    public static KernelProgram Small()
    {
        var b = new ProgramBuilder();
        int node = b.Input("node", Domain.Nodes, new Shape(5, 1));
        int vector = b.Input("vector", Domain.Nodes, new Shape(2, 3));
        int edge = b.Input("edge", Domain.Edges, new Shape(4, 1));
        int mask = b.Input("drop.mask", Domain.Nodes, new Shape(5, 1));

        // Every function, on arguments where it is smooth.
        int positive = b.Affine(b.Multiply(node, node), 1, 0.5);
        foreach (ScalarFunction function in Enum.GetValues<ScalarFunction>())
        {
            bool isSmooth = function is ScalarFunction.Exp or ScalarFunction.Sigmoid or ScalarFunction.Silu or ScalarFunction.Tanh or ScalarFunction.Softplus or ScalarFunction.Gelu or ScalarFunction.Erf or ScalarFunction.Sin or ScalarFunction.Cos;
            b.Output($"function.{function}", b.Apply(function, isSmooth ? b.Affine(node, 2, 0.25) : positive));
        }

        // Dropout, batch statistics, a bias, a product with a slice of a matrix.
        int dropped = b.Multiply(node, mask);
        IndexMap all = IndexMap.ToUnit(Domain.Nodes);
        int mean = b.ScatterMean(dropped, all);
        b.Output("norm.batch_mean", mean);
        int centred = b.Subtract(dropped, b.Gather(mean, all));
        int matrix = b.Parameter("w", new Shape(6, 8));
        int mixed = b.AddBias(b.Mix(b.Slice(matrix, 0, 6, 2, 5), centred), b.Parameter("b", new Shape(6, 1)));
        b.Output("mixed", mixed);

        // Arithmetic of parameters.
        int square = b.Apply(ScalarFunction.Tanh, b.Multiply(matrix, matrix));
        b.Output("again", b.Mix(b.SliceChannels(square, 1, 4), b.Concat(node, b.SliceChannels(mixed, 1, 3))));

        // Attention: a softmax over incoming edges, weighting vectors.
        int score = b.Add(b.Gather(b.SliceChannels(mixed, 0, 4), Source), edge);
        int exp = b.Apply(ScalarFunction.Exp, b.Subtract(score, b.Gather(b.StopGradient(b.SegmentMax(score, Target)), Target)));
        int total = b.Gather(b.Apply(ScalarFunction.Reciprocal, b.Clamp(b.ScatterSum(exp, Target), 0.5, double.PositiveInfinity)), Target);
        int weight = b.SliceChannels(b.Multiply(exp, total), 1, 2);
        int relative = b.Subtract(b.Gather(vector, Source), b.Gather(vector, Target));
        int cross = b.Contract(relative, b.Gather(vector, Target), Cross);
        int message = b.Multiply(b.Add(relative, cross), weight);
        int pooled = b.ScatterSum(message, Target);
        b.Output("pooled", pooled);

        // Attention that keeps no rows per edge: heads of one channel, and one head of all.
        int logits = b.PairProduct(vector, Target, b.Affine(vector, 0.5, 0.1), Source, 2);
        b.Output("attended", b.PairSum(b.Apply(ScalarFunction.Sigmoid, logits), vector, Source, Target));
        b.Output("sent", b.PairSum(b.PairProduct(vector, Source, pooled, Target, 1), node, Target, Source));

        // Norms, sums both ways, maps of components, reshapes and pads, means of graphs.
        int norm = b.Apply(ScalarFunction.Sqrt, b.Affine(b.SumComponents(b.Multiply(pooled, pooled)), 1, 0.1));
        b.Output("norm", b.SumChannels(b.Multiply(norm, pooled)));
        int mapped = b.MapComponents(pooled, new SparseTensor(2, 3, 1, new TensorEntry[] { new(0, 0, 0, 1), new(0, 2, 0, -0.5), new(1, 1, 0, Math.Sqrt(0.5)) }.ToEquatable()));
        b.Output("graph", b.ScatterMean(b.Reshape(b.Pad(mapped, 1, 1, new Shape(4, 3)), new Shape(12, 1)), NodeGraph));
        b.Output("flat", b.Slice(b.Reshape(mapped, new Shape(1, 4)), 0, 1, 1, 2));
        b.Output("degree", b.Count(Target));

        // Choices within segments: per entry, per channel, for all channels; placed back; seen by other items.
        b.Output("largest", b.SegmentLargest(edge, Target));
        int which = b.SegmentArgMax(b.SliceChannels(edge, 1, 2), Target);
        int picked = b.SegmentPick(message, which, Target);
        b.Output("picked", picked);
        b.Output("placed", b.SegmentPlace(b.Apply(ScalarFunction.Tanh, picked), which, Target));
        int one = b.SegmentArgMax(b.SliceChannels(edge, 3, 1), Source);
        b.Output("one", b.ScatterSum(b.SegmentPick(b.Gather(mixed, Target), one, Source), NodeGraph));
        b.Output("position", b.SegmentArgMax(vector, NodeGraph));
        return b.Build();
    }

    /// <summary>A layer of messages of many channels: matrices of more rows than a panel, values of more rows than shared memory holds, products of both orders.</summary>
    public static KernelProgram Wide()
    {
        var b = new ProgramBuilder();
        int node = b.Input("node", Domain.Nodes, new Shape(20, 1));
        int vector = b.Input("vector", Domain.Nodes, new Shape(24, 3));
        int hidden = b.Mix(b.Parameter("embedding", new Shape(70, 20)), node);
        int W(string name, int rows, int columns) => b.Parameter(name, new Shape(rows, columns));
        int relative = b.Subtract(b.Gather(vector, Source), b.Gather(vector, Target));
        int length = b.SumComponents(b.Multiply(relative, relative));
        int first = b.Apply(ScalarFunction.Silu, b.AddBias(
            b.Add(b.Add(b.Gather(b.Mix(W("source", 70, 70), hidden), Source), b.Gather(b.Mix(W("target", 70, 70), hidden), Target)), b.Mix(W("length", 70, 24), length)), W("bias", 70, 1)));
        int second = b.Apply(ScalarFunction.Silu, b.Mix(W("second", 66, 70), first));
        int gates = b.Apply(ScalarFunction.Tanh, b.Mix(W("gates", 24, 66), second));
        vector = b.Add(vector, b.Mix(W("vectors", 24, 24), b.ScatterSum(b.Multiply(relative, gates), Target)));
        hidden = b.Add(hidden, b.Mix(W("update", 70, 66), b.ScatterSum(second, Target)));
        b.Output("vector", vector);
        b.Output("energy", b.ScatterSum(b.Mix(b.Parameter("readout", new Shape(1, 70)), b.Apply(ScalarFunction.Silu, hidden)), NodeGraph));
        return b.Build();
    }

    private static SparseTensor Cross { get; } = new(3, 3, 3, new TensorEntry[]
    {
        new(0, 1, 2, 1), new(0, 2, 1, -1), new(1, 2, 0, 1), new(1, 0, 2, -1), new(2, 0, 1, 1), new(2, 1, 0, -1),
    }.ToEquatable());
}
