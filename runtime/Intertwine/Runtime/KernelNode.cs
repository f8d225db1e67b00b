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
    private Tensor?[] _returned = [];
    private nint* _returnedPointers;
    private int _returnedCapacity;

    private KernelNode()
    {
        _apply = Apply;
        _delete = Delete;
        _applyPointer = Marshal.GetFunctionPointerForDelegate(_apply);
        _deletePointer = Marshal.GetFunctionPointerForDelegate(_delete);
    }

    ~KernelNode() => NativeMemory.Free(_returnedPointers);

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

    private Tensor[] Begin(KernelCallSite site, Tensor[] values, Tensor[] parameters)
    {
        Tensor[] outputs = site.AllocateOutputs();
        KernelMemory memory = KernelMemory.Rent();
        try
        {
            site.Program.Program.Forward(site.Call(KernelCallSite.Pointers(values), KernelCallSite.Pointers(parameters), KernelCallSite.Pointers(outputs), memory, keep: true));
        }
        catch
        {
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

            Tensor[] saved = Unpack();
            return Hand(torch.is_grad_enabled() ? DifferentiateReference(saved, gradients) : RunBackward(saved, gradients));
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"Intertwine: the backward pass of {_site?.Model.Definition.Name} failed. {e}");
            return default;
        }
    }

    private Tensor[] Unpack()
    {
        Tensor[] saved = new Tensor[_saved.Length];
        for (int i = 0; i < saved.Length; i++)
        {
            nint tensor = TorchNative.SavedUnpack(_saved[i], _node);
            if (tensor == 0)
            {
                torch.CheckForErrors();
            }

            saved[i] = Tensor.UnsafeCreateTensor(tensor);
        }

        return saved;
    }

    private Tensor?[] RunBackward(Tensor[] saved, Tensor?[] outputGradients)
    {
        KernelCallSite site = _site!;
        int variables = _requiresGradient.Length;
        Tensor[] contiguous = new Tensor[outputGradients.Length];
        for (int i = 0; i < contiguous.Length; i++)
        {
            contiguous[i] = outputGradients[i]?.contiguous() ?? torch.zeros(site.OutputShapes[i], dtype: site.Type);
        }

        nint[] pointers = KernelCallSite.Pointers(saved);
        KernelMemory? memory = Interlocked.Exchange(ref _memory, null);
        bool again = memory is null;
        memory ??= KernelMemory.Rent();
        try
        {
            Tensor[] outputs = again ? site.AllocateOutputs() : saved[variables..];
            KernelCall call = site.Call(pointers.AsSpan(0, _inputCount), pointers.AsSpan(_inputCount, variables - _inputCount), KernelCallSite.Pointers(outputs), memory, keep: true);
            if (again)
            {
                site.Program.Program.Forward(call);
            }

            Tensor?[] gradients = new Tensor?[variables];
            bool inputs = _requiresGradient.AsSpan(0, _inputCount).Contains(true);
            for (int i = inputs ? 0 : _inputCount; i < variables; i++)
            {
                gradients[i] = torch.empty(saved[i].shape, dtype: site.Type);
            }

            nint[] gradientPointers = Array.ConvertAll(gradients, g => g is null ? 0 : TorchNative.Data(g.Handle));
            call.OutputGradients = KernelCallSite.Pick(site.Program.Outputs, KernelCallSite.Pointers(contiguous));
            call.InputGradients = inputs ? KernelCallSite.Pick(site.Program.Inputs, gradientPointers.AsSpan(0, _inputCount)) : [];
            call.ParameterGradients = KernelCallSite.Pick(site.Program.Parameters, gradientPointers.AsSpan(_inputCount));
            site.Program.Program.Backward(call);
            ZeroUnused(site.Program.Parameters, gradients.AsSpan(_inputCount));
            if (inputs)
            {
                ZeroUnused(site.Program.Inputs, gradients.AsSpan(0, _inputCount));
            }

            return gradients;
        }
        finally
        {
            memory.Return();
        }
    }

    /// <summary>What the program does not mention has no influence: its gradient is zero.</summary>
    private static void ZeroUnused(int[] written, Span<Tensor?> gradients)
    {
        for (int i = 0; i < gradients.Length; i++)
        {
            if (!written.Contains(i))
            {
                gradients[i]?.zero_();
            }
        }
    }

    /// <summary>
    /// The same gradients as values that autograd can differentiate again, from the reference. Each variable enters through a view of its own, so that the gradient by one of them does not run on through another that was computed from it.
    /// </summary>
    private Tensor?[] DifferentiateReference(Tensor[] saved, Tensor?[] outputGradients)
    {
        KernelCallSite site = _site!;
        int variables = _requiresGradient.Length;
        Tensor[] views = Array.ConvertAll(saved[..variables], v => v.view_as(v));
        Tensor[] outputs = site.Model.RunReference(site.Graph, site.Items, views[.._inputCount], views[_inputCount..], site.Training, site.Type, torch.CPU);
        int[] wanted = [.. Enumerable.Range(0, variables).Where(i => _requiresGradient[i])];
        int[] given = [.. Enumerable.Range(0, outputs.Length).Where(i => outputGradients[i] is not null && outputs[i].requires_grad)];
        Tensor?[] gradients = new Tensor?[variables];
        if (given.Length > 0)
        {
            IList<Tensor> results = torch.autograd.grad(
                [.. given.Select(i => outputs[i])], [.. wanted.Select(i => views[i])], [.. given.Select(i => outputGradients[i]!)], retain_graph: true, create_graph: true, allow_unused: true);
            for (int i = 0; i < wanted.Length; i++)
            {
                gradients[wanted[i]] = results[i] is { IsInvalid: false } gradient ? gradient : null;
            }
        }

        return gradients;
    }

    /// <summary>Gives gradients to libtorch, which takes references of its own; ours end with the node or the next backward pass.</summary>
    private TensorArray Hand(Tensor?[] gradients)
    {
        ReleaseReturned();
        if (_returnedCapacity < gradients.Length)
        {
            NativeMemory.Free(_returnedPointers);
            _returnedPointers = (nint*)NativeMemory.Alloc((nuint)gradients.Length, (nuint)sizeof(nint));
            _returnedCapacity = gradients.Length;
        }

        for (int i = 0; i < gradients.Length; i++)
        {
            if (!_requiresGradient[i])
            {
                gradients[i] = null;
            }

            gradients[i]?.DetachFromDisposeScope();
            _returnedPointers[i] = gradients[i]?.Handle ?? 0;
        }

        _returned = gradients;
        return new TensorArray { Tensors = _returnedPointers, Count = gradients.Length };
    }

    private void ReleaseReturned()
    {
        foreach (Tensor? tensor in _returned)
        {
            tensor?.Dispose();
        }

        _returned = [];
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
            Pool.Add(this);
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"Intertwine: releasing a node of the autograd graph failed. {e}");
        }
    }
}
