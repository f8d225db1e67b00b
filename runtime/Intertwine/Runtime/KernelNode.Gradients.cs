using System.Runtime.InteropServices;
using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Runtime;

/// <summary>The backward pass of a node.</summary>
internal sealed unsafe partial class KernelNode
{
    /// <summary>Handles of the gradients by inputs and parameters, 0 where there is none.</summary>
    private nint* _returned;

    private int _returnedCount;
    private int _returnedCapacity;

    private void RunBackward(nint[] saved, Tensor?[] outputGradients)
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
        _returned[i] = TensorMemory.Empty(shape, type);
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
    private void DifferentiateReference(nint[] saved, Tensor?[] outputGradients)
    {
        KernelCallSite site = _site!;
        int variables = _requiresGradient.Length;
        Tensor[] views = Array.ConvertAll(saved[..variables], v =>
        {
            using Tensor variable = Tensor.UnsafeCreateTensor(TorchNative.Alias(v));
            return variable.view_as(variable);
        });
        Dictionary<string, long[]>? edges = _memory is { } memory ? site.FoundEdges(memory) : null;
        Tensor[] outputs = site.Stage.RunReference(site.Graph, site.Items, views[.._inputCount], views[_inputCount..], site.Training, site.Type, torch.CPU, edges);
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
    }

    /// <summary>Room for gradients to return. Libtorch takes references of its own to them; ours end with the token.</summary>
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

    /// <summary>Lets go of gradients that were computed. They are in the graph's hands, or nobody wanted them.</summary>
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
}
