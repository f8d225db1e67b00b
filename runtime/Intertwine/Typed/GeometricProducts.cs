using Intertwine.Algebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Typed;

/// <summary>Products of geometric tensors, channel by channel; where one factor has one channel it is multiplied with all of the other's.</summary>
public static class GeometricProducts
{
    /// <summary>
    /// &lt;x, y&gt; = x^T B y with the group's invariant symmetric form B: sum_d x_d y_d where the representation is orthogonal, the Minkowski product t t' - x x' - y y' - z z' of four-vectors.
    /// </summary>
    /// <exception cref="NotSupportedException">The representation has none, or several.</exception>
    public static GeometricTensor<TGroup, Scalars> Dot<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x, GeometricTensor<TGroup, TRep> y)
        where TGroup : IGroup
        where TRep : IRepresentation
    {
        Tensor left = x.Matching(y);
        return new(FormOf<TGroup, TRep>.Matrix is { } form
            ? (torch.matmul(left, torch.tensor(form, dtype: ScalarType.Float64).to(left.dtype, left.device).reshape(left.shape[2], left.shape[2])) * y.Tensor).sum(2, keepdim: true)
            : (left * y.Tensor).sum(2, keepdim: true));
    }

    /// <summary>&lt;x, x&gt;; may be negative where the form is not positive, as the Minkowski product.</summary>
    public static GeometricTensor<TGroup, Scalars> SquaredNorm<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x)
        where TGroup : IGroup
        where TRep : IRepresentation => x.Dot(x);

    /// <summary>sqrt(&lt;x, x&gt; + epsilon^2), of orthogonal representations. With epsilon = 0 the derivative at 0 is 0 by definition.</summary>
    public static GeometricTensor<TGroup, Scalars> Norm<TGroup, TRep>(this GeometricTensor<TGroup, TRep> x, double epsilon = 0)
        where TGroup : IGroup
        where TRep : IRepresentation
    {
        if (!GeometricTensor<TGroup, TRep>.Piece.IsOrthogonal)
        {
            throw new NotSupportedException($"'{GeometricTensor<TGroup, TRep>.Piece.Name}' of {TGroup.Group.Name} has no lengths: <x, x> may be negative. SquaredNorm gives <x, x> itself.");
        }

        return new(Runtime.TorchCall.SafeSqrt(x.SquaredNorm().Tensor + (epsilon * epsilon)));
    }

    /// <summary>The outer product: component (i, j) of each channel is x_i y_j.</summary>
    public static GeometricTensor<TGroup, Products<TLeft, TRight>> Outer<TGroup, TLeft, TRight>(this GeometricTensor<TGroup, TLeft> x, GeometricTensor<TGroup, TRight> y)
        where TGroup : IGroup
        where TLeft : IRepresentation
        where TRight : IRepresentation => new((x.Matching(y).unsqueeze(3) * y.Tensor.unsqueeze(2)).flatten(2));

    /// <summary>The product of two tensors, of which <see cref="GeometricProduct{TGroup, TLeft, TRight}.To{TResult}"/> takes one part.</summary>
    public static GeometricProduct<TGroup, TLeft, TRight> Times<TGroup, TLeft, TRight>(this GeometricTensor<TGroup, TLeft> x, GeometricTensor<TGroup, TRight> y)
        where TGroup : IGroup
        where TLeft : IRepresentation
        where TRight : IRepresentation => new(x, y);

    /// <summary>x × y of two vectors: a pseudo-vector, which reflections leave alone.</summary>
    public static GeometricTensor<O3, PseudoVectors> Cross(this GeometricTensor<O3, Vectors> x, GeometricTensor<O3, Vectors> y) => new(Crossed(x, y));

    /// <inheritdoc cref="Cross(GeometricTensor{O3, Vectors}, GeometricTensor{O3, Vectors})"/>
    public static GeometricTensor<E3, PseudoVectors> Cross(this GeometricTensor<E3, Vectors> x, GeometricTensor<E3, Vectors> y) => new(Crossed(x, y));

    /// <summary>x × y of a vector and a pseudo-vector: a vector.</summary>
    public static GeometricTensor<O3, Vectors> Cross(this GeometricTensor<O3, Vectors> x, GeometricTensor<O3, PseudoVectors> y) => new(Crossed(x, y));

    /// <inheritdoc cref="Cross(GeometricTensor{O3, Vectors}, GeometricTensor{O3, PseudoVectors})"/>
    public static GeometricTensor<E3, Vectors> Cross(this GeometricTensor<E3, Vectors> x, GeometricTensor<E3, PseudoVectors> y) => new(Crossed(x, y));

    /// <summary>x × y of two vectors: a vector, for there are no reflections.</summary>
    public static GeometricTensor<SO3, Vectors> Cross(this GeometricTensor<SO3, Vectors> x, GeometricTensor<SO3, Vectors> y) => new(Crossed(x, y));

    /// <inheritdoc cref="Cross(GeometricTensor{SO3, Vectors}, GeometricTensor{SO3, Vectors})"/>
    public static GeometricTensor<SE3, Vectors> Cross(this GeometricTensor<SE3, Vectors> x, GeometricTensor<SE3, Vectors> y) => new(Crossed(x, y));

    /// <summary>
    /// Y_l(x / |x|), the real spherical harmonics of degree l in the library's basis, with sum_m Y_lm^2 = 2 l + 1 (normalisation <c>component</c>); of x = 0 they are 0 for l &gt; 0.
    /// </summary>
    /// <param name="x">The vectors.</param>
    /// <param name="degree">Which degree: <c>new L2()</c>.</param>
    public static GeometricTensor<TGroup, Harmonics<TDegree>> SphericalHarmonics<TGroup, TDegree>(this GeometricTensor<TGroup, Vectors> x, TDegree degree)
        where TGroup : ISpatialGroup
        where TDegree : struct, IDegree
    {
        Tensor unit = x.Tensor * Runtime.TorchCall.SafeReciprocalSqrt(x.SquaredNorm().Tensor);
        Tensor[] axes = [unit.select(2, 0), unit.select(2, 1), unit.select(2, 2)];
        List<Tensor> harmonics = [];
        for (int order = -TDegree.Value; order <= TDegree.Value; order++)
        {
            Tensor sum = torch.zeros_like(axes[0]);
            foreach (HarmonicTerm term in HarmonicPolynomial.Create(TDegree.Value, order).Terms)
            {
                sum += axes[0].pow(term.X) * axes[1].pow(term.Y) * axes[2].pow(term.Z) * term.Coefficient.Value;
            }

            harmonics.Add(sum);
        }

        return new(torch.stack([.. harmonics], 2));
    }

    private static Tensor Crossed<TGroup, TLeft, TRight>(GeometricTensor<TGroup, TLeft> x, GeometricTensor<TGroup, TRight> y)
        where TGroup : IGroup
        where TLeft : IRepresentation
        where TRight : IRepresentation
    {
        Tensor[] pair = [.. torch.broadcast_tensors(x.Matching(y), y.Tensor)];
        return torch.linalg.cross(pair[0], pair[1], 2);
    }
}

/// <summary>The product of two geometric tensors.</summary>
public readonly struct GeometricProduct<TGroup, TLeft, TRight>
    where TGroup : IGroup
    where TLeft : IRepresentation
    where TRight : IRepresentation
{
    private readonly GeometricTensor<TGroup, TLeft> _left;
    private readonly GeometricTensor<TGroup, TRight> _right;

    internal GeometricProduct(GeometricTensor<TGroup, TLeft> left, GeometricTensor<TGroup, TRight> right)
    {
        _left = left;
        _right = right;
    }

    /// <summary>
    /// z_k = sum_ij T[i, j, k] x_i y_j for every equivariant bilinear map T to a representation, of norm 1 and orthogonal to each other (exact Clebsch-Gordan coefficients under O(3) and SO(3), solved for other groups); result
    /// channel <c>c * maps + m</c> is map m of channel c.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such map but zero.</exception>
    public GeometricTensor<TGroup, TResult> To<TResult>()
        where TResult : IRepresentation
    {
        Piece result = GeometricTensor<TGroup, TResult>.Piece;
        Piece left = GeometricTensor<TGroup, TLeft>.Piece;
        Piece right = GeometricTensor<TGroup, TRight>.Piece;
        IReadOnlyList<SparseTensor3> maps = TensorProducts.Paths(left, right, result).OrThrow().Tensors;
        if (maps.Count == 0)
        {
            throw new InvalidOperationException($"Under {TGroup.Group.Name} no product of {left.Name} and {right.Name} but zero is {result.Name}.");
        }

        Tensor[] pair = [.. torch.broadcast_tensors(_left.Matching(_right).unsqueeze(3), _right.Tensor.unsqueeze(2))];
        Tensor products = (pair[0] * pair[1]).flatten(2);
        List<Tensor> parts = [];
        foreach (SparseTensor3 map in maps)
        {
            parts.Add(torch.matmul(products, torch.tensor(map.ToArray(), dtype: ScalarType.Float64).to(products.dtype, products.device).reshape(left.Dimension * right.Dimension, result.Dimension)));
        }

        return new(parts.Count == 1 ? parts[0] : torch.stack([.. parts], 2).flatten(1, 2));
    }
}

/// <summary>The invariant symmetric form of a representation, found once.</summary>
internal static class FormOf<TGroup, TRep>
    where TGroup : IGroup
    where TRep : IRepresentation
{
    private static readonly double[]? Found = Find(out IsMissing);
    private static readonly bool IsMissing;

    /// <summary>Row by row; null for the identity.</summary>
    public static double[]? Matrix => IsMissing
        ? throw new NotSupportedException($"'{GeometricTensor<TGroup, TRep>.Piece.Name}' of {TGroup.Group.Name} has no invariant symmetric form, or several.")
        : Found;

    private static double[]? Find(out bool isMissing)
    {
        Piece piece = GeometricTensor<TGroup, TRep>.Piece;
        isMissing = false;
        if (piece.IsOrthogonal)
        {
            return null;
        }

        if (!InvariantForms.Of(piece).TryGet(out InvariantForms? forms, out _) || forms.Metric is not { } metric)
        {
            isMissing = true;
            return null;
        }

        double[] matrix = new double[piece.Dimension * piece.Dimension];
        foreach (SparseEntry entry in metric.Entries)
        {
            matrix[(entry.Row * piece.Dimension) + entry.Column] = entry.Value;
        }

        return matrix;
    }
}
