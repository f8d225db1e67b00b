namespace Intertwine.Algebra;

/// <summary>
/// Schur's lemma: between irreps that are not equivalent there is no intertwiner but zero, and those of an irrep with itself are its <see cref="Irrep.Endomorphisms"/>. No equations are solved.
/// </summary>
internal static class SchurSolver
{
    /// <summary>Below this two traces may be equal.</summary>
    private const double TraceTolerance = 1e-6;

    /// <summary>The intertwiners between irreps where the lemma gives them; null for other pieces, and for irreps of one dimension that have other names and the same traces.</summary>
    public static IntertwinerBasis? TrySolve(Piece from, Piece to)
    {
        if (from is not Irrep irrep || to is not Irrep other)
        {
            return null;
        }

        if (from == to)
        {
            return new IntertwinerBasis(Representation.Of(from), Representation.Of(to), Endomorphisms(irrep), 0);
        }

        return from.Dimension != to.Dimension || HaveDifferentTraces(irrep, other) ? new IntertwinerBasis(Representation.Of(from), Representation.Of(to), [], 0) : null;
    }

    /// <summary>Equivalent representations have the same tr d rho(A_k)^2 and tr rho(h_k), so one difference is a proof that they are not. Names alone are none: V and S of SO(1) are the same.</summary>
    private static bool HaveDifferentTraces(Irrep left, Irrep right)
        => left.InfinitesimalGenerators.Zip(right.InfinitesimalGenerators, static (a, b) => SquareTrace(a) - SquareTrace(b)).Any(Differ)
        || left.DiscreteGenerators.Zip(right.DiscreteGenerators, static (a, b) => a.Trace() - b.Trace()).Any(Differ);

    private static bool Differ(double difference) => Math.Abs(difference) > TraceTolerance;

    private static double SquareTrace(Matrix matrix)
    {
        double trace = 0;
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < matrix.Columns; j++)
            {
                trace += matrix[i, j] * matrix[j, i];
            }
        }

        return trace;
    }

    /// <summary>The basis that the irrep states, in reduced echelon form like every other basis.</summary>
    private static IReadOnlyList<SparseMatrix> Endomorphisms(Irrep irrep)
    {
        int size = irrep.Dimension;
        if (irrep.Type == IrrepType.Real)
        {
            return [new SparseMatrix(size, size, [.. Enumerable.Range(0, size).Select(i => new SparseEntry(i, i, Coefficient.One))])];
        }

        double[][] rows = [.. irrep.Endomorphisms.Select(matrix => matrix.ToArray())];
        EchelonForm.Reduce(rows);
        return [.. rows.Select(row => new SparseMatrix(size, size, [.. Enumerable.Range(0, row.Length)
            .Select(index => new SparseEntry(index / size, index % size, Coefficient.Round(row[index])))
            .Where(entry => entry.Value != 0)]))];
    }
}
