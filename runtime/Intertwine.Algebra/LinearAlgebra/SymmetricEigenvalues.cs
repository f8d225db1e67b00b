namespace Intertwine.Algebra;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations: slow for large matrices, but accurate to rounding and with orthonormal vectors whatever the multiplicities.</summary>
internal sealed class SymmetricEigenvalues
{
    private const int MaximumSweeps = 60;

    private SymmetricEigenvalues(double[] values, double[][] vectors)
    {
        Values = values;
        Vectors = vectors;
    }

    /// <summary>Ascending.</summary>
    public double[] Values { get; }

    /// <summary>Orthonormal, in the order of <see cref="Values"/>.</summary>
    public double[][] Vectors { get; }

    public static SymmetricEigenvalues Decompose(Matrix matrix, CancellationToken cancellation)
    {
        int n = matrix.Rows;
        double[] a = matrix.ToArray();
        double[][] vectors = [.. Enumerable.Range(0, n).Select(i => Unit(i, n))];
        double scale = matrix.MaximumNorm();
        for (int sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            bool rotated = false;
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    double off = a[(p * n) + q];
                    if (Math.Abs(off) <= 1e-17 * scale)
                    {
                        continue;
                    }

                    rotated = true;
                    double zeta = (a[(q * n) + q] - a[(p * n) + p]) / (2 * off);
                    double tangent = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
                    double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
                    Rotate(a, vectors, n, p, q, cosine, cosine * tangent);
                }
            }

            if (!rotated)
            {
                break;
            }
        }

        double[] values = [.. Enumerable.Range(0, n).Select(i => a[(i * n) + i])];
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => values[i])];
        return new SymmetricEigenvalues([.. order.Select(i => values[i])], [.. order.Select(i => vectors[i])]);
    }

    /// <summary>A → J^T A J and V → V J with the rotation J in the plane (p, q).</summary>
    private static void Rotate(double[] a, double[][] vectors, int n, int p, int q, double cosine, double sine)
    {
        for (int k = 0; k < n; k++)
        {
            double x = a[(k * n) + p];
            double y = a[(k * n) + q];
            a[(k * n) + p] = (cosine * x) - (sine * y);
            a[(k * n) + q] = (sine * x) + (cosine * y);
        }

        for (int k = 0; k < n; k++)
        {
            double x = a[(p * n) + k];
            double y = a[(q * n) + k];
            a[(p * n) + k] = (cosine * x) - (sine * y);
            a[(q * n) + k] = (sine * x) + (cosine * y);
            (vectors[p][k], vectors[q][k]) = ((cosine * vectors[p][k]) - (sine * vectors[q][k]), (sine * vectors[p][k]) + (cosine * vectors[q][k]));
        }

        a[(p * n) + q] = 0;
        a[(q * n) + p] = 0;
    }

    private static double[] Unit(int index, int size)
    {
        double[] vector = new double[size];
        vector[index] = 1;
        return vector;
    }
}
