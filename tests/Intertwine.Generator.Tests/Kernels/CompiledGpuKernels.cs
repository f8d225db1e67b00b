using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Intertwine.Generator.Emitting.Ilgpu;
using Intertwine.Generator.Kernels;
using Intertwine.Gpu;
using Intertwine.Kernels;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Emits the GPU kernels of a program, compiles them in process and runs them on a device.</summary>
internal sealed class CompiledGpuKernels : IEmittedKernels
{
    private readonly Assembly _assembly;
    private readonly Generator.Kernels.KernelProgram _program;

    private readonly GpuDevice _device;

    private CompiledGpuKernels(GpuDevice device, Assembly assembly, string text, Generator.Kernels.KernelProgram program)
    {
        _device = device;
        _assembly = assembly;
        Text = text;
        _program = program;
    }

    public string Text { get; }

    public static CompiledGpuKernels Compile(GpuDevice device, Generator.Kernels.KernelProgram program)
    {
        string text = IlgpuEmitter.Emit(string.Empty, "Test", program, program, CancellationToken.None);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 9999,
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]);
        var compilation = CSharpCompilation.Create(
            $"Kernels{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp13))],
            [
                .. Net100.References.All,
                MetadataReference.CreateFromFile(typeof(Tile).Assembly.Location),
                MetadataReference.CreateFromFile(typeof(GpuProgram).Assembly.Location),
                MetadataReference.CreateFromFile(typeof(ILGPU.Context).Assembly.Location),
            ],
            options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success && result.Diagnostics.All(d => d.Severity < DiagnosticSeverity.Warning), string.Join("\n", result.Diagnostics.Take(10)) + "\n" + text);
        stream.Position = 0;
        return new CompiledGpuKernels(device, new AssemblyLoadContext(null).LoadFromStream(stream), text, program);
    }

    /// <summary>Outputs, and gradients by name, of sum(output * cotangent).</summary>
    public (Dictionary<string, double[]> Outputs, Dictionary<string, double[]> Gradients) Run(
        bool isDouble, TestWorld world, Func<Instruction, double[]> external, Func<string, double[]> cotangent, bool inputs)
    {
        MethodInfo create = _assembly.GetType("TestGpuKernels")!.GetMethod("For", BindingFlags.Static | BindingFlags.NonPublic)!;
        var program = (GpuProgram)create.Invoke(null, [isDouble, true])!;
        Assert.Equal(isDouble, program.IsDouble);
        return isDouble ? Run<double>(_device, program, world, external, cotangent, inputs) : Run<float>(_device, program, world, external, cotangent, inputs);
    }

    private (Dictionary<string, double[]> Outputs, Dictionary<string, double[]> Gradients) Run<T>(
        GpuDevice device, GpuProgram program, TestWorld world, Func<Instruction, double[]> external, Func<string, double[]> cotangent, bool wantInputs)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        KernelSignature signature = program.Signature;
        long[] counts = [.. signature.Domains.Select(d => (long)world.Counts[d])];
        IndexTable[] maps = [.. signature.Maps.Select(m => world.Table(m, counts))];
        var owned = new List<GpuBuffer>();
        GpuMemory memory = GpuMemory.Rent(device);
        try
        {
            GpuBuffer[] outputs = Empty(signature.Outputs);
            var call = new GpuCall
            {
                Device = device,
                Counts = counts,
                Maps = [.. maps.Select(m => GpuIndexTable.Of(device, m))],
                Inputs = [.. _program.Inputs.Select(i => Upload(external(i)))],
                Parameters = [.. _program.Parameters.Select(p => Upload(external(p)))],
                Outputs = outputs,
                KeepForBackward = true,
                Memory = memory,
            };
            program.Forward(call);
            var results = signature.Outputs.Select((o, k) => (o.Name, Values: Download(outputs[k]))).ToDictionary(p => p.Name, p => p.Values);
            GpuBuffer[] inputGradients = Empty(signature.Inputs);
            GpuBuffer[] parameterGradients = Empty(signature.Parameters);
            call.OutputGradients = [.. signature.Outputs.Select(o => Upload(cotangent(o.Name)))];
            call.InputGradients = wantInputs ? inputGradients : [];
            call.ParameterGradients = parameterGradients;
            program.Backward(call);
            var gradients = signature.Parameters.Select((p, k) => (p.Name, Values: Download(parameterGradients[k]))).ToDictionary(p => p.Name, p => p.Values);
            if (wantInputs)
            {
                for (int k = 0; k < signature.Inputs.Count; k++)
                {
                    gradients[signature.Inputs[k].Name] = Download(inputGradients[k]);
                }
            }

            // The forward pass that keeps nothing computes the same.
            GpuBuffer[] again = Empty(signature.Outputs);
            program.Forward(new GpuCall { Device = device, Counts = counts, Maps = call.Maps, Inputs = call.Inputs, Parameters = call.Parameters, Outputs = again, Memory = memory });
            for (int k = 0; k < again.Length; k++)
            {
                Assert.True(CompiledKernels.Distance(Download(again[k]), results[signature.Outputs[k].Name]) < 1e-6, $"The inference pass gives another {signature.Outputs[k].Name}.");
            }

            return (results, gradients);
        }
        finally
        {
            memory.Return();
            owned.ForEach(b => b.Dispose());
            foreach (IndexTable map in maps)
            {
                map.Dispose();
            }
        }

        GpuBuffer[] Empty(IReadOnlyList<KernelValue> values)
        {
            // Not a number: what a kernel forgets to write cannot pass for a result.
            GpuBuffer[] buffers = [.. values.Select(v => device.Upload<T>([.. Enumerable.Repeat(T.NaN, (int)counts[v.Domain] * v.Rows)]))];
            owned.AddRange(buffers);
            return buffers;
        }

        GpuBuffer Upload(double[] values)
        {
            GpuBuffer buffer = device.Upload<T>([.. values.Select(T.CreateTruncating)]);
            owned.Add(buffer);
            return buffer;
        }

        static double[] Download(GpuBuffer buffer) => [.. buffer.ToArray<T>().Select(double.CreateTruncating)];
    }
}
