using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>
/// Writes a group of pointwise instructions as one pass over channels and lanes, component by component in registers: a method of its own, whose parameters are where its operands and results lie.
/// </summary>
internal sealed class PointwiseEmitter(KernelProgram program, TilePlanner plan, KernelLibrary library, Func<int, string> pointer, Func<int, string> argument)
{
    /// <summary>The statement that runs the pass.</summary>
    public string Emit(TileStep.Pointwise group)
    {
        var pass = new PointwisePass(program, plan, group, pointer, argument);
        string body = pass.Write();
        string parameters = string.Join(", ", ["int count", .. pass.Parameters.Select((_, i) => $"T* a{i}")]);
        string name = library.NameOf(StepComment.Of(program, plan, group), parameters, body);
        return $"{name}({string.Join(", ", ["count", .. pass.Parameters])});";
    }
}
