using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>What a model computes on: sizes, index maps, and the memory of inputs, outputs and their gradients on the device. A batch can be used in many steps; its inputs can be changed in between.</summary>
public sealed class GpuBatch : IDisposable
{
    private readonly GpuModel _model;
    private readonly GpuBuffer _memory;
    private readonly GpuMemory _intermediate;
    private readonly long[] _counts;
    private readonly GpuIndexTable[] _maps;
    private readonly GpuBuffer[] _inputs;
    private readonly GpuBuffer[] _outputs;
    private readonly GpuBuffer[] _outputGradients;
    private readonly GpuBuffer[] _inputGradients;
    private readonly IndexTable?[] _tables;
    private GpuCall? _call;
    private bool _disposed;

    /// <param name="items">Items of each domain of the program, by name; <c>unit</c> need not be named, others that are not have none.</param>
    /// <param name="tables">A table for each index map of the program, found by <see cref="IndexTable.Name"/>; those of sets that the network makes itself follow from <c>nodeGraph</c>.</param>
    /// <param name="inputGradients">Whether the backward pass gives the inputs' gradients too.</param>
    public GpuBatch(GpuModel model, IReadOnlyDictionary<string, long> items, IEnumerable<IndexTable> tables, bool inputGradients = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(tables);
        _model = model;
        KernelSignature signature = model.Signature;
        _counts = [.. signature.Domains.Select((d, i) => i == 0 ? 1 : items.GetValueOrDefault(d))];
        IndexTable[] given = [.. tables];
        foreach (KernelSet set in signature.Sets)
        {
            _counts[set.Domain] = set.Items.Count(NodeGraph(given, signature.Domains[set.Domain]));
        }

        _tables = [.. signature.Maps.Select(m => TableOf(given, m))];
        _maps = [.. signature.Maps.Select((m, i) => _tables[i] is { } table ? GpuIndexTable.Of(model.Device, table) : new GpuIndexTable(model.Device, (int)_counts[m.From], (int)_counts[m.To], m.Name))];
        HostBlock inputs = new(signature.Inputs, _counts, model.ElementSize, 0);
        HostBlock outputs = new(signature.Outputs, _counts, model.ElementSize, inputs.End);
        HostBlock outputSide = new(signature.Outputs, _counts, model.ElementSize, outputs.End);
        HostBlock inputSide = new(inputGradients ? signature.Inputs : [], _counts, model.ElementSize, outputSide.End);
        _memory = model.Device.Allocate(inputSide.End);
        _memory.Clear();
        _intermediate = GpuMemory.Rent(model.Device);
        _inputs = inputs.Slices(_memory, 0, signature.Inputs.Count);
        _outputs = outputs.Slices(_memory, 0, signature.Outputs.Count);
        _outputGradients = outputSide.Slices(_memory, 0, signature.Outputs.Count);
        _inputGradients = inputSide.Slices(_memory, 0, inputGradients ? signature.Inputs.Count : 0);
    }

    /// <summary>A batch over a graph.</summary>
    public GpuBatch(GpuModel model, GpuGraph graph, bool inputGradients = false)
        : this(model, (graph ?? throw new ArgumentNullException(nameof(graph))).Items, graph.Tables, inputGradients)
    {
    }

    /// <summary>The memory of an input, <c>[items][rows]</c>; fill it with <see cref="GpuBuffer.CopyFrom{T}(ReadOnlySpan{T})"/>.</summary>
    public GpuBuffer Input(string name) => _inputs[Find(_model.Signature.Inputs, name, "input")];

    /// <summary>The memory of an output, <c>[items][rows]</c>, written by <see cref="GpuModel.Forward"/>.</summary>
    public GpuBuffer Output(string name) => _outputs[Find(_model.Signature.Outputs, name, "output")];

    /// <summary>The gradient of the loss by an output, which <see cref="GpuModel.Backward"/> starts from; zero unless written.</summary>
    public GpuBuffer OutputGradient(string name) => _outputGradients[Find(_model.Signature.Outputs, name, "output")];

    /// <summary>The gradient of the loss by an input, written by <see cref="GpuModel.Backward"/>.</summary>
    public GpuBuffer InputGradient(string name) => _inputGradients.Length > 0
        ? _inputGradients[Find(_model.Signature.Inputs, name, "input")]
        : throw new InvalidOperationException("The batch was made without gradients of its inputs; pass inputGradients: true.");

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _model.Device.Synchronize();
            _intermediate.Return();
            _memory.Dispose();
            for (int i = 0; i < _maps.Length; i++)
            {
                if (_tables[i] is null)
                {
                    _maps[i].Release();
                }
            }
        }
    }

    internal GpuCall Begin(GpuBuffer[] parameters, bool keepForBackward)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _call = new GpuCall
        {
            Device = _model.Device,
            Counts = _counts,
            Maps = _maps,
            Inputs = _inputs,
            Parameters = parameters,
            Outputs = _outputs,
            KeepForBackward = keepForBackward,
            Memory = _intermediate,
        };
    }

    internal GpuCall Turn(GpuBuffer[] parameterGradients)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_call is not { KeepForBackward: true } call)
        {
            throw new InvalidOperationException($"The backward pass needs what the forward pass keeps; call {nameof(GpuModel.Forward)} of this batch with keepForBackward first.");
        }

        _call = null;
        call.OutputGradients = _outputGradients;
        call.InputGradients = _inputGradients;
        call.ParameterGradients = parameterGradients;
        return call;
    }

    /// <summary>The table of a map: one of those given, or one that follows from the sizes of the graphs; null where the forward pass finds it.</summary>
    private IndexTable? TableOf(IndexTable[] given, KernelMap map)
    {
        KernelSignature signature = _model.Signature;
        return signature.IsDynamic(map) ? null
            : signature.SetOf(map) is { } set ? set.Items.Table(KernelSet.EndOf(map), NodeGraph(given, signature.Domains[set.Domain]), map.Name)
            : Find(given, map);
    }

    private static IndexTable NodeGraph(IndexTable[] given, string set) => given.FirstOrDefault(t => t.Name == "nodeGraph")
        ?? throw new ArgumentException($"The program makes the set '{set}' within every graph; expected the index map 'nodeGraph', got {(given.Length == 0 ? "no tables" : string.Join(", ", given.Select(t => t.Name)))}.", "tables");

    private IndexTable Find(IndexTable[] tables, KernelMap map)
    {
        IndexTable table = tables.FirstOrDefault(t => t.Name == map.Name)
            ?? throw new ArgumentException($"The program uses the index map '{map.Name}'; got {(tables.Length == 0 ? "no tables" : string.Join(", ", tables.Select(t => t.Name)))}.", nameof(tables));
        return table.From == _counts[map.From] && table.To == _counts[map.To]
            ? table
            : throw new ArgumentException($"Index map '{map.Name}': expected {_counts[map.From]} items that point at {_counts[map.To]}; got {table.From} and {table.To}.", nameof(tables));
    }

    private static int Find(IReadOnlyList<KernelValue> values, string name, string kind)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"There is no {kind} '{name}'; there are {string.Join(", ", values.Select(v => v.Name))}.", nameof(name));
    }
}
