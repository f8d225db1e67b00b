namespace Intertwine.Algebra;

/// <summary>
/// Singular values and right singular vectors by one-sided Jacobi rotations (Hestenes): the columns of A are rotated among each other until they are orthogonal, <c>A V = U S</c>. Small singular
/// values come out to high accuracy, which is what a decision about rank needs. A tall A is first replaced by the triangular factor of its QR decomposition.
/// </summary>
internal sealed class SingularValues
{
    private const int MaximumSweeps = 60;

    private SingularValues(double[] values, double[][] rightVectors)
    {
        Values = values;
        RightVectors = rightVectors;
    }

    /// <summary>Singular values, in no order.</summary>
    public double[] Values { get; }

    /// <summary>Right singular vectors, orthonormal, in the order of <see cref="Values"/>.</summary>
    public double[][] RightVectors { get; }

    /// <param name="columns">The columns of A; overwritten.</param>
    /// <param name="norm">Size of the numbers that A was computed from: rounding noise is relative to it.</param>
    public static SingularValues Decompose(double[][] columns, double norm, CancellationToken cancellation)
    {
        int n = columns.Length;
        if (n > 0 && columns[0].Length > n)
        {
            columns = Triangularize(columns, cancellation);
        }

        double[][] vectors = new double[n][];
        for (int j = 0; j < n; j++)
        {
            vectors[j] = new double[n];
            vectors[j][j] = 1;
        }

        bool rotated = n > 1;
        for (int sweep = 0; rotated && sweep < MaximumSweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            rotated = false;
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    rotated |= Orthogonalize(columns[p], columns[q], vectors[p], vectors[q], norm);
                }
            }
        }

        double[] values = new double[n];
        for (int j = 0; j < n; j++)
        {
            values[j] = Math.Sqrt(Dot(columns[j], columns[j], 0));
        }

        return new SingularValues(values, vectors);
    }

    /// <summary>Rotates two columns so that they are orthogonal; false where they are already, up to rounding.</summary>
    private static bool Orthogonalize(double[] a, double[] b, double[] v, double[] w, double norm)
    {
        double alpha = Dot(a, a, 0);
        double beta = Dot(b, b, 0);
        double gamma = Dot(a, b, 0);
        if (Math.Abs(gamma) <= 1e-15 * Math.Sqrt(alpha * beta) || Math.Abs(gamma) <= 1e-16 * norm * Math.Sqrt(Math.Max(alpha, beta)))
        {
            return false;
        }

        double zeta = (beta - alpha) / (2 * gamma);
        double tangent = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        double sine = cosine * tangent;
        Rotate(a, b, cosine, sine);
        Rotate(v, w, cosine, sine);
        return true;
    }

    private static void Rotate(double[] a, double[] b, double cosine, double sine)
    {
        for (int i = 0; i < a.Length; i++)
        {
            double x = a[i];
            double y = b[i];
            a[i] = (cosine * x) - (sine * y);
            b[i] = (sine * x) + (cosine * y);
        }
    }

    /// <summary>Columns of the square factor R of A = Q R, by Householder reflections.</summary>
    private static double[][] Triangularize(double[][] columns, CancellationToken cancellation)
    {
        int n = columns.Length;
        for (int k = 0; k < n; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] pivot = columns[k];
            double length = Math.Sqrt(Dot(pivot, pivot, k));
            if (length == 0)
            {
                continue;
            }

            // v = x + sign(x_k) |x| e_k, never a difference of near numbers; the reflection is 1 - 2 v v^T / v^T v.
            double diagonal = pivot[k] < 0 ? length : -length;
            pivot[k] -= diagonal;
            double square = Dot(pivot, pivot, k);
            for (int j = k + 1; j < n; j++)
            {
                double[] column = columns[j];
                double factor = 2 * Dot(pivot, column, k) / square;
                for (int i = k; i < column.Length; i++)
                {
                    column[i] -= factor * pivot[i];
                }
            }

            pivot[k] = diagonal;
            Array.Clear(pivot, k + 1, pivot.Length - k - 1);
        }

        double[][] result = new double[n][];
        for (int j = 0; j < n; j++)
        {
            result[j] = new double[n];
            Array.Copy(columns[j], result[j], n);
        }

        return result;
    }

    private static double Dot(double[] a, double[] b, int start)
    {
        double sum = 0;
        for (int i = start; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
