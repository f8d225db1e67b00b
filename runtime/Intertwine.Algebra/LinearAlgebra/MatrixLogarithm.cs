namespace Intertwine.Algebra;

/// <summary>The principal logarithm of a real matrix without eigenvalues on the negative real axis.</summary>
internal static class MatrixLogarithm
{
    /// <summary>
    /// <c>log M = 2^s log(M^(1/2^s))</c> with square roots by the iteration of Denman and Beavers until the root is near 1, where the series <c>2 artanh((X - 1)(X + 1)^-1)</c> converges fast. Null where the roots do not
    /// converge, or where the exponential of the result is not the matrix.
    /// </summary>
    public static Matrix? Principal(Matrix matrix)
    {
        int n = matrix.Rows;
        var identity = Matrix.Identity(n);
        Matrix root = matrix;
        int halvings = 0;
        try
        {
            while ((root - identity).MaximumNorm() * n > 0.25)
            {
                if (++halvings > 40 || SquareRoot(root) is not { } next)
                {
                    return null;
                }

                root = next;
            }

            Matrix z = (root - identity) * (root + identity).Inverse();
            Matrix square = z * z;
            Matrix term = z;
            Matrix sum = z;
            for (int k = 3; k <= 31; k += 2)
            {
                term *= square;
                sum += (1.0 / k) * term;
            }

            Matrix logarithm = Math.Pow(2, halvings + 1) * sum;
            return (logarithm.Exponential() - matrix).MaximumNorm() < 1e-9 * Math.Max(1, matrix.MaximumNorm()) ? logarithm : null;
        }
        catch (InvalidOperationException)
        {
            // A singular matrix on the way: there is no principal logarithm.
            return null;
        }
    }

    /// <summary><c>Y ← (Y + Z^-1) / 2, Z ← (Z + Y^-1) / 2</c> from (M, 1): Y goes to the square root.</summary>
    private static Matrix? SquareRoot(Matrix matrix)
    {
        Matrix y = matrix;
        var z = Matrix.Identity(matrix.Rows);
        for (int iteration = 0; iteration < 60; iteration++)
        {
            Matrix next = 0.5 * (y + z.Inverse());
            z = 0.5 * (z + y.Inverse());
            double change = (next - y).MaximumNorm();
            y = next;
            if (!(change < 1e100))
            {
                return null;
            }

            if (change <= 1e-15 * Math.Max(1, y.MaximumNorm()))
            {
                return y;
            }
        }

        return ((y * y) - matrix).MaximumNorm() < 1e-12 * Math.Max(1, matrix.MaximumNorm()) ? y : null;
    }
}
