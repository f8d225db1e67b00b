using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>Rules of attention, and of vectors and scalars as one piece.</summary>
internal sealed partial class GraphInference
{
    private int? Softmax(Site site, LayerSpec.Softmax layer)
    {
        if (!site.Type.IsScalar())
        {
            return site.FailWith(ScalarUnderRotations(site.Type).Concat(InvariantHint(site.Type)), ProblemIds.LogitsNotInvariant, "source", "Softmax", "scalars (InnerProduct, SquaredNorm and Norm give them)", site.Type.ToString());
        }

        return Segments(site, layer.Over) is { } segments ? site.Node(site.Type, new Layer.Softmax(segments)) : null;
    }

    private int? VectorAttention(Site site, LayerSpec.VectorAttention layer)
    {
        const int Keys = 1, Values = 2, Mask = 3;
        if (EdgesOf(site, layer.Along, IndexMap.Target) is not { } target || !OnSources(site, IndexMap.Source(target.From).To) || !site.Matches(site.Type, Keys))
        {
            return null;
        }

        if (Choice<AttentionDistance>(site, layer.Distance, "Distance") is not { } distance || AttentionForms(site, distance) is not { } forms)
        {
            return null;
        }

        if (site.TypeOf(Values).HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "values", "VectorAttention", "values without points (subtract them first)", site.TypeOf(Values).ToString());
        }

        if (site.Count > Mask && site.TypeOf(Mask) != FeatureTypes.Scalars(_group, 1))
        {
            return site.Fail(ProblemIds.WrongRepresentation, "Mask", "VectorAttention", "one scalar for each key, 1 or 0", site.TypeOf(Mask).ToString());
        }

        if (HeadsOf(site, layer.Heads) is not int heads)
        {
            return null;
        }

        double? scale = layer.Factor.Kind == ValueKind.None
            ? 1 / Math.Sqrt((double)site.Type.Terms.Sum(term => term.Multiplicity * term.Piece.Dimension) / heads)
            : Number(site, layer.Factor, "Scale", double.Epsilon, double.MaxValue);
        return scale is double factor ? site.Node(site.TypeOf(Values), new Layer.VectorAttention(heads, forms, distance, factor, target)) : null;
    }

    /// <summary>Whether keys, values and mask live where the edges come from; reports where not.</summary>
    private static bool OnSources(Site site, Domain sources)
    {
        for (int i = 1; i < site.Count; i++)
        {
            if (site.DomainOf(i) != sources)
            {
                site.Fail(ProblemIds.WrongDomain, site.Layer.Sources[i].Parameter, site.Layer.Attribute, $"the sources of the edges, {sources.Name}", site.DomainOf(i).Name);
                return false;
            }
        }

        return true;
    }

    /// <summary>The inner product of each piece of the queries; reports where the logits would not be invariant.</summary>
    private EquatableArray<BilinearForm>? AttentionForms(Site site, AttentionDistance distance)
    {
        List<BilinearForm> forms = [];
        foreach (RepresentationTerm term in site.Type.Terms)
        {
            if (term.Piece.IsAffine)
            {
                site.Fail(ProblemIds.LogitsNotInvariant, "queries", "VectorAttention", "features without points: translations change their inner products (subtract the mean first)", site.Type.ToString());
                return null;
            }

            if (!BilinearForms.Of(term.Piece, _maximumBasisSize, _cancellation).TryGet(out BilinearForm? form, out FormFailure? failure))
            {
                site.Fail(
                    failure.IsLimit ? ProblemIds.NotSolved : ProblemIds.LogitsNotInvariant, "queries",
                    failure.IsLimit ? [failure.Message] : ["VectorAttention", $"one invariant inner product on each piece ({failure.Message})", site.Type.ToString()]);
                return null;
            }

            if (distance != AttentionDistance.Product && !form.IsPositive)
            {
                site.Fail(
                    ProblemIds.LogitsNotInvariant, "Distance", "VectorAttention",
                    $"lengths for {distance}, but <x, x> on '{term.Piece}' may be negative under {_group} (AttentionDistance.Product takes <q, k> itself)", site.Type.ToString());
                return null;
            }

            forms.Add(form);
        }

        return forms.ToEquatable();
    }

    /// <summary>A number of heads that divides the channels of every piece of queries and values.</summary>
    private int? HeadsOf(Site site, Value value)
    {
        if (Width(site, value, new Place("VectorAttention", "Heads")) is not int heads)
        {
            return null;
        }

        foreach (RepresentationTerm term in site.Type.Terms.Concat(site.TypeOf(2).Terms))
        {
            if (term.Multiplicity % heads != 0)
            {
                int divisor = heads;
                while (!site.Type.Terms.Concat(site.TypeOf(2).Terms).All(other => other.Multiplicity % divisor == 0))
                {
                    divisor--;
                }

                return site.FailWith([new Hint(Hint.Suggestion, Text(divisor))], ProblemIds.HeadsDoNotDivide, "Heads", Text(heads), term.ToString());
            }
        }

        return heads;
    }

    private int? EarlyFusion(Site site)
    {
        if (!site.SameDomain())
        {
            return null;
        }

        for (int i = 0; i < site.Count; i++)
        {
            if (site.TypeOf(i).HasPoints())
            {
                return site.Fail(ProblemIds.WrongRepresentation, site.Layer.Sources[i].Parameter, "EarlyFusion", "features without points (subtract them first)", site.TypeOf(i).ToString());
            }
        }

        if (site.Type.Terms.Count != 1)
        {
            return site.Fail(ProblemIds.WrongRepresentation, "vectors", "EarlyFusion", "channels of one piece", site.Type.ToString());
        }

        RepresentationTerm vectors = site.Type.Terms[0];
        int dimension = vectors.Piece.Dimension + site.TypeOf(1).Dimension;
        if (dimension > CompositePiece.MaximumDimension)
        {
            return site.Fail(ProblemIds.WidthMismatch, "scalars", "EarlyFusion", $"at most {Text(CompositePiece.MaximumDimension)} components in all", Text(dimension));
        }

        Piece sum = Composites.DirectSum([vectors.Piece, .. site.TypeOf(1).Terms.SelectMany(term => Enumerable.Repeat(term.Piece, term.Multiplicity))]);
        return site.Node(Representation.Of(sum, vectors.Multiplicity), new Layer.EarlyFusion());
    }

    private int? SplitFusion(Site site, LayerSpec.SplitFusion layer)
    {
        if (site.Type is not { Terms: [{ Piece: DirectSumPiece sum } source] })
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", "SplitFusion", "channels of a direct sum, such as EarlyFusion makes", site.Type.ToString());
        }

        if (layer.Piece is null || Represented(site, layer.Piece, "piece") is not { } wanted)
        {
            return null;
        }

        int copies = wanted.Terms is [{ Multiplicity: 1 }] ? sum.Summands.Count(summand => summand == wanted.Terms[0].Piece) : 0;
        return copies > 0
            ? site.Node(Representation.Of(wanted.Terms[0].Piece, copies * source.Multiplicity), new Layer.SplitFusion())
            : site.Fail(ProblemIds.NotASummand, "piece", wanted.ToString(), sum.Content.ToString());
    }
}
