using Intertwine.Algebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Typed;

/// <summary>
/// A tensor <c>[items, channels, components]</c> whose components transform by a representation of a group: an element g multiplies them by rho(g). Only what commutes with the group can be done with it, so that code which
/// compiles is equivariant; <see cref="Tensor"/> leads back to TorchSharp, where that is no longer so.
/// </summary>
/// <typeparam name="TGroup">The group: <see cref="O3"/>, or a declared one with <see cref="IGroup"/>.</typeparam>
/// <typeparam name="TRep">The representation: <see cref="Vectors"/>.</typeparam>
/// <remarks>Nothing is copied, and the tensor belongs to whoever made it. Autograd goes through every operation.</remarks>
public readonly struct GeometricTensor<TGroup, TRep>
    where TGroup : IGroup
    where TRep : IRepresentation
{
    private readonly Tensor? _tensor;

    /// <summary>States how a tensor transforms.</summary>
    /// <param name="tensor"><c>[items, channels, components]</c>; <c>[items, channels]</c> where there is one component, <c>[items, components]</c> for one channel of several.</param>
    /// <exception cref="ArgumentException">It has another shape; the message names the one expected.</exception>
    public GeometricTensor(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        int components = Piece.Dimension;
        _tensor = tensor.dim() switch
        {
            3 when tensor.shape[2] == components => tensor,
            2 when components == 1 => tensor.unsqueeze(2),
            2 when tensor.shape[1] == components => tensor.unsqueeze(1),
            _ => throw new ArgumentException(
                $"A tensor of {Piece.Name} under {TGroup.Group.Name} has shape [items, channels, {components}]{(components == 1 ? " or [items, channels]" : $", or [items, {components}] for one channel")}; got [{string.Join(", ", tensor.shape)}].",
                nameof(tensor)),
        };
    }

    /// <summary>The representation.</summary>
    public static Piece Piece => PieceOf<TGroup, TRep>.Piece;

    /// <summary><c>[items, channels, components]</c>.</summary>
    public Tensor Tensor => _tensor ?? throw new InvalidOperationException("A geometric tensor is made of a tensor; this one is the default value.");

    public long Items => Tensor.shape[0];

    public long Channels => Tensor.shape[1];

    /// <summary>-x.</summary>
    public static GeometricTensor<TGroup, TRep> operator -(GeometricTensor<TGroup, TRep> x) => new(-x.Tensor);

    /// <summary>x + y, channel by channel; one channel is added to all.</summary>
    public static GeometricTensor<TGroup, TRep> operator +(GeometricTensor<TGroup, TRep> x, GeometricTensor<TGroup, TRep> y) => new(Matched(x, y).Left + y.Tensor);

    /// <summary>x - y, channel by channel; one channel is taken from all.</summary>
    public static GeometricTensor<TGroup, TRep> operator -(GeometricTensor<TGroup, TRep> x, GeometricTensor<TGroup, TRep> y) => new(Matched(x, y).Left - y.Tensor);

    /// <summary>s x with scalars s: one for each channel, or one for all.</summary>
    public static GeometricTensor<TGroup, TRep> operator *(GeometricTensor<TGroup, Scalars> s, GeometricTensor<TGroup, TRep> x) => new(s.Matching(x) * x.Tensor);

    /// <summary>x / s with scalars s: one for each channel, or one for all.</summary>
    public static GeometricTensor<TGroup, TRep> operator /(GeometricTensor<TGroup, TRep> x, GeometricTensor<TGroup, Scalars> s) => new(x.Tensor / s.Matching(x));

    /// <summary>a x with a number a.</summary>
    public static GeometricTensor<TGroup, TRep> operator *(double a, GeometricTensor<TGroup, TRep> x) => new(x.Tensor * a);

    /// <summary>x / a with a number a.</summary>
    public static GeometricTensor<TGroup, TRep> operator /(GeometricTensor<TGroup, TRep> x, double a) => new(x.Tensor / a);

    public override string ToString() => _tensor is null ? "default" : $"{Piece.Name} of {TGroup.Group.Name}, [{string.Join(", ", _tensor.shape)}]";

    /// <summary>This tensor, whose items and channels go with those of another one.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal Tensor Matching<TOther>(GeometricTensor<TGroup, TOther> other)
        where TOther : IRepresentation
    {
        bool fits = Items == other.Items && (Channels == other.Channels || Channels == 1 || other.Channels == 1);
        return fits ? Tensor : throw new ArgumentException($"Expected equally many items, and equally many channels or one; got {this} and {other}.", nameof(other));
    }

    private static (Tensor Left, Tensor Right) Matched(GeometricTensor<TGroup, TRep> x, GeometricTensor<TGroup, TRep> y) => (x.Matching(y), y.Tensor);
}
