using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Products of matrices and vectors: (x y)[.., n, m] = sum_k x[.., n, k] y[.., k, m], and the sums dot, inner, outer, tensordot. All are contractions (<see cref="Contraction"/>): weights on a free axis mix channels, two
/// equal orthogonal representations give invariants (the logits of attention), a matrix on the axis of components must commute with the group.
/// </summary>
internal sealed class MatrixProductRule : IOperationRule
{
    public IEnumerable<string> Names =>
    [
        "matmul", "mm", "bmm", "mv", "dot", "vdot", "vecdot", "inner", "outer", "ger", "tensordot", "chain_matmul", "multi_dot", "baddbmm", "addmm", "addbmm", "addmv", "addr",
    ];

    public AbstractValue? Apply(OperationCall call) => call.Name switch
    {
        "chain_matmul" or "multi_dot" => call.Tensors("this", "matrices", "tensors") is { } factors ? Chain(call, factors) : null,
        // TorchSharp 0.107 gives z + x y for x.baddbmm(y, z), where x + y z is meant.
        "baddbmm" => call.Arguments.All(argument => argument.Value is not TensorValue { Type.IsInvariant: false }) ? null : new UnknownValue("'baddbmm', whose factors are not taken in the order of their names"),
        "addmm" or "addbmm" or "addmv" or "addr" => Add(call),
        _ => call.First is TensorValue left && call.Tensor("target", "other", "batch2", "vec2", "b", "y", "mat2") is { } right ? Product(call, left, right) : null,
    };

    private static AbstractValue? Product(OperationCall call, TensorValue left, TensorValue right) => call.Name switch
    {
        "dot" or "vdot" or "vecdot" => Dot(call, left, right),
        "inner" => left.Type.Rank is { } rank && right.Type.Rank is { } other && rank > 0 && other > 0
            ? Sum(call, left, right, [.. Range(0, rank - 1), -1], [.. Range(100, other - 1), -1], [.. Range(0, rank - 1), .. Range(100, other - 1)])
            : null,
        "outer" or "ger" => Sum(call, left, right, [1], [2], [1, 2]),
        "tensordot" => Tensordot(call, left, right),
        "mv" => Multiply(call, left, right with { Type = right.Type with { Rank = 1 } }),
        _ => Multiply(call, left, right),
    };

    /// <summary>The product as <c>matmul</c> forms it. A tensor whose rank is not known has rows and columns.</summary>
    public static AbstractValue? Multiply(OperationCall call, TensorValue left, TensorValue right)
    {
        bool isLeftVector = left.Type.Rank == 1, isRightVector = right.Type.Rank == 1;
        if (left.Type.Rank == 0 || right.Type.Rank == 0)
        {
            return null;
        }

        int leftBatch = Batch(left.Type), rightBatch = Batch(right.Type), batch = Math.Max(leftBatch, rightBatch);
        int[] leftLabels = isLeftVector ? ['k'] : [.. BatchLabels(leftBatch), 'n', 'k'];
        int[] rightLabels = isRightVector ? ['k'] : [.. BatchLabels(rightBatch), 'k', 'm'];
        int[] output = [.. BatchLabels(batch), .. isLeftVector ? (int[])[] : ['n'], .. isRightVector ? (int[])[] : ['m']];
        return new Contraction(call, [new ContractionOperand(left, leftLabels), new ContractionOperand(right, rightLabels)], output, "the last axis of the first with the last but one of the second")
        {
            IsOpen = true,
            IsMatrixProduct = true,
            Text = label => label == 'k' ? "the contraction" : label == 'n' ? "the axis of rows" : label == 'm' ? "the axis of columns" : $"axis {label - 2}",
        }.Apply();

        static int Batch(TensorType type) => Math.Max(0, (type.Rank ?? type.Axes.Count) - 2);

        static IEnumerable<int> BatchLabels(int count) => Enumerable.Range(-count, count);
    }

    private static AbstractValue? Dot(OperationCall call, TensorValue left, TensorValue right)
    {
        if (call.Name != "vecdot")
        {
            return Sum(call, left, right, [1], [1], []);
        }

        // Along one axis of both, all others broadcast.
        if (call.Axis(left.Type, -1, "dim") is not { } axis || axis == CallReading.Items)
        {
            return null;
        }

        int leftCount = Math.Max(left.Type.Rank ?? left.Type.Axes.Count, -axis), rightCount = Math.Max(right.Type.Rank ?? right.Type.Axes.Count, -axis);
        return Sum(call, left, right, [.. Range(-leftCount, leftCount)], [.. Range(-rightCount, rightCount)], [.. Range(-Math.Max(leftCount, rightCount), Math.Max(leftCount, rightCount)).Where(label => label != axis)], isOpen: true);
    }

    private static AbstractValue? Tensordot(OperationCall call, TensorValue left, TensorValue right)
    {
        if (left.Type.Rank is not { } leftRank || right.Type.Rank is not { } rightRank)
        {
            return null;
        }

        int[] a, b;
        if (call.Has("dims1"))
        {
            if (call.Integers("dims1") is not { } first || call.Integers("dims2") is not { } second || first.Count != second.Count)
            {
                return null;
            }

            a = [.. first.Select(axis => (int)(axis < 0 ? axis + leftRank : axis))];
            b = [.. second.Select(axis => (int)(axis < 0 ? axis + rightRank : axis))];
        }
        else if (call.Integer(2, "dims") is { } count and >= 0 && call.Value("dims") is null or NumberValue && count <= leftRank && count <= rightRank)
        {
            a = [.. Range(leftRank - (int)count, (int)count)];
            b = [.. Range(0, (int)count)];
        }
        else
        {
            return null;
        }

        if (a.Any(axis => axis < 0 || axis >= leftRank) || b.Any(axis => axis < 0 || axis >= rightRank))
        {
            return null;
        }

        int[] leftLabels = [.. Range(0, leftRank)], rightLabels = [.. Range(100, rightRank)];
        for (int i = 0; i < a.Length; i++)
        {
            rightLabels[b[i]] = leftLabels[a[i]];
        }

        return Sum(call, left, right, leftLabels, rightLabels, [.. leftLabels.Except(a.Select(axis => axis)), .. rightLabels.Where(label => label >= 100)]);
    }

    private static AbstractValue? Chain(OperationCall call, IReadOnlyList<TensorValue> factors)
    {
        AbstractValue? product = factors[0];
        foreach (TensorValue factor in factors.Skip(1))
        {
            product = product is TensorValue left ? Multiply(call, left, factor) : product;
        }

        return product;
    }

    /// <summary>beta x + alpha (y z), with a rule of its own for the sum.</summary>
    private static AbstractValue? Add(OperationCall call)
    {
        if (call.Tensor("batch1", "mat1", "mat", "vec1") is not { } left || call.Tensor("batch2", "mat2", "vec", "vec2") is not { } right || call.Name == "addbmm")
        {
            return null;
        }

        bool isVector = call.Name == "addmv";
        AbstractValue? product = call.Name == "addr" ? Sum(call, left, right, [1], [2], [1, 2]) : Multiply(call, left, isVector ? right with { Type = right.Type with { Rank = 1 } } : right);
        return product switch
        {
            null or UnknownValue => product,
            _ when call.First is TensorValue { Type.IsZero: true } => product,
            _ => call.Apply("add", call.Arguments[0], new OperationArgument("other", product, call.Operation)),
        };
    }

    private static AbstractValue? Sum(OperationCall call, TensorValue left, TensorValue right, int[] leftLabels, int[] rightLabels, int[] output, bool isOpen = false) =>
        Fits(left.Type, leftLabels) && Fits(right.Type, rightLabels)
            ? new Contraction(call, [new ContractionOperand(left, leftLabels), new ContractionOperand(right, rightLabels)], output, "its axes")
            {
                IsOpen = isOpen,
                Text = label => "the contraction",
            }.Apply()
            : null;

    private static bool Fits(TensorType type, int[] labels) => type.Axes.Count <= labels.Length && (type.Rank is not { } rank || rank <= labels.Length);

    private static IEnumerable<int> Range(int start, int count) => Enumerable.Range(start, count);
}
