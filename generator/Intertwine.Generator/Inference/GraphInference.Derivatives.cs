using Intertwine.Algebra;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>The rule of gradients.</summary>
internal sealed partial class GraphInference
{
    private int? Gradient(Site site, LayerSpec.Gradient layer)
    {
        if (!site.Type.IsScalar() || site.Type.Channels() != 1)
        {
            return site.Fail(ProblemIds.WrongRepresentation, "value", "Gradient", "one invariant scalar to differentiate (a linear layer, a norm or an inner product makes one)", site.Type.ToString());
        }

        if (Number(site, layer.Factor, "Factor", -double.MaxValue, double.MaxValue) is not double factor)
        {
            return null;
        }

        if (!MayDependOn(site.Source(0), site.Source(1)))
        {
            string reason = site.Source(0) == site.Source(1) ? "they are the same"
                : DependsOn(site.Source(1), site.Source(0)) ? "it is the other way round"
                : "no layer leads from the one to the other";
            return site.Fail(ProblemIds.IndependentOfVariable, "variable", layer.Sources[0].Name!, layer.Sources[1].Name!, reason);
        }

        // Autograd differentiates what is written by hand, and a gradient is part of a program.
        int custom = Ancestors(site.Source(0)).FindIndex(feature => _features[feature].Layer is Layer.Custom);
        if (custom >= 0)
        {
            return site.Fail(ProblemIds.GradientThroughCustom, "value", layer.Sources[0].Name!, _features[Ancestors(site.Source(0))[custom]].Path);
        }

        List<RepresentationTerm> terms = [];
        foreach (RepresentationTerm term in site.TypeOf(1).Terms)
        {
            terms.Add(term with { Piece = term.Piece.OfGradients() });
        }

        return site.Node(_features[site.Source(1)].Domain, new Representation(_group, terms).Regrouped(), new Layer.Gradient(factor));
    }

    /// <summary>Whether a value can depend on a variable. What feeds the inputs of a block that is checked on its own may be computed from one another.</summary>
    private bool MayDependOn(int value, int variable) =>
        DependsOn(value, variable)
        || (_model.Class.IsBlock && value != variable && _features[variable].Layer is Layer.Input && Ancestors(value).Any(feature => _features[feature].Layer is Layer.Input));

    /// <summary>Whether a feature is computed from another one, directly or not.</summary>
    private bool DependsOn(int feature, int source) => feature != source && Ancestors(feature).Contains(source);

    /// <summary>A feature and all that it is computed from, last first.</summary>
    private List<int> Ancestors(int feature)
    {
        // Sources stand before what needs them.
        List<int> ancestors = [];
        bool[] needed = new bool[feature + 1];
        needed[feature] = true;
        for (int i = feature; i >= 0; i--)
        {
            if (needed[i])
            {
                ancestors.Add(i);
                foreach (int source in _features[i].Sources)
                {
                    needed[source] = true;
                }
            }
        }

        return ancestors;
    }
}
