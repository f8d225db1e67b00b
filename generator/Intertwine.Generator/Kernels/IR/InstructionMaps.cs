namespace Intertwine.Generator.Kernels;

/// <summary>The index maps that an instruction follows.</summary>
internal static class InstructionMaps
{
    public static IReadOnlyList<IndexMap> Of(Instruction instruction) => instruction switch
    {
        Instruction.Gather i => [i.Map],
        Instruction.ScatterSum i => [i.Map],
        Instruction.SegmentMax i => [i.Map],
        Instruction.SegmentArgMax i => [i.Map],
        Instruction.SegmentPick i => [i.Map],
        Instruction.SegmentPlace i => [i.Map],
        Instruction.PairProduct i => [i.LeftMap, i.RightMap],
        Instruction.PairSum i => [i.From, i.To],
        Instruction.Count i => [i.Map],
        Instruction.Nearest i => [IndexMap.Source(i.Domain), IndexMap.Target(i.Domain), IndexMap.ToGraphs(Domain.Nodes)],
        _ => [],
    };

    /// <summary>The maps of a program between domains of many items, by name.</summary>
    public static IndexMap[] Of(KernelProgram program) =>
        [.. program.Instructions.SelectMany(Of).Where(m => !m.IsToUnit).Distinct().OrderBy(m => m.Name, StringComparer.Ordinal)];

    /// <summary>The domains whose edges values choose, and that an instruction has to wait for: it lives there, or follows a map from there.</summary>
    public static IReadOnlyList<Domain> DynamicDomainsOf(Instruction instruction)
    {
        if (instruction is Instruction.Nearest)
        {
            return [];
        }

        List<Domain>? domains = instruction.Domain.IsDynamic ? [instruction.Domain] : null;
        foreach (IndexMap map in Of(instruction))
        {
            if (map.From.IsDynamic && domains?.Contains(map.From) != true)
            {
                (domains ??= []).Add(map.From);
            }
        }

        return domains ?? (IReadOnlyList<Domain>)[];
    }
}
