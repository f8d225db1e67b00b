using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>The order of domains in the signature of every generated program.</summary>
internal static class ProgramDomains
{
    public static IReadOnlyList<Domain> All { get; } = [Domain.Unit, Domain.Graphs, Domain.Nodes, Domain.Edges];

    public static int IndexOf(Domain domain)
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
