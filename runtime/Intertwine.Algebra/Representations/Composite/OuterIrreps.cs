using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>All irreps of a direct product of compact groups.</summary>
internal static class OuterIrreps
{
    private static readonly BoundedCache<Piece, IReadOnlyList<Irrep>> Splits = new(256);

    /// <summary>Tuples of irreps of the factors in the order of the sum of their places; each tuple makes one irrep, or the parts of its outer product.</summary>
    public static IEnumerable<Irrep> All(ProductGroup group)
    {
        List<Irrep>[] known = [.. group.Factors.Select(_ => new List<Irrep>())];
        IEnumerator<Irrep>[] sources = [.. group.Factors.Select(factor => factor.Irreps.GetEnumerator())];
        bool[] ended = new bool[sources.Length];
        for (int total = 0; ; total++)
        {
            for (int i = 0; i < sources.Length; i++)
            {
                ended[i] = ended[i] || !sources[i].MoveNext();
                if (!ended[i])
                {
                    known[i].Add(sources[i].Current);
                }
            }

            if (ended.All(end => end) && total > known.Sum(irreps => irreps.Count - 1))
            {
                yield break;
            }

            foreach (Irrep[] tuple in Tuples(known, 0, total))
            {
                foreach (Irrep irrep in Parts(group, tuple))
                {
                    yield return irrep;
                }
            }
        }
    }

    /// <summary>Reads <c>irrep(1 @ 1, 0)</c>.</summary>
    public static Result<Piece, ParseError> ParsePart(ProductGroup group, string name, int position)
    {
        int comma = name.LastIndexOf(',');
        int start = OuterPartIrrep.Prefix.Length;
        if (comma < start || !int.TryParse(name.Substring(comma + 1, name.Length - comma - 2).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return new ParseError(position, name.Length, "irrep(a @ b, k): an outer product and the number of the irrep in it", $"'{name}'");
        }

        if (!RepresentationParser.Parse(group, name.Substring(start, comma - start)).TryGet(out Representation? inner, out ParseError? error))
        {
            return error with { Position = error.Position + position + start };
        }

        IReadOnlyList<Irrep> parts = inner.Terms is [{ Multiplicity: 1, Piece: OuterPiece whole }] ? Split(whole) : [];
        return index < parts.Count ? parts[index] : new ParseError(position, name.Length, $"one of {parts.Count} irreps of an outer product that is reducible", $"'{name}'");
    }

    private static IReadOnlyList<Irrep> Parts(ProductGroup group, Irrep[] tuple)
    {
        long dimension = tuple.Aggregate(1L, (product, irrep) => product * irrep.Dimension);
        if (dimension > HighestWeightIrrep.MaximumDimension)
        {
            return [];
        }

        return OuterPiece.Of(group, tuple) is var piece && piece is Irrep irrep ? [irrep] : Split(piece);
    }

    private static IReadOnlyList<Irrep> Split(Piece whole)
    {
        if (!Splits.TryGet(whole, out IReadOnlyList<Irrep>? irreps))
        {
            irreps = IrreducibleSplit.Find(whole, CancellationToken.None, int.MaxValue).TryGet(out IsotypicPart[]? parts, out _)
                ? [.. parts.Select((part, index) => new OuterPartIrrep(whole, index, part.Irrep))]
                : [];
            Splits.Add(whole, irreps);
        }

        return irreps;
    }

    private static IEnumerable<Irrep[]> Tuples(List<Irrep>[] known, int factor, int total)
    {
        if (factor == known.Length)
        {
            if (total == 0)
            {
                yield return [];
            }

            yield break;
        }

        for (int place = 0; place <= Math.Min(total, known[factor].Count - 1); place++)
        {
            foreach (Irrep[] rest in Tuples(known, factor + 1, total - place))
            {
                yield return [known[factor][place], .. rest];
            }
        }
    }
}
