using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>Writes the CPU kernels of a model: one file with every fused loop, forward and backward, generic over number and vector type.</summary>
internal static class SimdEmitter
{
    private const string Kernels = "global::Intertwine.Kernels";
    private const string Constraints = "where V : unmanaged, " + Kernels + ".ISimd<V, T> where T : unmanaged, global::System.Numerics.IBinaryFloatingPointIeee754<T>";

    /// <summary>The whole file.</summary>
    /// <param name="namespaceName">Of the model; empty for the global namespace.</param>
    /// <param name="className">Of the model.</param>
    /// <param name="training">The lowered program in training.</param>
    /// <param name="evaluation">In evaluation; equal to <paramref name="training"/> where there is no difference.</param>
    /// <param name="cancellation">Stops the work when the compiler has no use for it any more.</param>
    public static string Emit(string namespaceName, string className, KernelProgram training, KernelProgram evaluation, CancellationToken cancellation) => KernelFile.Emit(
        namespaceName,
        $"{className}Kernels",
        $"Fused CPU kernels of <c>{className}</c>. Every kernel works on tiles of 64 items, items along the SIMD lanes.",
        training,
        evaluation,
        EmitFactory,
        (writer, name, program) => EmitProgram(writer, name, program, cancellation));

    private static void EmitFactory(IndentedWriter writer, bool differs)
    {
        writer.WriteLine($"private static readonly {Kernels}.KernelProgram?[] Programs = new {Kernels}.KernelProgram?[4];");
        writer.WriteLine();
        writer.WriteLine("/// <summary>The program for a number type, on the widest vectors of this processor; null where there is none.</summary>");
        using (writer.Block($"internal static {Kernels}.KernelProgram? For(global::TorchSharp.torch.ScalarType type, bool training)", string.Empty))
        {
            using (writer.Block("if (type is not (global::TorchSharp.torch.ScalarType.Float32 or global::TorchSharp.torch.ScalarType.Float64))", string.Empty))
            {
                writer.WriteLine("return null;");
            }

            writer.WriteLine();
            writer.WriteLine("bool isDouble = type == global::TorchSharp.torch.ScalarType.Float64;");
            writer.WriteLine($"return Programs[(isDouble ? 2 : 0) + (training ? 1 : 0)] ??= Create({Kernels}.SimdLevels.Best, isDouble, training);");
        }

        writer.WriteLine();
        writer.WriteLine("/// <summary>The program for a number type and vector width.</summary>");
        using (writer.Block($"internal static {Kernels}.KernelProgram Create({Kernels}.SimdLevel level, bool isDouble, bool training) => (level, isDouble) switch", ";"))
        {
            foreach ((string level, string width) in new[] { ("Avx512", "512"), ("Avx2", "256") })
            {
                writer.WriteLine($"({Kernels}.SimdLevel.{level}, false) => Create<{Kernels}.Simd{width}Single, float>(training),");
                writer.WriteLine($"({Kernels}.SimdLevel.{level}, true) => Create<{Kernels}.Simd{width}Double, double>(training),");
            }

            writer.WriteLine($"(_, false) => Create<{Kernels}.SimdPortableSingle, float>(training),");
            writer.WriteLine($"(_, true) => Create<{Kernels}.SimdPortableDouble, double>(training),");
        }

        writer.WriteLine();
        writer.WriteLine($"private static {Kernels}.KernelProgram Create<V, T>(bool training)");
        using (writer.Indent())
        {
            writer.WriteLine("where V : unmanaged, " + Kernels + ".ISimd<V, T>");
            writer.WriteLine("where T : unmanaged, global::System.Numerics.IBinaryFloatingPointIeee754<T>");
            writer.WriteLine(differs ? "=> training ? new Training<V, T>() : new Evaluation<V, T>();" : "=> new Training<V, T>();");
        }
    }

    private static void EmitProgram(IndentedWriter writer, string className, KernelProgram lowered, CancellationToken cancellation)
    {
        SimdProgram program = SimdProgram.Create(lowered, cancellation);
        string[] outputs = [.. lowered.Outputs.Select(o => o.Name)];
        IndexMap[] maps = InstructionMaps.Of(lowered);
        var library = new KernelLibrary();
        writer.WriteLine();
        using (writer.Block($"private sealed unsafe class {className}<V, T> : {Kernels}.KernelProgram {Constraints}", string.Empty))
        {
            EmitSignature(writer, program, lowered, maps);
            EmitForward(writer, program, lowered, outputs, maps, library);
            cancellation.ThrowIfCancellationRequested();
            EmitBackward(writer, program, lowered, outputs, maps, library);
            CostEmitter.Emit(writer, program, library);
            library.Write(writer);
        }
    }

    internal static void EmitSignature(IndentedWriter writer, SimdProgram program, KernelProgram lowered, IndexMap[] maps)
    {
        ProgramDomains domains = program.Domains;
        writer.WriteLine("/// <inheritdoc/>");
        writer.WriteLine($"public override {Kernels}.KernelSignature Signature {{ get; }} = new {Kernels}.KernelSignature(");
        using (writer.Indent())
        {
            writer.WriteLine($"[{string.Join(", ", domains.All.Select(d => $"\"{d}\""))}],");
            writer.WriteLine($"[{string.Join(", ", maps.Select(m => $"new(\"{m.Name}\", {domains.IndexOf(m.From)}, {domains.IndexOf(m.To)})"))}],");
            writer.WriteLine($"[{string.Join(", ", lowered.Inputs.Select(i => Value(i.Name, i)))}],");
            WriteLines(writer, "[", lowered.Parameters.Select(p => Value(p.Name, p) + ","), "],");
            writer.WriteLine($"[{string.Join(", ", lowered.Outputs.Select(o => Value(o.Name, lowered[o.Value])))}],");
            writer.WriteLine($"[{Flops(program.Inference)}],");
            string backward = $"[{Flops(program.BackwardByParameters)}])";
            if (!domains.Derived.Any())
            {
                writer.WriteLine(backward + ";");
            }
            else
            {
                writer.WriteLine(backward);
                WriteLines(writer, "{ Sets = [", domains.Derived.Select(d => $"new({domains.IndexOf(d)}, {SetItems.Code(d)}),"), "] };");
            }
        }

        string Flops(LoopProgram loops) => string.Join(", ", domains.All.Select(d => FlopCount.Of(loops, d)));

        string Value(string name, Instruction value) => $"new(\"{name}\", {domains.IndexOf(value.Domain)}, {value.Shape.Rows})";
    }

    private static void WriteLines(IndentedWriter writer, string open, IEnumerable<string> lines, string close)
    {
        writer.WriteLine(open);
        using (writer.Indent())
        {
            foreach (string line in lines)
            {
                writer.WriteLine(line);
            }
        }

        writer.WriteLine(close);
    }

    /// <summary>A method of the program's interface that runs one of two others.</summary>
    private static void EmitChoice(IndentedWriter writer, string name, string condition, string chosen, string otherwise)
    {
        writer.WriteLine();
        writer.WriteLine("/// <inheritdoc/>");
        using (writer.Block($"public override void {name}({Kernels}.KernelCall call)", string.Empty))
        {
            using (writer.Block($"if ({condition})", string.Empty))
            {
                writer.WriteLine($"{chosen}(call);");
            }

            using (writer.Block("else", string.Empty))
            {
                writer.WriteLine($"{otherwise}(call);");
            }
        }
    }

    /// <summary>How every pass begins: room for its pointers, then the model's inputs and parameters.</summary>
    private static void EmitFrame(IndentedWriter writer, ProgramSlots slots, KernelProgram lowered)
    {
        writer.WriteLine($"T** values = stackalloc T*[{slots.Count}];");
        writer.WriteLine($"var frame = new {Kernels}.ProgramFrame<T>(call, values);");
        writer.WriteLine($"frame.Bind(call.Inputs, {lowered.Inputs.Count()});");
        writer.WriteLine($"frame.Bind(call.Parameters, {lowered.Parameters.Count()});");
    }

    private static void EmitForward(IndentedWriter writer, SimdProgram program, KernelProgram lowered, string[] outputs, IndexMap[] maps, KernelLibrary library)
    {
        EmitChoice(writer, "Forward", "call.KeepForBackward", "ForwardAndSave", "Infer");
        EmitForwardMethod(writer, "Infer", "The outputs alone.", program.Inference, [], lowered, outputs, maps, library);
        EmitForwardMethod(writer, "ForwardAndSave", "The outputs, and the values that the backward pass starts from.", program.Forward, program.Saved, lowered, outputs, maps, library);
    }

    private static void EmitForwardMethod(
        IndentedWriter writer,
        string name,
        string summary,
        LoopProgram loops,
        IReadOnlyList<(string Name, (int Domain, int Rows) Size)> saved,
        KernelProgram lowered,
        string[] outputs,
        IndexMap[] maps,
        KernelLibrary library)
    {
        KernelProgram program = loops.Program;
        var slots = new ProgramSlots();
        BindInterface(slots, program, lowered);
        int[] outputSlots = [.. outputs.Select(_ => slots.External(null))];
        var values = program.Outputs.ToDictionary(o => o.Name, o => o.Value);
        AssignSaved(slots, saved, n => values[n], out List<(int From, int To, string Name)> savedCopies);
        List<(int Value, int Slot)> copies = AssignOutputs(slots, program, [.. outputs.Select((o, k) => (values[o], outputSlots[k]))]);
        ProgramEmitter.AssignBuffers(loops, slots);
        string reserve = saved.Count == 0
            ? "0"
            : $"global::System.Math.Max({Size("Backward")}, {Size("BackwardByParameters")})";
        writer.WriteLine();
        writer.WriteLine($"/// <summary>{summary}</summary>");
        using (writer.Block($"private static void {name}({Kernels}.KernelCall call)", string.Empty))
        {
            EmitFrame(writer, slots, lowered);
            writer.WriteLine($"frame.Bind(call.Outputs, {outputs.Length});");
            writer.WriteLine($"frame.Allocate({name}Domains, {name}Rows, {reserve});");
            ProgramEmitter.EmitLoops(writer, loops, slots, library, maps);
            foreach ((int from, int to, string saving) in savedCopies)
            {
                (int domain, int rows) = ProgramEmitter.SizeOf(loops, values[saving]);
                writer.WriteLine($"frame.Copy({from}, {to}, {domain}, {rows});");
            }

            EmitCopies(writer, loops, slots, copies);
        }

        EmitTables(writer, name, slots);
    }

    private static string Size(string name) => $"{Kernels}.ProgramFrame<T>.Size(call.Counts, {name}Domains, {name}Rows)";

    private static void EmitBackward(IndentedWriter writer, SimdProgram program, KernelProgram lowered, string[] outputs, IndexMap[] maps, KernelLibrary library)
    {
        EmitChoice(writer, "Backward", "call.InputGradients.Length > 0", "BackwardAll", "BackwardToParameters");
        EmitBackwardMethod(writer, "BackwardAll", "Backward", "Gradients by parameters and inputs.", program.Backward, program.Saved, lowered, outputs, maps, library);
        EmitBackwardMethod(writer, "BackwardToParameters", "BackwardByParameters", "Gradients by parameters.", program.BackwardByParameters, program.Saved, lowered, outputs, maps, library);
    }

    private static void EmitBackwardMethod(
        IndentedWriter writer,
        string name,
        string tables,
        string summary,
        LoopProgram loops,
        IReadOnlyList<(string Name, (int Domain, int Rows) Size)> saved,
        KernelProgram lowered,
        string[] outputs,
        IndexMap[] maps,
        KernelLibrary library)
    {
        KernelProgram program = loops.Program;
        var slots = new ProgramSlots();
        Dictionary<string, int> inputs = BindInterface(slots, program, lowered);
        foreach (string output in outputs)
        {
            slots.External(inputs.TryGetValue(TrainingPlan.CotangentPrefix + output, out int cotangent) ? cotangent : null);
        }

        var values = program.Outputs.ToDictionary(o => o.Name, o => o.Value);
        var gradients = new List<(int Value, int Slot)>();
        foreach (string target in lowered.Inputs.Select(i => i.Name).Concat(lowered.Parameters.Select(p => p.Name)))
        {
            int slot = slots.External(null);
            if (values.TryGetValue(TrainingPlan.GradientPrefix + target, out int gradient))
            {
                gradients.Add((gradient, slot));
            }
        }

        AssignSaved(slots, saved, n => inputs.TryGetValue(n, out int id) ? id : null, out _);
        List<(int Value, int Slot)> copies = AssignOutputs(slots, program, gradients);
        ProgramEmitter.AssignBuffers(loops, slots);
        writer.WriteLine();
        writer.WriteLine($"/// <summary>{summary}</summary>");
        using (writer.Block($"private static void {name}({Kernels}.KernelCall call)", string.Empty))
        {
            EmitFrame(writer, slots, lowered);
            writer.WriteLine($"frame.Bind(call.OutputGradients, {outputs.Length});");
            writer.WriteLine($"frame.Bind(call.InputGradients, {lowered.Inputs.Count()});");
            writer.WriteLine($"frame.Bind(call.ParameterGradients, {lowered.Parameters.Count()});");
            writer.WriteLine($"frame.Allocate({tables}Domains, {tables}Rows, 0);");
            ProgramEmitter.EmitLoops(writer, loops, slots, library, maps);
            EmitCopies(writer, loops, slots, copies);
        }

        EmitTables(writer, tables, slots);
    }

    /// <summary>Inputs and parameters of the model, by name: a derived program lists further inputs. Returns all of its inputs.</summary>
    internal static Dictionary<string, int> BindInterface(ProgramSlots slots, KernelProgram program, KernelProgram lowered)
    {
        var inputs = new Dictionary<string, int>();
        var parameters = new Dictionary<string, int>();
        for (int id = 0; id < program.Instructions.Count; id++)
        {
            switch (program[id])
            {
                case Instruction.Input input:
                    inputs.Add(input.Name, id);
                    break;
                case Instruction.Parameter parameter:
                    parameters.Add(parameter.Name, id);
                    break;
            }
        }

        foreach (Instruction.Input input in lowered.Inputs)
        {
            slots.External(inputs[input.Name]);
        }

        foreach (Instruction.Parameter parameter in lowered.Parameters)
        {
            slots.External(parameters[parameter.Name]);
        }

        return inputs;
    }

    /// <summary>Saved values come first in the memory of both passes, in the same order.</summary>
    internal static void AssignSaved(
        ProgramSlots slots,
        IReadOnlyList<(string Name, (int Domain, int Rows) Size)> saved,
        Func<string, int?> valueOf,
        out List<(int From, int To, string Name)> copies)
    {
        copies = [];
        foreach ((string name, (int domain, int rows)) in saved)
        {
            int slot = slots.AddBuffer(domain, rows);
            if (valueOf(name) is int value)
            {
                if (slots.Has(value))
                {
                    copies.Add((slots[value], slot, name));
                }
                else
                {
                    slots.Assign(value, slot);
                }
            }
        }
    }

    /// <summary>Results are written where the caller wants them; those that have another place already, or are constant, are copied at the end.</summary>
    internal static List<(int Value, int Slot)> AssignOutputs(ProgramSlots slots, KernelProgram program, IReadOnlyList<(int Value, int Slot)> outputs)
    {
        var copies = new List<(int, int)>();
        foreach ((int value, int slot) in outputs)
        {
            if (program[value] is Instruction.Constant || slots.Has(value))
            {
                copies.Add((value, slot));
            }
            else
            {
                slots.Assign(value, slot);
            }
        }

        return copies;
    }

    private static void EmitCopies(IndentedWriter writer, LoopProgram loops, ProgramSlots slots, List<(int Value, int Slot)> copies)
    {
        foreach ((int value, int slot) in copies)
        {
            (int domain, int rows) = ProgramEmitter.SizeOf(loops, value);
            writer.WriteLine(loops.Program[value] is Instruction.Constant constant
                ? $"frame.Fill({slot}, {domain}, {rows}, {IndentedWriter.Literal(constant.Value)});"
                : $"frame.Copy({slots[value]}, {slot}, {domain}, {rows});");
        }
    }

    private static void EmitTables(IndentedWriter writer, string name, ProgramSlots slots)
    {
        writer.WriteLine();
        writer.WriteLine($"private static global::System.ReadOnlySpan<int> {name}Domains => [{string.Join(", ", slots.Buffers.Select(b => b.Domain))}];");
        writer.WriteLine();
        writer.WriteLine($"private static global::System.ReadOnlySpan<int> {name}Rows => [{string.Join(", ", slots.Buffers.Select(b => b.Rows))}];");
    }
}
