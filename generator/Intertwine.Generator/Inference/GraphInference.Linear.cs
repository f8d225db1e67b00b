using Intertwine.Algebra;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>Linear layers: the intertwiners between the types of source and result, and the invariant vectors that a bias may have.</summary>
internal sealed partial class GraphInference
{
    private int? Linear(Site site, LayerSpec.Linear layer)
    {
        Representation source = site.Type;
        if (source.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", "Linear", "features without points (subtract them first)", source.ToString());
        }

        Representation? target = source;
        if (layer.Representation is not null)
        {
            target = Represented(site, layer.Representation, "representation");
            if (target is null)
            {
                return null;
            }

            if (target.HasPoints())
            {
                return site.Fail(ProblemIds.WrongRepresentation, "representation", "Linear", "a result without points", target.ToString());
            }
        }

        if (layer.Channels.Kind != ValueKind.None)
        {
            if (Width(site, layer.Channels, new Place("Linear", "Channels")) is not int channels)
            {
                return null;
            }

            target = target.WithChannels(channels);
        }

        if (layer.Target.OnlyReachable)
        {
            if (!Intertwiners.Between(site.Type, target, _maximumBasisSize, _cancellation).TryGet(out IntertwinerBlocks? maps, out SolveFailure? failure))
            {
                return site.Fail(ProblemIds.NotSolved, "representation", failure.Message);
            }

            Piece[] reached = [.. maps.Blocks.Select(block => maps.To.Terms[block.ToTerm].Piece)];
            if (reached.Length == 0)
            {
                return site.FailWith(
                    RotationHint(rotations => IsReachable(rotations, site.Type, target)), ProblemIds.ZeroIntertwinerSpace, "representation", _group.Name, site.Type.ToString(), target.ToString());
            }

            target = Target(target, layer.Target, reached.Contains);
        }
        else
        {
            target = Target(target, layer.Target, _ => true);
        }

        EquatableArray<IntertwinerBasis> bias = EquatableArray<IntertwinerBasis>.Empty;
        if (layer.Bias != false)
        {
            if (Bias(site, target) is not { } invariants)
            {
                return null;
            }

            bias = invariants;
            if (bias.Count == 0 && layer.Bias == true)
            {
                return site.Fail(ProblemIds.BiasOnNonScalar, "Bias", target.ToString());
            }
        }

        return Basis(site, target) is { } basis ? site.Node(target, new Layer.Linear(basis, bias, layer.Init, layer.Gain, layer.Normalization)) : null;
    }

    /// <summary>The invariant vectors of every piece of <paramref name="target"/>; empty where no piece has any. Null where they could not be found.</summary>
    private EquatableArray<IntertwinerBasis>? Bias(Site site, Representation target)
    {
        List<IntertwinerBasis> bases = [];
        foreach (RepresentationTerm term in target.Terms)
        {
            if (!Intertwiners.Between(target.Group.Trivial, term.Piece, _maximumBasisSize, _cancellation).TryGet(out IntertwinerBasis? basis, out SolveFailure? failure))
            {
                site.Fail(ProblemIds.NotSolved, "representation", failure.Message);
                return null;
            }

            bases.Add(basis);
        }

        return bases.Exists(basis => !basis.IsEmpty) ? bases.ToEquatable() : EquatableArray<IntertwinerBasis>.Empty;
    }

    /// <summary>The intertwiners from the source to <paramref name="target"/>; null where a piece of the result would always be 0.</summary>
    private IntertwinerBlocks? Basis(Site site, Representation target)
    {
        if (!Intertwiners.Between(site.Type, target, _maximumBasisSize, _cancellation).TryGet(out IntertwinerBlocks? basis, out SolveFailure? failure))
        {
            site.Fail(ProblemIds.NotSolved, "representation", failure.Message);
            return null;
        }

        if (basis.Blocks.Count == 0)
        {
            site.FailWith(
                RotationHint(rotations => IsReachable(rotations, site.Type, target)), ProblemIds.ZeroIntertwinerSpace, "representation", _group.Name, site.Type.ToString(), target.ToString());
            return null;
        }

        for (int i = 0; i < target.Terms.Count; i++)
        {
            bool reached = false;
            foreach (IntertwinerBlock block in basis.Blocks)
            {
                reached |= block.ToTerm == i;
            }

            if (!reached)
            {
                site.FailWith(
                    RotationHint(rotations => IsReachable(rotations, site.Type, target)), ProblemIds.UnreachableOutput, "representation", target.Terms[i].ToString(), site.Type.ToString(), _group.Name);
                return null;
            }
        }

        return basis;
    }

    private int? Mlp(Site site, LayerSpec.Mlp layer)
    {
        if (!site.Type.IsScalar())
        {
            return site.FailWith(ScalarUnderRotations(site.Type).Concat(InvariantHint(site.Type)), ProblemIds.WrongRepresentation, "source", "Mlp", "scalars", site.Type.ToString());
        }

        if (layer.Widths.Count == 0)
        {
            return site.Fail(ProblemIds.WrongValue, "widths", "widths", "at least one", "none");
        }

        int[] widths = new int[layer.Widths.Count];
        for (int i = 0; i < widths.Length; i++)
        {
            if (Width(site, layer.Widths[i], new Place("Mlp", "widths", i)) is not int width)
            {
                return null;
            }

            widths[i] = width;
        }

        if (Scaled(site, layer.Activation, layer.ActivationScale) is not ScaledActivation activation || Scaled(site, layer.OutputActivation, layer.ActivationScale) is not ScaledActivation outputActivation)
        {
            return null;
        }

        return site.Node(
            FeatureTypes.Scalars(_group, widths[widths.Length - 1]),
            new Layer.Mlp(
                new(widths), activation, layer.ActivateOutput, layer.Bias, layer.Bias && layer.OutputBias, outputActivation, layer.OutputInit, layer.OutputGain, layer.Normalization != PathNormalization.None));
    }
}
