using Intertwine.Kernels;

namespace Intertwine.Benchmarks;

/// <summary>Passes of a kernel program over so many items: what the compiler says about every loop.</summary>
/// <param name="Program">The program.</param>
/// <param name="Counts">Items of each domain.</param>
/// <param name="Passes">In order.</param>
internal sealed record Work(KernelProgram Program, long[] Counts, params ProgramPass[] Passes)
{
    /// <summary>Bytes of a number.</summary>
    public const int NumberSize = sizeof(float);

    public IReadOnlyList<LoopCost> Loops { get; } = [.. Passes.SelectMany(Program.Costs)];

    public double Flops => Loops.Sum(l => l.FlopsOf(Counts));

    public double Bytes => Loops.Sum(l => l.BytesOf(Counts, NumberSize));
}
