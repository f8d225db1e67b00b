namespace Intertwine.Algebra;

/// <summary>Positive definite forms that matrices keep: <c>A^T S + S A = 0</c>, <c>h^T S h = S</c>. One exists exactly where the closure of the group that they generate is compact.</summary>
internal static class InvariantForm
{
    private const int MaximumIterations = 200;

    /// <summary>An invariant positive definite symmetric matrix, or null where there is none.</summary>
    public static Matrix? Find(int size, IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete, CancellationToken cancellation = default)
    {
        var identity = Matrix.Identity(size);
        if (infinitesimal.All(a => (a + a.Transpose()).MaximumNorm() < 1e-12) && discrete.All(h => ((h * h.Transpose()) - identity).MaximumNorm() < 1e-12))
        {
            return identity;
        }

        // Alternating projections between the invariant forms (a subspace) and the forms with eigenvalues of at least 1 (convex): they meet if any invariant form is positive definite.
        IReadOnlyList<double[]>? invariants = Invariants(size, infinitesimal, discrete, cancellation);
        Matrix form = identity;
        for (int iteration = 0; iteration < MaximumIterations && invariants is { Count: > 0 }; iteration++)
        {
            Matrix projected = Project(form, invariants);
            var eigenvalues = SymmetricEigenvalues.Decompose(projected, cancellation);
            if (eigenvalues.Values[0] > 1e-3 * eigenvalues.Values[size - 1])
            {
                return projected;
            }

            double[] entries = projected.ToArray();
            for (int k = 0; k < size; k++)
            {
                double raise = Math.Max(0, 1 - eigenvalues.Values[k]);
                double[] vector = eigenvalues.Vectors[k];
                for (int i = 0; i < size && raise > 0; i++)
                {
                    for (int j = 0; j < size; j++)
                    {
                        entries[(i * size) + j] += raise * vector[i] * vector[j];
                    }
                }
            }

            form = new Matrix(size, size, entries);
        }

        return null;
    }

    private static Matrix Project(Matrix matrix, IReadOnlyList<double[]> orthonormal)
    {
        double[] entries = matrix.ToArray();
        double[] result = new double[entries.Length];
        foreach (double[] direction in orthonormal)
        {
            double product = 0;
            for (int k = 0; k < entries.Length; k++)
            {
                product += direction[k] * entries[k];
            }

            for (int k = 0; k < entries.Length; k++)
            {
                result[k] += product * direction[k];
            }
        }

        return new Matrix(matrix.Rows, matrix.Columns, result);
    }

    /// <summary>An orthonormal basis of the invariant symmetric matrices, entries row by row; null where the equations leave their rank open.</summary>
    private static IReadOnlyList<double[]>? Invariants(int size, IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete, CancellationToken cancellation)
    {
        var symmetry = new SparseRows(size * size);
        for (int i = 0; i < size; i++)
        {
            for (int j = i + 1; j < size; j++)
            {
                symmetry.Append((i * size) + j, 1);
                symmetry.Append((j * size) + i, -1);
                symmetry.EndRow();
            }
        }

        List<SparseRows> systems = [symmetry];
        systems.AddRange(infinitesimal.Select(a => Equations(size, a, Matrix.Zero(size, size))));
        // h^T S h = S as h^T S = S h^-1.
        systems.AddRange(discrete.Select(h => Equations(size, h, h.Inverse() + h)));
        var space = new NullSpace(size * size, cancellation);
        foreach (SparseRows system in systems)
        {
            if (!space.TryRestrict(system))
            {
                return null;
            }
        }

        return space.Basis;
    }

    /// <summary><c>M^T S + S (M - shift) = 0</c>: with shift 0 for Lie algebra elements; with shift h^-1 + h for group elements h.</summary>
    private static SparseRows Equations(int size, Matrix matrix, Matrix shift)
    {
        var system = new SparseRows(size * size);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                for (int k = 0; k < size; k++)
                {
                    if (matrix[k, i] != 0)
                    {
                        system.Add((k * size) + j, matrix[k, i]);
                    }

                    double right = matrix[k, j] - shift[k, j];
                    if (right != 0)
                    {
                        system.Add((i * size) + k, right);
                    }
                }

                system.EndRow();
            }
        }

        return system;
    }
}
