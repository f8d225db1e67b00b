using Intertwine.Algebra;

namespace Intertwine.Generator.Solving;

/// <summary>A symmetric bilinear form <c>&lt;x, y&gt; = x^T B y</c> that no element of the group changes.</summary>
/// <param name="Matrix">B; null for the identity.</param>
/// <param name="IsPositive">Whether <c>&lt;x, x&gt;</c> is positive for every x but 0, so that it has a square root.</param>
internal sealed record BilinearForm(SparseMatrix? Matrix, bool IsPositive)
{
    public static BilinearForm Euclidean { get; } = new(null, true);
}

/// <summary>Why a piece has no form, in words for the user.</summary>
internal sealed record FormFailure(string Message, bool IsLimit = false);

/// <summary>
/// The form that a piece brings with it: the sum of products of components where its matrices are orthogonal; of a tensor product the product of the factors' forms; else the only solution of
/// <c>rho(g)^T B rho(g) = B</c> with symmetric B, scaled so that its first entry is 1: <c>x_0 y_0 - x_1 y_1 - x_2 y_2 - x_3 y_3</c> for the vectors of SO(1,3).
/// </summary>
internal static class BilinearForms
{
    private const double Tolerance = 1e-9;

    public static Result<BilinearForm, FormFailure> Of(Piece piece, int maximumSize, CancellationToken cancellation)
    {
        if (piece.IsOrthogonal)
        {
            return BilinearForm.Euclidean;
        }

        if (piece is TensorPiece tensor && OfFactors(tensor, maximumSize, cancellation) is { } product)
        {
            return product;
        }

        if (!InvariantForms.Of(piece, cancellation, maximumSize).TryGet(out InvariantForms? forms, out SolveFailure? failure))
        {
            return new FormFailure(failure.Message, IsLimit: true);
        }

        return forms switch
        {
            { Metric: { } metric } => new BilinearForm(metric, IsPositive(metric)),
            { Symmetric.Count: 0 } => new FormFailure($"{piece.Group} keeps no symmetric form on '{piece}'"),
            { Symmetric.Count: 1 } => new FormFailure($"the only symmetric form that {piece.Group} keeps on '{piece}' is degenerate"),
            _ => new FormFailure($"{piece.Group} keeps {forms.Symmetric.Count} independent symmetric forms on '{piece}', and none of them stands out"),
        };
    }

    private static BilinearForm? OfFactors(TensorPiece piece, int maximumSize, CancellationToken cancellation)
    {
        SparseMatrix? matrix = null;
        bool isPositive = true;
        foreach (Piece factor in piece.Factors)
        {
            if (!Of(factor, maximumSize, cancellation).TryGet(out BilinearForm? form, out _))
            {
                return null;
            }

            SparseMatrix right = form.Matrix ?? Identity(factor.Dimension);
            matrix = matrix is null ? right : Kronecker(matrix, right);
            isPositive &= form.IsPositive;
        }

        return new BilinearForm(matrix, isPositive);
    }

    /// <summary>Whether Cholesky's decomposition meets no pivot that is not positive.</summary>
    private static bool IsPositive(SparseMatrix form)
    {
        int n = form.Rows;
        double[,] matrix = new double[n, n];
        foreach (SparseEntry entry in form.Entries)
        {
            matrix[entry.Row, entry.Column] = entry.Value;
        }

        for (int k = 0; k < n; k++)
        {
            if (matrix[k, k] <= Tolerance)
            {
                return false;
            }

            for (int i = k + 1; i < n; i++)
            {
                double factor = matrix[i, k] / matrix[k, k];
                for (int j = k; j < n; j++)
                {
                    matrix[i, j] -= factor * matrix[k, j];
                }
            }
        }

        return true;
    }

    private static SparseMatrix Identity(int size) => new(size, size, [.. Enumerable.Range(0, size).Select(i => new SparseEntry(i, i, Coefficient.Round(1)))]);

    private static SparseMatrix Kronecker(SparseMatrix left, SparseMatrix right)
    {
        List<SparseEntry> entries = [];
        foreach (SparseEntry a in left.Entries)
        {
            foreach (SparseEntry b in right.Entries)
            {
                entries.Add(new SparseEntry((a.Row * right.Rows) + b.Row, (a.Column * right.Columns) + b.Column, Coefficient.Round(a.Value * b.Value)));
            }
        }

        return new SparseMatrix(left.Rows * right.Rows, left.Columns * right.Columns, [.. entries.OrderBy(entry => entry.Row).ThenBy(entry => entry.Column)]);
    }
}
