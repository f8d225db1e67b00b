namespace Molecules;

/// <summary>Small symmetric systems through their eigenvectors, by Jacobi's rotations.</summary>
/// <remarks>Golub and Van Loan, "Matrix Computations" (4th edition), section 8.5.</remarks>
internal static class SymmetricSolver
{
    private const int MostSweeps = 60;

    /// <summary>The solution of least norm of A x = b in the sense of least squares: eigenvalues below <paramref name="tolerance"/> times the largest count as zero.</summary>
    public static double[] LeastNorm(double[,] a, double[] b, double tolerance)
    {
        int n = b.Length;
        (double[] values, double[,] vectors) = Eigen(a);
        double largest = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        double[] x = new double[n];
        for (int k = 0; k < n; k++)
        {
            if (Math.Abs(values[k]) <= tolerance * largest)
            {
                continue;
            }

            double along = 0;
            for (int i = 0; i < n; i++)
            {
                along += vectors[i, k] * b[i];
            }

            for (int i = 0; i < n; i++)
            {
                x[i] += vectors[i, k] * along / values[k];
            }
        }

        return x;
    }

    /// <summary>Eigenvalues and eigenvectors (columns) of a symmetric matrix.</summary>
    public static (double[] Values, double[,] Vectors) Eigen(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[,] a = (double[,])matrix.Clone();
        double[,] v = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            v[i, i] = 1;
        }

        for (int sweep = 0; sweep < MostSweeps && !Diagonal(a); sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    Rotate(a, v, p, q);
                }
            }
        }

        return ([.. Enumerable.Range(0, n).Select(i => a[i, i])], v);
    }

    private static bool Diagonal(double[,] a)
    {
        double off = 0;
        double all = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(0); j++)
            {
                all += a[i, j] * a[i, j];
                off += i == j ? 0 : a[i, j] * a[i, j];
            }
        }

        return off <= 1e-34 * all;
    }

    private static void Rotate(double[,] a, double[,] v, int p, int q)
    {
        if (a[p, q] == 0)
        {
            return;
        }

        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(1 + (theta * theta)));
        double c = 1 / Math.Sqrt(1 + (t * t));
        double s = t * c;
        for (int k = 0; k < a.GetLength(0); k++)
        {
            (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
        }

        for (int k = 0; k < a.GetLength(0); k++)
        {
            (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
            (v[k, p], v[k, q]) = ((c * v[k, p]) - (s * v[k, q]), (s * v[k, p]) + (c * v[k, q]));
        }
    }
}
