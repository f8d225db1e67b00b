using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>
/// Orders the body of a loop into <see cref="TileStep"/>s. Matrix products and memory are whole-tile steps; what lies between is pointwise and is fused: everything of the same number of channels
/// that can run in one pass over the lanes does. Instructions run as late as their uses allow, so that few tiles are alive at a time.
/// </summary>
internal sealed class TilePlanner
{
    private readonly KernelProgram _program;
    private readonly LoopProgram _loops;
    private readonly KernelLoop _loop;
    private readonly HashSet<int> _body;
    private readonly HashSet<int> _stores;
    private readonly Dictionary<int, int> _uses = [];

    /// <summary>Instructions that a linear sum has swallowed.</summary>
    private readonly HashSet<int> _swallowed = [];

    /// <summary>Uniform values that need a tile all the same.</summary>
    private readonly HashSet<int> _filled = [];
    private readonly Dictionary<int, TileStep.LinearSum> _sums = [];

    /// <summary>For sums with terms that are no linear steps: the terms left over.</summary>
    private readonly Dictionary<int, List<int>> _rest = [];
    private readonly Dictionary<int, int> _level = [];
    private readonly Dictionary<int, (int Concat, int Row)> _parts = [];
    private readonly HashSet<int> _loads;

    // Asked for again and again, and the same once the sums are found.
    private readonly Dictionary<int, int[]> _tileOperands = [];
    private readonly Dictionary<int, (int Value, bool Separate)[]> _dependencies = [];

    private TilePlanner(LoopProgram loops, KernelLoop loop)
    {
        _loops = loops;
        _program = loops.Program;
        _loop = loop;
        _body = [.. loop.Body];
        _stores = [.. loop.Stores];
        _loads = [.. loop.Loads];
    }

    /// <summary>The rest of a sum whose linear terms are done: <c>value = partial + rest…</c>. The partial sum has the id <see cref="PartialOf"/>.</summary>
    public IReadOnlyDictionary<int, List<int>> Rest => _rest;

    public IReadOnlyList<TileStep> Steps { get; private set; } = [];

    /// <summary>Values that are written where a concatenation wants them: the concatenation, and the row where they begin.</summary>
    public IReadOnlyDictionary<int, (int Concat, int Row)> Parts => _parts;

    /// <summary>Id of the partial sum of a value, distinct from all instruction ids.</summary>
    public static int PartialOf(int id) => -1 - id;

    /// <summary>The instruction behind an id or a partial sum's id.</summary>
    public static int InstructionOf(int id) => id < 0 ? -1 - id : id;

    public static TilePlanner Plan(LoopProgram loops, KernelLoop loop)
    {
        var planner = new TilePlanner(loops, loop);
        planner.CountUses();
        planner.FindFilled();
        planner.FindSums();
        planner.FindLevels();
        planner.Arrange();
        planner.PlaceParts();
        return planner;
    }

    /// <summary>The value that an alias shows a part of: a block of channels, or the same rows grouped otherwise.</summary>
    public static int? AliasOf(KernelProgram program, int id) => id < 0 ? null : program[id] switch
    {
        Instruction.Slice slice when slice.Shape.Components == program[slice.Source].Shape.Components => slice.Source,
        Instruction.Reshape reshape => reshape.Source,
        _ => null,
    };

    /// <summary>The value whose tile holds <paramref name="id"/>, and the row where it begins. What is loaded has a tile of its own, also where it was a part of another value in the loop that wrote it.</summary>
    public static (int Value, int Row) Resolve(KernelProgram program, KernelLoop loop, int id)
    {
        int row = 0;
        while (!loop.Loads.Contains(id) && AliasOf(program, id) is int source)
        {
            row += program[id] is Instruction.Slice slice ? slice.FirstChannel * slice.Shape.Components : 0;
            id = source;
        }

        return (id, row);
    }

    /// <summary>What a pointwise instruction reads: its operands, or the partial sum and the terms left over.</summary>
    public IEnumerable<int> Operands(int id) => id < 0 ? [] : _rest.TryGetValue(id, out List<int>? rest) ? [PartialOf(id), .. rest] : RemoteOperands.LocalOf(_program, id);

    /// <summary>Operands that are neither constants nor broadcasts of unit values: they have a tile, or a register in a pointwise group.</summary>
    public int[] TileOperands(int id)
    {
        if (!_tileOperands.TryGetValue(id, out int[]? operands))
        {
            _tileOperands.Add(id, operands = [.. Operands(id).Where(o => !IsImmediate(o))]);
        }

        return operands;
    }

    /// <summary>Constants and broadcasts of unit values are read where they are used, except where a whole-tile step needs them as a tile.</summary>
    public bool IsImmediate(int id) => id >= 0 && IsUniform(id) && !_filled.Contains(id);

    private bool IsUniform(int id) => _program[id] is Instruction.Constant or Instruction.Gather { Map.IsToUnit: true };

    private void FindFilled()
    {
        IEnumerable<int> wanted = _loop.Body
            .Where(id => _program[id] is Instruction.Mix or Instruction.Concat or Instruction.Pad or Instruction.OuterSum or Instruction.Slice or Instruction.Reshape or Instruction.SegmentPick or Instruction.ScatterSum { Map.IsToUnit: true })
            .SelectMany(id => RemoteOperands.LocalOf(_program, id))
            .Concat(_stores);
        _filled.UnionWith(wanted.Where(IsUniform));
    }

    private void CountUses()
    {
        foreach (int id in _loop.Body)
        {
            foreach (int operand in RemoteOperands.LocalOf(_program, id))
            {
                _uses[operand] = _uses.TryGetValue(operand, out int count) ? count + 1 : 1;
            }
        }
    }

    private bool IsLinearTerm(int id) => _body.Contains(id) && _program[id] is Instruction.Mix or Instruction.Gather { Map.IsToUnit: false } or Instruction.ScatterSum { Map.IsToUnit: false };

    private bool IsExclusive(int id) => _body.Contains(id) && _uses.TryGetValue(id, out int uses) && uses == 1 && !_stores.Contains(id);

    /// <summary>Bias: a broadcast of consecutive numbers on the unit domain.</summary>
    private bool IsBias(int id) => _program[id] is Instruction.Gather { Map.IsToUnit: true } gather
        && UnitView.Of(_program, gather.Source).Stride == gather.Shape.Components;

    private void FindSums()
    {
        var ids = _loop.Body.ToArray();
        for (int k = ids.Length - 1; k >= 0; k--)
        {
            int id = ids[k];
            if (_swallowed.Contains(id))
            {
                continue;
            }

            if (IsLinearTerm(id))
            {
                AddSum(id, new List<int> { id });
            }
            else if (_program[id] is Instruction.Add)
            {
                var linear = new List<int>();
                var rest = new List<int>();
                var interior = new List<int>();
                Flatten(id, _program[id].Shape, linear, rest, interior);
                if (linear.Any(IsLinearTerm))
                {
                    MoveBiasBehindSegments(linear, rest);
                    _swallowed.UnionWith(linear.Where(IsLinearTerm));
                    _swallowed.UnionWith(interior);
                    if (rest.Count == 0)
                    {
                        AddSum(id, linear);
                    }
                    else
                    {
                        AddSum(PartialOf(id), linear);
                        _rest[id] = rest;
                    }
                }
            }
        }
    }

    /// <summary>A segment sum can only write its tile, and so can a bias: where both are terms, the bias is added afterwards.</summary>
    private void MoveBiasBehindSegments(List<int> linear, List<int> rest)
    {
        if (linear.Any(t => _program[t] is Instruction.ScatterSum))
        {
            rest.AddRange(linear.Where(IsUniform));
            linear.RemoveAll(IsUniform);
        }
    }

    /// <summary>Sorts the terms of a tree of additions into those that accumulate in place and the rest.</summary>
    private void Flatten(int id, Shape shape, List<int> linear, List<int> rest, List<int> interior)
    {
        foreach (int operand in _program[id].Operands)
        {
            if (_program[operand].Shape != shape)
            {
                rest.Add(operand);
            }
            else if (_program[operand] is Instruction.Add && IsExclusive(operand))
            {
                interior.Add(operand);
                Flatten(operand, shape, linear, rest, interior);
            }
            else if (IsLinearTerm(operand) && IsExclusive(operand) && !(_program[operand] is Instruction.ScatterSum && linear.Any(l => _program[l] is Instruction.ScatterSum)))
            {
                linear.Add(operand);
            }
            else if (IsBias(operand) && !linear.Any(IsBias))
            {
                linear.Add(operand);
            }
            else
            {
                rest.Add(operand);
            }
        }
    }

    private void AddSum(int value, List<int> terms)
    {
        // What writes comes before what accumulates.
        int[] ordered = [.. terms.OrderBy(t => _program[t] switch { Instruction.ScatterSum => 0, Instruction.Gather { Map.IsToUnit: true } => 1, Instruction.Gather => 2, _ => 3 }).ThenBy(t => t)];
        int[] sources = [.. ordered.Where(t => _program[t] is Instruction.Mix).Select(t => ((Instruction.Mix)_program[t]).Source)];
        _sums[value] = new TileStep.LinearSum(value, ordered.ToEquatable(), sources.ToEquatable());
    }

    /// <summary>How many channels a pointwise instruction runs over; null for whole-tile steps.</summary>
    public int? PointwiseChannels(int id)
    {
        if (id < 0 || (_sums.ContainsKey(id) && !_rest.ContainsKey(id)))
        {
            return null;
        }

        return _program[id] switch
        {
            Instruction.Sum sum => _program[sum.Source].Shape.Channels,
            Instruction.Apply or Instruction.Affine or Instruction.Clamp or Instruction.Add or Instruction.Multiply or Instruction.Contract or Instruction.MapComponents or Instruction.Broadcast => _program[id].Shape.Channels,
            Instruction.Slice slice when AliasOf(_program, id) is null => slice.Shape.Channels,
            _ => null,
        };
    }

    /// <summary>Whether the result is complete only after the pass over all channels.</summary>
    private bool IsChannelSum(int id) => id >= 0 && _program[id] is Instruction.Sum sum && sum.Shape.Channels < _program[sum.Source].Shape.Channels;

    private bool IsStep(int id) => !_swallowed.Contains(id) && !IsImmediate(id) && AliasOf(_program, id) is null && _program[id] is not (Instruction.OuterSum or Instruction.ScatterSum { Map.IsToUnit: true });

    private IEnumerable<int> Nodes()
    {
        foreach (int id in _loop.Loads.Concat(_loop.Body).OrderBy(id => id))
        {
            if (_sums.ContainsKey(PartialOf(id)))
            {
                yield return PartialOf(id);
            }

            if (_loads.Contains(id) || IsStep(id))
            {
                yield return id;
            }
        }
    }

    /// <summary>Steps that must be done before: operands seen through aliases, and whether a whole pass must lie between.</summary>
    private (int Value, bool Separate)[] Dependencies(int id)
    {
        if (!_dependencies.TryGetValue(id, out (int, bool)[]? dependencies))
        {
            _dependencies.Add(id, dependencies = [.. FindDependencies(id)]);
        }

        return dependencies;
    }

    private IEnumerable<(int Value, bool Separate)> FindDependencies(int id)
    {
        bool isLoad = id >= 0 && _loads.Contains(id);
        IEnumerable<int> operands = isLoad ? [] : _sums.TryGetValue(id, out TileStep.LinearSum? sum) ? sum.Sources : TileOperands(id);
        int? channels = isLoad ? null : PointwiseChannels(id);
        foreach (int operand in operands)
        {
            int value = operand < 0 ? operand : Resolve(_program, _loop, operand).Value;
            int? source = _loads.Contains(value) ? null : PointwiseChannels(value);
            bool fused = source is not null && channels == source && value == operand && !IsChannelSum(value) && id >= 0 && _program[id] is not Instruction.Slice;
            yield return (value, source is not null && !fused);
        }
    }

    private void FindLevels()
    {
        int[] nodes = [.. Nodes()];
        foreach (int id in nodes)
        {
            int level = 0;
            foreach ((int value, bool separate) in Dependencies(id))
            {
                level = Math.Max(level, _level[value] + (separate ? 1 : 0));
            }

            _level[id] = level;
        }

        var late = new Dictionary<int, int>();
        foreach (int id in Enumerable.Reverse(nodes))
        {
            // Stores and reductions are due as soon as their value is there.
            bool due = !late.ContainsKey(id) || _stores.Contains(id);
            int level = due ? _level[id] : late[id];
            _level[id] = level;
            foreach ((int value, bool separate) in Dependencies(id))
            {
                int latest = level - (separate ? 1 : 0);
                late[value] = late.TryGetValue(value, out int l) ? Math.Min(l, latest) : latest;
            }
        }
    }

    private void Arrange()
    {
        var steps = new List<TileStep>();
        int[] nodes = [.. Nodes()];
        List<(Reduction Reduction, int[] Sources)> reductions = [.. _loop.Reductions.Select(r => (r, (int[])[.. Sources(r).Select(s => Resolve(_program, _loop, s).Value)]))];
        var done = new HashSet<int>();
        Predicate<int> isDone = done.Contains;
        ILookup<int, int> aliases = _stores.Where(s => AliasOf(_program, s) is not null).ToLookup(s => Resolve(_program, _loop, s).Value);

        // A result stays in a register unless a later step or memory needs it.
        var needed = new HashSet<int>(reductions.SelectMany(r => r.Sources).Concat(_stores.Select(s => Resolve(_program, _loop, s).Value)));
        ILookup<int, int> readers = nodes.SelectMany(n => Dependencies(n).Select(d => (d.Value, Reader: n))).ToLookup(d => d.Value, d => d.Reader);
        foreach (IGrouping<int, int> level in nodes.GroupBy(id => _level[id]).OrderBy(g => g.Key))
        {
            foreach (int id in level.Where(id => _loads.Contains(id) || PointwiseChannels(id) is null))
            {
                TileStep? step = Whole(id);
                if (step is not null)
                {
                    steps.Add(step);
                }

                Finish(id);
            }

            foreach (IGrouping<int, int> group in level.Where(id => !_loads.Contains(id) && PointwiseChannels(id) is not null).GroupBy(id => PointwiseChannels(id)!.Value).OrderBy(g => g.Key))
            {
                foreach (int[] values in PassSplitter.Split(_program, [.. group.OrderBy(id => id)], TileOperands))
                {
                    steps.Add(Fuse(group.Key, values, needed, readers));
                    foreach (int id in values)
                    {
                        Finish(id);
                    }
                }
            }
        }

        Steps = steps;

        void Finish(int id)
        {
            done.Add(id);
            if (_stores.Contains(id) && _loops.Layouts[id] == MemoryLayout.Rows)
            {
                steps.Add(new TileStep.Store(id));
            }

            foreach (int alias in aliases[id].Where(s => s != id))
            {
                steps.Add(new TileStep.Store(alias));
            }

            for (int i = 0; i < reductions.Count; i++)
            {
                if (Array.TrueForAll(reductions[i].Sources, isDone))
                {
                    steps.Add(new TileStep.Reduce(reductions[i].Reduction, Sources(reductions[i].Reduction)));
                    reductions.RemoveAt(i--);
                }
            }
        }
    }

    /// <summary>A part of a concatenation needs no tile of its own, unless it lies in memory.</summary>
    private void PlaceParts()
    {
        foreach (int id in Steps.OfType<TileStep.Move>().Select(m => m.Value))
        {
            if (_program[id] is not Instruction.Concat concat)
            {
                continue;
            }

            int row = 0;
            foreach (int source in concat.Sources)
            {
                int rows = _program[source].Shape.Rows;
                (int value, int offset) = Resolve(_program, _loop, source);
                bool inMemory = (_stores.Contains(value) || _loads.Contains(value)) && _loops.Layouts[value] == MemoryLayout.Private;
                if (offset == 0 && _program[value].Shape.Rows == rows && !inMemory && !IsImmediate(value) && !_parts.ContainsKey(value))
                {
                    _parts.Add(value, (id, row));
                }

                row += rows;
            }
        }
    }

    private EquatableArray<int> Sources(Reduction reduction) => _program[reduction.Value].Operands;

    private TileStep? Whole(int id)
    {
        if (_sums.TryGetValue(id, out TileStep.LinearSum? sum))
        {
            return sum;
        }

        if (_loads.Contains(id))
        {
            return _loops.Layouts[id] == MemoryLayout.Rows ? new TileStep.Load(id) : null;
        }

        return new TileStep.Move(id, new(TileOperands(id)));
    }

    private TileStep.Pointwise Fuse(int channels, int[] values, HashSet<int> needed, ILookup<int, int> readers)
    {
        var group = new HashSet<int>(values);
        var operands = new List<int>();
        foreach (int operand in values.SelectMany(TileOperands).Distinct())
        {
            int value = operand < 0 ? operand : Resolve(_program, _loop, operand).Value;
            if (!group.Contains(value) || value != operand)
            {
                operands.Add(operand);
            }
        }

        return new TileStep.Pointwise(channels, values.ToEquatable(), operands.ToEquatable(), values.Where(v => needed.Contains(v) || readers[v].Any(r => !group.Contains(r))).ToEquatable());
    }
}
