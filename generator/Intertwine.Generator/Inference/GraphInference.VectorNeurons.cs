using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>Rules of vector neurons: channels mix, components do not; what divides by lengths needs pieces that have them.</summary>
internal sealed partial class GraphInference
{
    private int? VectorLinear(Site site, LayerSpec.VectorLinear layer)
    {
        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", layer.Attribute, "features without points (subtract them first)", site.Type.ToString());
        }

        Representation result = site.Type;
        if (layer.Channels.Kind != ValueKind.None)
        {
            if (Width(site, layer.Channels, new Place(layer.Attribute, "channels")) is not int channels)
            {
                return null;
            }

            result = result.WithChannels(channels);
        }

        if (Number(site, layer.ApproximateBias, "ApproximateBias", 0, double.MaxValue) is not double bias || Choice<VectorBias>(site, layer.BiasForm, "BiasForm") is not { } form)
        {
            return null;
        }

        if (bias > 0 && !CheckBias(site, layer, bias, form, _approximate))
        {
            return null;
        }

        return site.Node(result, new Layer.VectorLinear(bias, form));
    }

    /// <summary>Says how far a bias is from equivariant; an error where nothing bounds that.</summary>
    private static bool CheckBias(Site site, LayerSpec.VectorLinear layer, double bias, VectorBias form, List<(string Path, double Error)> approximate)
    {
        if (!site.Type.IsOrthogonal())
        {
            site.Fail(ProblemIds.WrongRepresentation, "ApproximateBias", layer.Attribute, "lengths that the group keeps (orthogonal matrices), without which nothing bounds what a bias breaks,", site.Type.ToString());
            return false;
        }

        // |g u - u| <= 2 |u| for orthogonal g.
        int components = site.Type.Terms.Max(term => term.Piece.IsTrivial ? 0 : term.Piece.Dimension);
        if (components > 0)
        {
            // Stated, and counted against the budget of the model.
            double error = 2 * bias * (form == VectorBias.Uniform ? Math.Sqrt(components) : 1);
            site.Fail(ProblemIds.ApproximatelyEquivariant, "ApproximateBias", layer.Attribute, error.ToString("0.###e+0", System.Globalization.CultureInfo.InvariantCulture), "its bias");
            approximate.Add((site.Scope.Path + site.Member.Name, error));
        }

        return true;
    }

    private int? VectorRelu(Site site, LayerSpec.VectorRelu layer)
    {
        if (VectorForms(site) is not { } forms || !IsPositive(site, "Epsilon", layer.Epsilon) || Number(site, layer.Slope, "Slope", 0, 1) is not double slope
            || Choice<VectorProjection>(site, layer.Projection, "Projection") is not { } projection)
        {
            return null;
        }

        Value shared = Dereference(site.Scope, layer.Shared);
        if (shared.Kind != ValueKind.Boolean)
        {
            return shared.Kind == ValueKind.Error ? null : site.Fail(ProblemIds.WrongValue, "Shared", "Shared", "true, false, or nameof of a bool option", shared.ToString());
        }

        if (!site.SameDomain())
        {
            return null;
        }

        Representation direction = site.TypeOf(site.Count - 1);
        return direction.SamePieces(site.Type)
            ? site.Node(site.Type, new Layer.VectorRelu(forms, slope, shared.IsTrue, layer.Epsilon, projection))
            : site.Fail(ProblemIds.DifferentRepresentations, "Direction", layer.Attribute, $"{site.Type} and {direction}");
    }

    private int? VectorBatchNorm(Site site, LayerSpec.VectorBatchNorm layer) =>
        VectorForms(site) is { } forms && IsPositive(site, "NormEpsilon", layer.NormEpsilon)
            && Number(site, layer.InitialWeight, "InitialWeight", -double.MaxValue, double.MaxValue) is double weight && Number(site, layer.InitialBias, "InitialBias", -double.MaxValue, double.MaxValue) is double bias
            ? site.Node(site.Type, new Layer.VectorBatchNorm(forms, layer.Epsilon, layer.Momentum, layer.NormEpsilon, weight, bias))
            : null;

    private int? VectorLayerNorm(Site site, LayerSpec.VectorLayerNorm layer)
    {
        if (VectorForms(site) is not { } forms || !IsPositive(site, "NormEpsilon", layer.NormEpsilon))
        {
            return null;
        }

        Value bias = Dereference(site.Scope, layer.Bias);
        if (bias.Kind != ValueKind.Boolean)
        {
            return bias.Kind == ValueKind.Error ? null : site.Fail(ProblemIds.WrongValue, "Bias", "Bias", "true, false, or nameof of a bool option", bias.ToString());
        }

        foreach (RepresentationTerm term in site.Type.Terms)
        {
            if (term.Multiplicity == 1 && !bias.IsTrue)
            {
                return site.Fail(ProblemIds.WidthMismatch, "source", layer.Attribute, $"at least 2 channels of '{term.Piece}' (one length less its mean is 0)", "1");
            }
        }

        return site.Node(site.Type, new Layer.VectorLayerNorm(forms, bias.IsTrue, layer.Epsilon, layer.NormEpsilon, layer.AddNormEpsilon));
    }

    private int? InnerProducts(Site site)
    {
        Representation left = site.Type;
        Representation right = site.TypeOf(1);
        if (!site.SameDomain())
        {
            return null;
        }

        if (left.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "left", site.Layer.Attribute, "features without points (subtract them first)", left.ToString());
        }

        if (!left.SamePieces(right))
        {
            return site.Fail(ProblemIds.DifferentRepresentations, "right", site.Layer.Attribute, $"{left} and {right}");
        }

        int products = left.Terms.Zip(right.Terms, (a, b) => a.Multiplicity * b.Multiplicity).Sum();
        if (products > RepresentationParser.MaximumMultiplicity)
        {
            return site.Fail(ProblemIds.WidthMismatch, "right", site.Layer.Attribute, $"at most {Text(RepresentationParser.MaximumMultiplicity)} products", Text(products));
        }

        return Forms(site, needsRoot: false) is { } forms ? site.Node(FeatureTypes.Scalars(_group, products), new Layer.InnerProducts(forms)) : null;
    }

    private int? Orthonormalize(Site site, LayerSpec.Orthonormalize layer)
    {
        if (VectorForms(site) is not { } forms || !IsPositive(site, "Epsilon", layer.Epsilon))
        {
            return null;
        }

        if (site.Type.SinglePiece is not { } piece)
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", layer.Attribute, "vectors of one kind", site.Type.ToString());
        }

        int channels = site.Type.Channels();
        if (!layer.Complete)
        {
            return channels <= piece.Dimension
                ? site.Node(site.Type, new Layer.Orthonormalize(forms[0], false, layer.Epsilon))
                : site.Fail(ProblemIds.WidthMismatch, "source", layer.Attribute, $"at most {Text(piece.Dimension)} channels, the components of '{piece}'", Text(channels));
        }

        if (piece.Dimension is not (2 or 3) || !piece.IsOrthogonal)
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", layer.Attribute, "vectors of two or three components to complete", site.Type.ToString());
        }

        if (channels != piece.Dimension - 1)
        {
            return site.Fail(ProblemIds.WidthMismatch, "source", layer.Attribute, $"{Text(piece.Dimension - 1)} channels to complete", Text(channels));
        }

        return (piece.Dimension == 3 ? CrossProducts.IsProduct(piece, piece, piece) : CrossProducts.HasQuarterTurn(piece))
            ? site.Node(site.Type.WithChannels(piece.Dimension), new Layer.Orthonormalize(forms[0], true, layer.Epsilon))
            : Reflected(site, "Complete", "'Complete'");
    }

    private int? CrossProduct(Site site)
    {
        Representation left = site.Type;
        Representation right = site.TypeOf(1);
        if (!site.SameDomain() || VectorOfThree(site, left, "left") is not { } a || VectorOfThree(site, right, "right") is not { } b)
        {
            return null;
        }

        int channels = Math.Max(left.Channels(), right.Channels());
        if (left.Channels() != right.Channels() && left.Channels() != 1 && right.Channels() != 1)
        {
            return site.Fail(ProblemIds.WidthMismatch, "right", site.Layer.Attribute, $"1 or {Text(left.Channels())} channels", Text(right.Channels()));
        }

        return CrossProducts.Of(a, b, _maximumBasisSize, _cancellation) is { } output
            ? site.Node(Representation.Of(output, channels), new Layer.CrossProduct())
            : Reflected(site, null, "the layer");
    }

    private int? EdgeFeatures(Site site, LayerSpec.EdgeFeatures layer)
    {
        Value cross = Dereference(site.Scope, layer.Cross);
        if (cross.Kind != ValueKind.Boolean)
        {
            return cross.Kind == ValueKind.Error ? null : site.Fail(ProblemIds.WrongValue, "Cross", "Cross", "true, false, or nameof of a bool option", cross.ToString());
        }

        if (EdgesOf(site, layer.Along, IndexMap.Source) is not { } source || EdgesOf(site, layer.Along, IndexMap.Target) is null)
        {
            return null;
        }

        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", layer.Attribute, "features without points (subtract them first)", site.Type.ToString());
        }

        if (cross.IsTrue)
        {
            if (VectorOfThree(site, site.Type, "source") is not { } piece)
            {
                return null;
            }

            if (!CrossProducts.IsProduct(piece, piece, piece))
            {
                return Reflected(site, "Cross", "'Cross'");
            }
        }

        List<RepresentationTerm> terms = [.. site.Type.Terms.Select(term => term with { Multiplicity = term.Multiplicity * (cross.IsTrue ? 3 : 2) })];
        return site.Node(source.From, new Representation(_group, terms), new Layer.EdgeFeatures(cross.IsTrue));
    }

    /// <summary>Positive invariant forms of all pieces; reports where a piece has none.</summary>
    private EquatableArray<BilinearForm>? VectorForms(Site site)
    {
        if (site.Type.HasPoints())
        {
            site.Fail(ProblemIds.WrongRepresentation, "source", site.Layer.Attribute, "features without points (subtract them first)", site.Type.ToString());
            return null;
        }

        return Forms(site, needsRoot: true, "source");
    }

    private static bool IsPositive(Site site, string parameter, double value)
    {
        if (value > 0)
        {
            return true;
        }

        site.Fail(ProblemIds.WrongValue, parameter, parameter, "a positive number", Text(value));
        return false;
    }

    /// <summary>The only piece of a feature where it has three components; reports where not.</summary>
    private static Piece? VectorOfThree(Site site, Representation type, string parameter)
    {
        if (type.SinglePiece is { Dimension: 3, IsAffine: false } piece)
        {
            return piece;
        }

        site.Fail(ProblemIds.WrongRepresentation, parameter, site.Layer.Attribute, "one kind of vectors of three components", type.ToString());
        return null;
    }

    /// <summary>A cross product whose result the group does not know as a vector.</summary>
    private int? Reflected(Site site, string? parameter, string otherwise)
    {
        string group = _group.Name;
        string rotations = group.StartsWith("O(", StringComparison.Ordinal) ? "S" + group : group.StartsWith("E(", StringComparison.Ordinal) ? "S" + group : "a group of rotations, such as SO(3)";
        return site.FailWith(RotationHint(_ => true), ProblemIds.CrossProductUnderReflections, parameter, site.Layer.Attribute, site.Type.ToString(), rotations, otherwise);
    }
}
