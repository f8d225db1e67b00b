using Intertwine.Algebra;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Rules of functions of vectors and distances.</summary>
internal sealed partial class GraphInference
{
    /// <summary>A higher degree has more components than any network uses.</summary>
    private const int MaximumHarmonic = 32;

    /// <summary>More functions of one number than any network has.</summary>
    private const int MaximumFunctions = 1024;

    /// <summary>A higher power falls off within a few hundredths of the interval.</summary>
    private const int MaximumEnvelope = 64;

    private int? Harmonics(Site site, LayerSpec.SphericalHarmonics layer)
    {
        if (site.Type.Terms is not [{ Piece: SphericalIrrep { Degree: 1 } vector }])
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", "SphericalHarmonics", "vectors in three dimensions", site.Type.ToString());
        }

        if (Whole(site, layer.MaximumDegree, "maximumDegree", MaximumHarmonic) is not int degree)
        {
            return null;
        }

        List<RepresentationTerm> terms = [];
        for (int l = 0; l <= degree; l++)
        {
            Parity parity = vector.Parity == Parity.Odd && l % 2 == 0 ? Parity.Even : vector.Parity;
            terms.Add(new RepresentationTerm(site.Type.Channels(), new SphericalIrrep(vector.OrthogonalGroup, l, parity)));
        }

        return site.Node(new Representation(site.Type.Group, terms).Regrouped(), new Layer.SphericalHarmonics(degree, layer.Normalization, layer.IsNormalized));
    }

    private int? RadialBasis(Site site, LayerSpec.RadialBasis layer)
    {
        if (!site.Type.IsTrivial || site.Type.Channels() != 1)
        {
            bool isOne = site.Type.Channels() == 1 && HasForms(site.Type, positive: true);
            return site.FailWith(isOne ? [new Hint(Hint.Invariants, "Norm,SquaredNorm")] : [], ProblemIds.WrongRepresentation, "source", "RadialBasis", "one scalar", site.Type.ToString());
        }

        if (Whole(site, layer.Number, "number", MaximumFunctions) is not int number
            || Number(site, layer.Start, "Start", -double.MaxValue, double.MaxValue) is not double start
            || Number(site, layer.End, "end", -double.MaxValue, double.MaxValue) is not double end
            || Whole(site, layer.Envelope, "Envelope", MaximumEnvelope) is not int envelope)
        {
            return null;
        }

        int least = layer.Cutoff || layer.Basis is RadialFunctions.Fourier or RadialFunctions.Bessel ? 1 : 2;
        return number < least ? site.Fail(ProblemIds.WrongValue, "number", "number", $"at least {Text(least)}", Text(number))
            : end <= start ? site.Fail(ProblemIds.WrongValue, "end", "end", $"more than Start = {Text(start)}", Text(end))
            : site.Node(FeatureTypes.Scalars(_group, number), new Layer.RadialBasis(number, layer.Basis, start, end, layer.Cutoff, envelope, layer.Factor));
    }

    /// <summary>A whole number that is not negative: a constant or an option.</summary>
    private int? Whole(Site site, Value value, string parameter, int high)
    {
        Value number = Dereference(site.Scope, value);
        if (number.Kind == ValueKind.Integer && number.Number >= 0 && number.Number <= high)
        {
            return (int)number.Number;
        }

        return number.Kind == ValueKind.Error ? null : site.Fail(ProblemIds.WrongValue, parameter, parameter, $"0 to {Text(high)}, or nameof of an int option", number.ToString());
    }
}
