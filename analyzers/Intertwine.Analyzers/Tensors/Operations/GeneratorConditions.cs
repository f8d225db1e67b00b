using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;

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
    /// <summary>Whether there is anything to check: no wildcard, no points, not too large.</summary>
    public static bool IsClear(Representation representation) => GeneratorImages.Has(representation);

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

        return RepresentationActions.PairingCharacters(left, right) is { } characters ? Covariant(left.Group, characters)
            : (IsClear(left) && IsClear(right) && left.Dimension == right.Dimension ? FormKind.Broken : FormKind.Unknown, null);
    }

    /// <summary>sum_c x_c: 1^T d rho(A) = 0 and 1^T rho(h) = chi(h) 1^T.</summary>
    public static (FormKind Kind, Piece? Sign) Sum(Representation representation)
    {
        if (representation.SinglePiece is { Dimension: 1 } piece)
        {
            return (FormKind.Covariant, piece);
        }

        return RepresentationActions.SumCharacters(representation) is { } characters ? Covariant(representation.Group, characters)
            : (representation.Terms.Any(term => term.Piece.IsAffine) ? FormKind.Unknown : FormKind.Broken, null);
    }

    /// <summary>det M, where rho acts on the columns or rows of M: tr d rho(A) = 0 and chi(h) = det rho(h).</summary>
    public static (FormKind Kind, Piece? Sign) Determinant(Representation representation) =>
        GeneratorImages.Of(representation) is not { } images ? (FormKind.Unknown, null)
        : images.Infinitesimal.Any(image => Math.Abs(image.Trace()) > RepresentationActions.Tolerance) ? (FormKind.Broken, null)
        : Covariant(representation.Group, [.. images.Discrete.Select(Determinant)]);

    /// <summary>M rho_in = rho_out M on all generators; <paramref name="entries"/> is M row by row.</summary>
    public static bool IsIntertwiner(Representation from, Representation to, IReadOnlyList<double> entries)
    {
        if (GeneratorImages.Of(from) is not { } x || GeneratorImages.Of(to) is not { } y || entries.Count != x.Size * y.Size)
        {
            return false;
        }

        Matrix map = Matrix.FromRows(y.Size, x.Size, entries);
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
        GeneratorImages[] images = [.. axes.Select(axis => GeneratorImages.Of(axis.Representation)!)];
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

            if (sum.Any(entry => Math.Abs(entry) > RepresentationActions.Tolerance))
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

            if (moved.Where((entry, i) => Math.Abs(entry - entries[i]) > RepresentationActions.Tolerance).Any())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether linear functions of a tensor, T_1, ..., T_n with entries row by row, span a space that the group keeps: T_k (rho_1 ⊗ ... ⊗ rho_m) is again a combination of them. Then they transform by some representation among
    /// themselves, with a name or without.
    /// </summary>
    public static bool SpansRepresentation(IReadOnlyList<double> entries, int rows, IReadOnlyList<Representation> axes)
    {
        if (rows == 0 || axes.Any(axis => !IsClear(axis)))
        {
            return false;
        }

        int length = entries.Count / rows;
        int[] sizes = [.. axes.Select(axis => axis.Dimension)];
        GeneratorImages[] images = [.. axes.Select(axis => GeneratorImages.Of(axis)!)];
        double[][] functions = [.. Enumerable.Range(0, rows).Select(row => entries.Skip(row * length).Take(length).ToArray())];
        List<double[]> basis = [];
        foreach (double[] function in functions)
        {
            if (Remainder(function, basis) is var rest && Norm(rest) > RepresentationActions.Tolerance)
            {
                basis.Add([.. rest.Select(entry => entry / Norm(rest))]);
            }
        }

        return functions.All(function =>
            Enumerable.Range(0, images[0].Infinitesimal.Count).All(k => IsSpanned(Enumerable.Range(0, sizes.Length).Select(axis => Act(images[axis].Infinitesimal[k].Transpose(), function, sizes, axis)).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)])))
            && Enumerable.Range(0, images[0].Discrete.Count).All(k => IsSpanned(Enumerable.Range(0, sizes.Length).Aggregate(function, (moved, axis) => Act(images[axis].Discrete[k].Transpose(), moved, sizes, axis)))));

        bool IsSpanned(double[] function) => Norm(Remainder(function, basis)) < RepresentationActions.Tolerance * Math.Max(1, Norm(function));

        static double[] Remainder(double[] function, List<double[]> basis)
        {
            foreach (double[] unit in basis)
            {
                double along = function.Zip(unit, (a, b) => a * b).Sum();
                function = [.. function.Zip(unit, (a, b) => a - (along * b))];
            }

            return function;
        }

        static double Norm(double[] function) => Math.Sqrt(function.Sum(entry => entry * entry));
    }

    /// <summary>What is multiplied by these numbers, where that has a name here.</summary>
    private static (FormKind Kind, Piece? Sign) Covariant(Group group, double[] characters) =>
        RepresentationActions.PieceOf(group, characters) is { } sign ? (FormKind.Covariant, sign) : (FormKind.Unknown, null);

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
    public static double Determinant(Matrix matrix)
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

    private static bool IsZero(Matrix matrix) => matrix.MaximumNorm() < RepresentationActions.Tolerance;
}
