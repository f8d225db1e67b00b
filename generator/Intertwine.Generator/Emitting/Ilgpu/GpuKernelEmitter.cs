using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>Writes one loop as a kernel: a group of threads for every tile of items (docs/architecture.md, "Execution on a GPU").</summary>
internal sealed partial class GpuKernelEmitter
{
    private const string Gpu = "global::Intertwine.Gpu";
    private const string View = "global::ILGPU.ArrayView";

    private readonly LoopProgram _loops;
    private readonly KernelProgram _program;
    private readonly KernelLoop _loop;
    private readonly IReadOnlyList<IndexMap> _maps;
    private readonly TilePlanner _plan;
    private readonly TileMemory _memory;
    private readonly TileHazards _hazards = new();
    private readonly IndentedWriter _steps = new();
    private readonly List<int> _values = [];
    private readonly List<(string Field, int Map)> _tables = [];
    private readonly List<(string Field, int Index)> _numbers = [];
    private readonly Dictionary<(int, int), string> _tiles = [];
    private readonly List<string> _tileDeclarations = [];
    private readonly GpuPointwiseEmitter _pointwise;
    private readonly int _panel;
    private readonly int _channelSums;
    private bool _endsInNestedLoop;

    private GpuKernelEmitter(LoopProgram loops, KernelLoop loop, IReadOnlyList<IndexMap> maps)
    {
        _loops = loops;
        _program = loops.Program;
        _loop = loop;
        _maps = maps;
        _plan = TilePlanner.Plan(loops, loop);
        _pointwise = new GpuPointwiseEmitter(_program, _plan, _steps, Width, Tile, Argument);
        _panel = loop.Body.Any(id => _program[id] is Instruction.Mix mix && IsTiled(mix)) ? GpuLimits.Panel : 0;
        _channelSums = GpuPointwiseEmitter.ChannelSums(_program, _plan.Steps) * GpuLimits.ChannelSlices * Width;

        HashSet<int> inMemory = [.. loop.Loads.Concat(loop.Stores).Where(id => loops.Layouts[id] == MemoryLayout.Private && Holder(id) == id)];
        HashSet<int> factors = [.. _plan.Steps.Where(s => s is TileStep.LinearSum or TileStep.Reduce).SelectMany(s => s.Reads).Select(Holder)];
        int room = (GpuLimits.SharedNumbers - _panel - _channelSums) / SharedStride;
        _memory = TileMemory.Assign(_plan.Steps, Holder, Rows, inMemory, [.. loop.Loads.Where(factors.Contains)], room);
    }

    private int Width => WidthOf(_loop);

    /// <summary>The unit domain's one item needs no room for others.</summary>
    private int SharedStride => _loop.Domain.IsUnit ? 1 : GpuLimits.SharedStride;

    /// <summary>Items of a tile.</summary>
    public static int WidthOf(KernelLoop loop) => loop.Domain.IsUnit ? 1 : GpuLimits.TileItems;

    /// <summary>The kernel, its sums in the order of their blocks, and the rows of its tiles that have no place in shared memory.</summary>
    public static (GpuKernelText Text, IReadOnlyList<Reduction> Reductions, int PartialLength, int ScratchRows) Emit(LoopProgram loops, KernelLoop loop, IReadOnlyList<IndexMap> maps, ProgramSlots slots) =>
        new GpuKernelEmitter(loops, loop, maps).Emit(slots);

    private (GpuKernelText Text, IReadOnlyList<Reduction> Reductions, int PartialLength, int ScratchRows) Emit(ProgramSlots slots)
    {
        int partialLength = 0;
        foreach (TileStep step in _memory.Steps)
        {
            _steps.WriteLine();
            _steps.WriteLine("// " + StepComment.Of(_program, _plan, step));
            partialLength = EmitStep(step, partialLength);
        }

        int shared = _panel + _channelSums + (_memory.SharedRows * SharedStride);
        var parameters = new List<string>();
        var arguments = new List<string>();
        for (int i = 0; i < _values.Count; i++)
        {
            parameters.Add($"{View}<T> p{i}");
        }

        foreach ((string field, int map) in _tables)
        {
            parameters.Add($"{View}<int> {Table(field, map)}");
            arguments.Add($"frame.{field}({map})");
        }

        foreach ((string field, int index) in _numbers)
        {
            parameters.Add($"int {Table(field, index)}");
            arguments.Add($"frame.{field}({index})");
        }

        var body = new IndentedWriter();
        if (shared > 0)
        {
            body.WriteLine($"{View}<T> shared = global::ILGPU.SharedMemory.Allocate<T>({shared});");
        }

        if (_panel > 0)
        {
            body.WriteLine($"{View}<T> panel = shared.SubView({_channelSums + (_memory.SharedRows * SharedStride)}, {_panel});");
        }

        if (_channelSums > 0)
        {
            body.WriteLine($"{View}<T> slices = shared.SubView({_memory.SharedRows * SharedStride}, {_channelSums});");
        }

        if (_memory.ScratchRows > 0)
        {
            parameters.Add($"{View}<T> scratch");
            arguments.Add("frame.Scratch");
        }

        if (partialLength > 0)
        {
            parameters.Add($"{View}<T> partials");
            arguments.Add("frame.Partials");
            body.WriteLine($"{View}<T> sums = partials.SubView(global::ILGPU.Grid.IdxX * {partialLength}, {partialLength});");
            body.WriteLine($"{Gpu}.GpuReduction.Clear(sums, {partialLength});");
        }

        foreach (string constant in _pointwise.Constants)
        {
            body.WriteLine(constant);
        }

        using (body.Block($"for (int tile = global::ILGPU.Grid.IdxX; tile < launch.Tiles({Width}); tile += launch.Groups)", string.Empty))
        {
            body.WriteLine($"{Gpu}.GpuItems items = launch.Tile(tile, {Width});");
            foreach (string declaration in _tileDeclarations)
            {
                body.WriteLine(declaration);
            }

            body.WriteLine($"{Gpu}.GpuGroup.Barrier();");
            body.WriteLine(_steps.ToString().TrimEnd('\n'));
        }

        string[] values = [.. _values.Select(v => $"frame[{slots[v]}]")];
        return (
            new GpuKernelText(parameters, body.ToString(), [.. values, .. arguments]),
            [.. _memory.Steps.OfType<TileStep.Reduce>().Select(r => r.Reduction)],
            partialLength,
            _memory.ScratchRows);
    }

    private int Holder(int id) => id < 0 ? id : TilePlanner.Resolve(_program, _loop, id).Value;

    private Shape ShapeOf(int id) => _program[TilePlanner.InstructionOf(id)].Shape;

    private int Rows(int id) => ShapeOf(id).Rows;

    private bool IsTiled(Instruction.Mix mix) =>
        mix.Shape.Channels >= GpuLimits.FewestPanelRows && _program[mix.Source].Shape.Channels >= GpuLimits.FewestPanelRows && mix.Shape.Components * Width >= GpuLimits.TileItems;
}
