using System.Collections.Concurrent;
using Intertwine.Algebra;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Solving;

/// <summary>A bilinear map of single pieces: <paramref name="Tensor"/> of Frobenius norm 1 in Hom_G(a (x) b, <paramref name="Output"/>).</summary>
internal sealed record PieceProduct(Piece Output, SparseTensor Tensor);

/// <summary>Products of pieces as kernels take them; the algebra solves and keeps them.</summary>
internal static class PieceProducts
{
    private static readonly ConcurrentDictionary<SparseTensor3, SparseTensor> Converted = new();

    /// <summary>Every map from the product of two irreps onto an irrep, in canonical order of these.</summary>
    public static Result<IReadOnlyList<PieceProduct>, SolveFailure> All(Piece left, Piece right, int maximumSize, CancellationToken cancellation)
    {
        if (left is not Irrep a || right is not Irrep b)
        {
            Piece wrong = left is Irrep ? right : left;
            return new SolveFailure(SolveFailureKind.NotCompact, $"The product with '{wrong}' of {wrong.Group} is not decomposed: it is not irreducible. Name the result's representation.");
        }

        if (!TensorProducts.Paths(a, b, cancellation, maximumSize).TryGet(out TensorProduct? product, out SolveFailure? failure))
        {
            return failure;
        }

        List<PieceProduct> products = [];
        foreach (TensorProductPath path in product.Paths)
        {
            Add(products, path);
        }

        return products;
    }

    /// <summary>A basis of the maps from the product of two pieces to a third.</summary>
    public static Result<IReadOnlyList<PieceProduct>, SolveFailure> Between(Piece left, Piece right, Piece output, int maximumSize, CancellationToken cancellation)
    {
        if (!TensorProducts.Paths(left, right, output, cancellation, maximumSize).TryGet(out TensorProductPath? path, out SolveFailure? failure))
        {
            return failure;
        }

        List<PieceProduct> products = [];
        Add(products, path);
        return products;
    }

    private static void Add(List<PieceProduct> products, TensorProductPath path)
    {
        foreach (SparseTensor3 tensor in path.Tensors)
        {
            products.Add(new PieceProduct(path.Output, Converted.GetOrAdd(tensor, Convert)));
        }
    }

    /// <summary>T[i, j, k] of x_i y_j → z_k, as entries [k, i, j] in the order of k.</summary>
    public static SparseTensor Convert(SparseTensor3 tensor) => new(
        tensor.Dim3,
        tensor.Dim1,
        tensor.Dim2,
        tensor.Entries.Select(e => new TensorEntry(e.K, e.I, e.J, e.Value)).OrderBy(e => (e.Out, e.Left, e.Right)).ToEquatable());
}
