using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Typed;

/// <summary>
/// Points <c>[items, channels, coordinates]</c> of a group with translations: x → R x + t. They have differences, which are vectors, and means; sums and multiples depend on the origin, so there are none.
/// </summary>
/// <typeparam name="TGroup"><see cref="E3"/> or <see cref="SE3"/>, or another group with <see cref="IMovingGroup"/>.</typeparam>
public readonly struct GeometricPoints<TGroup>
    where TGroup : IMovingGroup
{
    private readonly Tensor? _tensor;

    /// <summary>States that the numbers of a tensor are coordinates of points.</summary>
    /// <param name="tensor"><c>[items, channels, coordinates]</c>, or <c>[items, coordinates]</c> for one point per item.</param>
    /// <exception cref="ArgumentException">It has another shape; the message names the one expected.</exception>
    public GeometricPoints(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        int coordinates = TGroup.Group.Dimension;
        _tensor = tensor.dim() switch
        {
            3 when tensor.shape[2] == coordinates => tensor,
            2 when tensor.shape[1] == coordinates => tensor.unsqueeze(1),
            _ => throw new ArgumentException(
                $"Points of {TGroup.Group.Name} have shape [items, channels, {coordinates}], or [items, {coordinates}] for one per item; got [{string.Join(", ", tensor.shape)}].", nameof(tensor)),
        };
    }

    /// <summary><c>[items, channels, coordinates]</c>.</summary>
    public Tensor Tensor => _tensor ?? throw new InvalidOperationException("Points are made of a tensor; these are the default value.");

    public long Items => Tensor.shape[0];

    public long Channels => Tensor.shape[1];

    /// <summary>x - y: the vector from y to x.</summary>
    public static GeometricTensor<TGroup, Vectors> operator -(GeometricPoints<TGroup> x, GeometricPoints<TGroup> y) => new(x.AsVectors.Matching(y.AsVectors) - y.Tensor);

    /// <summary>x + v: a point moved along a vector.</summary>
    public static GeometricPoints<TGroup> operator +(GeometricPoints<TGroup> x, GeometricTensor<TGroup, Vectors> v) => new(x.AsVectors.Matching(v) + v.Tensor);

    /// <summary>x - v: a point moved against a vector.</summary>
    public static GeometricPoints<TGroup> operator -(GeometricPoints<TGroup> x, GeometricTensor<TGroup, Vectors> v) => new(x.AsVectors.Matching(v) - v.Tensor);

    /// <summary>(1/n) sum_i x_i over all items: <c>[1, channels, coordinates]</c>.</summary>
    public GeometricPoints<TGroup> Mean() => new(Tensor.mean([0], keepdim: true));

    /// <summary>sum_i w_i x_i / sum_i w_i over all items, for weights whose sums are not 0: the centre of mass.</summary>
    public GeometricPoints<TGroup> Mean(GeometricTensor<TGroup, Scalars> weights) =>
        new((weights.Matching(AsVectors) * Tensor).sum(0, keepdim: true) / weights.Tensor.sum(0, keepdim: true));

    /// <summary>x[index(e)] for every e.</summary>
    /// <param name="index">int64, one axis.</param>
    public GeometricPoints<TGroup> Gather(Tensor index) => new(Tensor.index_select(0, index));

    public override string ToString() => _tensor is null ? "default" : $"points of {TGroup.Group.Name}, [{string.Join(", ", _tensor.shape)}]";

    /// <summary>The same numbers, for checks of shapes.</summary>
    private GeometricTensor<TGroup, Vectors> AsVectors => new(Tensor);
}
