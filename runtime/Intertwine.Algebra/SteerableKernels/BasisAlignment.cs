namespace Intertwine.Algebra;

/// <summary>
/// Another basis of a space of filters in terms of ours: <c>theirs[b] = sum_a M[b, a] ours[a]</c>. Bases of the same kernels differ by signs and, where one irrep is found several times, by orthogonal mixtures; other libraries find theirs
/// numerically, so these cannot be known in advance and are read off their sampled basis.
/// </summary>
public sealed class BasisAlignment
{
    private BasisAlignment(Matrix map, double residual) => (Map, Residual) = (map, residual);

    /// <summary>M, [their element, our element].</summary>
    public Matrix Map { get; }

    /// <summary>Largest entry of <c>theirs - M ours</c>: how far their filters are from being combinations of ours.</summary>
    public double Residual { get; }

    /// <summary>Least squares. Both arrays are [element, ...] with the same number of entries per element.</summary>
    /// <exception cref="ArithmeticException">Our elements are linearly dependent on the grid.</exception>
    public static BasisAlignment Between(IReadOnlyList<double> theirs, int theirCount, IReadOnlyList<double> ours, int ourCount)
    {
        int size = ourCount == 0 ? 0 : ours.Count / ourCount;
        if (ourCount == 0 || theirs.Count != theirCount * size)
        {
            throw new ArgumentException($"Expected {theirCount} elements of {size} entries each, came {theirs.Count} numbers.", nameof(theirs));
        }

        double[] gram = new double[ourCount * ourCount];
        double[] mixed = new double[theirCount * ourCount];
        for (int a = 0; a < ourCount; a++)
        {
            for (int b = 0; b < ourCount; b++)
            {
                gram[(a * ourCount) + b] = Dot(ours, a, ours, b, size);
            }

            for (int b = 0; b < theirCount; b++)
            {
                mixed[(b * ourCount) + a] = Dot(theirs, b, ours, a, size);
            }
        }

        Matrix map = new Matrix(theirCount, ourCount, mixed) * new Matrix(ourCount, ourCount, gram).Inverse();
        double residual = 0;
        for (int b = 0; b < theirCount; b++)
        {
            for (int i = 0; i < size; i++)
            {
                double rest = theirs[(b * size) + i];
                for (int a = 0; a < ourCount; a++)
                {
                    rest -= map[b, a] * ours[(a * size) + i];
                }

                residual = Math.Max(residual, Math.Abs(rest));
            }
        }

        return new BasisAlignment(map, residual);
    }

    /// <summary>Our weights of the filter that their weights have: <c>M^T w</c>.</summary>
    public double[] Convert(IReadOnlyList<double> theirWeights) => Map.Transpose().Apply(theirWeights);

    private static double Dot(IReadOnlyList<double> left, int i, IReadOnlyList<double> right, int j, int size)
    {
        double sum = 0;
        for (int k = 0; k < size; k++)
        {
            sum += left[(i * size) + k] * right[(j * size) + k];
        }

        return sum;
    }
}
