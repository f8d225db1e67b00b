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
