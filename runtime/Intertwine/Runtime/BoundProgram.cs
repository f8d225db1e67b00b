using System.Collections.Immutable;
using Intertwine.Kernels;

namespace Intertwine.Runtime;

/// <summary>A kernel program with its inputs, parameters and outputs found by name in the definition of the model.</summary>
internal sealed class BoundProgram
{
    public BoundProgram(KernelProgram program, ModelDefinition definition, bool training)
    {
        Program = program;
        KernelSignature signature = program.Signature;
        Inputs = Bind(signature.Inputs, definition.ProgramInputs(training), "input", definition.Name);
        Parameters = Bind(signature.Parameters, [.. definition.Parameters.Select(p => p.Name)], "parameter", definition.Name);
        ParameterShapes = [.. definition.Parameters.Select(p => Array.ConvertAll([.. p.Shape], extent => (long)extent))];
        UnusedParameters = [.. Enumerable.Range(0, ParameterShapes.Length).Except(Parameters)];
        UnusedInputs = [.. Enumerable.Range(0, definition.ProgramInputs(training).Length).Except(Inputs)];
        ImmutableArray<string> outputs = definition.ProgramOutputs(training);
        Outputs = Bind(signature.Outputs, outputs, "output", definition.Name);
        Dynamic = [.. Enumerable.Range(0, signature.Maps.Count).Where(i => signature.IsDynamic(signature.Maps[i]))];
        if (Outputs.Distinct().Count() != outputs.Length)
        {
            throw new InvalidOperationException($"The kernels of {definition.Name} give {Outputs.Distinct().Count()} outputs; expected {outputs.Length}: {string.Join(", ", outputs)}.");
        }
    }

    public KernelProgram Program { get; }

    public KernelSignature Signature => Program.Signature;

    /// <summary>For each input of the program its place among the inputs of the model, masks and buffers.</summary>
    public int[] Inputs { get; }

    public int[] Parameters { get; }

    public int[] Outputs { get; }

    /// <summary>The index maps that the forward pass writes: the sources of dynamic sets.</summary>
    public int[] Dynamic { get; }

    /// <summary>Of all parameters of the model.</summary>
    public long[][] ParameterShapes { get; }

    /// <summary>Parameters of the model that the program does not mention: they have no influence.</summary>
    public int[] UnusedParameters { get; }

    public int[] UnusedInputs { get; }

    public bool IsDynamic(int map) => Array.IndexOf(Dynamic, map) >= 0;

    private static int[] Bind(IReadOnlyList<KernelValue> values, ImmutableArray<string> names, string kind, string model) =>
        [.. values.Select(v => names.IndexOf(v.Name) is >= 0 and int i ? i : throw new InvalidOperationException($"The kernels of {model} use the {kind} '{v.Name}', which its definition does not list."))];
}
