using Intertwine.Algebra;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Rules of functions on the sphere.</summary>
internal sealed partial class GraphInference
{
    /// <summary>4032 points: for every point there is code.</summary>
    private const int MaximumResolution = 64;

    private int? S2Activation(Site site, LayerSpec.S2Activation layer)
    {
        if (SignalOf(site.Type) is not { } signal)
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", "S2Activation", "as many channels of each degree 0 … L, with parities of harmonics (8x0e + 8x1o + 8x2e)", site.Type.ToString());
        }

        int degree = site.Type.Terms.Count - 1;
        if (Scaled(site, layer.Activation, layer.ActivationScale) is not ScaledActivation activation
            || (layer.MaximumDegree.Kind == ValueKind.None ? degree : Whole(site, layer.MaximumDegree, "MaximumDegree", SphericalIrrep.MaximumDegree)) is not int maximum
            || Whole(site, layer.Resolution, "resolution", MaximumResolution) is not int resolution)
        {
            return null;
        }

        if (signal.Scalar == Parity.Odd && !layer.Activation.IsOdd() && !layer.Activation.IsEven())
        {
            return site.FailWith([new Hint(Hint.Suggestion, "Activation.Tanh")], ProblemIds.ParityOfActivation, "activation", layer.Activation.ToString(), site.Type.ToString());
        }

        int highest = Math.Max(degree, maximum);
        int least = (2 * highest) + 2;
        if (resolution < least || resolution % 2 != 0)
        {
            string enough = Text(Math.Max(least, resolution + (resolution % 2)));
            return site.FailWith([new Hint(Hint.Suggestion, enough)], ProblemIds.BandLimit, "resolution", "S2Activation", Text(highest), Text(resolution), enough);
        }

        List<RepresentationTerm> terms = [];
        Parity scalar = signal.Scalar == Parity.Odd && layer.Activation.IsEven() ? Parity.Even : signal.Scalar;
        for (int l = 0; l <= maximum; l++)
        {
            terms.Add(new RepresentationTerm(site.Type.Terms[0].Multiplicity, new SphericalIrrep(signal.Group, l, l % 2 == 0 ? scalar : (Parity)((int)scalar * (int)signal.Vector))));
        }

        var grid = S2Grid.OfResolution(resolution, highest);
        var sphere = new Layer.S2Activation(activation, grid, degree, maximum, layer.Normalization);
        if (activation.Activation != Activation.None)
        {
            double error = S2Error.Estimate(sphere);
            site.Fail(ProblemIds.ApproximatelyEquivariant, "resolution", "S2Activation", Scientific(error), "its grid (estimated for coefficients of variance 1)");
            _approximate.Add((site.Scope.Path + site.Member.Name, error));
        }

        return site.Node(new Representation(site.Type.Group, terms), sphere);
    }

    /// <summary>The parity of degree 0 and the sign that a vector takes under inversion, of a type that is a signal on the sphere; null where it is none. Both are <see cref="Parity.None"/> under rotations alone.</summary>
    private static (OrthogonalGroup Group, Parity Scalar, Parity Vector)? SignalOf(Representation type)
    {
        if (type.Terms.Count == 0 || type.Terms[0].Piece is not SphericalIrrep { Degree: 0 } first)
        {
            return null;
        }

        // Scalars alone may be signals of vectors as well as of pseudo-vectors; positions are vectors.
        var vector = type.Terms.Count > 1 && type.Terms[1].Piece is SphericalIrrep second ? (Parity)((int)first.Parity * (int)second.Parity) : first.Parity == Parity.None ? Parity.None : Parity.Odd;
        for (int l = 0; l < type.Terms.Count; l++)
        {
            Parity expected = l % 2 == 0 ? first.Parity : (Parity)((int)first.Parity * (int)vector);
            if (type.Terms[l].Multiplicity != type.Terms[0].Multiplicity || type.Terms[l].Piece is not SphericalIrrep irrep || irrep.Degree != l || irrep.Parity != expected)
            {
                return null;
            }
        }

        return (first.OrthogonalGroup, first.Parity, vector);
    }
}
