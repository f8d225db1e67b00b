namespace Intertwine.Generator.Kernels;

/// <summary>A named result of a program.</summary>
internal sealed record ProgramOutput(string Name, int Value);

/// <summary>A straight-line program in topological order: instruction i may use results of instructions before i only. Compared by value.</summary>
internal sealed record KernelProgram(EquatableArray<Instruction> Instructions, EquatableArray<ProgramOutput> Outputs)
{
    public static KernelProgram Empty { get; } = new(EquatableArray<Instruction>.Empty, EquatableArray<ProgramOutput>.Empty);

    public Instruction this[int id] => Instructions[id];

    public IEnumerable<Instruction.Input> Inputs => Instructions.OfType<Instruction.Input>();

    public IEnumerable<Instruction.Parameter> Parameters => Instructions.OfType<Instruction.Parameter>();
}
