namespace Intertwine.Algebra;

/// <summary>The maps that satisfy the constraint, with the residual, before they belong to representations with names.</summary>
internal sealed record MapSpace(IReadOnlyList<SparseMatrix> Elements, double Residual);

/// <summary>Solves for the intertwiners between two representations, from the images of the generators alone.</summary>
/// <remarks>
/// In stages, each for what the one before leaves: elimination with exact zero tests, where all generators have entries that are signed square roots of rationals; elimination with numeric ones; projection of random
/// vectors on the null space, for spaces with too much fill-in and where numeric elimination cannot tell what is zero; singular values of the components, system by system, for small spaces.
/// </remarks>
internal static class PairSolver
{
    /// <summary>Entries to combine in elimination before it is given up: seconds.</summary>
    private const long DefaultBudget = 200_000_000;

    /// <summary>Unknowns up to which singular values are the last resort.</summary>
    private const int LargestDecomposed = 1 << 14;

    /// <summary>Above this a rounded basis is further from the constraint than rounding of doubles explains; then the unrounded one stands.</summary>
    private const double RoundingTolerance = 1e-12;

    /// <summary>Residual of a basis, relative to the generators, that noise in them explains: ten times the part of them that counts as noise.</summary>
    private const double NoiseTolerance = 10 * ZeroTest.Cancelled;

    /// <summary>Unknowns up to which rounding errors are refined: the equations are made for that.</summary>
    private const int LargestRefined = 1 << 16;

    /// <summary>What rounding of the entries alone leaves of the constraint.</summary>
    private const double RefinedResidual = 1e-15;

    /// <summary>The same after projection and one reduction, which add a few roundings up.</summary>
    private const double ProjectedResidual = 2e-14;

    public static Result<MapSpace, SolveFailure> Solve(Operand from, Operand to, TransposeCondition? transpose, CancellationToken cancellation, long budget = DefaultBudget)
    {
        bool isWithinBudget = true;
        (Operand input, Operand result) = LieSubset.Reduce(from, to, cancellation);
        foreach (PrimeField field in PrimeField.All)
        {
            if (transpose?.IsExactIn(field) == false || TracedGenerators.Create(input, result, field) is not { } exact)
            {
                break;
            }

            // Exact zero tests are never unclear: only the fill-in can have been too much.
            if (Eliminate(from, to, exact, transpose, new ZeroTest(field), budget, cancellation) is not { } basis)
            {
                isWithinBudget = false;
                break;
            }

            // A basis that does not pass the exact check comes of a false zero, and another prime has none.
            (MapSpace space, bool isRefuted) = Convert(from, to, Refine(basis, field), field, cancellation);
            if (!isRefuted)
            {
                if (space.Residual <= RoundingTolerance)
                {
                    return space;
                }

                break;
            }
        }

        var zero = new ZeroTest(null);
        if (isWithinBudget && Eliminate(from, to, TracedGenerators.CreateNumeric(input, result, zero), transpose, zero, budget, cancellation) is { } numeric
            && Convert(from, to, Refine(numeric, null), null, cancellation).Space is { } solution && IsWithinNoise(solution, from, to))
        {
            return solution;
        }

        if (SolveByProjection(from, to, transpose, cancellation) is { } projected)
        {
            return projected;
        }

        return from.Dimension * to.Dimension <= LargestDecomposed
            ? SolveBySingularValues(from, to, transpose, cancellation)
            : new SolveFailure(
                SolveFailureKind.RankUnclear,
                $"elimination and projections leave open which of the {to.Dimension} x {from.Dimension} unknowns are free, because the constraint has small singular values or the space too many elements");

        IReadOnlyList<TracedRow> Refine(IReadOnlyList<TracedRow> basis, PrimeField? field) => RefineInexact(from, to, transpose, basis, field, RefinedResidual, cancellation);
    }

    private static IReadOnlyList<TracedRow>? Eliminate(
        Operand from, Operand to, IReadOnlyList<TracedGenerator> generators, TransposeCondition? transpose, ZeroTest zero, long budget, CancellationToken cancellation)
    {
        int unknowns = Constraints.Offset(to) + (to.Dimension * from.Dimension);
        var elimination = new SparseElimination(unknowns, zero, cancellation);
        foreach (List<TracedRow> system in Constraints.Assemble(from, to, generators, transpose, zero))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (TracedRow row in system)
            {
                elimination.Add(row);
            }
        }

        return elimination.Solve(budget);
    }

    /// <summary>The null space as projections of random vectors; null where these do not converge or leave the rank open, or where there are points.</summary>
    internal static MapSpace? SolveByProjection(Operand from, Operand to, TransposeCondition? transpose, CancellationToken cancellation)
    {
        if (from.IsAffine || to.IsAffine)
        {
            return null;
        }

        // All generators make the operator that has the fewest eigenvalues (Casimir), a few of them the one that costs least: steps against time per step.
        (Operand input, Operand result) = LieSubset.Reduce(from, to, cancellation);
        bool few = 4 * input.Images.SparseInfinitesimal.Count <= from.Images.SparseInfinitesimal.Count;
        ConstraintOperator constraint = few ? new(input, result, transpose) : new(from, to, transpose);
        if (new RandomProjections(constraint.Unknowns, constraint.Apply, cancellation).Find() is not { } vectors)
        {
            return null;
        }

        List<TracedRow> basis = Reduce(vectors);
        IReadOnlyList<TracedRow> refined = constraint.Unknowns > LargestRefined ? basis : RefineInexact(from, to, transpose, basis, null, ProjectedResidual, cancellation);
        MapSpace space = Convert(from, to, refined, null, cancellation).Space;
        return IsWithinNoise(space, from, to) ? space : null;
    }

    /// <summary>Whether noise in the generators explains the residual; it goes with the entries of the elements, which need not be small in reduced echelon form.</summary>
    private static bool IsWithinNoise(MapSpace space, Operand from, Operand to)
    {
        double largest = 1;
        foreach (SparseMatrix element in space.Elements)
        {
            foreach (SparseEntry entry in element.Entries)
            {
                largest = Math.Max(largest, Math.Abs(entry.Value));
            }
        }

        return space.Residual <= NoiseTolerance * largest * TracedGenerators.Norm(from, to);
    }

    /// <summary>Vectors in reduced echelon form, without the noise that is left where they cancel.</summary>
    private static List<TracedRow> Reduce(IReadOnlyList<double[]> vectors)
    {
        EchelonForm.Reduce(vectors);
        List<TracedRow> basis = [];
        foreach (double[] vector in vectors)
        {
            var row = new TracedRow(4);
            for (int i = 0; i < vector.Length; i++)
            {
                if (Math.Abs(vector[i]) > ZeroTest.Cancelled)
                {
                    row.Append(i, vector[i], 0);
                }
            }

            basis.Add(row);
        }

        return basis;
    }

    /// <summary>The common null space, system by system; those with few unknowns per equation fall apart into small components and go first.</summary>
    internal static Result<MapSpace, SolveFailure> SolveBySingularValues(Operand from, Operand to, TransposeCondition? transpose, CancellationToken cancellation)
    {
        IReadOnlyList<TracedGenerator> generators = TracedGenerators.CreateNumeric(from, to, new ZeroTest(null));
        int unknowns = Constraints.Offset(to) + (to.Dimension * from.Dimension);
        var space = new NullSpace(unknowns, cancellation);
        IEnumerable<SparseRows> systems = Constraints.Assemble(from, to, generators, transpose, new ZeroTest(null)).Select(system => SparseRows.From(system, unknowns));
        foreach (SparseRows system in systems.OrderBy(system => system.Rows == 0 ? 0 : (double)system.Start(system.Rows) / system.Rows))
        {
            if (!space.TryRestrict(system))
            {
                return new SolveFailure(
                    SolveFailureKind.RankUnclear,
                    $"a singular value of the constraint is {NumberText.RoundTrip(space.UnclearSingularValue)} of its norm, neither zero (below {NumberText.RoundTrip(NullSpace.ZeroTolerance)}) " +
                    $"nor not (above {NumberText.RoundTrip(NullSpace.GapTolerance)})");
            }
        }

        return Convert(from, to, Reduce(space.Basis), null, cancellation).Space;
    }

    /// <summary>Elements with entries that have no exact form keep the rounding errors of elimination: less of them.</summary>
    private static IReadOnlyList<TracedRow> RefineInexact(
        Operand from, Operand to, TransposeCondition? transpose, IReadOnlyList<TracedRow> basis, PrimeField? field, double goal, CancellationToken cancellation)
    {
        var residuals = new Residuals(from, to);
        NullVectorRefinement? refinement = null;
        List<TracedRow> refined = new(basis.Count);
        foreach (TracedRow row in basis)
        {
            if (Round(row, field).All(coefficient => coefficient.Exact is not null) || residuals.Measure(Values(row)) <= goal)
            {
                refined.Add(row);
                continue;
            }

            refinement ??= CreateRefinement(from, to, transpose, cancellation);
            refined.Add(refinement.Refine(row));
        }

        return refined;
    }

    private static NullVectorRefinement CreateRefinement(Operand from, Operand to, TransposeCondition? transpose, CancellationToken cancellation)
    {
        int unknowns = Constraints.Offset(to) + (to.Dimension * from.Dimension);
        IReadOnlyList<TracedGenerator> generators = TracedGenerators.CreateNumeric(from, to, new ZeroTest(null));
        return new NullVectorRefinement([.. Constraints.Assemble(from, to, generators, transpose, new ZeroTest(null)).Select(system => SparseRows.From(system, unknowns))], cancellation);
    }

    private static IReadOnlyList<(int Index, double Value)> Values(TracedRow row) => [.. Enumerable.Range(0, row.Count).Select(entry => (row.Column(entry), row.Value(entry)))];

    private static (MapSpace Space, bool Refuted) Convert(Operand from, Operand to, IReadOnlyList<TracedRow> basis, PrimeField? field, CancellationToken cancellation)
    {
        // Points come out only where c = 1 can be had: c leads the first element then, and is 0 in all others.
        if (to.IsAffine && (basis.Count == 0 || basis[0].Column(0) != 0))
        {
            basis = [];
        }

        List<Coefficient[]> rounded = [.. basis.Select(row => Round(row, field))];
        IReadOnlyList<IReadOnlyList<(int Index, Coefficient Coefficient)>> vectors = ExactVectors(basis, rounded) is { } exact
            ? Sparser(exact, to.IsAffine, cancellation)
            : [.. basis.Select((row, i) => (IReadOnlyList<(int, Coefficient)>)[.. rounded[i].Select((coefficient, entry) => (row.Column(entry), coefficient))])];

        var residuals = new Residuals(from, to);
        List<SparseMatrix> elements = new(vectors.Count);
        double residual = 0;
        bool refuted = false;
        for (int i = 0; i < vectors.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<(int Index, Coefficient Coefficient)> vector = [.. vectors[i].Where(entry => entry.Coefficient.Value != 0)];
            bool? zero = vector.All(entry => entry.Coefficient.Exact is not null) ? ExactlyZero(residuals, vector) : null;
            refuted |= zero == false;
            if (zero != true)
            {
                double measured = residuals.Measure([.. vector.Select(entry => (entry.Index, entry.Coefficient.Value))]);
                if (measured > RoundingTolerance)
                {
                    IReadOnlyList<(int Index, double Value)> plain = Values(basis[i]);
                    if (residuals.Measure(plain) is var unrounded && unrounded < measured)
                    {
                        vector = [.. plain.Select(entry => (entry.Index, new Coefficient(entry.Value, null)))];
                        measured = unrounded;
                    }
                }

                residual = Math.Max(residual, measured);
            }

            elements.Add(ToMatrix(vector, Constraints.Offset(to), to.Dimension, from.Dimension));
        }

        return (new MapSpace(elements, residual), refuted && field is not null);
    }

    private static Coefficient[] Round(TracedRow row, PrimeField? field)
    {
        var rounded = new Coefficient[row.Count];
        for (int entry = 0; entry < row.Count; entry++)
        {
            rounded[entry] = field is not null && field.TryRecover(row.Residue(entry), row.Value(entry), out ExactNumber exact) ? new Coefficient(exact.Value, exact) : Coefficient.Round(row.Value(entry));
        }

        return rounded;
    }

    /// <summary>The basis as surds; null where a number is none.</summary>
    private static List<List<(int Index, Surd Value)>>? ExactVectors(IReadOnlyList<TracedRow> basis, List<Coefficient[]> rounded)
    {
        List<List<(int Index, Surd Value)>> vectors = [];
        try
        {
            for (int i = 0; i < basis.Count; i++)
            {
                List<(int Index, Surd Value)> vector = new(basis[i].Count);
                for (int entry = 0; entry < basis[i].Count; entry++)
                {
                    if (rounded[i][entry].Exact is not { } exact)
                    {
                        return null;
                    }

                    if (exact.Sign != 0)
                    {
                        vector.Add((basis[i].Column(entry), Surd.From(exact)));
                    }
                }

                vectors.Add(vector);
            }
        }
        catch (OverflowException)
        {
            return null;
        }

        return vectors;
    }

    private static IReadOnlyList<IReadOnlyList<(int Index, Coefficient Coefficient)>> Sparser(List<List<(int Index, Surd Value)>> basis, bool isAffine, CancellationToken cancellation)
    {
        // The elements of a point-valued map are told apart by c, which leads one of them: that form stays.
        if (!isAffine)
        {
            SparseCombinations.Improve(basis, cancellation);
        }

        return [.. basis.Select(vector => (IReadOnlyList<(int, Coefficient)>)[.. vector.Select(entry => (entry.Index, ToCoefficient(entry.Value)))])];
    }

    private static Coefficient ToCoefficient(Surd surd)
    {
        ExactNumber exact = surd.ToExact();
        return new Coefficient(exact.Value, exact);
    }

    private static bool? ExactlyZero(Residuals residuals, IReadOnlyList<(int Index, Coefficient Coefficient)> vector)
    {
        try
        {
            return residuals.IsExactlyZero([.. vector.Select(entry => (entry.Index, Surd.From(entry.Coefficient.Exact!.Value)))]);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static SparseMatrix ToMatrix(IReadOnlyList<(int Index, Coefficient Coefficient)> vector, int offset, int rows, int columns)
    {
        List<SparseEntry> entries = new(vector.Count);
        foreach ((int index, Coefficient coefficient) in vector)
        {
            if (index >= offset)
            {
                entries.Add(new SparseEntry((index - offset) / columns, (index - offset) % columns, coefficient));
            }
        }

        return new SparseMatrix(rows, columns, [.. entries]);
    }
}
