namespace Intertwine.Generator.Kernels;

/// <summary>
/// A program together with its derivative, split at the end of the forward pass.
/// </summary>
/// <param name="Forward">Outputs of the model, then the saved values as outputs named <see cref="SavedPrefix"/> + number.</param>
/// <param name="Backward">Inputs: those of the model, the saved values, and <see cref="CotangentPrefix"/> + output name. Outputs: <see cref="GradientPrefix"/> + name of every parameter, and of every
/// input that can have a gradient.</param>
/// <param name="Differentiable">Names of the outputs that have cotangents.</param>
internal sealed record TrainingPlan(KernelProgram Forward, KernelProgram Backward, EquatableArray<string> Differentiable)
{
    public const string SavedPrefix = "saved:";
    public const string CotangentPrefix = "cotangent:";
    public const string GradientPrefix = "gradient:";

    /// <summary>Differentiates an optimised forward program, chooses what the forward pass saves, and splits.</summary>
    /// <param name="program">The forward program.</param>
    /// <param name="isDifferentiableOutput">False for outputs that only report (batch statistics).</param>
    /// <param name="isDifferentiableInput">False for masks and buffers.</param>
    public static TrainingPlan Create(KernelProgram program, Func<string, bool> isDifferentiableOutput, Func<Instruction.Input, bool> isDifferentiableInput)
    {
        var b = new ProgramBuilder(4 * program.Instructions.Count);
        foreach (Instruction instruction in program.Instructions)
        {
            b.Emit(instruction);
        }

        int forwardLength = b.Length;
        ProgramOutput[] differentiable = [.. program.Outputs.Where(o => isDifferentiableOutput(o.Name))];
        var seeds = differentiable
            .Select(o => (o.Value, b.Input(CotangentPrefix + o.Name, b[o.Value].Domain, b[o.Value].Shape)))
            .ToList();
        var targets = new List<(string Name, int Value)>();
        for (int id = 0; id < forwardLength; id++)
        {
            switch (b[id])
            {
                case Instruction.Parameter p:
                    targets.Add((p.Name, id));
                    break;
                case Instruction.Input i when isDifferentiableInput(i):
                    targets.Add((i.Name, id));
                    break;
            }
        }

        int[] gradients = ReverseMode.Differentiate(b, seeds, [.. targets.Select(t => t.Value)]);
        foreach (ProgramOutput output in program.Outputs)
        {
            b.Output(output.Name, output.Value);
        }

        KernelProgram joint = b.Build();
        int[] saved = SavedValues(joint, program, gradients);
        return new TrainingPlan(
            ForwardPart(program, saved),
            BackwardPart(joint, saved, [.. targets.Select((t, k) => new ProgramOutput(GradientPrefix + t.Name, gradients[k]))]),
            differentiable.Select(o => o.Name).ToEquatable());
    }

    /// <summary>
    /// Forward values that the backward pass reads from memory; everything else that it needs it recomputes from these. Sums of products (what a linear layer gives before its
    /// activation) are saved: they are dear to recompute. Pointwise functions are recomputed.
    /// </summary>
    private static int[] SavedValues(KernelProgram joint, KernelProgram forward, int[] gradients)
    {
        int forwardLength = forward.Instructions.Count;
        bool[] forwardLive = LiveInstructions.Of(forward);
        var gathered = new HashSet<int>(RemoteOperands.Of(forward));
        bool[] needed = new bool[joint.Instructions.Count];
        foreach (int gradient in gradients)
        {
            needed[gradient] = true;
        }

        var saved = new List<int>();
        for (int id = needed.Length - 1; id >= 0; id--)
        {
            if (!needed[id])
            {
                continue;
            }

            if (id < forwardLength)
            {
                if (forwardLive[id] && IsSaved(joint, id, gathered))
                {
                    saved.Add(id);
                    continue;
                }
            }
            else
            {
                gathered.UnionWith(RemoteOperands.Of(joint, id));
            }

            foreach (int operand in joint[id].Operands)
            {
                needed[operand] = true;
            }
        }

        saved.Reverse();
        return [.. saved];
    }

    /// <summary>What other items read lies in memory in any case, and the backward pass may read it there; unless it is only a few pointwise steps away from what is saved.</summary>
    private static bool IsSaved(KernelProgram joint, int id, HashSet<int> gathered) =>
        joint[id] is not (Instruction.Input or Instruction.Parameter or Instruction.Constant) && (!joint[id].Domain.IsUnit || IsReduction(joint[id]))
        && (Recomputation.IsWorthKeeping(joint, id) || (gathered.Contains(id) && !Recomputation.IsNearby(joint, id)));

    /// <summary>A few numbers that cost a pass over all items: the mean and variance of a batch.</summary>
    private static bool IsReduction(Instruction instruction) => instruction is Instruction.ScatterSum { Map.IsToUnit: true } or Instruction.OuterSum;

    private static KernelProgram ForwardPart(KernelProgram forward, int[] saved)
    {
        ProgramOutput[] outputs = [.. forward.Outputs, .. saved.Select((id, k) => new ProgramOutput(SavedPrefix + k, id))];
        return DeadCodePass.Run(forward with { Outputs = outputs.ToEquatable() });
    }

    /// <summary>The backward program: saved values become inputs.</summary>
    private static KernelProgram BackwardPart(KernelProgram joint, int[] saved, ProgramOutput[] outputs)
    {
        var b = new ProgramBuilder(joint.Instructions.Count);
        var numbers = saved.Select((id, k) => (id, k)).ToDictionary(p => p.id, p => p.k);
        bool[] live = new bool[joint.Instructions.Count];
        foreach (ProgramOutput output in outputs)
        {
            live[output.Value] = true;
        }

        for (int id = live.Length - 1; id >= 0; id--)
        {
            live[id] |= joint[id] is Instruction.Input or Instruction.Parameter;
            if (live[id] && !numbers.ContainsKey(id))
            {
                foreach (int operand in joint[id].Operands)
                {
                    live[operand] = true;
                }
            }
        }

        int[] map = new int[live.Length];
        for (int id = 0; id < live.Length; id++)
        {
            if (live[id])
            {
                Instruction instruction = joint[id];
                map[id] = numbers.TryGetValue(id, out int number)
                    ? b.Input(SavedPrefix + number, instruction.Domain, instruction.Shape)
                    : b.Rebuild(instruction, [.. instruction.Operands.Select(o => map[o])]);
            }
        }

        foreach (ProgramOutput output in outputs)
        {
            b.Output(output.Name, map[output.Value]);
        }

        return DeadCodePass.Run(b.Build());
    }
}
