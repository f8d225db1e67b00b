using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Runtime;

/// <summary>What one call of a model's kernels works on, besides the tensors: kept from the forward to the backward pass.</summary>
/// <param name="Stage">What is computed, for the name in messages and the reference in higher derivatives.</param>
/// <param name="Items">Items per domain, by name.</param>
/// <param name="Counts">Items per domain of the program's signature.</param>
/// <param name="Maps">Index tables of the program's signature; null for those that the forward pass writes.</param>
/// <param name="InputShapes">As the tensors came.</param>
/// <param name="OutputShapes">In the order of <see cref="ModelDefinition.ProgramOutputs"/>.</param>
internal sealed record KernelCallSite(
    NetworkStage Stage, BoundProgram Program, Graph? Graph, bool Training, IReadOnlyDictionary<string, long> Items, long[] Counts, IndexTable?[] Maps, long[][] InputShapes, long[][] OutputShapes, ScalarType Type)
{
    /// <summary>Tensors for the outputs, in the order of <see cref="ModelDefinition.ProgramOutputs"/>, not initialised.</summary>
    public Tensor[] AllocateOutputs() => Array.ConvertAll(OutputShapes, shape => Tensor.UnsafeCreateTensor(TensorMemory.Empty(shape, Type)));

    /// <summary>The pointers of a forward pass. All tensors are contiguous; inputs, parameters and outputs in the order of the model's definition.</summary>
    public KernelCall Call(ReadOnlySpan<nint> inputs, ReadOnlySpan<nint> parameters, ReadOnlySpan<nint> outputs, KernelMemory memory, bool keep) => new()
    {
        Counts = Counts,
        Maps = AllMaps(memory),
        Inputs = Pick(Program.Inputs, inputs),
        Parameters = Pick(Program.Parameters, parameters),
        Outputs = Pick(Program.Outputs, outputs),
        Memory = memory,
        KeepForBackward = keep,
    };

    /// <summary>Tables of dynamic sets live in the memory of the call, from the forward to the backward pass.</summary>
    private IndexTable[] AllMaps(KernelMemory memory)
    {
        IndexTable[] maps = new IndexTable[Maps.Length];
        for (int i = 0; i < maps.Length; i++)
        {
            maps[i] = Maps[i] ?? DynamicTable(i, memory);
        }

        return maps;
    }

    /// <summary>The edges of dynamic sets that the forward pass left in the memory of its call: by map where each comes from.</summary>
    public unsafe Dictionary<string, long[]> FoundEdges(KernelMemory memory)
    {
        Dictionary<string, long[]> found = [];
        foreach (int i in Program.Dynamic)
        {
            IndexTable table = DynamicTable(i, memory);
            found.Add(table.Name, Array.ConvertAll(new ReadOnlySpan<int>(table.Index, table.From).ToArray(), node => (long)node));
        }

        return found;
    }

    private IndexTable DynamicTable(int map, KernelMemory memory)
    {
        KernelMap entry = Program.Signature.Maps[map];
        return memory.Table(Array.IndexOf(Program.Dynamic, map), checked((int)Counts[entry.From]), checked((int)Counts[entry.To]), entry.Name);
    }

    /// <summary>The forward pass where no gradient is wanted.</summary>
    public Tensor[] Forward(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> parameters)
    {
        Tensor[] outputs = AllocateOutputs();
        KernelMemory memory = KernelMemory.Rent();
        try
        {
            Program.Program.Forward(Call(Pointers(inputs), Pointers(parameters), Pointers(outputs), memory, keep: false));
        }
        finally
        {
            memory.Return();
        }

        GC.KeepAlive(Graph);
        return outputs;
    }

    public static unsafe nint[] Pointers(ReadOnlySpan<Tensor> tensors)
    {
        nint[] pointers = new nint[tensors.Length];
        for (int i = 0; i < pointers.Length; i++)
        {
            pointers[i] = TorchNative.Data(tensors[i].Handle);
        }

        return pointers;
    }

    public static nint[] Pick(int[] places, ReadOnlySpan<nint> pointers)
    {
        nint[] picked = new nint[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            picked[i] = pointers[places[i]];
        }

        return picked;
    }
}
