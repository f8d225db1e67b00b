namespace Intertwine.Generator.Kernels;

/// <summary>The order of domains in the signature of a generated program: unit, graphs, nodes, edges, then derived ones in the order of their appearance. Compared by value.</summary>
internal sealed record ProgramDomains(EquatableArray<Domain> All)
{
    /// <summary>The domains of a lowered program; programs made of it have no others.</summary>
    public static ProgramDomains Of(KernelProgram program)
    {
        List<Domain> domains = [Domain.Unit, Domain.Graphs, Domain.Nodes, Domain.Edges];
        foreach (Instruction instruction in program.Instructions)
        {
            // Edges between tokens may live on, before anything on the tokens themselves does.
            foreach (Domain domain in InstructionMaps.Of(instruction).SelectMany(m => new[] { m.From, m.To }).Prepend(instruction.Domain))
            {
                if (!domains.Contains(domain))
                {
                    domains.Add(domain);
                }
            }
        }

        return new ProgramDomains(domains.ToEquatable());
    }

    /// <summary>The derived domains.</summary>
    public IEnumerable<Domain> Derived => All.Where(d => d.Origin is not null);

    public int IndexOf(Domain domain)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i] == domain)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The domain {domain} has no place in a kernel's signature.");
    }
}
