namespace Intertwine.Generator.Kernels;

/// <summary>
/// Reverse-mode differentiation on the program itself: given cotangents of some values, writes the gradients of sum(value * cotangent) by other values as further instructions of the same kind.
/// Because the result is an ordinary program, applying it twice gives second derivatives.
/// </summary>
internal sealed class ReverseMode
{
    private readonly ProgramBuilder _b;
    private readonly bool[] _active;
    private readonly List<int>?[] _adjoints;

    private ReverseMode(ProgramBuilder builder, bool[] active)
    {
        _b = builder;
        _active = active;
        _adjoints = new List<int>?[active.Length];
    }

    /// <summary>Appends the gradients to <paramref name="builder"/>.</summary>
    /// <param name="builder">Holds the program to differentiate.</param>
    /// <param name="seeds">Values of the program and their cotangents (same domain and shape).</param>
    /// <param name="targets">Values to differentiate by.</param>
    /// <returns>For each target its gradient, of the target's domain and shape; a zero constant where no seed depends on it.</returns>
    public static int[] Differentiate(ProgramBuilder builder, IReadOnlyList<(int Value, int Cotangent)> seeds, IReadOnlyList<int> targets)
    {
        var mode = new ReverseMode(builder, Dependents(builder, targets));
        foreach ((int value, int cotangent) in seeds)
        {
            mode.Accumulate(value, cotangent);
        }

        for (int id = mode._active.Length - 1; id >= 0; id--)
        {
            if (mode._active[id] && mode._adjoints[id] is { } terms)
            {
                mode.Propagate(id, AdjointSum.Of(builder, terms));
            }
        }

        return [.. targets.Select(t => mode._adjoints[t] is { } terms ? AdjointSum.Of(builder, terms) : builder.Constant(0, builder[t].Domain, builder[t].Shape))];
    }

    /// <summary>Which values depend on a target, so that their adjoints matter.</summary>
    private static bool[] Dependents(ProgramBuilder builder, IReadOnlyList<int> targets)
    {
        bool[] active = new bool[builder.Length];
        foreach (int target in targets)
        {
            active[target] = true;
        }

        for (int id = 0; id < active.Length; id++)
        {
            foreach (int operand in builder[id].Operands)
            {
                active[id] |= active[operand];
            }
        }

        return active;
    }

    private void Accumulate(int value, int gradient)
    {
        if (_active[value])
        {
            (_adjoints[value] ??= []).Add(gradient);
        }
    }

    /// <summary>Adds what <paramref name="y"/>, the adjoint of instruction <paramref name="id"/>, contributes to the adjoints of its operands.</summary>
    private void Propagate(int id, int y)
    {
        switch (_b[id])
        {
            case Instruction.Gather i:
                Accumulate(i.Source, CentredSums.ScatterSum(_b, y, i.Map));
                break;
            case Instruction.ScatterSum i:
                Accumulate(i.Source, _b.Gather(y, i.Map));
                break;
            case Instruction.SegmentPick i:
                Accumulate(i.Source, _b.SegmentPlace(y, i.Which, i.Map));
                break;
            case Instruction.SegmentPlace i:
                Accumulate(i.Source, _b.SegmentPick(y, i.Which, i.Map));
                break;
            case Instruction.Regroup i:
                Accumulate(i.Source, _b.Regroup(y, _b[i.Source].Domain, _b[i.Source].Shape));
                break;
            case Instruction.PairProduct i:
                if (_active[i.Left])
                {
                    Accumulate(i.Left, _b.PairSum(y, i.Right, i.RightMap, i.LeftMap));
                }

                if (_active[i.Right])
                {
                    Accumulate(i.Right, _b.PairSum(y, i.Left, i.LeftMap, i.RightMap));
                }

                break;
            case Instruction.PairSum i:
                if (_active[i.Weights])
                {
                    Accumulate(i.Weights, _b.PairProduct(y, i.To, i.Source, i.From, _b[i.Weights].Shape.Channels));
                }

                if (_active[i.Source])
                {
                    Accumulate(i.Source, _b.PairSum(i.Weights, y, i.To, i.From));
                }

                break;
            case Instruction.Mix i:
                if (_active[i.Source])
                {
                    Accumulate(i.Source, _b.Mix(i.Matrix, y, !i.Transpose));
                }

                if (_active[i.Matrix])
                {
                    Accumulate(i.Matrix, i.Transpose ? _b.OuterSum(i.Source, y) : _b.OuterSum(y, i.Source));
                }

                break;
            case Instruction.OuterSum i:
                // M[o,i] = sum a[o] b[i]: the adjoint of a is M' b, that of b is M'^T a.
                if (_active[i.Left])
                {
                    Accumulate(i.Left, _b.Mix(y, i.Right));
                }

                if (_active[i.Right])
                {
                    Accumulate(i.Right, _b.Mix(y, i.Left, transpose: true));
                }

                break;
            case Instruction.Contract i:
                if (_active[i.Left])
                {
                    Accumulate(i.Left, _b.SumTo(_b.Contract(y, i.Right, i.Tensor.SwapOutLeft()), _b[i.Left].Shape));
                }

                if (_active[i.Right])
                {
                    Accumulate(i.Right, _b.SumTo(_b.Contract(y, i.Left, i.Tensor.SwapArguments().SwapOutLeft()), _b[i.Right].Shape));
                }

                break;
            case Instruction.MapComponents i:
                Accumulate(i.Source, _b.MapComponents(y, i.Tensor.SwapOutLeft()));
                break;
            case Instruction.Apply i:
                if (ScalarDerivatives.Of(_b, i.Function, i.Source, id) is int derivative)
                {
                    Accumulate(i.Source, _b.Multiply(y, derivative));
                }

                break;
            case Instruction.Affine i:
                Accumulate(i.Source, _b.Affine(y, i.Factor));
                break;
            case Instruction.Clamp i:
                Accumulate(i.Source, _b.Multiply(y, Inside(i)));
                break;
            case Instruction.Add i:
                Accumulate(i.Left, _b.SumTo(y, _b[i.Left].Shape));
                Accumulate(i.Right, _b.SumTo(y, _b[i.Right].Shape));
                break;
            case Instruction.Multiply i:
                if (_active[i.Left])
                {
                    Accumulate(i.Left, _b.SumTo(_b.Multiply(y, i.Right), _b[i.Left].Shape));
                }

                if (_active[i.Right])
                {
                    Accumulate(i.Right, _b.SumTo(_b.Multiply(y, i.Left), _b[i.Right].Shape));
                }

                break;
            case Instruction.Sum i:
                Accumulate(i.Source, _b.BroadcastTo(y, _b[i.Source].Shape));
                break;
            case Instruction.Broadcast i:
                Accumulate(i.Source, _b.SumTo(y, _b[i.Source].Shape));
                break;
            case Instruction.Concat i:
                int first = 0;
                foreach (int source in i.Sources)
                {
                    int channels = _b[source].Shape.Channels;
                    if (_active[source])
                    {
                        Accumulate(source, _b.SliceChannels(y, first, channels));
                    }

                    first += channels;
                }

                break;
            case Instruction.Slice i:
                Accumulate(i.Source, _b.Pad(y, i.FirstChannel, i.FirstComponent, _b[i.Source].Shape));
                break;
            case Instruction.Pad i:
                Accumulate(i.Source, _b.Slice(y, i.FirstChannel, _b[i.Source].Shape.Channels, i.FirstComponent, _b[i.Source].Shape.Components));
                break;
            case Instruction.Reshape i:
                Accumulate(i.Source, _b.Reshape(y, _b[i.Source].Shape));
                break;
            case Instruction.Variable i:
                Accumulate(i.Source, y);
                break;
            case Instruction.Input or Instruction.Parameter or Instruction.Constant or Instruction.Count or Instruction.Nearest or Instruction.StopGradient or Instruction.SegmentMax or Instruction.SegmentArgMax:
                // Constants under differentiation, by definition of these instructions.
                break;
            default:
                throw new InvalidOperationException($"The adjoint of {_b[id].GetType().Name} is not defined.");
        }
    }

    /// <summary>1 inside the bounds, 0 outside.</summary>
    private int Inside(Instruction.Clamp clamp)
    {
        int inside = _b.Constant(1, clamp.Domain, clamp.Shape);
        if (!double.IsInfinity(clamp.Low))
        {
            inside = _b.Multiply(inside, _b.Apply(ScalarFunction.Step, _b.Affine(clamp.Source, 1, -clamp.Low)));
        }

        return double.IsInfinity(clamp.High)
            ? inside
            : _b.Multiply(inside, _b.Apply(ScalarFunction.Step, _b.Affine(clamp.Source, -1, clamp.High)));
    }
}
