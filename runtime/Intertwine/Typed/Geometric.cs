using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Typed;

/// <summary>What can be done with one geometric tensor: everything here commutes with the group, rho(g) f(x) = f(rho(g) x).</summary>
public static class Geometric
{
    /// <summary>y_o = sum_i W_oi x_i: mixes channels, and leaves components alone.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="weight">W, <c>[out, channels]</c>: learnt, and the same whatever the group does.</param>
    public static GeometricTensor<TGroup, TRep> Mix<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x, Tensor weight)
        where TGroup : IGroup
        where TRep : IRepresentation =>
        weight.dim() == 2 && weight.shape[1] == x.Channels
            ? new(torch.matmul(weight, x.Tensor))
            : throw new ArgumentException($"Expected a weight of shape [out, {x.Channels}]; got [{string.Join(", ", weight.shape)}].", nameof(weight));

    /// <summary>y = x + b: only scalars have constants.</summary>
    /// <param name="x">The scalars.</param>
    /// <param name="bias">b, <c>[channels]</c>.</param>
    public static GeometricTensor<TGroup, Scalars> Add<TGroup>(this GeometricTensor<TGroup, Scalars> x, Tensor bias)
        where TGroup : IGroup =>
        bias.dim() == 1 && bias.shape[0] == x.Channels
            ? new(x.Tensor + bias.unsqueeze(1))
            : throw new ArgumentException($"Expected a bias of shape [{x.Channels}]; got [{string.Join(", ", bias.shape)}].", nameof(bias));

    /// <summary>y = f(x): scalars stay scalars under any function, such as an activation or a network of their channels.</summary>
    /// <param name="x">The scalars.</param>
    /// <param name="function">Takes and gives <c>[items, channels]</c>.</param>
    public static GeometricTensor<TGroup, Scalars> Apply<TGroup>(this GeometricTensor<TGroup, Scalars> x, Func<Tensor, Tensor> function)
        where TGroup : IGroup => new(function(x.Tensor.squeeze(2)));

    /// <summary>y_c = sigmoid(s_c) x_c with one gate for each channel, or one for all.</summary>
    public static GeometricTensor<TGroup, TRep> Gate<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x, GeometricTensor<TGroup, Scalars> gates)
        where TGroup : IGroup
        where TRep : IRepresentation => gates.Apply(s => s.sigmoid()) * x;

    /// <summary>sum_i x_i over all items: <c>[1, channels, components]</c>.</summary>
    public static GeometricTensor<TGroup, TRep> Sum<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x)
        where TGroup : IGroup
        where TRep : IRepresentation => new(x.Tensor.sum(0, keepdim: true));

    /// <summary>(1/n) sum_i x_i over all items: <c>[1, channels, components]</c>.</summary>
    public static GeometricTensor<TGroup, TRep> Mean<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x)
        where TGroup : IGroup
        where TRep : IRepresentation => new(x.Tensor.mean([0], keepdim: true));

    /// <summary>y_e = x[index(e)] for every e: what the source of an edge knows.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="index">int64, one axis.</param>
    public static GeometricTensor<TGroup, TRep> Gather<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x, Tensor index)
        where TGroup : IGroup
        where TRep : IRepresentation => new(x.Tensor.index_select(0, index));

    /// <summary>y_i = sum of x_e over index(e) = i.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="index">int64, one axis: as many as there are items.</param>
    /// <param name="items">How many items the result has.</param>
    public static GeometricTensor<TGroup, TRep> ScatterSum<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x, Tensor index, long items)
        where TGroup : IGroup
        where TRep : IRepresentation =>
        new(torch.zeros([items, x.Channels, x.Tensor.shape[2]], dtype: x.Tensor.dtype, device: x.Tensor.device).index_add(0, index, x.Tensor, 1));

    /// <summary>The channels of x, then those of y.</summary>
    public static GeometricTensor<TGroup, TRep> Concat<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x, GeometricTensor<TGroup, TRep> y)
        where TGroup : IGroup
        where TRep : IRepresentation => new(torch.cat([x.Tensor, y.Tensor], 1));

    /// <summary>Some consecutive channels.</summary>
    public static GeometricTensor<TGroup, TRep> Slice<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x, long first, long count)
        where TGroup : IGroup
        where TRep : IRepresentation => new(x.Tensor.narrow(1, first, count));

    /// <summary>Without reflections a pseudo-vector is a vector.</summary>
    public static GeometricTensor<TGroup, Vectors> AsVectors<TGroup>(this GeometricTensor<TGroup, PseudoVectors> x)
        where TGroup : IRotationGroup => new(x.Tensor);

    /// <summary>Without reflections a pseudo-scalar is a scalar.</summary>
    public static GeometricTensor<TGroup, Scalars> AsScalars<TGroup>(this GeometricTensor<TGroup, PseudoScalars> x)
        where TGroup : IRotationGroup => new(x.Tensor);
}
