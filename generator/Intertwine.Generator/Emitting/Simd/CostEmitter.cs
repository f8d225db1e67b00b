using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>Writes what the loops of every pass cost: a method that nobody calls but those who want to know.</summary>
internal static class CostEmitter
{
    private const string Kernels = "global::Intertwine.Kernels";

    public static void Emit(IndentedWriter writer, SimdProgram program, KernelLibrary library)
    {
        writer.WriteLine();
        writer.WriteLine("/// <inheritdoc/>");
        using (writer.Block($"public override global::System.Collections.Generic.IReadOnlyList<{Kernels}.LoopCost> Costs({Kernels}.ProgramPass pass) => pass switch", ";"))
        {
            EmitPass(writer, "Infer", program.Inference, library);
            EmitPass(writer, "ForwardAndSave", program.Forward, library);
            EmitPass(writer, "BackwardToParameters", program.BackwardByParameters, library);
            EmitPass(writer, "BackwardAll", program.Backward, library);
            writer.WriteLine("_ => [],");
        }
    }

    private static void EmitPass(IndentedWriter writer, string pass, LoopProgram loops, KernelLibrary library)
    {
        IReadOnlyList<string> kernels = library.KernelsOf(loops);
        writer.WriteLine($"{Kernels}.ProgramPass.{pass} =>");
        writer.WriteLine("[");
        using (writer.Indent())
        {
            for (int i = 0; i < loops.Loops.Count; i++)
            {
                KernelLoop loop = loops.Loops[i];
                var traffic = LoopTraffic.Of(loops, loop);
                writer.WriteLine($"new(\"{kernels[i]}\", {loops.Domains.IndexOf(loop.Domain)}, {FlopCount.Of(loops, loop)}, {List(loops, traffic.Read)}, {List(loops, traffic.Written)}, {List(loops, traffic.Indices)}),");
            }
        }

        writer.WriteLine("],");
    }

    private static string List(LoopProgram loops, Func<Domain, long> count) => $"[{string.Join(", ", loops.Domains.All.Select(count))}]";
}
