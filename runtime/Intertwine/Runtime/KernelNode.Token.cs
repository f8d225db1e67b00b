using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Runtime;

/// <summary>What passes from the first to the second node: a token whose end says that libtorch has taken the gradients.</summary>
internal sealed unsafe partial class KernelNode
{
    private readonly Token* _token;

    /// <summary>How the token finds the node; lives as long as the node.</summary>
    private GCHandle _self;

    /// <summary>The memory of a tensor with one number. Libtorch gives its address back when the tensor ends.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Token
    {
        /// <summary>The tensor's number, 0.</summary>
        public long Number;

        /// <summary>Handle of the node.</summary>
        public nint Owner;

        /// <summary>The tensor, as long as it passes from node to node.</summary>
        public nint Tensor;
    }

    /// <summary>A handle to a tensor such as the token whose gradient goes to the node.</summary>
    private static nint LinkTo(NodePointer node, nint[] variables)
    {
        long size = 1;
        nint tensor = TorchNative.Checked(TorchNative.Empty(&size, 1, (sbyte)ScalarType.Float32, (int)DeviceType.CPU, -1, 0));
        try
        {
            return Wrap(node, variables, [tensor])[0];
        }
        finally
        {
            TorchNative.DisposeTensor(tensor);
        }
    }

    private TensorArray PassToken()
    {
        ReleaseToken();
        long size = 1;
        _token->Tensor = TorchNative.Checked(TorchNative.New(_token, &EndToken, &size, 1, (sbyte)ScalarType.Float32, (sbyte)ScalarType.Float32, (int)DeviceType.CPU, -1, 0));
        return new TensorArray { Tensors = &_token->Tensor, Count = 1 };
    }

    /// <summary>Called by libtorch's engine with the token; returns the gradients.</summary>
    private TensorArray HandOver(nint* tensors, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (tensors[i] != 0)
            {
                TorchNative.DisposeTensor(tensors[i]);
            }
        }

        ReleaseToken();
        return new TensorArray { Tensors = _returned, Count = _returnedCount };
    }

    /// <summary>Our handle to the token; libtorch has its own.</summary>
    private void ReleaseToken()
    {
        if (_token->Tensor != 0)
        {
            TorchNative.DisposeTensor(_token->Tensor);
            _token->Tensor = 0;
        }
    }

    /// <summary>Called by libtorch when the token is gone.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void EndToken(void* memory)
    {
        if (GCHandle.FromIntPtr(((Token*)memory)->Owner).Target is KernelNode node)
        {
            node.ReleaseReturned();
        }
    }
}
