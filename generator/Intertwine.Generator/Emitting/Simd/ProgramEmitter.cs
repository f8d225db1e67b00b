using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>Where the values of a program lie: what the caller owns, in the order of the call, then intermediate values.</summary>
internal sealed class ProgramSlots
{
    private readonly Dictionary<int, int> _slots = [];
    private readonly List<(int Domain, int Rows)> _buffers = [];
    private int _count;

    public int Count => _count + _buffers.Count;

    public IReadOnlyList<(int Domain, int Rows)> Buffers => _buffers;

    /// <summary>A value that the caller owns; null keeps a place for a pointer that this program does not use.</summary>
    public int External(int? value)
    {
        int slot = _count++;
        if (value is int id && !_slots.ContainsKey(id))
        {
            _slots.Add(id, slot);
        }

        return slot;
    }

    public bool Has(int value) => _slots.ContainsKey(value);

    public int this[int value] => _slots[value];

    public int AddBuffer(int domain, int rows)
    {
        _buffers.Add((domain, rows));
        return _count + _buffers.Count - 1;
    }

    public void Assign(int value, int slot) => _slots.Add(value, slot);
}

/// <summary>Writes a method that runs a program loop by loop.</summary>
internal static class ProgramEmitter
{
    /// <summary>Gives every value that an earlier loop leaves to a later one a buffer; buffers of the same size are used again when their value was read for the last time.</summary>
    public static void AssignBuffers(LoopProgram loops, ProgramSlots slots)
    {
        var last = new Dictionary<int, int>();
        for (int i = 0; i < loops.Loops.Count; i++)
        {
            foreach (int value in ValuesOf(loops, i))
            {
                last[value] = i;
            }
        }

        foreach (NeighbourSearch search in loops.Searches.Where(s => s.BeforeLoop == loops.Loops.Count))
        {
            last[SourceOf(loops, search)] = loops.Loops.Count;
        }

        var free = new Dictionary<(int, int), Stack<int>>();
        var owned = new HashSet<int>();

        // Sums over items start as zero before the first loop: their memory cannot have held anything else before.
        foreach (int value in loops.Accumulated.Where(v => !slots.Has(v)))
        {
            (int domain, int rows) = SizeOf(loops, value);
            slots.Assign(value, slots.AddBuffer(domain, rows));
        }

        for (int i = 0; i < loops.Loops.Count; i++)
        {
            int[] used = [.. ValuesOf(loops, i).Distinct()];
            foreach (int value in used.Where(v => !slots.Has(v)).OrderBy(v => v))
            {
                (int Domain, int Rows) size = SizeOf(loops, value);
                slots.Assign(value, free.TryGetValue(size, out Stack<int>? stack) && stack.Count > 0 ? stack.Pop() : slots.AddBuffer(size.Domain, size.Rows));
                owned.Add(value);
            }

            foreach (int value in used.Where(v => last[v] == i && owned.Contains(v)))
            {
                (int, int) size = SizeOf(loops, value);
                if (!free.TryGetValue(size, out Stack<int>? stack))
                {
                    free[size] = stack = new Stack<int>();
                }

                stack.Push(slots[value]);
            }
        }
    }

    public static (int Domain, int Rows) SizeOf(LoopProgram loops, int value) => (loops.Domains.IndexOf(loops.Program[value].Domain), loops.Program[value].Shape.Rows);

    /// <summary>Writes the statements that run the loops.</summary>
    public static void EmitLoops(IndentedWriter writer, LoopProgram loops, ProgramSlots slots, KernelLibrary library, IReadOnlyList<IndexMap> maps)
    {
        foreach (int value in loops.Accumulated)
        {
            (int domain, int rows) = SizeOf(loops, value);
            writer.WriteLine($"frame.Fill({slots[value]}, {domain}, {rows}, 0.0);");
        }

        var kernels = new List<string>();
        for (int i = 0; i <= loops.Loops.Count; i++)
        {
            foreach (NeighbourSearch search in loops.Searches.Where(s => s.BeforeLoop == i))
            {
                EmitSearch(writer, loops, search, slots, maps);
            }

            if (i == loops.Loops.Count)
            {
                break;
            }

            KernelLoop loop = loops.Loops[i];
            (string name, KernelText text) = library.KernelOf(loops, loop);
            kernels.Add(name);
            string values = string.Join(", ", text.Values.Select(v => slots[v]).ToArray());
            string indices = string.Join(", ", text.Maps.Select(m => IndexOf(maps, m)).ToArray());
            string targets = string.Join(", ", text.Reductions.SelectMany(r => new[] { slots[r.Target], r.Offset, loops.Program[r.Value].Shape.Channels, r.Stride }).ToArray());
            string columns = string.Join(", ", text.Reductions.Select(r => loops.Program[r.Value].Shape.Components).ToArray());
            writer.WriteLine($"frame.Run(&{name}, {loops.Domains.IndexOf(loop.Domain)}, [{values}], [{indices}], {text.PartialLength}, [{targets}], [{columns}]);");
        }

        library.SetKernels(loops, kernels);
    }

    private static void EmitSearch(IndentedWriter writer, LoopProgram loops, NeighbourSearch search, ProgramSlots slots, IReadOnlyList<IndexMap> maps)
    {
        var nearest = (Instruction.Nearest)loops.Program[search.Value];
        string tables = string.Join(", ", InstructionMaps.Of(nearest).Select(m => IndexOf(maps, m)));
        int rows = loops.Program[nearest.Source].Shape.Rows;
        writer.WriteLine($"frame.FindNearest({slots[nearest.Source]}, {rows}, {tables}, {nearest.Origin.Number}, {(nearest.Origin.IncludeSelf ? "true" : "false")}); // {nearest.Domain}");
    }

    private static int SourceOf(LoopProgram loops, NeighbourSearch search) => ((Instruction.Nearest)loops.Program[search.Value]).Source;

    internal static int IndexOf(IReadOnlyList<IndexMap> maps, IndexMap map)
    {
        for (int i = 0; i < maps.Count; i++)
        {
            if (maps[i] == map)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The map {map} is not in the signature.");
    }

    /// <summary>Values in memory that a loop touches, or a search right before it.</summary>
    private static IEnumerable<int> ValuesOf(LoopProgram loops, int index) =>
        ValuesOf(loops, loops.Loops[index]).Concat(loops.Searches.Where(s => s.BeforeLoop == index).Select(s => SourceOf(loops, s)));

    private static IEnumerable<int> ValuesOf(LoopProgram loops, KernelLoop loop) => loop.Loads
        .Concat(loop.Stores)
        .Concat(loop.Body.SelectMany(id => RemoteOperands.Of(loops.Program, id)))
        .Concat(loop.Reductions.Select(r => r.Target));
}
