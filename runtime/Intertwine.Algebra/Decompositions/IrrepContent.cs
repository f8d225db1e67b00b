namespace Intertwine.Algebra;

/// <summary>The copies of one irrep in a piece.</summary>
/// <param name="Irrep">The irrep.</param>
/// <param name="Projections">One map onto it per copy, Irrep.Dimension x V.Dimension row-major: see <see cref="IsotypicProjections"/>.</param>
internal sealed record IsotypicPart(Irrep Irrep, IReadOnlyList<double[]> Projections)
{
    public int Dimension => Irrep.Dimension * Projections.Count;
}

/// <summary>Which irreps of a compact group a piece contains: the irreps of the group are tried in their order until their dimensions add up.</summary>
internal static class IrrepContent
{
    /// <summary>So many irreps of a group without end are looked at before the search counts as failed.</summary>
    private const int MaximumCandidates = 20_000;

    /// <summary>The parts in canonical order of their irreps.</summary>
    public static Result<IsotypicPart[], SolveFailure> Find(Piece whole, CancellationToken cancellation, int maximumSize)
    {
        if (whole is Irrep irreducible)
        {
            return (IsotypicPart[])[new IsotypicPart(irreducible, [Matrix.Identity(whole.Dimension).ToArray()])];
        }

        if (whole.IsAffine)
        {
            return new SolveFailure(SolveFailureKind.NotLinear, $"Expected a linear piece of {whole.Group}, came '{whole}': points have no invariant origin.");
        }

        if (!whole.Group.IsCompact)
        {
            return new SolveFailure(SolveFailureKind.NotCompact, $"Expected a piece of a compact group, came '{whole}' of {whole.Group}, which need not be a sum of irreps.");
        }

        if (!TryIrreps(whole.Group, out IEnumerable<Irrep> irreps))
        {
            return IrreducibleSplit.Find(whole, cancellation, maximumSize);
        }

        return whole is TensorPiece product && TensorCoupling.Applies(product)
            ? TensorCoupling.Find(product, cancellation, maximumSize)
            : Search(whole, irreps, cancellation, maximumSize);
    }

    /// <summary>The parts of several pieces: equivalent irreps are the same one, also where the irreps of the group have no names.</summary>
    public static Result<IsotypicPart[][], SolveFailure> FindAll(IReadOnlyList<Piece> pieces, IReadOnlyList<Irrep> known, CancellationToken cancellation, int maximumSize)
    {
        List<Irrep> irreps = [.. known.Concat(pieces.OfType<Irrep>()).Append(pieces[0].Group.Trivial).Distinct()];
        bool areKnown = TryIrreps(pieces[0].Group, out _);
        List<IsotypicPart[]> all = [];
        foreach (Piece piece in pieces)
        {
            if (!Find(piece, cancellation, maximumSize).TryGet(out IsotypicPart[]? parts, out SolveFailure? failure)
                || (!areKnown && !IrreducibleSplit.Unify(parts, irreps, cancellation).TryGet(out parts, out failure)))
            {
                return failure;
            }

            all.Add(parts);
        }

        return all.ToArray();
    }

    /// <summary>Whether the irreps of the group are known.</summary>
    private static bool TryIrreps(Group group, out IEnumerable<Irrep> irreps)
    {
        try
        {
            irreps = group.Irreps;
            return true;
        }
        catch (NotSupportedException)
        {
            irreps = [];
            return false;
        }
    }

    private static Result<IsotypicPart[], SolveFailure> Search(Piece whole, IEnumerable<Irrep> irreps, CancellationToken cancellation, int maximumSize)
    {
        List<IsotypicPart> parts = [];
        int rest = whole.Dimension;
        bool hasWeights = whole.Group.InfinitesimalCount > 0 && whole.IsOrthogonal;
        ClassCharacters? characters = whole.Group is FiniteGroup group ? ClassCharacters.Of(whole, group) : null;
        int candidates = 0;
        foreach (Irrep irrep in irreps)
        {
            cancellation.ThrowIfCancellationRequested();
            candidates++;
            if (candidates > MaximumCandidates)
            {
                break;
            }

            if (irrep.Dimension > rest
                || (characters is not null && !characters.Contains(irrep))
                || (hasWeights && !WeightSpectrum.IsContained(WeightSpectrum.Of(irrep, cancellation), WeightSpectrum.Of(whole, cancellation))))
            {
                continue;
            }

            if (!IsotypicProjections.Find(whole, irrep, cancellation, maximumSize).TryGet(out double[][]? projections, out SolveFailure? failure))
            {
                return failure;
            }

            if (projections.Length > 0)
            {
                var part = new IsotypicPart(irrep, projections);
                parts.Add(part);
                rest -= part.Dimension;
                if (rest == 0)
                {
                    return parts.OrderBy(found => found.Irrep).ToArray();
                }
            }
        }

        return new SolveFailure(
            SolveFailureKind.Incomplete,
            $"The irreps of {whole.Group} found in {whole} have {whole.Dimension - rest} of its {whole.Dimension} dimensions: expected all of them among the first {candidates} irreps.");
    }
}
