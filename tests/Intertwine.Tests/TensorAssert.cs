using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Tests;

internal static class TensorAssert
{
    /// <summary>The one number of a tensor of either precision.</summary>
    public static double Number(this Tensor tensor) => tensor.dtype == ScalarType.Float64 ? tensor.item<double>() : tensor.item<float>();
}
