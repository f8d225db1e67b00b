using System.Runtime.InteropServices;
using Intertwine.Native;
using TorchSharp;

namespace Intertwine.Runtime;

/// <summary>
/// The functions of TorchSharp's native library behind its custom autograd functions, called directly: TorchSharp's managed wrapper costs several microseconds per argument, and does not say when a node of
/// the autograd graph is gone, which is when the memory of a kernel call can be used again.
/// </summary>
/// <remarks>Signatures as of TorchSharp 0.107 (<c>THSAutograd.h</c>, <c>THSTensor.h</c>, <c>THSTorch.h</c>); the package reference is bound to that minor version.</remarks>
internal static unsafe class TorchNative
{
    /// <summary>void* data(Tensor)</summary>
    public static readonly delegate* unmanaged[Cdecl]<nint, nint> Data = (delegate* unmanaged[Cdecl]<nint, nint>)Export("THSTensor_data");

    public static readonly delegate* unmanaged[Cdecl]<nint, void> DisposeTensor = (delegate* unmanaged[Cdecl]<nint, void>)Export("THSTensor_dispose");

    /// <summary>A second handle to the same tensor.</summary>
    public static readonly delegate* unmanaged[Cdecl]<nint, nint> Alias = (delegate* unmanaged[Cdecl]<nint, nint>)Export("THSTensor_alias");

    /// <summary>(sizes, number of axes, type, device type, device index, requires gradient)</summary>
    public static readonly delegate* unmanaged[Cdecl]<long*, int, sbyte, int, int, byte, nint> Empty = (delegate* unmanaged[Cdecl]<long*, int, sbyte, int, int, byte, nint>)Export("THSTensor_empty");

    /// <summary>(memory, called with its address when the tensor is gone, sizes, number of axes, type, type, device type, device index, requires gradient)</summary>
    public static readonly delegate* unmanaged[Cdecl]<void*, delegate* unmanaged[Cdecl]<void*, void>, long*, int, sbyte, sbyte, int, int, byte, nint> New =
        (delegate* unmanaged[Cdecl]<void*, delegate* unmanaged[Cdecl]<void*, void>, long*, int, sbyte, sbyte, int, int, byte, nint>)Export("THSTensor_new");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, NodePointer> NodeCreate = (delegate* unmanaged[Cdecl]<nint, nint, NodePointer>)Export("THSAutograd_CSharpNode_ctor");

    public static readonly delegate* unmanaged[Cdecl]<NodePointer, void> NodeDisposeShared = (delegate* unmanaged[Cdecl]<NodePointer, void>)Export("THSAutograd_CSharpNode_disposeSharedPtr");

    public static readonly delegate* unmanaged[Cdecl]<NodePointer, void> NodeDisposeWeak = (delegate* unmanaged[Cdecl]<NodePointer, void>)Export("THSAutograd_CSharpNode_disposeWeakPtr");

    public static readonly delegate* unmanaged[Cdecl]<NodePointer, TensorArray, byte, void> NodeSetNextEdges = (delegate* unmanaged[Cdecl]<NodePointer, TensorArray, byte, void>)Export("THSAutograd_CSharpNode_setNextEdges");

    public static readonly delegate* unmanaged[Cdecl]<NodePointer, void> NodeClearInputMetadata = (delegate* unmanaged[Cdecl]<NodePointer, void>)Export("THSAutograd_CSharpNode_clearInputMetadata");

    /// <summary>(inputs, non-differentiable, dirty, outputs, node, allocator of the results)</summary>
    public static readonly delegate* unmanaged[Cdecl]<TensorArray, TensorArray, TensorArray, TensorArray, NodePointer, delegate* unmanaged[Cdecl]<nuint, nint*>, void> WrapOutputs =
        (delegate* unmanaged[Cdecl]<TensorArray, TensorArray, TensorArray, TensorArray, NodePointer, delegate* unmanaged[Cdecl]<nuint, nint*>, void>)Export("THSAutograd_Function_wrapOutputs");

    public static readonly delegate* unmanaged[Cdecl]<nint, NodePointer, byte, nint> SavedCreate = (delegate* unmanaged[Cdecl]<nint, NodePointer, byte, nint>)Export("THSAutograd_SavedVariable_ctor");

    public static readonly delegate* unmanaged[Cdecl]<nint, NodePointer, nint> SavedUnpack = (delegate* unmanaged[Cdecl]<nint, NodePointer, nint>)Export("THSAutograd_SavedVariable_unpack");

    public static readonly delegate* unmanaged[Cdecl]<nint, void> SavedDispose = (delegate* unmanaged[Cdecl]<nint, void>)Export("THSAutograd_SavedVariable_dispose");

    [ThreadStatic]
    private static nint[]? results;

    /// <summary>The results that <see cref="WrapOutputs"/> last wrote on this thread.</summary>
    public static ReadOnlySpan<nint> Results => results;

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    public static nint* AllocateResults(nuint length)
    {
        // On the pinned heap: the native side writes into it after this returns.
        results = GC.AllocateUninitializedArray<nint>((int)length, pinned: true);
        return results.Length == 0 ? null : (nint*)Marshal.UnsafeAddrOfPinnedArrayElement(results, 0);
    }

    /// <summary>A handle that a call has given, or the exception of the call.</summary>
    public static nint Checked(nint tensor)
    {
        if (tensor == 0)
        {
            torch.CheckForErrors();
        }

        return tensor;
    }

    private static nint Export(string name) => NativeLibrary.GetExport(TorchLibrary.Handle, name);
}

/// <summary>Tensors given to or taken from the native library.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorArray
{
    public nint* Tensors;
    public long Count;
}

/// <summary>A node of the autograd graph: the reference that keeps it while it is being made, and the one that does not keep it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NodePointer
{
    public nint Shared;
    public nint Weak;
}
