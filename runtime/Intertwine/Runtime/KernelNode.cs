using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Runtime;

/// <summary>
/// The node of the autograd graph behind one forward pass of a kernel program: one custom autograd function for a whole model.
/// </summary>
/// <remarks>
/// Inputs, parameters and outputs are kept as saved variables, so that libtorch notices when they are changed in place before the backward pass. The memory of the kernel call goes back to its pool after the first backward
/// pass, or when the node dies without one; a second backward pass computes the forward pass again. Under <c>create_graph</c> the gradient itself has to be differentiable: then the reference is
/// differentiated instead of the kernels, to any order.
/// <para>An exception must not pass through libtorch's frames. It is written to the error stream, and libtorch is given no gradients at all, which makes it throw at the caller of <c>backward</c>.</para>
/// </remarks>
internal sealed unsafe class KernelNode
{
    /// <summary>Nodes whose native side is gone. A node owns two function pointers, which are costly to make.</summary>
    private static readonly ConcurrentBag<KernelNode> Pool = [];

    /// <summary>
    /// Nodes in the graph. A loop that neither disposes outputs nor calls backward leaves them to the garbage collector, which knows nothing of the native memory behind them: it is called when there are many.
    /// </summary>
    private static int living;

    private static int livingBeforeCollection = 64;

    private readonly ApplyFunction _apply;
    private readonly DeleteFunction _delete;
    private readonly nint _applyPointer;
    private readonly nint _deletePointer;

    private GCHandle _root;
    private NodePointer _node;
    private KernelCallSite? _site;
    private KernelMemory? _memory;
    private int _inputCount;
    private nint[] _saved = [];
    private bool[] _requiresGradient = [];
    private nint* _returned;
    private int _returnedCount;
    private int _returnedCapacity;

    private KernelNode()
    {
        _apply = Apply;
        _delete = Delete;
        _applyPointer = Marshal.GetFunctionPointerForDelegate(_apply);
        _deletePointer = Marshal.GetFunctionPointerForDelegate(_delete);
    }

    ~KernelNode() => NativeMemory.Free(_returned);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate TensorArray ApplyFunction(nint* tensors, int count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void DeleteFunction();

    /// <summary>The forward pass, with outputs that know how to go back.</summary>
    /// <param name="values">Inputs, masks and statistics, contiguous.</param>
    public static Tensor[] Forward(KernelCallSite site, Tensor[] values, Tensor[] parameters)
    {
        KernelNode node = Pool.TryTake(out KernelNode? pooled) ? pooled : new KernelNode();
        return node.Begin(site, values, parameters);
    }

    private static void CollectAbandoned()
    {
        if (Interlocked.Increment(ref living) > Volatile.Read(ref livingBeforeCollection))
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Volatile.Write(ref livingBeforeCollection, Math.Max(64, 2 * Volatile.Read(ref living)));
        }
    }

    private Tensor[] Begin(KernelCallSite site, Tensor[] values, Tensor[] parameters)
    {
        CollectAbandoned();
        Tensor[] outputs = site.AllocateOutputs();
        KernelMemory memory = KernelMemory.Rent();
        try
        {
            site.Program.Program.Forward(site.Call(KernelCallSite.Pointers(values), KernelCallSite.Pointers(parameters), KernelCallSite.Pointers(outputs), memory, keep: true));
        }
        catch
        {
            Interlocked.Decrement(ref living);
            memory.Return();
            Pool.Add(this);
            throw;
        }

        Tensor[] variables = [.. values, .. parameters];
        _site = site;
        _memory = memory;
        _inputCount = values.Length;
        _requiresGradient = Array.ConvertAll(variables, v => v.requires_grad);
        _node = TorchNative.NodeCreate(_applyPointer, _deletePointer);
        torch.CheckForErrors();
        _root = GCHandle.Alloc(this);
        try
        {
            return Attach(variables, outputs);
        }
        finally
        {
            // From here on only the graph keeps the node; where attaching failed, it dies now.
            TorchNative.NodeDisposeShared(_node);
        }
    }

    /// <summary>Joins the node to the graph: inputs behind it, outputs before it.</summary>
    private Tensor[] Attach(Tensor[] variables, Tensor[] outputs)
    {
        nint[] handles = Array.ConvertAll(variables, v => v.Handle);
        nint[] outputHandles = Array.ConvertAll(outputs, o => o.Handle);
        fixed (nint* variablePointer = handles, outputPointer = outputHandles)
        {
            TensorArray variableArray = new() { Tensors = variablePointer, Count = handles.Length };
            TorchNative.NodeSetNextEdges(_node, variableArray, 1);
            TorchNative.NodeClearInputMetadata(_node);
            TorchNative.WrapOutputs(variableArray, default, default, new TensorArray { Tensors = outputPointer, Count = outputs.Length }, _node, &TorchNative.AllocateResults);
            torch.CheckForErrors();
        }

        Tensor[] results = new Tensor[outputs.Length];
        _saved = new nint[handles.Length + outputs.Length];
        for (int i = 0; i < handles.Length; i++)
        {
            _saved[i] = TorchNative.SavedCreate(handles[i], _node, 0);
        }

        for (int i = 0; i < results.Length; i++)
        {
            outputs[i].Dispose();
            results[i] = Tensor.UnsafeCreateTensor(TorchNative.Results[i]);
            _saved[handles.Length + i] = TorchNative.SavedCreate(results[i].Handle, _node, 0);
        }

        torch.CheckForErrors();
        return results;
    }

    /// <summary>Called by libtorch's engine with the gradients by the outputs (0 where there is none); returns the gradients by inputs and parameters.</summary>
    private TensorArray Apply(nint* tensors, int count)
    {
        try
        {
            using DisposeScope scope = torch.NewDisposeScope();
            Tensor?[] gradients = new Tensor?[count];
            for (int i = 0; i < count; i++)
            {
                gradients[i] = tensors[i] == 0 ? null : Tensor.UnsafeCreateTensor(tensors[i]);
            }

            ReleaseReturned();
            nint[] saved = Unpack();
            try
            {
                return torch.is_grad_enabled() ? DifferentiateReference(saved, gradients) : RunBackward(saved, gradients);
            }
            finally
            {
                foreach (nint tensor in saved)
                {
                    TorchNative.DisposeTensor(tensor);
                }
            }
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"Intertwine: the backward pass of {_site?.Model.Definition.Name} failed. {e}");
            return default;
        }
    }

    /// <summary>Handles of inputs, parameters and outputs as they were in the forward pass; the caller disposes them.</summary>
    private nint[] Unpack()
    {
        nint[] saved = new nint[_saved.Length];
        for (int i = 0; i < saved.Length; i++)
        {
            saved[i] = TorchNative.SavedUnpack(_saved[i], _node);
            if (saved[i] == 0)
            {
                foreach (nint tensor in saved.AsSpan(0, i))
                {
                    TorchNative.DisposeTensor(tensor);
                }

                torch.CheckForErrors();
                throw new InvalidOperationException("A variable of the forward pass is gone.");
            }
        }

        return saved;
    }

    private TensorArray RunBackward(nint[] saved, Tensor?[] outputGradients)
    {
        KernelCallSite site = _site!;
        int variables = _requiresGradient.Length;
        nint[] cotangents = new nint[outputGradients.Length];
        for (int i = 0; i < cotangents.Length; i++)
        {
            cotangents[i] = TorchNative.Data((outputGradients[i] = outputGradients[i]?.contiguous() ?? torch.zeros(site.OutputShapes[i], dtype: site.Type)).Handle);
        }

        nint[] pointers = Pointers(saved);
        KernelMemory? memory = Interlocked.Exchange(ref _memory, null);
        bool again = memory is null;
        memory ??= KernelMemory.Rent();
        try
        {
            nint[] outputs = again ? KernelCallSite.Pointers(site.AllocateOutputs()) : pointers[variables..];
            KernelCall call = site.Call(pointers.AsSpan(0, _inputCount), pointers.AsSpan(_inputCount, variables - _inputCount), outputs, memory, keep: true);
            if (again)
            {
                site.Program.Program.Forward(call);
            }

            // Inputs get gradients all or none, parameters always.
            bool inputs = _requiresGradient.AsSpan(0, _inputCount).Contains(true);
            nint[] gradients = new nint[variables];
            Reserve(variables);
            for (int i = inputs ? 0 : _inputCount; i < variables; i++)
            {
                gradients[i] = Allocate(i < _inputCount ? site.InputShapes[i] : site.Program.ParameterShapes[i - _inputCount], site.Type, i);
            }

            call.OutputGradients = KernelCallSite.Pick(site.Program.Outputs, cotangents);
            call.InputGradients = inputs ? KernelCallSite.Pick(site.Program.Inputs, gradients.AsSpan(0, _inputCount)) : [];
            call.ParameterGradients = KernelCallSite.Pick(site.Program.Parameters, gradients.AsSpan(_inputCount));
            site.Program.Program.Backward(call);
            ZeroUnused(inputs);
            GC.KeepAlive(outputGradients);
            GC.KeepAlive(site);
        }
        finally
        {
            memory.Return();
        }

        for (int i = 0; i < variables; i++)
        {
            if (!_requiresGradient[i] && _returned[i] != 0)
            {
                TorchNative.DisposeTensor(_returned[i]);
                _returned[i] = 0;
            }
        }

        return new TensorArray { Tensors = _returned, Count = variables };
    }

    /// <summary>What the program does not mention has no influence: its gradient is zero.</summary>
    private void ZeroUnused(bool inputs)
    {
        foreach (int i in _site!.Program.UnusedParameters)
        {
            Zero(_returned[_inputCount + i]);
        }

        foreach (int i in inputs ? _site.Program.UnusedInputs : [])
        {
            Zero(_returned[i]);
        }

        // A second handle to the same tensor.
        static void Zero(nint tensor)
        {
            using Tensor gradient = Tensor.UnsafeCreateTensor(TorchNative.Alias(tensor));
            gradient.zero_();
        }
    }

    /// <summary>A tensor to be returned in place i; gives the address of its memory.</summary>
    private nint Allocate(long[] shape, ScalarType type, int i)
    {
        fixed (long* sizes = shape)
        {
            _returned[i] = TorchNative.Empty(sizes, shape.Length, (sbyte)type, (int)DeviceType.CPU, -1, 0);
        }

        if (_returned[i] == 0)
        {
            torch.CheckForErrors();
        }

        return TorchNative.Data(_returned[i]);
    }

    private static nint[] Pointers(nint[] handles)
    {
        nint[] pointers = new nint[handles.Length];
        for (int i = 0; i < pointers.Length; i++)
        {
            pointers[i] = TorchNative.Data(handles[i]);
        }

        return pointers;
    }

    /// <summary>
    /// The same gradients as values that autograd can differentiate again, from the reference. Each variable enters through a view of its own, so that the gradient by one of them does not run on through another that was computed from it.
    /// </summary>
    private TensorArray DifferentiateReference(nint[] saved, Tensor?[] outputGradients)
    {
        KernelCallSite site = _site!;
        int variables = _requiresGradient.Length;
        Tensor[] views = Array.ConvertAll(saved[..variables], v =>
        {
            using Tensor variable = Tensor.UnsafeCreateTensor(TorchNative.Alias(v));
            return variable.view_as(variable);
        });
        Dictionary<string, long[]>? edges = _memory is { } memory ? site.FoundEdges(memory) : null;
        Tensor[] outputs = site.Model.RunReference(site.Graph, site.Items, views[.._inputCount], views[_inputCount..], site.Training, site.Type, torch.CPU, edges);
        int[] wanted = [.. Enumerable.Range(0, variables).Where(i => _requiresGradient[i])];
        int[] given = [.. Enumerable.Range(0, outputs.Length).Where(i => outputGradients[i] is not null && outputs[i].requires_grad)];
        Reserve(variables);
        if (given.Length > 0)
        {
            IList<Tensor> results = torch.autograd.grad(
                [.. given.Select(i => outputs[i])], [.. wanted.Select(i => views[i])], [.. given.Select(i => outputGradients[i]!)], retain_graph: true, create_graph: true, allow_unused: true);
            for (int i = 0; i < wanted.Length; i++)
            {
                _returned[wanted[i]] = results[i] is { IsInvalid: false } gradient ? TorchNative.Alias(gradient.Handle) : 0;
            }
        }

        return new TensorArray { Tensors = _returned, Count = variables };
    }

    /// <summary>Room for gradients to return. Libtorch takes references of its own to them; ours end with the node or the next backward pass.</summary>
    private void Reserve(int count)
    {
        if (_returnedCapacity < count)
        {
            NativeMemory.Free(_returned);
            _returned = (nint*)NativeMemory.Alloc((nuint)count, (nuint)sizeof(nint));
            _returnedCapacity = count;
        }

        _returnedCount = count;
        new Span<nint>(_returned, count).Clear();
    }

    private void ReleaseReturned()
    {
        for (int i = 0; i < _returnedCount; i++)
        {
            if (_returned[i] != 0)
            {
                TorchNative.DisposeTensor(_returned[i]);
            }
        }

        _returnedCount = 0;
    }

    /// <summary>Called by libtorch when nothing refers to the node any more, on whatever thread that happens.</summary>
    private void Delete()
    {
        try
        {
            ReleaseReturned();
            foreach (nint saved in _saved)
            {
                if (saved != 0)
                {
                    TorchNative.SavedDispose(saved);
                }
            }

            _saved = [];
            TorchNative.NodeDisposeWeak(_node);
            Interlocked.Exchange(ref _memory, null)?.Return();
            _site = null;
            _root.Free();
            Interlocked.Decrement(ref living);
            Pool.Add(this);
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"Intertwine: releasing a node of the autograd graph failed. {e}");
        }
    }
}
