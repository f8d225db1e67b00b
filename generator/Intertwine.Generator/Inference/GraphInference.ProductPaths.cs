using Intertwine.Algebra;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>The paths of a tensor product: all that lead to a result, those that are listed, channel by channel, or a feature with itself.</summary>
internal sealed partial class GraphInference
{
    /// <summary>Every path from two terms to each term of the declared result, fully connected.</summary>
    private List<UnscaledPath>? AllPathsTo(Site site, LayerSpec.Product layer, Factors factors, List<RepresentationTerm> slots)
    {
        if (Result(site, layer, regrouped: true) is not { } target)
        {
            return null;
        }

        if (layer.Target.OnlyReachable)
        {
            if (Reachable(site, factors, target) is not { } reachable)
            {
                return null;
            }

            target = Target(target, layer.Target, reachable.Contains);
        }
        else
        {
            target = Target(target, layer.Target, _ => true);
        }

        slots.AddRange(target.Terms);
        List<UnscaledPath> paths = [];
        for (int i = 0; i < factors.Left.Terms.Count; i++)
        {
            for (int j = 0; j < factors.Right.Terms.Count; j++)
            {
                for (int k = 0; k < slots.Count; k++)
                {
                    if (Between(site, factors, i, j, slots[k].Piece) is not { } products)
                    {
                        return null;
                    }

                    foreach (PieceProduct product in products)
                    {
                        paths.Add(new UnscaledPath(i, j, k, Connection.Uvw, true, factors.Variance(product), product.Tensor));
                    }
                }
            }
        }

        return Reached(site, factors, slots, paths) ? paths : null;
    }

    /// <summary>The pieces of <paramref name="target"/> that products of the factors have; null, and a problem, where there are none.</summary>
    private HashSet<Piece>? Reachable(Site site, Factors factors, Representation target)
    {
        HashSet<Piece> reachable = [];
        for (int i = 0; i < factors.Left.Terms.Count; i++)
        {
            for (int j = 0; j < factors.Right.Terms.Count; j++)
            {
                foreach (RepresentationTerm term in target.Terms)
                {
                    if (Between(site, factors, i, j, term.Piece) is not { } products)
                    {
                        return null;
                    }

                    if (products.Count > 0)
                    {
                        reachable.Add(term.Piece);
                    }
                }
            }
        }

        if (reachable.Count == 0)
        {
            site.Fail(ProblemIds.ZeroIntertwinerSpace, null, _group.Name, $"{factors.Left} (x) {factors.Right}", target.ToString());
            return null;
        }

        return reachable;
    }

    /// <summary>The paths of the attributes beside the layer.</summary>
    private List<UnscaledPath>? ChosenPaths(Site site, LayerSpec.Product layer, Factors factors, List<RepresentationTerm> slots)
    {
        if (layer.Target != default)
        {
            string property = layer.Target.Gates ? "Gates" : "OnlyReachable";
            site.Fail(ProblemIds.WrongValue, property, property, "false where paths name the terms of the representation", "true");
            return null;
        }

        if (Result(site, layer, regrouped: false) is not { } target)
        {
            return null;
        }

        slots.AddRange(target.Terms);
        List<UnscaledPath> paths = [];
        for (int p = 0; p < layer.Paths.Count; p++)
        {
            PathSpec path = layer.Paths[p];
            if (path.Left is null || path.Right is null)
            {
                return null;
            }

            int? Fail(string id, string? parameter, params string[] arguments)
            {
                Report(site.Scope, site.Member, id, new Place("Path", parameter, Occurrence: p), arguments);
                return null;
            }

            int left = IndexOf(factors.Left, path.Left);
            int right = IndexOf(factors.Right, path.Right);
            if (left < 0 || right < 0 || path.Output < 0 || path.Output >= slots.Count)
            {
                _ = left < 0 ? Fail(ProblemIds.WrongValue, "left", "left", $"an irrep of {factors.Left}", path.Left)
                    : right < 0 ? Fail(ProblemIds.WrongValue, "right", "right", $"an irrep of {factors.Right}", path.Right)
                    : Fail(ProblemIds.WrongValue, "output", "output", $"0 to {Text(slots.Count - 1)}, a term of {target}", Text(path.Output));
                return null;
            }

            if (Misfit(path, factors.Left.Terms[left].Multiplicity, factors.Right.Terms[right].Multiplicity, slots[path.Output].Multiplicity) is { } misfit)
            {
                _ = Fail(ProblemIds.WidthMismatch, "connection", $"Path of connection {path.Connection}", misfit, $"{factors.Left.Terms[left]}, {factors.Right.Terms[right]} and {slots[path.Output]}");
                return null;
            }

            if (Between(site, factors, left, right, slots[path.Output].Piece) is not { } products)
            {
                return null;
            }

            if (products.Count == 0)
            {
                _ = Fail(ProblemIds.UnreachableOutput, "output", slots[path.Output].Piece.Name, $"{path.Left} (x) {path.Right}", _group.Name);
                return null;
            }

            foreach (PieceProduct product in products)
            {
                paths.Add(new UnscaledPath(left, right, path.Output, path.Connection, path.HasWeight, factors.Variance(product) * path.PathWeight, product.Tensor));
            }
        }

        return Reached(site, factors, slots, paths) ? paths : null;
    }

    /// <summary>What is wrong with the channels of a path; null where nothing is.</summary>
    private static string? Misfit(PathSpec path, int u, int v, int w) => path switch
    {
        { Connection: Connection.Uvw or Connection.ULessVw, HasWeight: false } => "weights, without which all channels of the result would be the same",
        { Connection: Connection.Uuw, HasWeight: false } when w != 1 => "one channel in the result, or weights",
        { Connection: Connection.Uvu } when w != u => "as many channels in the result as on the left",
        { Connection: Connection.Uvv } when w != v => "as many channels in the result as on the right",
        { Connection: Connection.Uuw or Connection.UvuLessV or Connection.ULessVw } when u != v => "as many channels on the left as on the right",
        { Connection: Connection.Uuu } when u != v || w != u => "the same number of channels everywhere",
        { Connection: Connection.Uvuv } when w != u * v => "a channel in the result for each pair",
        { Connection: Connection.UvuLessV } when w != u * (u - 1) / 2 => "a channel in the result for each pair u < v",
        { Connection: Connection.ULessVw } when u < 2 => "at least two channels on the left",
        _ => null,
    };

    /// <summary>Every path of every pair of terms, with channels of its own: those of the first factor, or of all pairs of channels.</summary>
    private List<UnscaledPath>? Pairwise(Site site, LayerSpec.Product layer, Factors factors, List<RepresentationTerm> slots)
    {
        if (!TryFilter(site, layer, out Representation? filter))
        {
            return null;
        }

        bool isChannelwise = layer.Attribute == "ChannelwiseTensorProduct";
        List<UnscaledPath> paths = [];
        for (int i = 0; i < factors.Left.Terms.Count; i++)
        {
            for (int j = 0; j < factors.Right.Terms.Count; j++)
            {
                if (All(site, factors, i, j, filter) is not { } products)
                {
                    return null;
                }

                int channels = factors.Left.Terms[i].Multiplicity * (isChannelwise ? 1 : factors.Right.Terms[j].Multiplicity);
                foreach (PieceProduct product in products)
                {
                    paths.Add(new UnscaledPath(i, j, slots.Count, isChannelwise ? Connection.Uvu : Connection.Uvuv, isChannelwise, factors.Variance(product), product.Tensor));
                    slots.Add(new RepresentationTerm(channels, product.Output));
                }
            }
        }

        return NotEmpty(site, layer, factors, paths);
    }

    /// <summary>Channel k of the first factor with channel k of the second, counted over all their terms.</summary>
    private List<UnscaledPath>? Elementwise(Site site, LayerSpec.Product layer, Factors factors, List<RepresentationTerm> slots)
    {
        if (!TryFilter(site, layer, out Representation? filter))
        {
            return null;
        }

        if (factors.Left.Channels() != factors.Right.Channels())
        {
            site.Fail(ProblemIds.WidthMismatch, "right", "ElementwiseTensorProduct", $"{Text(factors.Left.Channels())} channels, as many as {factors.Left}", $"{Text(factors.Right.Channels())} in {factors.Right}");
            return null;
        }

        List<UnscaledPath> paths = [];
        for (int i = 0; i < factors.Left.Terms.Count; i++)
        {
            RepresentationTerm left = factors.Left.Terms[i];
            RepresentationTerm right = factors.Right.Terms[i < factors.Right.Terms.Count ? i : 0];
            if (i >= factors.Right.Terms.Count || left.Multiplicity != right.Multiplicity)
            {
                site.Fail(ProblemIds.WidthMismatch, "right", "ElementwiseTensorProduct", $"irreps with the multiplicities of {factors.Left}", factors.Right.ToString());
                return null;
            }

            if (All(site, factors, i, i, filter) is not { } products)
            {
                return null;
            }

            foreach (PieceProduct product in products)
            {
                paths.Add(new UnscaledPath(i, i, slots.Count, Connection.Uuu, false, factors.Variance(product), product.Tensor));
                slots.Add(new RepresentationTerm(left.Multiplicity, product.Output));
            }
        }

        return NotEmpty(site, layer, factors, paths);
    }

    /// <summary>Different terms with each other, each term's channels with later ones, and the squares that do not vanish.</summary>
    private List<UnscaledPath>? Square(Site site, LayerSpec.Product layer, Factors factors, List<RepresentationTerm> slots)
    {
        bool isLearnt = layer.Representation is not null;
        if (!TryFilter(site, layer, out Representation? filter))
        {
            return null;
        }

        if (isLearnt)
        {
            if (Result(site, layer, regrouped: true) is not { } target)
            {
                return null;
            }

            slots.AddRange(target.Terms);
        }

        List<UnscaledPath> paths = [];
        for (int i = 0; i < factors.Left.Terms.Count; i++)
        {
            for (int j = i; j < factors.Left.Terms.Count; j++)
            {
                int u = factors.Left.Terms[i].Multiplicity;
                int v = factors.Left.Terms[j].Multiplicity;
                if (Products(i, j) is not { } products)
                {
                    return null;
                }

                foreach ((PieceProduct product, int slot) in products)
                {
                    if (i < j)
                    {
                        Add(i, j, Connection.Uvw, Connection.Uvuv, u * v, factors.Variance(product), product, slot);
                        continue;
                    }

                    if (u > 1)
                    {
                        Add(i, j, Connection.ULessVw, Connection.UvuLessV, u * (u - 1) / 2, factors.Variance(product), product, slot);
                    }

                    if (factors.SquareVariance(product) is double variance)
                    {
                        Add(i, j, Connection.Uuw, Connection.Uuu, u, variance, product, slot);
                    }
                }
            }
        }

        return !isLearnt ? NotEmpty(site, layer, factors, paths) : Reached(site, factors, slots, paths) ? paths : null;

        void Add(int i, int j, Connection learnt, Connection plain, int channels, double variance, PieceProduct product, int slot)
        {
            paths.Add(new UnscaledPath(i, j, isLearnt ? slot : slots.Count, isLearnt ? learnt : plain, isLearnt, variance, product.Tensor));
            if (!isLearnt)
            {
                slots.Add(new RepresentationTerm(channels, product.Output));
            }
        }

        List<(PieceProduct, int)>? Products(int i, int j)
        {
            List<(PieceProduct, int)> found = [];
            for (int k = 0; k < (isLearnt ? slots.Count : 1); k++)
            {
                if ((isLearnt ? Between(site, factors, i, j, slots[k].Piece) : All(site, factors, i, j, filter)) is not { } products)
                {
                    return null;
                }

                foreach (PieceProduct product in products)
                {
                    found.Add((product, k));
                }
            }

            return found;
        }
    }

    private IReadOnlyList<PieceProduct>? Between(Site site, Factors factors, int left, int right, Piece output) =>
        Solved(site, PieceProducts.Between(factors.Left.Terms[left].Piece, factors.Right.Terms[right].Piece, output, _maximumBasisSize, _cancellation));

    private IReadOnlyList<PieceProduct>? All(Site site, Factors factors, int left, int right, Representation? filter)
    {
        IReadOnlyList<PieceProduct>? products = Solved(site, PieceProducts.All(factors.Left.Terms[left].Piece, factors.Right.Terms[right].Piece, _maximumBasisSize, _cancellation));
        return filter is null ? products : products?.Where(p => filter.Terms.Any(term => term.Piece == p.Output)).ToArray();
    }

    private static IReadOnlyList<PieceProduct>? Solved(Site site, Result<IReadOnlyList<PieceProduct>, SolveFailure> result)
    {
        if (result.TryGet(out IReadOnlyList<PieceProduct>? products, out SolveFailure? failure))
        {
            return products;
        }

        site.Fail(ProblemIds.NotSolved, null, failure.Message);
        return null;
    }
}
