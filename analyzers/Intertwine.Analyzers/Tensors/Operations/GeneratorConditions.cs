using Intertwine.Algebra;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>What a group makes of a linear or bilinear form.</summary>
internal enum FormKind
{
    /// <summary>It multiplies it by a sign of its own (<c>1</c> for an invariant).</summary>
    Covariant,

    /// <summary>It changes it otherwise.</summary>
    Broken,

    /// <summary>Cannot be told: a wildcard, or too large.</summary>
    Unknown,
}

/// <summary>
/// Conditions on the generators of a group, which hold for all its elements if they hold for these: with d rho(A) for the infinitesimal and rho(h) for the discrete ones, a tensor T is invariant iff
/// sum_k d rho_k(A) T = 0 (on its axes k) and rho_1(h) ⊗ … ⊗ rho_n(h) T = T.
/// </summary>
internal static class GeneratorConditions
{
    /// <summary>Components beyond which nothing is checked.</summary>
    private const int MaximumDimension = 64;

    // Cosines and square roots are rounded, and so are constants that users write in float.
    private const double Tolerance = 1e-6;

    /// <summary>Whether there is anything to check: no wildcard, no points, not too large.</summary>
    public static bool IsClear(Representation representation) => !representation.HasWildcard && representation.Dimension <= MaximumDimension && representation.Terms.All(term => !term.Piece.IsAffine);

    /// <summary>sum_c x_c y_c: d rho_1(A)^T + d rho_2(A) = 0 and rho_1(h)^T rho_2(h) = chi(h). Pieces are compared copy by copy where both are copies of one.</summary>
    public static (FormKind Kind, Piece? Sign) InnerProduct(Representation left, Representation right)
    {
        if (left.SinglePiece is { } a && right.SinglePiece is { } b && a.Dimension == b.Dimension)
        {
            if (!left.HasWildcard && !right.HasWildcard && left.Multiplicity != right.Multiplicity)
            {
                return (FormKind.Unknown, null);
            }

            (left, right) = (Representation.Of(a), Representation.Of(b));
        }

        if (left == right && left.Terms.All(term => term.Piece.IsOrthogonal))
        {
            return (FormKind.Covariant, left.Group.Trivial);
        }

        if (!IsClear(left) || !IsClear(right) || left.Dimension != right.Dimension)
        {
            return (FormKind.Unknown, null);
        }

        Images x = Images.Of(left), y = Images.Of(right);
        return x.Infinitesimal.Zip(y.Infinitesimal, (first, second) => first.Transpose() + second).Any(residual => !IsZero(residual))
            ? (FormKind.Broken, null)
            : Signs(left.Group, x.Discrete.Zip(y.Discrete, (first, second) => first.Transpose() * second));
    }

    /// <summary>sum_c x_c: 1^T d rho(A) = 0 and 1^T rho(h) = chi(h) 1^T.</summary>
    public static (FormKind Kind, Piece? Sign) Sum(Representation representation)
    {
        if (representation.SinglePiece is { Dimension: 1 } piece)
        {
            return (FormKind.Covariant, piece);
        }

        Representation one = representation.SinglePiece is { } single ? Representation.Of(single) : representation;
        if (!IsClear(one))
        {
            return (FormKind.Unknown, null);
        }

        Images images = Images.Of(one);
        Matrix ones = Matrix.FromRows(1, one.Dimension, [.. Enumerable.Repeat(1.0, one.Dimension)]);
        if (images.Infinitesimal.Any(image => !IsZero(ones * image)))
        {
            return (FormKind.Broken, null);
        }

        List<double> signs = [];
        foreach (Matrix image in images.Discrete)
        {
            Matrix sums = ones * image;
            if (!IsZero(sums + ((-sums[0, 0]) * ones)))
            {
                return (FormKind.Broken, null);
            }

            signs.Add(sums[0, 0]);
        }

        return Sign(representation.Group, signs);
    }

    /// <summary>det M, where rho acts on the columns or rows of M: tr d rho(A) = 0 and chi(h) = det rho(h).</summary>
    public static (FormKind Kind, Piece? Sign) Determinant(Representation representation)
    {
        if (!IsClear(representation))
        {
            return (FormKind.Unknown, null);
        }

        Images images = Images.Of(representation);
        return images.Infinitesimal.Any(image => Math.Abs(image.Trace()) > Tolerance) ? (FormKind.Broken, null) : Sign(representation.Group, [.. images.Discrete.Select(Determinant)]);
    }

    /// <summary>Whether every element permutes the components: then a function of single components commutes with it.</summary>
    public static bool IsPermutation(Representation representation) => IsMonomial(representation, entry => Math.Abs(entry - 1) < Tolerance);

    /// <summary>Whether every element permutes the components up to factors: then products of components by component may transform in some way.</summary>
    public static bool IsMonomial(Representation representation) => IsMonomial(representation, _ => true);

    /// <summary>M rho_in = rho_out M on all generators; <paramref name="entries"/> is M row by row.</summary>
    public static bool IsIntertwiner(Representation from, Representation to, IReadOnlyList<double> entries)
    {
        if (!IsClear(from) || !IsClear(to) || entries.Count != from.Dimension * to.Dimension)
        {
            return false;
        }

        Matrix map = Matrix.FromRows(to.Dimension, from.Dimension, entries);
        Images x = Images.Of(from), y = Images.Of(to);
        return x.Infinitesimal.Concat(x.Discrete).Zip(y.Infinitesimal.Concat(y.Discrete), (a, b) => (map * a) - (b * map)).All(IsZero);
    }

    /// <summary>Whether a tensor with these entries, row by row, is invariant where each axis transforms by a representation, or by its dual (rho^-T).</summary>
    public static bool IsInvariant(IReadOnlyList<double> entries, IReadOnlyList<(Representation Representation, bool IsDual)> axes)
    {
        if (axes.Any(axis => !IsClear(axis.Representation)) || entries.Count != axes.Aggregate(1L, (product, axis) => product * axis.Representation.Dimension))
        {
            return false;
        }

        int[] sizes = [.. axes.Select(axis => axis.Representation.Dimension)];
        Images[] images = [.. axes.Select(axis => Images.Of(axis.Representation))];
        for (int k = 0; k < images[0].Infinitesimal.Count; k++)
        {
            double[] sum = new double[entries.Count];
            for (int axis = 0; axis < sizes.Length; axis++)
            {
                Matrix image = images[axis].Infinitesimal[k];
                double[] part = Act(axes[axis].IsDual ? (-1.0) * image.Transpose() : image, entries, sizes, axis);
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += part[i];
                }
            }

            if (sum.Any(entry => Math.Abs(entry) > Tolerance))
            {
                return false;
            }
        }

        for (int k = 0; k < images[0].Discrete.Count; k++)
        {
            double[] moved = [.. entries];
            for (int axis = 0; axis < sizes.Length; axis++)
            {
                Matrix image = images[axis].Discrete[k];
                moved = Act(axes[axis].IsDual ? image.Inverse().Transpose() : image, moved, sizes, axis);
            }

            if (moved.Where((entry, i) => Math.Abs(entry - entries[i]) > Tolerance).Any())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The piece that acts by the signs chi(h) on the discrete generators, and by 1 otherwise; null where none is known.</summary>
    private static (FormKind Kind, Piece? Sign) Sign(Group group, IReadOnlyList<double> signs)
    {
        foreach (Piece candidate in new[] { group.Trivial, group.Determinant })
        {
            if (candidate.InfinitesimalGenerators.All(IsZero) && candidate.DiscreteGenerators.Select((image, k) => Math.Abs(image[0, 0] - signs[k])).All(distance => distance < Tolerance))
            {
                return (FormKind.Covariant, candidate);
            }
        }

        return (FormKind.Unknown, null);
    }

    private static (FormKind Kind, Piece? Sign) Signs(Group group, IEnumerable<Matrix> images)
    {
        List<double> signs = [];
        foreach (Matrix image in images)
        {
            if (!IsZero(image - Matrix.Scalar(image.Rows, image[0, 0])))
            {
                return (FormKind.Broken, null);
            }

            signs.Add(image[0, 0]);
        }

        return Sign(group, signs);
    }

    private static bool IsMonomial(Representation representation, Func<double, bool> isEntry)
    {
        Representation one = representation.SinglePiece is { } single ? Representation.Of(single) : representation;
        if (!IsClear(one))
        {
            return false;
        }

        Images images = Images.Of(one);
        return images.Infinitesimal.All(IsZero) && images.Discrete.All(image => Enumerable.Range(0, image.Rows).All(row =>
        {
            double[] entries = [.. Enumerable.Range(0, image.Columns).Select(column => image[row, column]).Where(entry => Math.Abs(entry) > Tolerance)];
            return entries.Length == 1 && isEntry(entries[0]);
        }));
    }

    /// <summary>The matrix applied to one axis of a tensor.</summary>
    private static double[] Act(Matrix image, IReadOnlyList<double> entries, int[] sizes, int axis)
    {
        int inner = 1;
        for (int k = axis + 1; k < sizes.Length; k++)
        {
            inner *= sizes[k];
        }

        int size = sizes[axis];
        double[] result = new double[entries.Count];
        for (int i = 0; i < result.Length; i++)
        {
            int row = i / inner % size;
            int first = i - (row * inner);
            for (int column = 0; column < size; column++)
            {
                result[i] += image[row, column] * entries[first + (column * inner)];
            }
        }

        return result;
    }

    /// <summary>By elimination with row pivots.</summary>
    private static double Determinant(Matrix matrix)
    {
        int n = matrix.Rows;
        double[] a = matrix.ToArray();
        double determinant = 1;
        for (int k = 0; k < n; k++)
        {
            int pivot = Enumerable.Range(k, n - k).OrderByDescending(row => Math.Abs(a[(row * n) + k])).First();
            double value = a[(pivot * n) + k];
            if (value == 0)
            {
                return 0;
            }

            determinant *= pivot == k ? value : -value;
            for (int j = 0; j < n; j++)
            {
                (a[(k * n) + j], a[(pivot * n) + j]) = (a[(pivot * n) + j], a[(k * n) + j]);
            }

            for (int i = k + 1; i < n; i++)
            {
                double factor = a[(i * n) + k] / value;
                for (int j = k; j < n; j++)
                {
                    a[(i * n) + j] -= factor * a[(k * n) + j];
                }
            }
        }

        return determinant;
    }

    private static bool IsZero(Matrix matrix) => matrix.MaximumNorm() < Tolerance;

    /// <summary>d rho(A_k) and rho(h_k) on the components in memory: one block per copy.</summary>
    private sealed record Images(IReadOnlyList<Matrix> Infinitesimal, IReadOnlyList<Matrix> Discrete)
    {
        public static Images Of(Representation representation) => new(
            [.. Enumerable.Range(0, representation.Group.InfinitesimalCount).Select(k => Blocks(representation, piece => piece.InfinitesimalGenerators[k]))],
            [.. Enumerable.Range(0, representation.Group.DiscreteCount).Select(k => Blocks(representation, piece => piece.DiscreteGenerators[k]))]);

        private static Matrix Blocks(Representation representation, Func<Piece, Matrix> image)
        {
            int size = representation.Dimension, offset = 0;
            double[] entries = new double[size * size];
            foreach (RepresentationTerm term in representation.Terms)
            {
                Matrix block = image(term.Piece);
                for (int copy = 0; copy < term.Multiplicity; copy++, offset += block.Rows)
                {
                    for (int i = 0; i < block.Rows; i++)
                    {
                        for (int j = 0; j < block.Columns; j++)
                        {
                            entries[((offset + i) * size) + offset + j] = block[i, j];
                        }
                    }
                }
            }

            return Matrix.FromRows(size, size, entries);
        }
    }
}
