namespace Intertwine.Generator.Kernels;

/// <summary>
/// What moves between a loop and memory, counted by domain: numbers per item that are read (values of the item at hand, gathered rows, rows that a segment sum adds up) and written, and entries of index maps.
/// A value counts once per loop, as if caches kept it for the loop and for nothing else; matrices and vectors of the unit domain count as read once; the partial sums of threads are not counted.
/// </summary>
internal sealed class LoopTraffic
{
    private readonly Dictionary<Domain, long> _read = [];
    private readonly Dictionary<Domain, long> _written = [];
    private readonly Dictionary<Domain, long> _indices = [];

    private LoopTraffic()
    {
    }

    /// <summary>Numbers read for each item of a domain. A sum over the edges of each node reads for each edge.</summary>
    public long Read(Domain domain) => Of(_read, domain);

    /// <summary>Numbers written for each item of a domain; sums over all items count on the unit domain.</summary>
    public long Written(Domain domain) => Of(_written, domain);

    /// <summary>Entries of index maps for each item of a domain, edges in any order.</summary>
    public long Indices(Domain domain) => Of(_indices, domain);

    public static LoopTraffic Of(LoopProgram loops, KernelLoop loop)
    {
        KernelProgram program = loops.Program;
        var traffic = new LoopTraffic();
        foreach (int value in loop.Loads)
        {
            Add(traffic._read, program[value].Domain, program[value].Shape.Rows);
        }

        foreach (int value in loop.Stores)
        {
            Add(traffic._written, program[value].Domain, program[value].Shape.Rows);
        }

        foreach (Reduction reduction in loop.Reductions)
        {
            Add(traffic._written, Domain.Unit, program[reduction.Value].Shape.Rows);
        }

        var matrices = new HashSet<int>();
        foreach (int id in loop.Body)
        {
            switch (program[id])
            {
                case Instruction.Gather { Map.IsToUnit: true } gather when matrices.Add(gather.Source):
                    Add(traffic._read, Domain.Unit, gather.Shape.Rows);
                    break;
                case Instruction.Gather { Map.IsToUnit: false } gather:
                    Add(traffic._read, gather.Domain, gather.Shape.Rows);
                    Add(traffic._indices, gather.Domain, 1);
                    break;
                case Instruction.ScatterSum { Map.IsToUnit: false } scatter:
                    traffic.AddSegments(scatter.Map, scatter.Shape.Rows);
                    break;
                case Instruction.SegmentMax { Map.IsToUnit: false } max:
                    traffic.AddSegments(max.Map, max.Shape.Rows);
                    break;
                case Instruction.SegmentArgMax max:
                    traffic.AddSegments(max.Map, max.Shape.Rows);
                    break;
                case Instruction.SegmentPick pick:
                    Add(traffic._read, pick.Domain, pick.Shape.Rows);
                    Add(traffic._indices, pick.Domain, 1);
                    break;
                case Instruction.SegmentPlace place:
                    Add(traffic._read, place.Domain, place.Shape.Rows + program[place.Which].Shape.Rows);
                    Add(traffic._indices, place.Domain, 2);
                    break;
                case Instruction.Regroup regroup:
                    Add(traffic._read, regroup.Domain, regroup.Shape.Rows);
                    break;
                case Instruction.PairProduct product:
                    Add(traffic._read, product.Domain, 2 * program[product.Left].Shape.Rows);
                    Add(traffic._indices, product.Domain, 2);
                    break;
                case Instruction.PairSum sum:
                    traffic.AddSegments(sum.To, program[sum.Weights].Shape.Rows + sum.Shape.Rows);
                    Add(traffic._indices, sum.From.From, 1);
                    break;
                case Instruction.Count { Map.IsToUnit: false } count:
                    Add(traffic._indices, count.Domain, 1);
                    break;
                case Instruction.Mix mix when matrices.Add(mix.Matrix):
                    Add(traffic._read, Domain.Unit, program[mix.Matrix].Shape.Rows);
                    break;
            }
        }

        return traffic;
    }

    private void AddSegments(IndexMap map, int rows)
    {
        Add(_read, map.From, rows);
        Add(_indices, map.From, 1);
        Add(_indices, map.To, 1);
    }

    private static long Of(Dictionary<Domain, long> counts, Domain domain) => counts.TryGetValue(domain, out long count) ? count : 0;

    private static void Add(Dictionary<Domain, long> counts, Domain domain, long count) => counts[domain] = Of(counts, domain) + count;
}
