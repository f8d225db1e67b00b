using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Invariant tensors that code writes down itself, and what to contract with where the sum of squares is no invariant.</summary>
internal static class Forms
{
    /// <summary>Ways of transforming that are tried for an axis.</summary>
    private const int MaximumTries = 64;

    /// <summary>Components beyond which no form is solved for.</summary>
    private const int MaximumForm = 16;

    /// <summary>
    /// The representations of the open axes under which a constant tensor is invariant: each of them one of those that it is paired with or its dual, or scalars. The result has one representation per axis; null where none is
    /// found.
    /// </summary>
    public static IReadOnlyList<Representation>? FindInvariant(
        IReadOnlyList<double> entries, IReadOnlyList<(Representation Representation, bool IsDual)> axes, IReadOnlyList<int> open, IReadOnlyList<int> sizes, Group group)
    {
        Representation[] known = [.. axes.Where((_, k) => !open.Contains(k)).Select(axis => axis.Representation).Distinct()];
        if (known.Any(representation => !GeneratorConditions.IsClear(representation)))
        {
            return null;
        }

        List<Representation[]> candidates = [];
        foreach (int size in sizes)
        {
            Representation[] fitting =
            [
                .. known.Concat(known.Select(Dual)).Concat(Relatives(group, size)).Where(representation => representation.Dimension == size).Distinct(),
                Representation.Of(group.Trivial, Math.Max(1, size)),
            ];
            candidates.Add(fitting);
        }

        int tries = candidates.Aggregate(1, (product, fitting) => Math.Min(MaximumTries + 1, product * fitting.Length));
        for (int choice = 0; choice < tries && tries <= MaximumTries; choice++)
        {
            (Representation Representation, bool IsDual)[] whole = [.. axes];
            int rest = choice;
            for (int i = 0; i < open.Count; i++)
            {
                whole[open[i]] = (candidates[i][rest % candidates[i].Length], false);
                rest /= candidates[i].Length;
            }

            if (GeneratorConditions.IsInvariant(entries, whole))
            {
                return [.. whole.Select(axis => axis.Representation)];
            }
        }

        return null;
    }

    /// <summary>How to contract components with each other where the group does not keep the sum of their squares: with the only form that it keeps, x^T B y, where that is a metric or symplectic; else with the dual representation.</summary>
    public static string Instead(Representation representation)
    {
        InvariantForms? forms = representation.SinglePiece is { Dimension: <= MaximumForm } piece && InvariantForms.Of(piece).TryGet(out InvariantForms? found, out _) ? found : null;
        return forms?.Metric is { } metric ? metric.Entries.All(entry => entry.Row == entry.Column) ? $"the metric diag({Numbers(metric)})" : "the metric that the group keeps, a symmetric matrix"
            : forms?.SymplecticForm is not null ? "the symplectic form, an antisymmetric matrix"
            : $"components of the dual representation {TensorType.Name(Dual(representation))}";
    }

    private static string Numbers(SparseMatrix metric) => string.Join(", ", metric.Entries.Select(entry => entry.Value.ToString(CultureInfo.InvariantCulture)));

    public static Representation Dual(Representation representation) => new(representation.Group, [.. representation.Terms.Select(term => term with { Piece = term.Piece.Dual() })]);

    /// <summary>Pieces that components of a given number often are: the defining one, and those that the group shows as examples.</summary>
    public static IEnumerable<Representation> Relatives(Group group, int size)
    {
        List<Piece> pieces = [group.Defining.Differences, group.Determinant];
        foreach (string name in group.ExampleNames.Concat(["1e", "1o", "2e", "2o"]))
        {
            if (group.ParsePiece(name).TryGet(out Piece? piece, out _))
            {
                pieces.Add(piece);
            }
        }

        return pieces.Where(piece => piece.Dimension == size && !piece.IsAffine).Distinct().Select(piece => Representation.Of(piece));
    }
}
