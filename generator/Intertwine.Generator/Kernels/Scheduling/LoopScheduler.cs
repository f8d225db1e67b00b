namespace Intertwine.Generator.Kernels;

/// <summary>
/// Fuses a program into as few loops as its data flow allows. An instruction that needs other items of a value (a gather, a segment sum) has to wait for the loop that writes it; all else of
/// one domain shares a loop. Values that are cheap are computed again in every loop that needs them, dear ones once (<see cref="Recomputation"/>); these run as late as their first use
/// allows, next to it, so that little goes through memory.
/// </summary>
internal sealed class LoopScheduler
{
    private readonly KernelProgram _program;
    private readonly bool[] _live;
    private readonly bool[] _kept;
    private readonly int[] _stage;
    private readonly Dictionary<int, Reduction> _reductions = [];
    private readonly HashSet<int> _accumulated = [];
    private readonly HashSet<int> _sinks = [];

    /// <summary>Which instruction finds the edges of a dynamic domain. In a backward pass there is none: the edges are there.</summary>
    private readonly Dictionary<Domain, int> _searches = [];

    private LoopScheduler(KernelProgram program)
    {
        _program = program;
        _live = LiveInstructions.Of(program);
        _kept = new bool[program.Instructions.Count];
        _stage = new int[program.Instructions.Count];
        for (int id = 0; id < _live.Length; id++)
        {
            if (_live[id] && program[id] is Instruction.Nearest nearest)
            {
                _searches.Add(nearest.Domain, id);
            }
        }
    }

    /// <summary>Cuts a program into loops.</summary>
    /// <param name="program">Without dead code.</param>
    /// <param name="rowsByName">Names of inputs and outputs, beyond those that the program itself gathers, that have to lie in memory by rows.</param>
    /// <param name="domains">The domains of the signature; those of the program if left out.</param>
    public static LoopProgram Run(KernelProgram program, Func<string, bool> rowsByName, ProgramDomains? domains = null)
    {
        var scheduler = new LoopScheduler(program);
        scheduler.FindReductions();
        scheduler.FindKept();
        scheduler.FindStages();
        return scheduler.Cut(rowsByName, domains ?? ProgramDomains.Of(program));
    }

    private bool IsInMemoryFromStart(int id) => _program[id] is Instruction.Input or Instruction.Parameter;

    private bool IsReduction(int id) => _program[id] is Instruction.OuterSum or Instruction.ScatterSum { Map.IsToUnit: true };

    private Domain LoopDomain(int id) => IsReduction(id) ? _program[_program[id].Operands[0]].Domain : _program[id].Domain;

    /// <summary>
    /// A gradient of a parameter is usually a sum of reductions placed as blocks: these add straight into its memory. Other reductions get memory of their own.
    /// </summary>
    private void FindReductions()
    {
        int[] uses = new int[_program.Instructions.Count];
        for (int id = 0; id < uses.Length; id++)
        {
            if (_live[id])
            {
                foreach (int operand in _program[id].Operands)
                {
                    uses[operand]++;
                }
            }
        }

        foreach (ProgramOutput output in _program.Outputs)
        {
            uses[output.Value]++;
        }

        foreach (ProgramOutput output in _program.Outputs)
        {
            var leaves = new List<Reduction>();
            var interior = new List<int>();
            if (_program[output.Value].Domain.IsUnit && uses[output.Value] == 1
                && Flatten(output.Value, output.Value, 0, _program[output.Value].Shape.Components, uses, leaves, interior))
            {
                foreach (Reduction leaf in leaves)
                {
                    _reductions.Add(leaf.Value, leaf);
                }

                _accumulated.Add(output.Value);
                _sinks.UnionWith(interior);
            }
        }

        for (int id = 0; id < _live.Length; id++)
        {
            if (_live[id] && IsReduction(id) && !_reductions.ContainsKey(id))
            {
                _reductions.Add(id, new Reduction(id, id, 0, _program[id].Shape.Components));
                _accumulated.Add(id);
            }
        }
    }

    private bool Flatten(int id, int target, int offset, int stride, int[] uses, List<Reduction> leaves, List<int> interior)
    {
        if (uses[id] != 1)
        {
            return false;
        }

        switch (_program[id])
        {
            case Instruction.Add add when _program[add.Left].Shape == add.Shape && _program[add.Right].Shape == add.Shape:
                interior.Add(id);
                return Flatten(add.Left, target, offset, stride, uses, leaves, interior) && Flatten(add.Right, target, offset, stride, uses, leaves, interior);
            case Instruction.Pad pad:
                interior.Add(id);
                return Flatten(pad.Source, target, offset + (pad.FirstChannel * stride) + pad.FirstComponent, stride, uses, leaves, interior);
            case Instruction.OuterSum or Instruction.ScatterSum { Map.IsToUnit: true }:
                leaves.Add(new Reduction(id, target, offset, stride));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Values that belong to one loop: dear ones, those that other items read, reductions and outputs.</summary>
    private void FindKept()
    {
        for (int id = 0; id < _live.Length; id++)
        {
            if (!_live[id] || _sinks.Contains(id))
            {
                continue;
            }

            _kept[id] |= Recomputation.IsWorthKeeping(_program, id);
            foreach (int remote in RemoteOperands.Of(_program, id))
            {
                _kept[remote] = true;
            }

            if (IsReduction(id))
            {
                _kept[id] = true;
            }
        }

        foreach (ProgramOutput output in _program.Outputs)
        {
            _kept[output.Value] |= !_sinks.Contains(output.Value) && _program[output.Value] is not Instruction.Constant;
        }

        for (int id = 0; id < _live.Length; id++)
        {
            _kept[id] &= _live[id] && !IsInMemoryFromStart(id);
        }
    }

    /// <summary>Stage of every kept value: first as early as its operands allow, then as late as its uses allow.</summary>
    private void FindStages()
    {
        for (int id = 0; id < _live.Length; id++)
        {
            if (_live[id] && !IsInMemoryFromStart(id))
            {
                int stage = 0;
                foreach (int operand in LocalOperands(id))
                {
                    stage = Math.Max(stage, _stage[operand] + (IsReduction(operand) ? 1 : 0));
                }

                foreach (int operand in RemoteOperands.Of(_program, id))
                {
                    stage = Math.Max(stage, IsInMemoryFromStart(operand) ? 0 : _stage[operand] + 1);
                }

                foreach (int search in SearchesFor(id))
                {
                    stage = Math.Max(stage, _stage[search]);
                }

                _stage[id] = stage;
            }
        }

        int[] late = Enumerable.Repeat(int.MaxValue, _live.Length).ToArray();
        for (int id = _live.Length - 1; id >= 0; id--)
        {
            if (!_live[id] || IsInMemoryFromStart(id) || _sinks.Contains(id))
            {
                continue;
            }

            // Nothing waits for outputs and reductions: they stay where their operands are at hand.
            if (late[id] == int.MaxValue || IsReduction(id))
            {
                late[id] = _stage[id];
            }

            _stage[id] = late[id];
            foreach (int operand in LocalOperands(id))
            {
                late[operand] = Math.Min(late[operand], late[id] - (IsReduction(operand) ? 1 : 0));
            }

            foreach (int operand in RemoteOperands.Of(_program, id))
            {
                late[operand] = Math.Min(late[operand], late[id] - 1);
            }

            foreach (int search in SearchesFor(id))
            {
                late[search] = Math.Min(late[search], late[id]);
            }
        }
    }

    /// <summary>The searches that an instruction waits for. A search of a stage runs before the loops of that stage.</summary>
    private IEnumerable<int> SearchesFor(int id)
    {
        if (_searches.Count > 0)
        {
            foreach (Domain domain in InstructionMaps.DynamicDomainsOf(_program[id]))
            {
                if (_searches.TryGetValue(domain, out int search))
                {
                    yield return search;
                }
            }
        }
    }

    private IEnumerable<int> LocalOperands(int id) => RemoteOperands.LocalOf(_program, id);

    private LoopProgram Cut(Func<string, bool> rowsByName, ProgramDomains domains)
    {
        var byLoop = new SortedDictionary<(int Stage, int Rank, string Name), (Domain Domain, List<int> Kept)>();
        for (int id = 0; id < _live.Length; id++)
        {
            if (_kept[id])
            {
                Domain domain = LoopDomain(id);
                var key = (_stage[id], domain.Rank, domain.Name);
                if (!byLoop.TryGetValue(key, out (Domain Domain, List<int> Kept) loop))
                {
                    byLoop[key] = loop = (domain, []);
                }

                loop.Kept.Add(id);
            }
        }

        var bodies = new List<(Domain Domain, List<int> Kept, SortedSet<int> Loads, SortedSet<int> Body)>();
        var read = new HashSet<int>();
        foreach ((Domain domain, List<int> kept) in byLoop.Values)
        {
            var own = new HashSet<int>(kept);
            var loads = new SortedSet<int>();
            var body = new SortedSet<int>();
            foreach (int id in kept)
            {
                AddToBody(id, own, body, loads);
            }

            read.UnionWith(loads);
            bodies.Add((domain, kept, loads, body));
        }

        var layouts = new Dictionary<int, MemoryLayout>();
        for (int id = 0; id < _live.Length; id++)
        {
            if (IsInMemoryFromStart(id))
            {
                layouts[id] = _program[id] is Instruction.Input input && !rowsByName(input.Name) ? MemoryLayout.Private : MemoryLayout.Rows;
            }
            else if (_kept[id] && read.Contains(id))
            {
                layouts[id] = MemoryLayout.Private;
            }
        }

        foreach (ProgramOutput output in _program.Outputs)
        {
            if (!layouts.TryGetValue(output.Value, out MemoryLayout layout) || layout == MemoryLayout.Private)
            {
                layouts[output.Value] = rowsByName(output.Name) ? MemoryLayout.Rows : MemoryLayout.Private;
            }
        }

        foreach (int remote in Enumerable.Range(0, _live.Length).Where(id => _live[id]).SelectMany(id => RemoteOperands.Of(_program, id)))
        {
            layouts[remote] = MemoryLayout.Rows;
        }

        foreach (int id in layouts.Keys.Concat(_accumulated).Where(id => _program[id].Domain.IsUnit).ToArray())
        {
            layouts[id] = MemoryLayout.Rows;
        }

        var loops = new List<KernelLoop>();
        foreach ((Domain domain, List<int> kept, SortedSet<int> loads, SortedSet<int> body) in bodies)
        {
            loops.Add(new KernelLoop(
                domain,
                loads.ToEquatable(),
                body.ToEquatable(),
                kept.Where(id => layouts.ContainsKey(id) && !IsReduction(id)).ToEquatable(),
                kept.Where(IsReduction).Select(id => _reductions[id]).ToEquatable()));
        }

        EquatableArray<NeighbourSearch> searches = _searches.Values
            .OrderBy(id => id)
            .Select(id => new NeighbourSearch(id, byLoop.Keys.Count(loop => loop.Stage < _stage[id])))
            .ToEquatable();
        return new LoopProgram(_program, loops.ToEquatable(), layouts, _accumulated.OrderBy(id => id).ToEquatable(), searches, domains);
    }

    /// <summary>Adds an instruction and the cheap ones that it needs; dear values of other loops are loaded.</summary>
    private void AddToBody(int id, HashSet<int> own, SortedSet<int> body, SortedSet<int> loads)
    {
        if (!body.Add(id))
        {
            return;
        }

        foreach (int operand in LocalOperands(id))
        {
            if (IsInMemoryFromStart(operand) || (_kept[operand] && !own.Contains(operand)))
            {
                loads.Add(operand);
            }
            else
            {
                AddToBody(operand, own, body, loads);
            }
        }
    }
}
