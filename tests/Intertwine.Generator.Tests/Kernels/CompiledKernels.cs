using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;
using Intertwine.Kernels;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Emits the CPU kernels of a program, compiles them in process and runs them.</summary>
internal sealed unsafe class CompiledKernels
{
    private readonly Assembly _assembly;
    private readonly Generator.Kernels.KernelProgram _program;
    private int _steps;
    private long _allocated;

    private CompiledKernels(Assembly assembly, string text, Generator.Kernels.KernelProgram program)
    {
        _assembly = assembly;
        Text = text;
        _program = program;
    }

    public string Text { get; }

    public static CompiledKernels Compile(Generator.Kernels.KernelProgram program)
    {
        string text = SimdEmitter.Emit(string.Empty, "Test", program, program, CancellationToken.None);
        string model = "internal sealed class Test;";
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release, warningLevel: 9999,
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]);
        var compilation = CSharpCompilation.Create(
            $"Kernels{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp13)), CSharpSyntaxTree.ParseText(model)],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Tile).Assembly.Location), MetadataReference.CreateFromFile(typeof(TorchSharp.torch).Assembly.Location)],
            options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success && result.Diagnostics.All(d => d.Severity < DiagnosticSeverity.Warning), string.Join("\n", result.Diagnostics.Take(10)) + "\n" + text);
        stream.Position = 0;
        return new CompiledKernels(new AssemblyLoadContext(null).LoadFromStream(stream), text, program);
    }

    public Intertwine.Kernels.KernelProgram Create(SimdLevel level, bool isDouble)
    {
        MethodInfo create = _assembly.GetType("TestKernels")!.GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic, [typeof(SimdLevel), typeof(bool), typeof(bool)])!;
        return (Intertwine.Kernels.KernelProgram)create.Invoke(null, [level, isDouble, true])!;
    }

    /// <summary>Outputs, and gradients by name, of sum(output * cotangent).</summary>
    public (Dictionary<string, double[]> Outputs, Dictionary<string, double[]> Gradients) Run(
        SimdLevel level, bool isDouble, TestWorld world, Func<Instruction, double[]> external, Func<string, double[]> cotangent, bool inputs = true)
    {
        Intertwine.Kernels.KernelProgram program = Create(level, isDouble);
        return isDouble ? Run<double>(program, world, external, cotangent, inputs) : Run<float>(program, world, external, cotangent, inputs);
    }

    /// <summary>Managed bytes that the calling thread allocates in <paramref name="steps"/> steps of forward and backward, after a few that nobody counts.</summary>
    public long AllocatedBytes(TestWorld world, Func<Instruction, double[]> external, Func<string, double[]> cotangent, bool inputs, int steps)
    {
        _steps = steps;
        Run(SimdLevels.Best, false, world, external, cotangent, inputs);
        _steps = 0;
        return _allocated;
    }

    private (Dictionary<string, double[]> Outputs, Dictionary<string, double[]> Gradients) Run<T>(
        Intertwine.Kernels.KernelProgram program, TestWorld world, Func<Instruction, double[]> external, Func<string, double[]> cotangent, bool wantInputs)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        KernelSignature signature = program.Signature;
        long[] counts = [.. signature.Domains.Select(d => (long)world.Counts[d])];
        IndexTable[] maps = [.. signature.Maps.Select(m => world.Table(m, counts))];
        var pinned = new List<System.Runtime.InteropServices.GCHandle>();
        KernelMemory memory = KernelMemory.Rent();
        try
        {
            T[][] outputs = Empty(signature.Outputs);
            var call = new KernelCall
            {
                Counts = counts,
                Maps = maps,
                Inputs = Pin([.. _program.Inputs.Select(i => Narrow(external(i)))]),
                Parameters = Pin([.. _program.Parameters.Select(p => Narrow(external(p)))]),
                Outputs = Pin(outputs),
                KeepForBackward = true,
                Memory = memory,
            };
            program.Forward(call);
            var results = signature.Outputs.Select((o, k) => (o.Name, Values: Widen(outputs[k]))).ToDictionary(p => p.Name, p => p.Values);
            T[][] inputGradients = Empty(signature.Inputs);
            T[][] parameterGradients = Empty(signature.Parameters);
            call.OutputGradients = Pin([.. signature.Outputs.Select(o => Narrow(cotangent(o.Name)))]);
            call.InputGradients = wantInputs ? Pin(inputGradients) : [];
            call.ParameterGradients = Pin(parameterGradients);
            program.Backward(call);
            for (int step = _steps > 0 ? -5 : 0; step < _steps; step++)
            {
                _allocated = step <= 0 ? -GC.GetAllocatedBytesForCurrentThread() : _allocated;
                program.Forward(call);
                program.Backward(call);
            }

            _allocated += GC.GetAllocatedBytesForCurrentThread();
            var gradients = signature.Parameters.Select((p, k) => (p.Name, Values: Widen(parameterGradients[k]))).ToDictionary(p => p.Name, p => p.Values);
            if (wantInputs)
            {
                for (int k = 0; k < signature.Inputs.Count; k++)
                {
                    gradients[signature.Inputs[k].Name] = Widen(inputGradients[k]);
                }
            }

            // The forward pass that keeps nothing computes the same.
            T[][] again = Empty(signature.Outputs);
            program.Forward(new KernelCall { Counts = counts, Maps = maps, Inputs = call.Inputs, Parameters = call.Parameters, Outputs = Pin(again), Memory = memory });
            for (int k = 0; k < again.Length; k++)
            {
                Assert.True(Distance(Widen(again[k]), Widen(outputs[k])) < 1e-6, $"The inference pass gives another {signature.Outputs[k].Name}.");
            }

            return (results, gradients);
        }
        finally
        {
            memory.Return();
            foreach (System.Runtime.InteropServices.GCHandle handle in pinned)
            {
                handle.Free();
            }

            foreach (IndexTable map in maps)
            {
                map.Dispose();
            }
        }

        T[][] Empty(IReadOnlyList<KernelValue> values)
        {
            // Not a number: what a kernel forgets to write cannot pass for a result.
            T[][] arrays = [.. values.Select(v => new T[counts[v.Domain] * v.Rows])];
            foreach (T[] array in arrays)
            {
                Array.Fill(array, T.NaN);
            }

            return arrays;
        }

        nint[] Pin(T[][] arrays)
        {
            nint[] pointers = new nint[arrays.Length];
            for (int i = 0; i < arrays.Length; i++)
            {
                var handle = System.Runtime.InteropServices.GCHandle.Alloc(arrays[i], System.Runtime.InteropServices.GCHandleType.Pinned);
                pinned.Add(handle);
                pointers[i] = handle.AddrOfPinnedObject();
            }

            return pointers;
        }

        static T[] Narrow(double[] values) => [.. values.Select(T.CreateTruncating)];

        static double[] Widen(T[] values) => [.. values.Select(double.CreateTruncating)];
    }

    /// <summary>Largest difference, relative to the largest entry (or 1 where all are small).</summary>
    public static double Distance(double[] actual, double[] expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(1, expected.Select(Math.Abs).DefaultIfEmpty(0).Max());
        double worst = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double difference = Math.Abs(actual[i] - expected[i]) / scale;
            worst = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(worst, difference);
        }

        return worst;
    }
}
