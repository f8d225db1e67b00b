using Intertwine.Algebra;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>Layers that need an invariant form of their source: norms, inner products, what is divided by a norm, and products with scalars.</summary>
internal sealed partial class GraphInference
{
    /// <summary>One scalar per channel.</summary>
    /// <param name="needsRoot">Whether the square root of <c>&lt;x, x&gt;</c> is taken.</param>
    private int? Invariant(Site site, Func<EquatableArray<BilinearForm>, Layer> layer, bool needsRoot = false)
    {
        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, site.Count > 1 ? "left" : "source", site.Layer.Attribute, "features without points (subtract them first)", site.Type.ToString());
        }

        return Forms(site, needsRoot) is { } forms ? site.Node(FeatureTypes.Scalars(_group, site.Type.Channels()), layer(forms)) : null;
    }

    /// <summary>The invariant form of every piece of the source; reports where a piece has none, or none with square roots where these are needed.</summary>
    private EquatableArray<BilinearForm>? Forms(Site site, bool needsRoot) => Forms(site, needsRoot, site.Count > 1 ? "left" : "source");

    private EquatableArray<BilinearForm>? Forms(Site site, bool needsRoot, string parameter)
    {
        List<BilinearForm> forms = [];
        foreach (RepresentationTerm term in site.Type.Terms)
        {
            if (!BilinearForms.Of(term.Piece, _maximumBasisSize, _cancellation).TryGet(out BilinearForm? form, out FormFailure? failure))
            {
                site.Fail(
                    failure.IsLimit ? ProblemIds.NotSolved : ProblemIds.WrongRepresentation, parameter,
                    failure.IsLimit ? [failure.Message] : [site.Layer.Attribute, $"one invariant inner product on each piece ({failure.Message})", site.Type.ToString()]);
                return null;
            }

            if (needsRoot && !form.IsPositive)
            {
                site.Fail(
                    ProblemIds.WrongRepresentation, parameter, site.Layer.Attribute,
                    $"lengths, but <x, x> on '{term.Piece}' may be negative under {_group} (SquaredNorm gives <x, x> itself)", site.Type.ToString());
                return null;
            }

            forms.Add(form);
        }

        return forms.ToEquatable();
    }

    private int? InnerProduct(Site site) => site.SameDomain() && site.SameType() ? Invariant(site, forms => new Layer.InnerProduct(forms)) : null;

    private int? Normalize(Site site, LayerSpec.Normalize layer)
    {
        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", "Normalize", "features without points (subtract them first)", site.Type.ToString());
        }

        Value detach = Dereference(site.Scope, layer.DetachNorm);
        if (detach.Kind != ValueKind.Boolean)
        {
            return detach.Kind == ValueKind.Error ? null : site.Fail(ProblemIds.WrongValue, "DetachNorm", "DetachNorm", "true, false, or nameof of a bool option", detach.ToString());
        }

        return Number(site, layer.Offset, "Offset", 0, double.MaxValue) is double offset && Forms(site, needsRoot: true) is { } forms
            ? site.Node(site.Type, new Layer.Normalize(forms, offset, detach.IsTrue))
            : null;
    }

    private int? Scale(Site site, LayerSpec.Scale layer)
    {
        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "value", "Scale", "features without points (a scaled point depends on the origin)", site.Type.ToString());
        }

        if (Number(site, layer.Factor, "Factor", layer.Exponent == 1 ? -double.MaxValue : double.Epsilon, double.MaxValue) is not double number)
        {
            return null;
        }

        double factor = layer.Exponent == 1 ? number : Math.Pow(number, layer.Exponent);

        if (site.Count == 2)
        {
            Representation by = site.TypeOf(1);
            if (!by.IsScalar())
            {
                bool fits = by.Channels() == 1 || by.Channels() == site.Type.Channels();
                return site.FailWith(
                    ScalarUnderRotations(by).Concat(fits ? InvariantHint(by) : []), ProblemIds.WrongRepresentation, "by", "Scale", "scalars to multiply by", by.ToString());
            }

            if (!site.SameDomain())
            {
                return null;
            }

            if (by.Channels() != 1 && by.Channels() != site.Type.Channels())
            {
                string expected = site.Type.Channels() == 1 ? "1 channel" : $"1 or {Text(site.Type.Channels())} channels";
                return site.Fail(ProblemIds.WidthMismatch, "by", "Scale", expected, Text(by.Channels()));
            }
        }

        return site.Node(site.Type, new Layer.Scale(factor));
    }
}
