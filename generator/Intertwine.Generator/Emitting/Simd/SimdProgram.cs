using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>
/// The four loop programs of one model in one mode: the forward pass alone, the forward pass that saves what the backward pass needs, and the backward pass with and without gradients by the
/// inputs.
/// </summary>
internal sealed class SimdProgram
{
    private readonly KernelProgram _source;
    private readonly TrainingPlan _plan;

    private SimdProgram(KernelProgram source, TrainingPlan plan, ProgramDomains domains)
    {
        _source = source;
        Domains = domains;
        _plan = plan;
        HashSet<string> savedByRows = SavedByRows();
        Inference = LoopScheduler.Run(source, _ => true, domains);
        Forward = LoopScheduler.Run(plan.Forward, name => !name.StartsWith(TrainingPlan.SavedPrefix, StringComparison.Ordinal) || savedByRows.Contains(name), domains);
        Func<string, bool> backwardRows = name => !name.StartsWith(TrainingPlan.SavedPrefix, StringComparison.Ordinal) || savedByRows.Contains(name);
        Backward = LoopScheduler.Run(plan.Backward, backwardRows, domains);
        var parameters = new HashSet<string>(source.Parameters.Select(p => TrainingPlan.GradientPrefix + p.Name));
        KernelProgram byParameters = DeadCodePass.Run(plan.Backward with { Outputs = plan.Backward.Outputs.Where(o => parameters.Contains(o.Name)).ToEquatable() });
        BackwardByParameters = LoopScheduler.Run(byParameters, backwardRows, domains);
        Saved = [.. plan.Forward.Outputs
            .Where(o => o.Name.StartsWith(TrainingPlan.SavedPrefix, StringComparison.Ordinal))
            .Select(o => (o.Name, ProgramEmitter.SizeOf(Forward, o.Value)))];
    }

    /// <summary>The domains of the signature.</summary>
    public ProgramDomains Domains { get; }

    public LoopProgram Inference { get; }

    public LoopProgram Forward { get; }

    public LoopProgram Backward { get; }

    public LoopProgram BackwardByParameters { get; }

    /// <summary>Saved values, in the order in which they begin the memory of intermediate values.</summary>
    public IReadOnlyList<(string Name, (int Domain, int Rows) Size)> Saved { get; }

    public static SimdProgram Create(KernelProgram lowered, CancellationToken cancellation)
    {
        KernelProgram program = FactorProductsPass.Run(HoistLinearPass.Run(FoldFactorsPass.Run(ExpandActivationsPass.Run(lowered))));
        cancellation.ThrowIfCancellationRequested();
        TrainingPlan plan = TrainingPlan.Create(
            program,
            name => !ValueNames.IsStatistic(name),
            input => !ValueNames.IsConstant(input));
        cancellation.ThrowIfCancellationRequested();
        return new SimdProgram(
            ContractActivationsPass.Run(StripStopGradientPass.Run(program)),
            plan with { Forward = ContractActivationsPass.Run(StripStopGradientPass.Run(plan.Forward)), Backward = FoldFactorsPass.Run(StripStopGradientPass.Run(plan.Backward)) },
            ProgramDomains.Of(lowered));
    }

    /// <summary>Saved values that one of the passes reads for other items than the one at hand, or that are results for the caller too.</summary>
    private HashSet<string> SavedByRows()
    {
        var remoteForward = new HashSet<int>(RemoteOperands.Of(_plan.Forward));
        remoteForward.UnionWith(_plan.Forward.Outputs.Where(o => !o.Name.StartsWith(TrainingPlan.SavedPrefix, StringComparison.Ordinal)).Select(o => o.Value));
        var names = new HashSet<string>(_plan.Forward.Outputs.Where(o => remoteForward.Contains(o.Value) || _plan.Forward[o.Value].Domain.IsUnit).Select(o => o.Name));
        names.UnionWith(RemoteOperands.Of(_plan.Backward).Select(id => _plan.Backward[id]).OfType<Instruction.Input>().Select(i => i.Name));
        return names;
    }
}

/// <summary>What the names of a lowered program's values mean.</summary>
internal static class ValueNames
{
    /// <summary>Batch statistics: outputs that only report.</summary>
    public static bool IsStatistic(string name) => name.EndsWith(".batch_mean", StringComparison.Ordinal) || name.EndsWith(".batch_var", StringComparison.Ordinal);

    /// <summary>Inputs without gradient: dropout masks and running statistics.</summary>
    public static bool IsConstant(Instruction.Input input) => input.Domain.IsUnit || input.Name.EndsWith(".mask", StringComparison.Ordinal);
}
