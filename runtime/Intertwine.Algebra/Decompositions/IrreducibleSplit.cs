namespace Intertwine.Algebra;

/// <summary>
/// Irreps of a piece of a compact group whose irreps are not known. A generic symmetric endomorphism S of an orthogonal piece has one eigenspace per irreducible summand (its eigenvalue there is a generic number,
/// for all three types); a generic endomorphism maps one summand to another exactly where they are equivalent, and up to a factor orthogonally.
/// </summary>
internal static class IrreducibleSplit
{
    /// <summary>The parts in the order of their irreps' dimensions, then of their places in the piece.</summary>
    public static Result<IsotypicPart[], SolveFailure> Find(Piece whole, CancellationToken cancellation, int maximumSize)
    {
        if (!whole.IsOrthogonal)
        {
            return new SolveFailure(SolveFailureKind.NotCompact, $"Expected orthogonal matrices, came '{whole}' of {whole.Group}, whose irreps are not known: an invariant complement need not exist.");
        }

        if (!IntertwinerSolver.Solve(whole, whole, cancellation, maximumSize).TryGet(out IntertwinerBasis? algebra, out SolveFailure? failure))
        {
            return failure;
        }

        List<Matrix> endomorphisms = [.. algebra.Elements.Select(element => element.ToDense())];
        Matrix generic = Combine(endomorphisms, 0);
        if (!TryEigenspaces(generic + generic.Transpose(), cancellation, out List<Matrix> spaces))
        {
            return new SolveFailure(SolveFailureKind.RankUnclear, $"The irreducible subspaces of {whole} of {whole.Group} are not clear: two eigenvalues of an endomorphism are neither equal nor apart.");
        }

        List<IsotypicPart> parts = [];
        Matrix link = Combine(endomorphisms, 1);
        foreach (List<Matrix> equivalent in GroupEquivalent(spaces, link).OrderBy(group => group[0].Rows))
        {
            Irrep irrep = ToIrrep(whole, equivalent[0], endomorphisms, parts.Count);
            parts.Add(new IsotypicPart(irrep, [.. equivalent.Select(space => space.ToArray())]));
        }

        return parts.ToArray();
    }

    /// <summary>
    /// The same parts with every irrep that is equivalent to one in <paramref name="known"/> replaced by it, maps turned accordingly; new irreps are numbered on and added to <paramref name="known"/>.
    /// </summary>
    public static Result<IsotypicPart[], SolveFailure> Unify(IReadOnlyList<IsotypicPart> parts, List<Irrep> known, CancellationToken cancellation)
    {
        List<IsotypicPart> unified = [];
        foreach (IsotypicPart part in parts)
        {
            IsotypicPart? match = null;
            foreach (Irrep candidate in known)
            {
                if (candidate.Dimension != part.Irrep.Dimension || candidate.Type != part.Irrep.Type)
                {
                    continue;
                }

                if (!IsotypicProjections.Find(part.Irrep, candidate, cancellation, IntertwinerSolver.DefaultMaximumSize).TryGet(out double[][]? maps, out SolveFailure? failure))
                {
                    return failure;
                }

                if (maps.Length > 0)
                {
                    var turn = new Matrix(candidate.Dimension, candidate.Dimension, maps[0]);
                    match = new IsotypicPart(candidate, [.. part.Projections.Select(map => (turn * new Matrix(candidate.Dimension, map.Length / candidate.Dimension, map)).ToArray())]);
                    break;
                }
            }

            if (match is null)
            {
                Irrep irrep = part.Irrep is SplitIrrep split ? split.Numbered(known.OfType<SplitIrrep>().Count()) : part.Irrep;
                known.Add(irrep);
                match = part with { Irrep = irrep };
            }

            unified.Add(match);
        }

        return unified.OrderBy(part => part.Irrep).ToArray();
    }

    /// <summary>A combination without rational relations between its coefficients; another one for every seed.</summary>
    private static Matrix Combine(List<Matrix> matrices, int seed)
    {
        Matrix result = Matrix.Zero(matrices[0].Rows, matrices[0].Columns);
        for (int k = 0; k < matrices.Count; k++)
        {
            result += (Math.Sqrt((2 * k) + seed + 2) * (0.5 + (Math.Sqrt((3 * k) + seed + 7) % 1))) * matrices[k];
        }

        return result;
    }

    /// <summary>Orthonormal rows for every eigenvalue, in few numbers where possible; in the order of the first component that a space has.</summary>
    private static bool TryEigenspaces(Matrix symmetric, CancellationToken cancellation, out List<Matrix> spaces)
    {
        var decomposition = SymmetricEigenvalues.Decompose(symmetric, cancellation);
        double scale = Math.Max(1, symmetric.MaximumNorm());
        spaces = [];
        List<double[]> rows = [];
        for (int i = 0; i < decomposition.Values.Length; i++)
        {
            double gap = i == 0 ? 0 : (decomposition.Values[i] - decomposition.Values[i - 1]) / scale;
            if (gap is > NullSpace.ZeroTolerance and < NullSpace.GapTolerance)
            {
                return false;
            }

            if (gap >= NullSpace.GapTolerance)
            {
                spaces.Add(ToBasis(rows));
                rows = [];
            }

            rows.Add(decomposition.Vectors[i]);
        }

        spaces.Add(ToBasis(rows));
        spaces = [.. spaces.OrderBy(FirstColumn)];
        return true;
    }

    /// <summary>The echelon form made orthonormal.</summary>
    internal static Matrix ToBasis(List<double[]> rows)
    {
        EchelonForm.Reduce(rows);
        var set = new OrthonormalSet();
        foreach (double[] row in rows.OrderBy(row => row.Count(value => value != 0)))
        {
            set.TryAdd(Array.ConvertAll(row, value => Coefficient.Round(value).Value));
        }

        return new Matrix(rows.Count, rows[0].Length, [.. set.Vectors.SelectMany(vector => vector)]);
    }

    private static int FirstColumn(Matrix space)
    {
        for (int column = 0; column < space.Columns; column++)
        {
            for (int row = 0; row < space.Rows; row++)
            {
                if (Math.Abs(space[row, column]) > NullSpace.GapTolerance)
                {
                    return column;
                }
            }
        }

        return space.Columns;
    }

    /// <summary>Equivalent spaces together, their bases turned so that the group acts on each as on the first.</summary>
    private static List<List<Matrix>> GroupEquivalent(List<Matrix> spaces, Matrix link)
    {
        List<List<Matrix>> groups = [];
        foreach (Matrix space in spaces)
        {
            bool found = false;
            foreach (List<Matrix> group in groups)
            {
                Matrix first = group[0];
                if (first.Rows != space.Rows)
                {
                    continue;
                }

                // From the first space to this one.
                Matrix map = space * link * first.Transpose();
                double norm = OrthonormalSet.Norm(map.ToArray());
                if (norm > NullSpace.GapTolerance * Math.Max(1, link.MaximumNorm()))
                {
                    Matrix turn = (Math.Sqrt(map.Rows) / norm) * map;
                    group.Add(turn.Transpose() * space);
                    found = true;
                    break;
                }
            }

            if (!found)
            {
                groups.Add([space]);
            }
        }

        return groups;
    }

    private static Irrep ToIrrep(Piece whole, Matrix space, List<Matrix> endomorphisms, int index)
    {
        Matrix transpose = space.Transpose();
        var commutant = new OrthonormalSet();
        commutant.TryAdd(Matrix.Identity(space.Rows).ToArray());
        foreach (Matrix endomorphism in endomorphisms)
        {
            double[] image = (space * endomorphism * transpose).ToArray();
            // Other summands contribute rounding noise only.
            if (OrthonormalSet.Norm(image) > NullSpace.GapTolerance)
            {
                commutant.TryAdd(image);
            }
        }

        double root = Math.Sqrt(space.Rows);
        var irrep = new SplitIrrep(
            whole,
            index,
            space.Rows,
            [.. whole.InfinitesimalGenerators.Select(Image)],
            [.. whole.DiscreteGenerators.Select(Image)],
            [.. commutant.Vectors.Select(vector => new Matrix(space.Rows, space.Rows, Array.ConvertAll(vector, value => Coefficient.Round(root * value).Value)))]);
        return irrep is { Dimension: 1, IsTrivial: true } ? whole.Group.Trivial : irrep;

        Matrix Image(Matrix generator)
            => new(space.Rows, space.Rows, Array.ConvertAll((space * generator * transpose).ToArray(), value => Coefficient.Round(value).Value));
    }
}
