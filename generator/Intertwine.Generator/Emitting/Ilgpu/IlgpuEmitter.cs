using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>Writes the GPU kernels of a model: one file with every fused loop, forward and backward, generic over the number type.</summary>
internal static class IlgpuEmitter
{
    private const string Gpu = "global::Intertwine.Gpu";
    private const string Constraints = $"where T : unmanaged, global::System.Numerics.INumber<T> where R : struct, {Gpu}.IGpuReal<T>";

    /// <summary>The whole file.</summary>
    /// <param name="namespaceName">Of the model; empty for the global namespace.</param>
    /// <param name="className">Of the model.</param>
    /// <param name="training">The lowered program in training.</param>
    /// <param name="evaluation">In evaluation; equal to <paramref name="training"/> where there is no difference.</param>
    /// <param name="cancellation">Stops the work when the compiler has no use for it any more.</param>
    public static string Emit(string namespaceName, string className, KernelProgram training, KernelProgram evaluation, CancellationToken cancellation) => KernelFile.Emit(
        namespaceName,
        $"{className}GpuKernels",
        $"Fused GPU kernels of <c>{className}</c>. A group of threads works on a tile of {GpuLimits.TileItems} items in shared memory.",
        training,
        evaluation,
        EmitFactory,
        (writer, name, program) => EmitProgram(writer, name, program, cancellation));

    private static void EmitFactory(IndentedWriter writer, bool differs)
    {
        writer.WriteLine($"private static readonly {Gpu}.GpuProgram?[] Programs = new {Gpu}.GpuProgram?[4];");
        writer.WriteLine();
        writer.WriteLine("/// <summary>The program for a number type.</summary>");
        using (writer.Block($"internal static {Gpu}.GpuProgram For(bool isDouble, bool training)", string.Empty))
        {
            writer.WriteLine("int index = (isDouble ? 2 : 0) + (training ? 1 : 0);");
            writer.WriteLine($"return Programs[index] ??= isDouble ? Create<double, {Gpu}.GpuDouble>(training) : Create<float, {Gpu}.GpuSingle>(training);");
        }

        writer.WriteLine();
        writer.WriteLine($"private static {Gpu}.GpuProgram Create<T, R>(bool training)");
        using (writer.Indent())
        {
            writer.WriteLine("where T : unmanaged, global::System.Numerics.INumber<T>");
            writer.WriteLine($"where R : struct, {Gpu}.IGpuReal<T>");
            writer.WriteLine(differs ? "=> training ? new Training<T, R>() : new Evaluation<T, R>();" : "=> new Training<T, R>();");
        }
    }

    private static void EmitProgram(IndentedWriter writer, string className, KernelProgram lowered, CancellationToken cancellation)
    {
        SimdProgram program = SimdProgram.Create(lowered, cancellation);
        string[] outputs = [.. lowered.Outputs.Select(o => o.Name)];
        IndexMap[] maps = InstructionMaps.Of(lowered);
        var kernels = new GpuKernelLibrary();
        writer.WriteLine();
        using (writer.Block($"private sealed class {className}<T, R> : {Gpu}.GpuProgram {Constraints}", string.Empty))
        {
            SimdEmitter.EmitSignature(writer, program, lowered, maps);
            writer.WriteLine();
            writer.WriteLine("/// <inheritdoc/>");
            writer.WriteLine("public override bool IsDouble => typeof(T) == typeof(double);");
            var passes = new GpuPassEmitter(writer, className, program, lowered, outputs, maps, kernels);
            EmitChoice(writer, "Forward", "call.KeepForBackward", "ForwardAndSave", "Infer");
            passes.EmitForward("Infer", "The outputs alone.", program.Inference, isSaving: false);
            passes.EmitForward("ForwardAndSave", "The outputs, and the values that the backward pass starts from.", program.Forward, isSaving: true);
            cancellation.ThrowIfCancellationRequested();
            EmitChoice(writer, "Backward", "call.InputGradients.Length > 0", "BackwardAll", "BackwardToParameters");
            passes.EmitBackward("BackwardAll", "Gradients by parameters and inputs.", program.Backward);
            passes.EmitBackward("BackwardToParameters", "Gradients by parameters.", program.BackwardByParameters);
            kernels.Write(writer);
        }
    }

    /// <summary>A method of the program's interface that runs one of two others.</summary>
    private static void EmitChoice(IndentedWriter writer, string name, string condition, string chosen, string otherwise)
    {
        writer.WriteLine();
        writer.WriteLine("/// <inheritdoc/>");
        using (writer.Block($"public override void {name}({Gpu}.GpuCall call)", string.Empty))
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
}
