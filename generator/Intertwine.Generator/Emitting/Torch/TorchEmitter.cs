using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting;

/// <summary>
/// Writes a program as plain TorchSharp operations: the definition of the model, differentiable by autograd to any order, on any device. The program is the one that lowering gives, before any pass:
/// what the other backends are tested against shares nothing with their optimisations.
/// </summary>
internal static class TorchEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string Call = "global::Intertwine.Runtime.TorchCall";

    /// <summary>Writes the method <c>Reference</c> into the class body at hand.</summary>
    public static void Emit(IndentedWriter writer, KernelProgram training, KernelProgram evaluation)
    {
        writer.WriteLine("/// <inheritdoc/>");
        if (training.Equals(evaluation))
        {
            EmitMethod(writer, "protected override", "Reference", training);
            return;
        }

        writer.WriteLine($"protected override {Tensor}[] Reference({Call} call) => call.Training ? ReferenceTraining(call) : ReferenceEvaluation(call);");
        writer.WriteLine();
        EmitMethod(writer, "private static", "ReferenceTraining", training);
        writer.WriteLine();
        EmitMethod(writer, "private static", "ReferenceEvaluation", evaluation);
    }

    private static void EmitMethod(IndentedWriter writer, string modifiers, string name, KernelProgram program)
    {
        bool[] live = LiveInstructions.Of(program, program.Outputs.Select(o => o.Value));
        bool[] used = UsedInputs(program, live);
        var text = new TorchExpressions(program);
        using (writer.Block($"{modifiers} {Tensor}[] {name}({Call} call)", string.Empty))
        {
            int input = 0;
            int parameter = 0;
            for (int id = 0; id < live.Length; id++)
            {
                string? value = program[id] switch
                {
                    Instruction.Input => $"call.Input({input++})",
                    Instruction.Parameter => $"call.Parameter({parameter++})",
                    Instruction.Nearest => null,
                    _ => live[id] ? text.Of(id) : null,
                };
                if (live[id] && program[id] is Instruction.Nearest nearest)
                {
                    writer.WriteLine($"call.Nearest({text.Item(nearest.Source)}, {nearest.Origin.Number}, {(nearest.Origin.IncludeSelf ? "true" : "false")}, \"{nearest.Domain}\");");
                }
                else if (value is not null && used[id])
                {
                    string label = program[id] switch
                    {
                        Instruction.Input i => $"  // {i.Name} [{i.Domain}, {i.Shape.Channels}, {i.Shape.Components}]",
                        Instruction.Parameter p => $"  // {p.Name} [{p.Shape.Channels}, {p.Shape.Components}]",
                        Instruction i => $"  // [{i.Domain}, {i.Shape.Channels}, {i.Shape.Components}]",
                    };
                    writer.WriteLine($"{Tensor} v{id} = {value};{label}");
                }
            }

            writer.WriteLine($"return [{string.Join(", ", program.Outputs.Select(o => text.Item(o.Value)))}];");
        }
    }

    /// <summary>Inputs and parameters count as live always; written are only those that something reads.</summary>
    private static bool[] UsedInputs(KernelProgram program, bool[] live)
    {
        bool[] used = new bool[live.Length];
        foreach (ProgramOutput output in program.Outputs)
        {
            used[output.Value] = true;
        }

        for (int id = 0; id < live.Length; id++)
        {
            if (live[id])
            {
                foreach (int operand in program[id].Operands)
                {
                    used[operand] = true;
                }
            }
        }

        return used;
    }
}

/// <summary>One instruction as one TorchSharp expression. Values are <c>[items, channels, components]</c>, parameters <c>[channels, components]</c>.</summary>
internal sealed class TorchExpressions(KernelProgram program)
{
    private const string Torch = "global::TorchSharp.torch";
    private const string Call = "global::Intertwine.Runtime.TorchCall";

    /// <summary>A value as <c>[items, channels, components]</c>.</summary>
    public string Item(int id) => program[id] is Instruction.Parameter ? $"v{id}.unsqueeze(0)" : $"v{id}";

    public string Of(int id)
    {
        switch (program[id])
        {
            case Instruction.Constant i:
                return $"call.Constant({Number(i.Value)}, \"{i.Domain}\", {i.Shape.Channels}, {i.Shape.Components})";
            case Instruction.Count { Map.IsToUnit: true } i:
                return $"call.CountOf(\"{i.Map.From}\")";
            case Instruction.Count i:
                return $"call.Degree(\"{i.Map}\")";
            case Instruction.Gather { Map.IsToUnit: true } i:
                return $"{Item(i.Source)}.expand(call.Count(\"{i.Domain}\"), -1, -1)";
            case Instruction.Gather i:
                return $"call.Gather({Item(i.Source)}, \"{i.Map}\")";
            case Instruction.ScatterSum { Map.IsToUnit: true } i:
                return $"{Item(i.Source)}.sum(0, keepdim: true)";
            case Instruction.ScatterSum i:
                return $"call.ScatterSum({Item(i.Source)}, \"{i.Map}\")";
            case Instruction.SegmentMax { Map.IsToUnit: true } i:
                return $"{Item(i.Source)}.detach().amax([0], keepdim: true)";
            case Instruction.SegmentMax i:
                return $"call.SegmentMax({Item(i.Source)}, \"{i.Map}\")";
            case Instruction.SegmentArgMax i:
                return $"call.SegmentArgMax({Item(i.Source)}, \"{i.Map}\")";
            case Instruction.SegmentPick i:
                return $"call.SegmentPick({Item(i.Source)}, {Item(i.Which)}, \"{i.Map}\")";
            case Instruction.SegmentPlace i:
                return $"call.SegmentPlace({Item(i.Source)}, {Item(i.Which)}, \"{i.Map}\")";
            case Instruction.Regroup i:
                return $"{Item(i.Source)}.reshape(call.Count(\"{i.Domain}\"), {i.Shape.Channels}, {i.Shape.Components})";
            case Instruction.PairProduct i:
                return $"call.PairProduct({Item(i.Left)}, \"{i.LeftMap}\", {Item(i.Right)}, \"{i.RightMap}\", {i.Shape.Channels})";
            case Instruction.PairSum i:
                return $"call.PairSum({Item(i.Weights)}, {Item(i.Source)}, \"{i.From}\", \"{i.To}\")";
            case Instruction.Mix i:
                return Mix(i);
            case Instruction.OuterSum i:
                return $"{Torch}.einsum(\"nod,nid->oi\", {Item(i.Left)}, {Item(i.Right)}).unsqueeze(0)";
            case Instruction.Contract i:
                return Stack(i.Tensor, (e) => $"{Component(i.Left, e.Left)} * {Component(i.Right, e.Right)}", $"({Item(i.Left)}.narrow(-1, 0, 1) * {Item(i.Right)}.narrow(-1, 0, 1)).squeeze(-1)");
            case Instruction.MapComponents i:
                return Stack(i.Tensor, (e) => Component(i.Source, e.Left), Component(i.Source, 0));
            case Instruction.Apply i:
                return Function(i.Function, Item(i.Source));
            case Instruction.Affine i:
                return (i.Factor, i.Shift) switch
                {
                    (-1, 0) => $"-{Item(i.Source)}",
                    (1, _) => $"{Item(i.Source)} + {Number(i.Shift)}",
                    (_, 0) => $"{Item(i.Source)} * {Number(i.Factor)}",
                    _ => $"({Item(i.Source)} * {Number(i.Factor)}) + {Number(i.Shift)}",
                };
            case Instruction.Clamp i:
                return $"{Item(i.Source)}.clamp({Bound(i.Low)}, {Bound(i.High)})";
            case Instruction.Add i:
                return $"{Item(i.Left)} + {Item(i.Right)}";
            case Instruction.Multiply i:
                return $"{Item(i.Left)} * {Item(i.Right)}";
            case Instruction.Sum i:
                return Sum(i);
            case Instruction.Broadcast i:
                return $"{Item(i.Source)}.expand(-1, {i.Shape.Channels}, {i.Shape.Components})";
            case Instruction.Concat i:
                return $"{Torch}.cat([{string.Join(", ", i.Sources.Select(Item))}], 1)";
            case Instruction.Slice i:
                return Slice(i);
            case Instruction.Pad i:
                Shape x = program[i.Source].Shape;
                return $"{Torch}.nn.functional.pad({Item(i.Source)}, [{i.FirstComponent}, {i.Shape.Components - i.FirstComponent - x.Components}, {i.FirstChannel}, {i.Shape.Channels - i.FirstChannel - x.Channels}])";
            case Instruction.Reshape i:
                return $"{Item(i.Source)}.reshape(call.Count(\"{i.Domain}\"), {i.Shape.Channels}, {i.Shape.Components})";
            case Instruction.StopGradient i:
                return $"{Item(i.Source)}.detach()";
            default:
                throw new InvalidOperationException($"{program[id].GetType().Name} has no TorchSharp form.");
        }
    }

    private static string Number(double value) => IndentedWriter.Literal(value);

    private static string Bound(double value) => double.IsInfinity(value) ? "null" : Number(value);

    private string Component(int id, int component) => $"{Item(id)}.select(-1, {component})";

    private string Mix(Instruction.Mix i)
    {
        string matrix = program[i.Matrix] is Instruction.Parameter ? $"v{i.Matrix}" : $"v{i.Matrix}.squeeze(0)";
        return i.Shape.Components == 1 && !i.Domain.IsUnit
            ? $"{Item(i.Source)}.squeeze(-1).matmul({matrix}{(i.Transpose ? string.Empty : ".t()")}).unsqueeze(-1)"
            : $"{Torch}.matmul({matrix}{(i.Transpose ? ".t()" : string.Empty)}, {Item(i.Source)})";
    }

    private string Sum(Instruction.Sum i)
    {
        Shape x = program[i.Source].Shape;
        string axes = (i.Shape.Channels < x.Channels, i.Shape.Components < x.Components) switch
        {
            (true, true) => "[1, 2]",
            (true, false) => "[1]",
            _ => "[2]",
        };
        return $"{Item(i.Source)}.sum({axes}, keepdim: true)";
    }

    private string Slice(Instruction.Slice i)
    {
        Shape x = program[i.Source].Shape;
        string text = Item(i.Source);
        if (i.Shape.Channels < x.Channels)
        {
            text += $".narrow(1, {i.FirstChannel}, {i.Shape.Channels})";
        }

        return i.Shape.Components < x.Components ? text + $".narrow(2, {i.FirstComponent}, {i.Shape.Components})" : text;
    }

    /// <summary>Component by component the sum of its terms, times their coefficients.</summary>
    private static string Stack(SparseTensor tensor, Func<TensorEntry, string> term, string like)
    {
        ILookup<int, TensorEntry> entries = tensor.Entries.ToLookup(e => e.Out);
        IEnumerable<string> components = Enumerable.Range(0, tensor.Out).Select(c => entries.Contains(c)
            ? string.Join(" + ", entries[c].Select(e => e.Value == 1 ? term(e) : $"({Number(e.Value)} * {term(e)})"))
            : $"{like} * 0.0");
        return $"{Torch}.stack([{string.Join(", ", components)}], -1)";
    }

    private static string Function(ScalarFunction function, string x) => function switch
    {
        ScalarFunction.Exp => $"{x}.exp()",
        ScalarFunction.Log => $"{x}.log()",
        ScalarFunction.Sqrt => $"{Call}.SafeSqrt({x})",
        ScalarFunction.Reciprocal => $"{x}.reciprocal()",
        ScalarFunction.SafeReciprocalSqrt => $"{Call}.SafeReciprocalSqrt({x})",
        ScalarFunction.Sigmoid => $"{x}.sigmoid()",
        ScalarFunction.Silu => $"{Torch}.nn.functional.silu({x})",
        ScalarFunction.Tanh => $"{x}.tanh()",
        ScalarFunction.Relu => $"{x}.relu()",
        ScalarFunction.Step => $"{x}.gt(0).to({x}.dtype)",
        ScalarFunction.Abs => $"{x}.abs()",
        ScalarFunction.Sign => $"{x}.sign()",
        ScalarFunction.Softplus => $"{Torch}.nn.functional.softplus({x})",
        ScalarFunction.Gelu => $"{Torch}.nn.functional.gelu({x})",
        ScalarFunction.Erf => $"{x}.erf()",
        ScalarFunction.Sin => $"{x}.sin()",
        ScalarFunction.Cos => $"{x}.cos()",
        _ => throw new InvalidOperationException($"{function} has no TorchSharp form."),
    };
}
