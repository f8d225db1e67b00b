namespace Intertwine;

/// <summary>What computes a model.</summary>
public enum Backend
{
    /// <summary><see cref="Simd"/> for float32 and float64 tensors on the CPU, else <see cref="Torch"/>.</summary>
    Auto,

    /// <summary>Plain TorchSharp operations: the definition of the model. Any device, any floating type, derivatives of any order.</summary>
    Torch,

    /// <summary>Generated SIMD kernels on tensor memory: float32 and float64 on the CPU.</summary>
    Simd,

    /// <summary>
    /// Generated GPU kernels, float32 and float64, in projects that reference Intertwine.Gpu: on the device that <c>INTERTWINE_GPU</c> names, else the first CUDA or OpenCL GPU. Tensors are copied to the device and back.
    /// </summary>
    Gpu,
}
