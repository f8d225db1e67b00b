using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>What is right and could be more exact: roots of 0, divisions without epsilon, invariants of boosted vectors, gradients of functions with kinks.</summary>
internal sealed partial class GraphInference
{
    /// <summary>Half the digits of float32: relative rounding is 2^-24 and grows by exp(2 eta), so that nothing is left where eta is 12 ln 2.</summary>
    private static readonly string RapidityOfSingle = Text(Math.Round(12 * Math.Log(2), 1));

    private void AdvisePrecision()
    {
        bool hasRapidity = false;
        for (int i = 0; i < _features.Count; i++)
        {
            switch (_features[i].Layer)
            {
                case Layer.Norm { Epsilon: < SmallestInSingle } when WhyZero(_features[i].Sources[0], out string? zero) && IsDifferentiated(i):
                    Advise(i, ProblemIds.RootOfZero, null, _origins[i].Member.Layer!.Sources[0].Name ?? "", zero!);
                    break;
                case Layer.Normalize { Offset: < SmallestInSingle } normalize:
                    Divides(i, "Offset", normalize.Offset, "the length, which is 0 for the vector 0");
                    break;
                case Layer.BatchNorm { Epsilon: < SmallestInSingle } norm:
                    Divides(i, "Epsilon", norm.Epsilon, "the deviation of each channel, which is 0 where all items are equal");
                    break;
                case Layer.VectorBatchNorm { Epsilon: < SmallestInSingle } norm:
                    Divides(i, "Epsilon", norm.Epsilon, "the deviation of the lengths of each channel, which is 0 where all are equal");
                    break;
                case Layer.VectorLayerNorm { Epsilon: < SmallestInSingle } norm:
                    Divides(i, "Epsilon", norm.Epsilon, "the deviation of the lengths of the channels, which is 0 where all are equal");
                    break;
                case Layer.SquaredNorm { Forms: var forms } when !hasRapidity && IsIndefinite(forms):
                case Layer.InnerProduct { Forms: var products } when !hasRapidity && IsIndefinite(products):
                case Layer.InnerProducts { Forms: var pairs } when !hasRapidity && IsIndefinite(pairs):
                    // Once for each class: it is the same everywhere.
                    hasRapidity = true;
                    Advise(i, ProblemIds.LargeRapidity, null, _origins[i].Member.Layer!.Attribute, _features[_features[i].Sources[0]].Type.ToString(), RapidityOfSingle);
                    break;
                case Layer.Gradient:
                    AdviseKinks(i);
                    break;
            }
        }

        void Divides(int feature, string parameter, double value, string by) =>
            Advise(feature, ProblemIds.DivisionWithoutEpsilon, parameter, _origins[feature].Member.Layer!.Attribute, parameter, Text(value), by);
    }

    private void Advise(int feature, string id, string? parameter, params string[] arguments)
    {
        (Scope scope, MemberSpec member) = _origins[feature];
        Report(scope, member, id, new Place(member.Layer!.Attribute, parameter), arguments);
    }

    private static bool IsIndefinite(EquatableArray<BilinearForm> forms) => forms.Any(form => !form.IsPositive);

    /// <summary>Whether a feature is exactly 0 for some items, whatever the inputs are, and why.</summary>
    private bool WhyZero(int feature, out string? reason)
    {
        while (true)
        {
            FeatureNode node = _features[feature];
            switch (node.Layer)
            {
                case Layer.Difference when SelfEdges(node) is { } edges:
                    reason = $"for the edges of '{edges}' from a node to itself";
                    return true;
                case Layer.Dropout { Rate: > 0 } when !node.Type.IsScalar():
                    reason = "where a channel is dropped";
                    return true;
                case Layer.Scale or Layer.Gather or Layer.Normalize or Layer.VectorLinear { ApproximateBias: 0 }:
                case Layer.Linear { Bias.Count: 0 }:
                    feature = node.Sources[0];
                    break;
                default:
                    reason = null;
                    return false;
            }
        }
    }

    /// <summary>The edges along which a feature is compared with itself, where they join nodes with themselves.</summary>
    private string? SelfEdges(FeatureNode difference)
    {
        FeatureNode left = _features[difference.Sources[0]];
        FeatureNode right = _features[difference.Sources[1]];
        bool joinsSame = difference.Domain.Origin switch
        {
            DomainOrigin.Nearest { IncludeSelf: true } => true,
            DomainOrigin.AllPairs pairs => pairs.Queries == pairs.Keys,
            _ => false,
        };
        return joinsSame && left.Layer is Layer.Gather && right.Layer is Layer.Gather && left.Sources[0] == right.Sources[0] && left.Layer != right.Layer ? difference.Domain.Name : null;
    }

    /// <summary>Whether training or a gradient differentiates a feature by something in front of it.</summary>
    private bool IsDifferentiated(int feature)
    {
        List<int> before = Ancestors(feature);
        return before.Exists(source => source != feature && HasParameters(_features[source].Layer))
            || _features.Exists(other => other.Layer is Layer.Gradient && before.Contains(other.Sources[1]) && (other.Sources[0] == feature || DependsOn(other.Sources[0], feature)));
    }

    private static bool HasParameters(Layer layer) => layer is Layer.Linear or Layer.Mlp or Layer.VectorLinear or Layer.TensorProduct or Layer.SymmetricContraction or Layer.VectorRelu or Layer.VectorBatchNorm or Layer.VectorLayerNorm;

    /// <summary>Functions with kinks between a value and what it is differentiated by: the first one.</summary>
    private void AdviseKinks(int gradient)
    {
        int value = _features[gradient].Sources[0];
        int variable = _features[gradient].Sources[1];
        foreach (int feature in Ancestors(value).AsEnumerable().Reverse())
        {
            if (Kink(_features[feature].Layer) is { } kink && feature > variable && (feature == value || DependsOn(value, feature)) && DependsOn(feature, variable))
            {
                Advise(gradient, ProblemIds.KinkInGradient, "value", _features[value].Path, _features[feature].Path, kink);
                return;
            }
        }
    }

    private static string? Kink(Layer layer) => layer switch
    {
        Layer.Mlp mlp => Kink(mlp.Widths.Count > 1 || mlp.ActivateOutput ? mlp.Activation.Activation : Activation.None) ?? Kink(mlp.OutputActivation.Activation),
        Layer.Activate activate => Kink(activate.Scalars.Activation) ?? Kink(activate.PseudoScalars.Activation),
        Layer.S2Activation sphere => Kink(sphere.Activation.Activation),
        Layer.Gate gate => Kink(gate.Scalars.Activation) ?? Kink(gate.Gates.Activation),
        Layer.VectorRelu => "a rectifier",
        Layer.Max or Layer.VectorMaxPool => "a choice of the largest",
        _ => null,
    };

    private static string? Kink(Activation activation) => activation is Activation.Relu or Activation.LeakyRelu or Activation.Abs ? activation.ToString() : null;
}
