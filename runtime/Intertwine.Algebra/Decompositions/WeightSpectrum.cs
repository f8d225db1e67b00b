namespace Intertwine.Algebra;

/// <summary>
/// The weights of a piece at one generic element X of the Lie algebra: the θ ≥ 0 for which ±iθ are eigenvalues of d rho(X), as often as they occur. Powers of a generic exp(X) are dense in a
/// maximal torus, so an irrep whose weights are not among those of a piece is not contained in it; that is known before any equation is solved.
/// </summary>
internal static class WeightSpectrum
{
    private const double Tolerance = 1e-6;

    private static readonly BoundedCache<PieceKey, double[]> Cache = new(4096);

    /// <summary>Ascending; one entry per component. Only for orthogonal pieces.</summary>
    public static double[] Of(Piece piece, CancellationToken cancellation)
    {
        if (Cache.TryGet(new PieceKey(piece), out double[] cached))
        {
            return cached;
        }

        double[] weights = piece switch
        {
            TensorProductPiece product => Sums(Of(product.Left, cancellation), Of(product.Right, cancellation)),
            TensorPiece product => product.Factors.Select(factor => Of(factor, cancellation)).Aggregate(Sums),
            DirectSumPiece sum => [.. sum.Summands.SelectMany(summand => Of(summand, cancellation)).OrderBy(weight => weight)],
            SpinIrrep spin => spin.Weights(Generic(spin.Group)),
            _ => Solve(piece, cancellation),
        };
        Cache.Add(new PieceKey(piece), weights);
        return weights;
    }

    /// <summary>Whether every weight of the part occurs in the whole at least as often.</summary>
    public static bool IsContained(double[] part, double[] whole)
    {
        int next = 0;
        foreach (double weight in part)
        {
            while (next < whole.Length && whole[next] < weight - Tolerance)
            {
                next++;
            }

            if (next == whole.Length || whole[next] > weight + Tolerance)
            {
                return false;
            }

            next++;
        }

        return true;
    }

    /// <summary>The largest weight, up to a factor that is the same for all irreps of a group; 0 for finite groups. In a tensor product it is at most the sum of those of the factors.</summary>
    public static double Largest(Irrep irrep, CancellationToken cancellation) => irrep switch
    {
        SphericalIrrep spherical => spherical.Degree,
        { Group.InfinitesimalCount: 0 } => 0,
        _ => Of(irrep, cancellation).Max(),
    };

    /// <summary>Whether an irrep is too large for a tensor product of others, by its largest weight.</summary>
    public static bool Exceeds(double weight, double sum) => weight > sum + Tolerance;

    private static double[] Solve(Piece piece, CancellationToken cancellation)
    {
        // d rho(X) is antisymmetric: -X^2 is symmetric with the eigenvalues θ^2.
        Matrix x = piece.RepresentAlgebra(Generic(piece.Group));
        return [.. SymmetricEigenvalues.Decompose(-1 * (x * x), cancellation).Values.Select(value => Math.Sqrt(Math.Max(0, value)))];
    }

    /// <summary>Coefficients without rational relations.</summary>
    private static double[] Generic(Group group) => [.. Enumerable.Range(0, group.InfinitesimalCount).Select(k => (Math.Sqrt(k + 2) * 0.6180339887498949 % 1) + 0.5)];

    /// <summary>Weights of a tensor product: all sums of one of each, of either sign; a real piece has with every weight its negative.</summary>
    private static double[] Sums(double[] left, double[] right)
    {
        double[] signedLeft = Signed(left);
        double[] signedRight = Signed(right);
        double[] sums = [.. from x in signedLeft from y in signedRight select Math.Abs(x + y)];
        Array.Sort(sums);
        return sums;
    }

    /// <summary>With signs: weights other than zero come in pairs.</summary>
    private static double[] Signed(double[] weights)
    {
        double[] signed = (double[])weights.Clone();
        int zeros = weights.Count(weight => weight < Tolerance);
        for (int i = zeros; i < signed.Length; i += 2)
        {
            signed[i] = -signed[i];
        }

        return signed;
    }
}
