using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Rules of activations, gates and normalisation over the batch.</summary>
internal sealed partial class GraphInference
{
    private int? Activate(Site site, LayerSpec.Activate layer)
    {
        if (Number(site, layer.Slope, "Slope", 0, 1) is not double slope
            || Scaled(site, layer.Activation, layer.ActivationScale, slope) is not ScaledActivation scalars
            || Scaled(site, layer.PseudoScalars, layer.ActivationScale) is not ScaledActivation pseudoScalars)
        {
            return null;
        }

        foreach (RepresentationTerm term in site.Type.Terms)
        {
            bool isHandled = term.Piece.IsScalar() || (term.Piece.IsSign() && layer.PseudoScalars != Activation.None);
            if (!isHandled && !layer.KeepOthers)
            {
                return site.FailWith(ActivationHints(site.Type), ProblemIds.PointwiseOnNonScalar, "source", layer.Activation.ToString(), site.Type.ToString());
            }
        }

        return CheckParity(site, layer.PseudoScalars) ? site.Node(Activated(site.Type, layer.PseudoScalars, 0), new Layer.Activate(scalars, pseudoScalars)) : null;
    }

    private int? Gate(Site site, LayerSpec.Gate layer)
    {
        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", "Gate", "features without points (subtract them first)", site.Type.ToString());
        }

        if (Scaled(site, layer.Activation, layer.ActivationScale) is not ScaledActivation scalars
            || Scaled(site, layer.PseudoScalars, layer.ActivationScale) is not ScaledActivation pseudoScalars
            || Scaled(site, layer.Gates, layer.ActivationScale) is not ScaledActivation gates
            || !CheckParity(site, layer.PseudoScalars))
        {
            return null;
        }

        int available = 0;
        int gated = 0;
        foreach (RepresentationTerm term in site.Type.Terms)
        {
            available += term.Piece.IsScalar() ? term.Multiplicity : 0;
            gated += term.Piece.IsScalar() || term.Piece.IsSign() ? 0 : term.Multiplicity;
        }

        if (available < gated)
        {
            return site.Fail(ProblemIds.WidthMismatch, "source", "Gate", $"a scalar for each of {Text(gated)} channels to gate", $"{Text(available)} in {site.Type}");
        }

        Representation result = Activated(site.Type, layer.PseudoScalars, gated);
        return result.Terms.Count > 0
            ? site.Node(result, new Layer.Gate(scalars, pseudoScalars, gates))
            : site.Fail(ProblemIds.WrongRepresentation, "source", "Gate", "something besides gates", site.Type.ToString());
    }

    private static int? NormActivation(Site site, LayerSpec.NormActivation layer)
    {
        if (!HasNorms(site))
        {
            return null;
        }

        return layer.Epsilon > 0
            ? site.Node(site.Type, new Layer.NormActivation(layer.Activation, layer.IsNormalized, layer.Bias, layer.Epsilon))
            : site.Fail(ProblemIds.WrongValue, "Epsilon", "Epsilon", "a positive number", Text(layer.Epsilon));
    }

    private int? BatchNorm(Site site, LayerSpec.BatchNorm layer)
    {
        if (!HasNorms(site))
        {
            return null;
        }

        if (layer.Normalization == IrrepNormalization.None)
        {
            return site.Fail(ProblemIds.WrongValue, "Normalization", "Normalization", "Component or Norm", "None");
        }

        IndexMap? instance = null;
        if (layer.Instance)
        {
            if (site.Domain == Domain.Graphs)
            {
                return site.Fail(ProblemIds.WrongDomain, "source", "BatchNorm", "nodes or edges, whose statistics each graph has", site.Domain.Name);
            }

            _usesGraph = true;
            instance = IndexMap.ToGraphs(site.Domain);
        }

        bool isClassic = site.Type.IsScalar() && layer.Normalization is null;
        return site.Node(site.Type, new Layer.BatchNorm(layer.Epsilon, layer.Momentum, layer.Normalization ?? IrrepNormalization.Component, isClassic, instance));
    }

    /// <summary>Whether norms of channels are invariant; reports where not.</summary>
    private static bool HasNorms(Site site)
    {
        if (site.Type.HasPoints())
        {
            site.Fail(ProblemIds.WrongRepresentation, "source", site.Layer.Attribute, "features without points (subtract them first)", site.Type.ToString());
            return false;
        }

        if (!site.Type.IsOrthogonal())
        {
            site.Fail(ProblemIds.WrongRepresentation, "source", site.Layer.Attribute, "features with invariant norms (orthogonal matrices)", site.Type.ToString());
            return false;
        }

        return true;
    }

    /// <summary>The function with its factor; null, and a problem, where e3nn has no constant for it.</summary>
    private ScaledActivation? Scaled(Site site, Activation activation, ActivationScale scale, double slope = LayerSpec.Activate.DefaultSlope)
    {
        if (ActivationScales.Factor(activation, scale, slope) is double factor)
        {
            return new ScaledActivation(activation, factor, slope);
        }

        site.Fail(ProblemIds.WrongValue, "Scale", "Scale", $"SecondMoment ({scale} has no constant for {activation})", scale.ToString());
        return null;
    }

    /// <summary>Whether the function on pseudo-scalars commutes with a change of sign, or there are none; reports where not.</summary>
    private static bool CheckParity(Site site, Activation activation)
    {
        bool isRight = activation.IsOdd() || activation.IsEven();
        foreach (RepresentationTerm term in site.Type.Terms)
        {
            if (!isRight && term.Piece.IsSign())
            {
                site.FailWith([new Hint(Hint.Suggestion, "Activation.Tanh")], ProblemIds.ParityOfActivation, "PseudoScalars", activation.ToString(), term.ToString());
                return false;
            }
        }

        return true;
    }

    /// <summary>Pseudo-scalars are scalars after an even function, behind the others; that many of the first scalars' last are gone.</summary>
    private static Representation Activated(Representation type, Activation pseudoScalars, int gates)
    {
        List<RepresentationTerm> terms = [];
        List<RepresentationTerm> last = [];
        foreach (RepresentationTerm term in type.Terms)
        {
            if (term.Piece.IsScalar())
            {
                if (term.Multiplicity > gates)
                {
                    terms.Add(term with { Multiplicity = term.Multiplicity - gates });
                }
            }
            else if (term.Piece.IsSign() && pseudoScalars.IsEven())
            {
                last.Add(term with { Piece = type.Group.Trivial });
            }
            else
            {
                terms.Add(term);
            }
        }

        terms.AddRange(last);
        return new Representation(type.Group, terms).Regrouped();
    }
}
