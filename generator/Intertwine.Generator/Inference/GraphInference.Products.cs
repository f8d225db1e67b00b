using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>Rules of tensor products: which paths there are, what they make, and their factors.</summary>
internal sealed partial class GraphInference
{
    /// <summary>Non-zero coefficients of all paths of a product: kernels have a term for each, forward and twice backward.</summary>
    private const int MaximumTerms = 1 << 14;

    private int? Product(Site site, LayerSpec.Product layer)
    {
        bool isSquare = layer.Attribute == "TensorSquare";
        for (int i = 0; i < (isSquare ? 1 : 2); i++)
        {
            if (site.TypeOf(i).HasPoints())
            {
                return site.Fail(ProblemIds.WrongRepresentation, layer.Sources[i].Parameter, layer.Attribute, "features without points (subtract them first)", site.TypeOf(i).ToString());
            }
        }

        if (!site.SameDomain())
        {
            return null;
        }

        var factors = new Factors(site.Type, site.TypeOf(isSquare ? 0 : 1), layer.IrrepNormalization);
        List<RepresentationTerm> slots = [];
        List<UnscaledPath>? paths = layer switch
        {
            { Attribute: "TensorProduct", Paths.Count: > 0 } => ChosenPaths(site, layer, factors, slots),
            { Attribute: "TensorProduct" } => AllPathsTo(site, layer, factors, slots),
            { Attribute: "TensorSquare" } => Square(site, layer, factors, slots),
            { Attribute: "ElementwiseTensorProduct" } => Elementwise(site, layer, factors, slots),
            _ => Pairwise(site, layer, factors, slots),
        };
        if (paths is null)
        {
            return null;
        }

        int terms = paths.Sum(path => path.Tensor.Entries.Count);
        if (terms > MaximumTerms)
        {
            return site.Fail(
                ProblemIds.NotSolved, null,
                string.Format(CultureInfo.InvariantCulture, "the {0} paths of the product have {1:N0} non-zero coefficients, each a line of generated code; the limit is {2:N0}; keep fewer irreps or choose paths", paths.Count, terms, MaximumTerms));
        }

        var represented = new Representation(_group, slots);
        var product = new Layer.TensorProduct(Normalized(paths, factors, layer.PathNormalization), represented, isSquare, layer.Weights);
        return CheckWeights(site, layer, product) ? site.Node(represented.Regrouped(), product) : null;
    }

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

    /// <summary>e3nn's path weights: f^2 = variance / (products that the numbers of the slot sum, or those of the path times the number of paths).</summary>
    private static EquatableArray<ProductPath> Normalized(List<UnscaledPath> paths, Factors factors, PathNormalization normalization)
    {
        long[] products = [.. paths.Select(p => p.Products(factors.Left, factors.Right))];
        var scaled = new ProductPath[paths.Count];
        for (int i = 0; i < scaled.Length; i++)
        {
            UnscaledPath path = paths[i];
            double sum = 0;
            int count = 0;
            for (int k = 0; k < scaled.Length; k++)
            {
                if (paths[k].Slot == path.Slot)
                {
                    sum += products[k];
                    count++;
                }
            }

            double fan = normalization switch
            {
                PathNormalization.Element => sum,
                PathNormalization.Path => (double)products[i] * count,
                _ => 1,
            };
            scaled[i] = new ProductPath(path.Left, path.Right, path.Slot, path.Connection, path.HasWeight, Math.Sqrt(path.Variance / fan), path.Tensor);
        }

        return new EquatableArray<ProductPath>(scaled);
    }

    /// <summary>Whether the weights of each item are scalars, as many as the paths take; reports where not.</summary>
    private static bool CheckWeights(Site site, LayerSpec.Product layer, Layer.TensorProduct product)
    {
        if (layer.Weights == WeightOrigin.Learnt)
        {
            return true;
        }

        Representation weights = site.TypeOf(site.Count - 1);
        long expected = ProductWeights.Count(site.Type, site.TypeOf(product.IsSquare ? 0 : 1), product);
        if (!weights.IsScalar())
        {
            site.Fail(ProblemIds.WrongRepresentation, layer.Sources[site.Count - 1].Parameter, layer.Attribute, "scalars for weights", weights.ToString());
        }
        else if (expected == 0)
        {
            site.Fail(ProblemIds.WrongValue, layer.Sources[site.Count - 1].Parameter, layer.Sources[site.Count - 1].Parameter, "nothing: the product has no weights", weights.ToString());
        }
        else if (layer.Weights == WeightOrigin.Given && weights.Channels() != expected)
        {
            site.Fail(ProblemIds.WidthMismatch, "Weights", layer.Attribute, $"{Text(expected)} weights for each item", Text(weights.Channels()));
        }
        else
        {
            return true;
        }

        return false;
    }

    /// <summary>The declared representation of the result; null, and a problem, where it is wrong.</summary>
    private Representation? Result(Site site, LayerSpec.Product layer, bool regrouped)
    {
        if (layer.Representation is null || Represented(site, layer.Representation, "representation", regrouped) is not { } result)
        {
            return null;
        }

        if (result.HasPoints())
        {
            site.Fail(ProblemIds.WrongRepresentation, "representation", layer.Attribute, "a result without points", result.ToString());
            return null;
        }

        return result;
    }

    /// <summary>The irreps that are kept; <see langword="false"/>, and a problem, where their text is wrong.</summary>
    private bool TryFilter(Site site, LayerSpec.Product layer, out Representation? filter)
    {
        filter = null;
        return layer.Filter is null || (filter = Represented(site, layer.Filter, layer.Attribute == "TensorSquare" ? "Filter" : "filter")) is not null;
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

    /// <summary>Whether every term of the result has a path; reports where not.</summary>
    private bool Reached(Site site, Factors factors, List<RepresentationTerm> slots, List<UnscaledPath> paths)
    {
        for (int k = 0; k < slots.Count; k++)
        {
            if (!paths.Exists(p => p.Slot == k))
            {
                Piece missing = slots[k].Piece;
                site.FailWith(
                    RotationHint(rotations => IsProductReachable(rotations, factors.Left, factors.Right, missing)),
                    ProblemIds.UnreachableOutput, "representation", slots[k].ToString(), $"{factors.Left} (x) {factors.Right}", _group.Name);
                return false;
            }
        }

        return true;
    }

    private List<UnscaledPath>? NotEmpty(Site site, LayerSpec.Product layer, Factors factors, List<UnscaledPath> paths)
    {
        if (paths.Count == 0)
        {
            site.Fail(ProblemIds.ZeroIntertwinerSpace, null, _group.Name, $"{factors.Left} (x) {factors.Right}", layer.Filter ?? "any irrep");
            return null;
        }

        return paths;
    }

    private static int IndexOf(Representation type, string piece)
    {
        for (int i = 0; i < type.Terms.Count; i++)
        {
            if (type.Terms[i].Piece.Name == piece)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The two factors, and what normalised numbers in them make of a product.</summary>
    private sealed record Factors(Representation Left, Representation Right, IrrepNormalization Normalization)
    {
        /// <summary>1 / (variance of a component of T(x, y)) for independent normalised x and y.</summary>
        public double Variance(PieceProduct product) => Normalization switch
        {
            IrrepNormalization.Component => product.Tensor.Out,
            IrrepNormalization.Norm => product.Tensor.Left * product.Tensor.Right,
            _ => 1,
        };

        /// <summary>
        /// The same for T(x, x); null where that is zero. With symmetric matrices T_k of the components, E |T(x, x)|^2 = 2 + sum_k (trace T_k)^2 for normal x, divided by d (d + 2) for x on the sphere.
        /// </summary>
        public double? SquareVariance(PieceProduct product)
        {
            SparseTensor tensor = product.Tensor;
            double[,,] dense = new double[tensor.Out, tensor.Left, tensor.Right];
            double[] traces = new double[tensor.Out];
            foreach (TensorEntry entry in tensor.Entries)
            {
                dense[entry.Out, entry.Left, entry.Right] += entry.Value / 2;
                dense[entry.Out, entry.Right, entry.Left] += entry.Value / 2;
                traces[entry.Out] += entry.Left == entry.Right ? entry.Value : 0;
            }

            double squares = 0;
            foreach (double value in dense)
            {
                squares += value * value;
            }

            if (squares < 1e-12)
            {
                return null;
            }

            double moment = (2 * squares) + traces.Sum(t => t * t);
            return Normalization switch
            {
                IrrepNormalization.Component => tensor.Out / moment,
                IrrepNormalization.Norm => tensor.Left * (tensor.Left + 2) / moment,
                _ => 1,
            };
        }
    }
}
