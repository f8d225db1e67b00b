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
/// <para>Two nodes of libtorch's graph stand behind it. The first runs the kernels; the second hands the gradients to inputs and parameters. Libtorch makes a gradient the <c>grad</c> of a parameter where nobody else
/// refers to it, and copies it else; but managed code that returns a tensor still holds it. So the first node keeps the gradients and passes on a token, whose memory is ours. When the second node has returned them
/// libtorch drops the token, and before it accumulates anything it calls us to free the token's memory: there we let go of the gradients.</para>
/// <para>An exception must not pass through libtorch's frames. It is written to the error stream, and libtorch is given no gradients at all, which makes it throw at the caller of <c>backward</c>.</para>
/// </remarks>
internal sealed unsafe partial class KernelNode
{
    /// <summary>Nodes whose native side is gone. A node owns function pointers, which are costly to make.</summary>
    private static readonly ConcurrentBag<KernelNode> Pool = [];

    /// <summary>
    /// Nodes in the graph. A loop that neither disposes outputs nor calls backward leaves them to the garbage collector, which knows nothing of the native memory behind them: it is called when there are many.
    /// </summary>
    private static int living;

    private static int livingBeforeCollection = 64;

    private readonly ApplyFunction _compute;
    private readonly ApplyFunction _handOver;
    private readonly DeleteFunction _delete;
    private readonly DeleteFunction _deleteFirst = () => { };
    private readonly nint _computePointer;
    private readonly nint _handOverPointer;
    private readonly nint _deletePointer;
    private readonly nint _deleteFirstPointer;

    private GCHandle _root;
    private NodePointer _node;
    private NodePointer _second;
    private KernelCallSite? _site;
    private KernelMemory? _memory;
    private int _inputCount;
    private nint[] _saved = [];
    private bool[] _requiresGradient = [];

    private KernelNode()
    {
        _compute = Compute;
        _handOver = HandOver;
        _delete = Delete;
        _computePointer = Marshal.GetFunctionPointerForDelegate(_compute);
        _handOverPointer = Marshal.GetFunctionPointerForDelegate(_handOver);
        _deletePointer = Marshal.GetFunctionPointerForDelegate(_delete);
        _deleteFirstPointer = Marshal.GetFunctionPointerForDelegate(_deleteFirst);
        _token = (Token*)NativeMemory.AllocZeroed((nuint)sizeof(Token));
        _self = GCHandle.Alloc(this, GCHandleType.Weak);
        _token->Owner = GCHandle.ToIntPtr(_self);
    }

    ~KernelNode()
    {
        NativeMemory.Free(_returned);
        NativeMemory.Free(_token);
        _self.Free();
    }

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
        _node = TorchNative.NodeCreate(_computePointer, _deleteFirstPointer);
        _second = TorchNative.NodeCreate(_handOverPointer, _deletePointer);
        torch.CheckForErrors();
        _root = GCHandle.Alloc(this);
        try
        {
            return Attach(variables, outputs);
        }
        finally
        {
            // From here on only the graph keeps the nodes, the first one the second; where attaching failed, they die now.
            TorchNative.NodeDisposeShared(_node);
            TorchNative.NodeDisposeShared(_second);
        }
    }

    /// <summary>Joins the nodes to the graph: inputs behind the second, outputs before the first.</summary>
    private Tensor[] Attach(Tensor[] variables, Tensor[] outputs)
    {
        nint[] handles = Array.ConvertAll(variables, v => v.Handle);
        nint link = LinkTo(_second, handles);
        ReadOnlySpan<nint> wrapped;
        try
        {
            wrapped = Wrap(_node, [link], Array.ConvertAll(outputs, o => o.Handle));
        }
        finally
        {
            TorchNative.DisposeTensor(link);
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
            results[i] = Tensor.UnsafeCreateTensor(wrapped[i]);
            _saved[handles.Length + i] = TorchNative.SavedCreate(results[i].Handle, _node, 0);
        }

        torch.CheckForErrors();
        return results;
    }

    /// <summary>Makes tensors the outputs of a node that goes back to variables; gives new handles to them.</summary>
    private static ReadOnlySpan<nint> Wrap(NodePointer node, nint[] variables, nint[] outputs)
    {
        fixed (nint* variablePointer = variables, outputPointer = outputs)
        {
            TensorArray variableArray = new() { Tensors = variablePointer, Count = variables.Length };
            TorchNative.NodeSetNextEdges(node, variableArray, 1);
            TorchNative.NodeClearInputMetadata(node);
            TorchNative.WrapOutputs(variableArray, default, default, new TensorArray { Tensors = outputPointer, Count = outputs.Length }, node, &TorchNative.AllocateResults);
            torch.CheckForErrors();
        }

        return TorchNative.Results;
    }

    /// <summary>Called by libtorch's engine with the gradients by the outputs (0 where there is none): computes the gradients by inputs and parameters and returns the token.</summary>
    private TensorArray Compute(nint* tensors, int count)
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
                if (torch.is_grad_enabled())
                {
                    DifferentiateReference(saved, gradients);
                }
                else
                {
                    RunBackward(saved, gradients);
                }

                return PassToken();
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
            Console.Error.WriteLine($"Intertwine: the backward pass of {_site?.Stage.Definition.Name} failed. {e}");
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

    /// <summary>Called by libtorch when nothing refers to the second node any more, on whatever thread that happens. The first one referred to it and is gone.</summary>
    private void Delete()
    {
        try
        {
            ReleaseToken();
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
            TorchNative.NodeDisposeWeak(_second);
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
