using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Lowering;

/// <summary>A network with layers written by hand: its programs, and the calls between them, in the order of computation.</summary>
/// <param name="Outputs">The values that the model gives, in the order of <see cref="ModelProgram.Outputs"/>. A value has the path of its feature as name, with the piece where there are several.</param>
internal sealed record NetworkSteps(EquatableArray<NetworkStep> Steps, EquatableArray<string> Outputs);

internal abstract record NetworkStep
{
    private NetworkStep()
    {
    }

    /// <summary>What can be computed without another layer written by hand.</summary>
    /// <param name="Number">From 0.</param>
    /// <param name="Inputs">Inputs of the model, results of calls and outputs of programs before.</param>
    /// <param name="Outputs">What calls, later programs or the model need.</param>
    /// <param name="Training">Equal to <paramref name="Evaluation"/> where nothing differs.</param>
    internal sealed record Stage(
        int Number,
        EquatableArray<BorderSpec> Inputs,
        EquatableArray<BorderSpec> Outputs,
        EquatableArray<ParameterSpec> Parameters,
        EquatableArray<DropoutSpec> Dropouts,
        EquatableArray<BatchNormSpec> BatchNorms,
        KernelProgram Training,
        KernelProgram Evaluation) : NetworkStep
    {
        /// <summary>Behind the model's name in the names of its kernels.</summary>
        public string Suffix => $"_Stage{Number.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    /// <summary>A layer written by hand.</summary>
    /// <param name="Method">For people.</param>
    /// <param name="Code">The method as C# code.</param>
    /// <param name="Parameters">The names of its parameters, one for each of <paramref name="Sources"/>.</param>
    /// <param name="Places">By result its place in what the method returns.</param>
    internal sealed record Call(
        string Path, string Method, string Code, EquatableArray<string> Parameters, EquatableArray<BorderSpec> Sources, EquatableArray<BorderSpec> Results, EquatableArray<int> Places, bool ReturnsTuple) : NetworkStep;
}
