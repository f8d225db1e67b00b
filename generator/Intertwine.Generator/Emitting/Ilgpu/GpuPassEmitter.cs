using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>Writes the methods of a GPU program that run its loops one after the other: each a launch, or two where the loop sums over all items.</summary>
internal sealed class GpuPassEmitter(
    IndentedWriter writer, string className, SimdProgram program, KernelProgram lowered, string[] outputs, IReadOnlyList<IndexMap> maps, GpuKernelLibrary kernels)
{
    private const string Gpu = "global::Intertwine.Gpu";

    /// <summary>Writes a forward pass.</summary>
    public void EmitForward(string name, string summary, LoopProgram loops, bool isSaving)
    {
        KernelProgram pass = loops.Program;
        var slots = new ProgramSlots();
        SimdEmitter.BindInterface(slots, pass, lowered);
        int[] outputSlots = [.. outputs.Select(_ => slots.External(null))];
        var values = pass.Outputs.ToDictionary(o => o.Name, o => o.Value);
        SimdEmitter.AssignSaved(slots, isSaving ? program.Saved : [], n => values[n], out List<(int From, int To, string Name)> saved);
        List<(int Value, int Slot)> copies = SimdEmitter.AssignOutputs(slots, pass, [.. outputs.Select((o, k) => (values[o], outputSlots[k]))]);
        ProgramEmitter.AssignBuffers(loops, slots);
        string reserve = isSaving ? $"global::System.Math.Max({Size("BackwardAll")}, {Size("BackwardToParameters")})" : "0";
        KernelProgram[] later = isSaving ? [program.Backward.Program, program.BackwardByParameters.Program] : [];
        Emit(name, summary, loops, later, slots, [("Outputs", outputs.Length)], reserve, () =>
        {
            foreach ((int from, int to, string saving) in saved)
            {
                (int domain, int rows) = ProgramEmitter.SizeOf(loops, values[saving]);
                writer.WriteLine($"frame.Copy({from}, {to}, {domain}, {rows});");
            }

            EmitCopies(loops, slots, copies);
        });
    }

    /// <summary>Writes a backward pass.</summary>
    public void EmitBackward(string name, string summary, LoopProgram loops)
    {
        KernelProgram pass = loops.Program;
        var slots = new ProgramSlots();
        Dictionary<string, int> inputs = SimdEmitter.BindInterface(slots, pass, lowered);
        foreach (string output in outputs)
        {
            slots.External(inputs.TryGetValue(TrainingPlan.CotangentPrefix + output, out int cotangent) ? cotangent : null);
        }

        var values = pass.Outputs.ToDictionary(o => o.Name, o => o.Value);
        var gradients = new List<(int Value, int Slot)>();
        foreach (string target in lowered.Inputs.Select(i => i.Name).Concat(lowered.Parameters.Select(p => p.Name)))
        {
            int slot = slots.External(null);
            if (values.TryGetValue(TrainingPlan.GradientPrefix + target, out int gradient))
            {
                gradients.Add((gradient, slot));
            }
        }

        SimdEmitter.AssignSaved(slots, program.Saved, n => inputs.TryGetValue(n, out int id) ? id : null, out _);
        List<(int Value, int Slot)> copies = SimdEmitter.AssignOutputs(slots, pass, gradients);
        ProgramEmitter.AssignBuffers(loops, slots);
        (string, int)[] bound = [("OutputGradients", outputs.Length), ("InputGradients", lowered.Inputs.Count()), ("ParameterGradients", lowered.Parameters.Count())];
        Emit(name, summary, loops, [], slots, bound, "0", () => EmitCopies(loops, slots, copies));
    }

    private static string Size(string name) => $"{Gpu}.GpuFrame<T>.Size(call, {name}Domains, {name}Rows, {name}Loops)";

    /// <param name="later">The passes that find the edges of dynamic sets where this one left them.</param>
    private void Emit(string name, string summary, LoopProgram loops, IReadOnlyList<KernelProgram> later, ProgramSlots slots, IReadOnlyList<(string Buffers, int Count)> bound, string reserve, Action emitEnd)
    {
        var tables = new List<string>();
        writer.WriteLine();
        writer.WriteLine($"/// <summary>{summary}</summary>");
        using (writer.Block($"private static void {name}({Gpu}.GpuCall call)", string.Empty))
        {
            writer.WriteLine($"var frame = new {Gpu}.GpuFrame<T>(call, {slots.Count});");
            writer.WriteLine($"frame.Bind(call.Inputs, {lowered.Inputs.Count()});");
            writer.WriteLine($"frame.Bind(call.Parameters, {lowered.Parameters.Count()});");
            foreach ((string buffers, int count) in bound)
            {
                writer.WriteLine($"frame.Bind(call.{buffers}, {count});");
            }

            writer.WriteLine($"frame.Allocate({name}Domains, {name}Rows, {name}Loops, {reserve});");
            EmitLoops(name, loops, later, slots, tables);
            emitEnd();
        }

        writer.WriteLine();
        writer.WriteLine($"private static global::System.ReadOnlySpan<int> {name}Domains => [{string.Join(", ", slots.Buffers.Select(b => b.Domain))}];");
        writer.WriteLine();
        writer.WriteLine($"private static global::System.ReadOnlySpan<int> {name}Rows => [{string.Join(", ", slots.Buffers.Select(b => b.Rows))}];");
        writer.WriteLine();
        writer.WriteLine($"private static readonly {Gpu}.GpuLoop[] {name}Loops = [{string.Join(", ", tables)}];");
    }

    private void EmitLoops(string name, LoopProgram loops, IReadOnlyList<KernelProgram> later, ProgramSlots slots, List<string> tables)
    {
        HashSet<int> assigned = AssignedFirst(loops);
        foreach (int value in loops.Accumulated.Where(v => !assigned.Contains(v)))
        {
            (int domain, int rows) = ProgramEmitter.SizeOf(loops, value);
            writer.WriteLine($"frame.Fill({slots[value]}, {domain}, {rows}, 0.0);");
        }

        for (int i = 0; i <= loops.Loops.Count; i++)
        {
            foreach (NeighbourSearch search in loops.Searches.Where(s => s.BeforeLoop == i))
            {
                EmitSearch(loops, later, search, slots);
            }

            if (i == loops.Loops.Count)
            {
                break;
            }

            KernelLoop loop = loops.Loops[i];
            (GpuKernelText text, IReadOnlyList<Reduction> reductions, int partialLength, int scratchRows) = GpuKernelEmitter.Emit(loops, loop, maps, slots);
            tables.Add($"new({loops.Domains.IndexOf(loop.Domain)}, {GpuKernelEmitter.WidthOf(loop)}, {scratchRows}, {partialLength})");
            string kernel = kernels.NameOf(text, loop.Domain.Name, $"A loop over {(loop.Domain.IsUnit ? "the unit item" : $"tiles of {loop.Domain}")}");
            string launch = i == 0 ? "out var launch, out var config" : "out launch, out config";
            using (writer.Block($"if (frame.Begin({name}Loops[{i}], {launch}))", string.Empty))
            {
                writer.WriteLine($"{Launcher(kernel)}({string.Join(", ", new[] { "frame.Stream", "config", "launch" }.Concat(text.Arguments).ToArray())});");
            }

            EmitSums(loops, slots, reductions, partialLength, assigned);
        }
    }

    private void EmitSearch(LoopProgram loops, IReadOnlyList<KernelProgram> later, NeighbourSearch search, ProgramSlots slots)
    {
        var nearest = (Instruction.Nearest)loops.Program[search.Value];
        var source = IndexMap.Source(nearest.Domain);
        string tables = string.Join(", ", InstructionMaps.Of(nearest).Select(m => ProgramEmitter.IndexOf(maps, m)));
        int rows = loops.Program[nearest.Source].Shape.Rows;
        bool isWalked = later.Prepend(loops.Program).Any(p => p.Instructions.Any(i => WalkedBy(i) == source));
        writer.WriteLine($"frame.FindNearest({slots[nearest.Source]}, {rows}, {tables}, {(nearest.Origin.IncludeSelf ? "true" : "false")}, {(isWalked ? "true" : "false")}); // {nearest.Domain}");
    }

    /// <summary>The map whose items an instruction takes target by target.</summary>
    private static IndexMap? WalkedBy(Instruction instruction) => instruction switch
    {
        Instruction.Gather or Instruction.PairProduct or Instruction.Nearest => null,
        Instruction.PairSum sum => sum.To,
        _ => InstructionMaps.Of(instruction).FirstOrDefault(),
    };

    private string Launcher(string kernel) => $"frame.Kernel<{kernel}Launcher>(typeof({className}<T, R>), \"{kernel}\")";

    /// <summary>Sums of which a share of the first loop covers all numbers: that share is written and not added, and nothing has to be cleared before.</summary>
    private static HashSet<int> AssignedFirst(LoopProgram loops)
    {
        var seen = new HashSet<int>();
        var assigned = new HashSet<int>();
        foreach (KernelLoop loop in loops.Loops)
        {
            foreach (IGrouping<int, Reduction> target in loop.Reductions.GroupBy(r => r.Target))
            {
                if (seen.Add(target.Key) && target.Any(r => IsWhole(loops.Program, r)))
                {
                    assigned.Add(target.Key);
                }
            }
        }

        return assigned;
    }

    /// <summary>Whether a share covers all numbers of its target.</summary>
    private static bool IsWhole(KernelProgram pass, Reduction reduction)
    {
        Shape shape = pass[reduction.Value].Shape;
        return reduction.Offset == 0 && shape.Rows == pass[reduction.Target].Shape.Rows && (shape.Channels == 1 || reduction.Stride == shape.Components);
    }

    /// <summary>The second pass of a loop's sums. Shares of one sum follow each other in launches of their own, or two threads would write one number.</summary>
    private void EmitSums(LoopProgram loops, ProgramSlots slots, IReadOnlyList<Reduction> reductions, int partialLength, HashSet<int> assigned)
    {
        var rounds = new List<List<(Reduction Reduction, int Start)>>();
        int start = 0;
        var shares = new List<(Reduction Reduction, int Start)>();
        foreach (Reduction reduction in reductions)
        {
            shares.Add((reduction, start));
            start += loops.Program[reduction.Value].Shape.Rows;
        }

        foreach ((Reduction reduction, int first) in shares.OrderBy(s => assigned.Contains(s.Reduction.Target) && IsWhole(loops.Program, s.Reduction) ? 0 : 1))
        {
            int previous = rounds.FindLastIndex(r => r.Any(s => s.Reduction.Target == reduction.Target));
            if (previous + 1 == rounds.Count)
            {
                rounds.Add([]);
            }

            rounds[previous + 1].Add((reduction, first));
        }

        foreach (List<(Reduction Reduction, int Start)> round in rounds)
        {
            var body = new IndentedWriter();
            body.WriteLine($"global::ILGPU.ArrayView<T> runs = global::ILGPU.SharedMemory.Allocate<T>({Gpu}.GpuReduction.RunsSize);");
            var parameters = new List<string> { "global::ILGPU.ArrayView<T> partials" };
            var arguments = new List<string> { "frame.Partials" };
            for (int k = 0; k < round.Count; k++)
            {
                (Reduction reduction, int first) = round[k];
                Shape shape = loops.Program[reduction.Value].Shape;

                // What is assigned once is added to afterwards.
                string accumulate = assigned.Remove(reduction.Target) ? "false" : "true";
                parameters.Add($"global::ILGPU.ArrayView<T> target{k}");
                arguments.Add($"frame[{slots[reduction.Target]}]");
                body.WriteLine($"{Gpu}.GpuReduction.Finish(partials, launch.Groups, {partialLength}, {first}, {shape.Channels}, {shape.Components}, target{k}, {reduction.Offset}, {reduction.Stride}, {accumulate}, runs);");
            }

            int largest = round.Max(s => loops.Program[s.Reduction.Value].Shape.Rows);
            string kernel = kernels.NameOf(new GpuKernelText(parameters, body.ToString(), arguments), "sums", "Adds up what the groups of a loop summed");
            writer.WriteLine($"{Launcher(kernel)}({string.Join(", ", new[] { "frame.Stream", $"frame.Sums({largest})", "launch" }.Concat(arguments).ToArray())});");
        }
    }

    private void EmitCopies(LoopProgram loops, ProgramSlots slots, List<(int Value, int Slot)> copies)
    {
        foreach ((int value, int slot) in copies)
        {
            (int domain, int rows) = ProgramEmitter.SizeOf(loops, value);
            writer.WriteLine(loops.Program[value] is Instruction.Constant constant
                ? $"frame.Fill({slot}, {domain}, {rows}, {IndentedWriter.Literal(constant.Value)});"
                : $"frame.Copy({slots[value]}, {slot}, {domain}, {rows});");
        }
    }
}
