namespace Intertwine.Algebra;

/// <summary>
/// Equivariant bilinear maps: <c>Hom_G(a ⊗ b, c)</c>, the Clebsch-Gordan coefficients of any group in real bases. Closed-form for O(3) and its relatives (the tensors of <see cref="Wigner3j"/>, that is
/// of e3nn), otherwise the solution of the intertwiner equations on the tensor product, normalised. Results are kept by value.
/// </summary>
public static class TensorProducts
{
    /// <summary>Largest dimension of a tensor product that is solved for.</summary>
    public const int MaximumDimension = 1024;

    private static readonly BoundedCache<PiecePair, TensorProduct> Products = new(4096);

    private static readonly BoundedCache<PieceTriple, TensorProductPath> Maps = new(4096);

    /// <summary>
    /// All irreps in the product of two irreps, with the maps onto them. For groups whose irreps are known and make up the product: compact groups, and the irreps of E(3) and SE(3) on which
    /// translations act trivially.
    /// </summary>
    public static Result<TensorProduct, SolveFailure> Paths(Irrep left, Irrep right, CancellationToken cancellation = default, int maximumSize = IntertwinerSolver.DefaultMaximumSize)
    {
        var key = new PiecePair(left, right);
        if (Products.TryGet(key, out TensorProduct known))
        {
            return known;
        }

        if (Check(left, right) is { } mismatch)
        {
            return mismatch;
        }

        Result<TensorProduct, SolveFailure> result = left is SphericalIrrep a && right is SphericalIrrep b
            ? SphericalPaths(a, b)
            : (SpinIrrep.TwiceSpinOf(left), SpinIrrep.TwiceSpinOf(right)) is (int first, int second) ? SpinProducts.Paths(left, right, first, second)
            : OuterTensorProducts.Paths(left, right, cancellation, maximumSize) ?? SolvePaths(left, right, cancellation, maximumSize);
        if (result.IsSuccess)
        {
            Products.Add(key, result.Value);
        }

        return result;
    }

    /// <summary>The maps from the product of two pieces to a third, of any group: <c>V * V -> V</c>. No tensors where there is no such map but zero.</summary>
    public static Result<TensorProductPath, SolveFailure> Paths(Piece left, Piece right, Piece output, CancellationToken cancellation = default, int maximumSize = IntertwinerSolver.DefaultMaximumSize)
    {
        var key = new PieceTriple(left, right, output);
        if (Maps.TryGet(key, out TensorProductPath known))
        {
            return known;
        }

        if (Check(left, right) is { } mismatch)
        {
            return mismatch;
        }

        if (output.Group != left.Group || output.IsAffine)
        {
            return Check(left, output)!;
        }

        Result<TensorProductPath, SolveFailure> result = (left, right, output) is (SphericalIrrep a, SphericalIrrep b, SphericalIrrep c)
            ? SphericalPath(a, b, c)
            : (SpinIrrep.TwiceSpinOf(left), SpinIrrep.TwiceSpinOf(right), SpinIrrep.TwiceSpinOf(output)) is (int first, int second, int third)
            ? new TensorProductPath(left, right, output, ExchangeSymmetry.None, SpinProducts.Tensors(first, second, third), 0)
            : SolvePath(left, right, output, cancellation, maximumSize);
        if (result.IsSuccess)
        {
            Maps.Add(key, result.Value);
        }

        return result;
    }

    /// <summary>l1 ⊗ l2 = |l1 - l2| + … + (l1 + l2), parities multiplied.</summary>
    private static Result<TensorProduct, SolveFailure> SphericalPaths(SphericalIrrep left, SphericalIrrep right)
    {
        int largest = left.Degree + right.Degree;
        if (largest > SphericalIrrep.MaximumDegree)
        {
            return new SolveFailure(
                SolveFailureKind.TooLarge,
                $"The tensor product of {left} and {right} holds degrees up to {largest}; the limit is {SphericalIrrep.MaximumDegree}.");
        }

        int smallest = Math.Abs(left.Degree - right.Degree);
        // All parities are None where the group has no inversion.
        var parity = (Parity)((int)left.Parity * (int)right.Parity);
        return new TensorProduct(
            left,
            right,
            [.. Enumerable.Range(smallest, largest - smallest + 1).Select(degree => SphericalPath(left, right, new SphericalIrrep(left.OrthogonalGroup, degree, parity)))]);
    }

    /// <summary>The only map there is, or none. Exchanging equal degrees gives the sign (-1)^(l1 + l2 + l3).</summary>
    private static TensorProductPath SphericalPath(SphericalIrrep left, SphericalIrrep right, SphericalIrrep output)
    {
        bool allowed = ClebschGordan.IsAllowed(left.Degree, right.Degree, output.Degree) && (int)output.Parity == (int)left.Parity * (int)right.Parity;
        ExchangeSymmetry symmetry = left != right || !allowed ? ExchangeSymmetry.None : output.Degree % 2 == 0 ? ExchangeSymmetry.Symmetric : ExchangeSymmetry.Antisymmetric;
        return new TensorProductPath(left, right, output, symmetry, allowed ? [Wigner3j.Real(left.Degree, right.Degree, output.Degree)] : [], 0);
    }

    private static Result<TensorProduct, SolveFailure> SolvePaths(Irrep left, Irrep right, CancellationToken cancellation, int maximumSize)
    {
        var product = new TensorProductPiece(left, right);
        if (!IrrepContent.FindAll([product], [left, right], cancellation, maximumSize).TryGet(out IsotypicPart[][]? parts, out SolveFailure? failure))
        {
            return failure;
        }

        List<TensorProductPath> paths = [];
        foreach (IsotypicPart part in parts[0])
        {
            if (left != right)
            {
                paths.Add(BilinearMaps.ToPath(product, part.Irrep, ExchangeSymmetry.None, part.Projections));
                continue;
            }

            foreach (ExchangeSymmetry symmetry in (ExchangeSymmetry[])[ExchangeSymmetry.Symmetric, ExchangeSymmetry.Antisymmetric])
            {
                if (!IsotypicProjections.Select(BilinearMaps.Part(part.Projections, left.Dimension, symmetry), part.Irrep, $"copies of {part.Irrep} in {product}").TryGet(out double[][]? maps, out failure))
                {
                    return failure;
                }

                if (maps.Length > 0)
                {
                    paths.Add(BilinearMaps.ToPath(product, part.Irrep, symmetry, maps));
                }
            }
        }

        return new TensorProduct(left, right, paths);
    }

    private static Result<TensorProductPath, SolveFailure> SolvePath(Piece left, Piece right, Piece output, CancellationToken cancellation, int maximumSize)
    {
        var product = new TensorProductPiece(left, right);
        if (!IntertwinerSolver.Solve(product, output, cancellation, maximumSize).TryGet(out IntertwinerBasis? basis, out SolveFailure? failure))
        {
            return failure;
        }

        var maps = new OrthonormalSet();
        foreach (SparseMatrix element in basis.Elements.OrderBy(element => element.Entries.Count))
        {
            maps.TryAdd(element.ToDense().ToArray());
        }

        return BilinearMaps.ToPath(product, output, ExchangeSymmetry.None, maps.Vectors);
    }

    private static SolveFailure? Check(Piece left, Piece right)
    {
        if (left.Group != right.Group)
        {
            return new SolveFailure(SolveFailureKind.DifferentGroups, $"Expected representations of one group, came '{left}' of {left.Group} and '{right}' of {right.Group}.");
        }

        if (left.IsAffine || right.IsAffine)
        {
            return new SolveFailure(SolveFailureKind.NotLinear, $"Expected linear pieces of {left.Group}, came '{(left.IsAffine ? left : right)}': points have no products; take differences of points.");
        }

        return (long)left.Dimension * right.Dimension > MaximumDimension && left is not (SphericalIrrep or SpinIrrep)
            ? new SolveFailure(SolveFailureKind.TooLarge, $"The tensor product of '{left}' and '{right}' has {left.Dimension} x {right.Dimension} components; the limit is {MaximumDimension}.")
            : null;
    }
}
