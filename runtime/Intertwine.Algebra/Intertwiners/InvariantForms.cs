namespace Intertwine.Algebra;

/// <summary>
/// The invariant bilinear forms of a representation, <c>B(x, y) = x^T B y</c> with <c>B(rho(g) x, rho(g) y) = B(x, y)</c>: <c>rho(h)^T B rho(h) = B</c>, <c>d rho(A)^T B + B d rho(A) = 0</c>. They are the intertwiners from
/// V ⊗ V to scalars, and from V to its dual. With them layers form invariants where the matrices are not orthogonal: the Minkowski metric for SO(1,3), the symplectic form for Sp(n); for an orthogonal
/// irrep of real type the inner product is the only one. Exact and sparse as every basis. Equal by value.
/// </summary>
/// <param name="Representation">V.</param>
/// <param name="Symmetric">A basis of the forms with <c>B(x, y) = B(y, x)</c>; the first non-zero of each is 1.</param>
/// <param name="Antisymmetric">A basis of the forms with <c>B(x, y) = -B(y, x)</c>; the first non-zero of each is 1.</param>
/// <param name="Residual">Largest entry of the residual of the constraint over all of them; 0 where they are exact.</param>
public sealed record InvariantForms(Representation Representation, IReadOnlyList<SparseMatrix> Symmetric, IReadOnlyList<SparseMatrix> Antisymmetric, double Residual)
{
    private static readonly BoundedCache<Representation, InvariantForms> Cache = new(1 << 18);

    /// <summary>Dimension of the space of all forms.</summary>
    public int Dimension => Symmetric.Count + Antisymmetric.Count;

    /// <summary>The symmetric form where there is one up to scale and it is not degenerate: a metric; null otherwise.</summary>
    public SparseMatrix? Metric => Symmetric.Count == 1 && IsRegular(Symmetric[0]) ? Symmetric[0] : null;

    /// <summary>The antisymmetric form where there is one up to scale and it is not degenerate: a symplectic form; null otherwise.</summary>
    public SparseMatrix? SymplecticForm => Antisymmetric.Count == 1 && IsRegular(Antisymmetric[0]) ? Antisymmetric[0] : null;

    /// <summary>The invariant bilinear forms of a piece. Points have none: no form of coordinates survives a shift of the origin.</summary>
    public static Result<InvariantForms, SolveFailure> Of(Piece piece, CancellationToken cancellation = default, int maximumSize = IntertwinerSolver.DefaultMaximumSize)
        => Of(Representation.Of(piece), cancellation, maximumSize);

    /// <summary>The invariant bilinear forms of a representation: also those between different copies. Empty where it has points.</summary>
    public static Result<InvariantForms, SolveFailure> Of(Representation representation, CancellationToken cancellation = default, int maximumSize = IntertwinerSolver.DefaultMaximumSize)
    {
        cancellation.ThrowIfCancellationRequested();
        if (WholeMaps.Check(representation, maximumSize) is { } wrong)
        {
            return wrong;
        }

        if (Cache.TryGet(representation, out InvariantForms known))
        {
            return known;
        }

        if (representation.Terms.Any(term => term.Piece.IsAffine))
        {
            return new InvariantForms(representation, [], [], 0);
        }

        var from = Operand.Of(representation);
        var to = Operand.Of(new Representation(representation.Group, [.. representation.Terms.Select(term => term with { Piece = term.Piece.Dual() })]));
        if (!PairSolver.Solve(from, to, new TransposeCondition(from.Dimension, 1), cancellation).TryGet(out MapSpace? symmetric, out SolveFailure? failure)
            || !PairSolver.Solve(from, to, new TransposeCondition(from.Dimension, -1), cancellation).TryGet(out MapSpace? antisymmetric, out failure))
        {
            return failure with { Message = $"The invariant forms of {representation} of {representation.Group} are not clear: {failure.Message}." };
        }

        var forms = new InvariantForms(representation, symmetric.Elements, antisymmetric.Elements, Math.Max(symmetric.Residual, antisymmetric.Residual));
        Cache.Add(representation, forms, 16 + forms.Symmetric.Concat(forms.Antisymmetric).Sum(form => form.Entries.Count));
        return forms;
    }

    public bool Equals(InvariantForms? other)
        => other is not null && Representation == other.Representation && Residual.Equals(other.Residual) && Sequences.AreEqual(Symmetric, other.Symmetric) && Sequences.AreEqual(Antisymmetric, other.Antisymmetric);

    public override int GetHashCode() => Sequences.Combine(Representation.GetHashCode(), Sequences.Combine(Sequences.Hash(Symmetric), Sequences.Hash(Antisymmetric)));

    /// <summary>Whether only zero is orthogonal to everything.</summary>
    private static bool IsRegular(SparseMatrix form)
    {
        var elimination = new SparseElimination(form.Columns, new ZeroTest(null), CancellationToken.None);
        foreach (IGrouping<int, SparseEntry> row in form.Entries.GroupBy(entry => entry.Row))
        {
            var equation = new TracedRow(4);
            foreach (SparseEntry entry in row)
            {
                equation.Append(entry.Column, entry.Value, 0);
            }

            elimination.Add(equation);
        }

        return elimination.Solve(long.MaxValue) is { Count: 0 };
    }
}
