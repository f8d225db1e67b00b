namespace Intertwine.Algebra;

/// <summary>Solves for the intertwiners between two pieces, from the images of the generators alone.</summary>
internal static class PairSolver
{
    /// <summary>Above this a rounded basis is further from the constraint than rounding of doubles explains; then the unrounded one stands.</summary>
    private const double RoundingTolerance = 1e-12;

    public static Result<IntertwinerBasis, SolveFailure> Solve(Piece from, Piece to, CancellationToken cancellation)
    {
        // Unknowns: for affine outputs the factor c of the homogeneous coordinate first, then K row by row.
        int offset = to.IsAffine ? 1 : 0;
        int unknowns = offset + (to.Dimension * from.Dimension);
        List<SparseRows> systems = Assemble(from, to, unknowns, offset);

        var space = new NullSpace(unknowns, cancellation);
        // Systems with few unknowns per equation fall apart into small components; they go first.
        foreach (SparseRows system in systems.OrderBy(system => system.Rows == 0 ? 0 : (double)system.Start(system.Rows) / system.Rows))
        {
            if (!space.TryRestrict(system))
            {
                return new SolveFailure(
                    SolveFailureKind.RankUnclear,
                    $"The intertwiners from {from} to {to} of {from.Group} are not clear: a singular value of the constraint is {NumberText.RoundTrip(space.UnclearSingularValue)} of its norm, " +
                    $"neither zero (below {NumberText.RoundTrip(NullSpace.ZeroTolerance)}) nor not (above {NumberText.RoundTrip(NullSpace.GapTolerance)}).");
            }
        }

        IReadOnlyList<double[]> basis = space.Basis;
        EchelonForm.Reduce(basis);
        // Points come out only where c = 1 can be had: c leads the first element then, and is 0 in all others.
        if (to.IsAffine && (basis.Count == 0 || basis[0][0] == 0))
        {
            basis = [];
        }

        List<SparseMatrix> elements = new(basis.Count);
        double residual = 0;
        foreach (double[] vector in basis)
        {
            Coefficient[] rounded = [.. vector.Select(Coefficient.Round)];
            double roundedResidual = Residual(systems, [.. rounded.Select(coefficient => coefficient.Value)]);
            if (roundedResidual > RoundingTolerance && Residual(systems, vector) is var unrounded && unrounded < roundedResidual)
            {
                rounded = [.. vector.Select(value => new Coefficient(value, null))];
                roundedResidual = unrounded;
            }

            residual = Math.Max(residual, roundedResidual);
            elements.Add(ToMatrix(rounded, offset, to.Dimension, from.Dimension));
        }

        return new IntertwinerBasis(Representation.Of(from), Representation.Of(to), elements, residual);
    }

    private static List<SparseRows> Assemble(Piece from, Piece to, int unknowns, int offset)
    {
        GeneratorImages inputs = from.GeneratorImages;
        GeneratorImages outputs = to.GeneratorImages;
        List<SparseRows> systems = [];
        for (int k = 0; k < inputs.SparseInfinitesimal.Count; k++)
        {
            systems.Add(Constraint(from, to, inputs.SparseInfinitesimal[k], outputs.SparseInfinitesimal[k], unknowns, offset));
        }

        for (int k = 0; k < inputs.SparseDiscrete.Count; k++)
        {
            systems.Add(Constraint(from, to, inputs.SparseDiscrete[k], outputs.SparseDiscrete[k], unknowns, offset));
        }

        return systems;
    }

    /// <summary>
    /// With the matrices [[L, s], [0, *]] of one generator (s = 0 for linear pieces): <c>K L_in = L_out K</c> and <c>K s_in = c s_out</c>. The same equations for infinitesimal
    /// and for discrete generators.
    /// </summary>
    private static SparseRows Constraint(Piece from, Piece to, SparseGenerator input, SparseGenerator output, int unknowns, int offset)
    {
        var system = new SparseRows(unknowns);
        for (int i = 0; i < to.Dimension; i++)
        {
            for (int j = 0; j < from.Dimension; j++)
            {
                foreach ((int k, double value) in input.Columns[j])
                {
                    if (k < from.Dimension)
                    {
                        system.Add(offset + (i * from.Dimension) + k, value);
                    }
                }

                foreach ((int k, double value) in output.Rows[i])
                {
                    if (k < to.Dimension)
                    {
                        system.Add(offset + (k * from.Dimension) + j, -value);
                    }
                }

                system.EndRow();
            }

            if (from.IsAffine)
            {
                foreach ((int k, double value) in input.Columns[from.Dimension])
                {
                    if (k < from.Dimension)
                    {
                        system.Add(offset + (i * from.Dimension) + k, value);
                    }
                }
            }

            if (to.IsAffine)
            {
                foreach ((int k, double value) in output.Rows[i])
                {
                    if (k == to.Dimension)
                    {
                        system.Add(0, -value);
                    }
                }
            }

            system.EndRow();
        }

        return system;
    }

    private static double Residual(List<SparseRows> systems, double[] vector)
    {
        double residual = 0;
        foreach (SparseRows system in systems)
        {
            for (int row = 0; row < system.Rows; row++)
            {
                residual = Math.Max(residual, Math.Abs(system.Dot(row, vector)));
            }
        }

        return residual;
    }

    private static SparseMatrix ToMatrix(Coefficient[] vector, int offset, int rows, int columns)
    {
        List<SparseEntry> entries = [];
        for (int index = offset; index < vector.Length; index++)
        {
            if (vector[index].Value != 0)
            {
                entries.Add(new SparseEntry((index - offset) / columns, (index - offset) % columns, vector[index]));
            }
        }

        return new SparseMatrix(rows, columns, [.. entries]);
    }
}
